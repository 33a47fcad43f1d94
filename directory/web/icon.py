"""Icons as inline SVG: one file each in ``icons/`` (Lucide, ISC licence), coloured by the text around them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

FOLDER = Path(__file__).resolve().parent / "icons"
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def icon(name: str) -> Markup:
    """Return the drawing called *name*, hidden from screen readers: the words beside it say what it means.

    Raises:
        FileNotFoundError: there is no ``icons/<name>.svg``.
    """
    inside = _INSIDE.search((FOLDER / f"{name}.svg").read_text("utf-8"))
    if inside is None:
        raise ValueError(f"icons/{name}.svg is not an SVG drawing")
    drawing = " ".join(inside[1].split())
    return Markup(  # noqa: S704 the file is ours
        f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing}</svg>'
    )
