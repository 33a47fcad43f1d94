"""Templates mirror endpoints: ``find.answer`` is ``find/answer.html``, and no template lies there that nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.browser.pages import PAGES
from tests.house.tree import ROOT, kept_files

NAMED = re.compile(r"""["']([a-z_]+(?:/[a-z_]+)*\.html)["']""")


def template_of(endpoint: str) -> str:
    return endpoint.replace(".", "/") + ".html"


def names_in(paths: Iterable[Path]) -> set[str]:
    """Return every template that is named in the text of *paths*."""
    return {name for path in paths for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def templates() -> set[str]:
    folder = ROOT / "templates"
    return {str(path.relative_to(folder)) for path in kept_files("templates") if path.suffix == ".html"}


def unused(present: set[str], named: set[str]) -> set[str]:
    return present - named


def test_every_page_has_the_template_of_its_name() -> None:
    endpoints = {page.endpoint for page in PAGES if page.endpoint}
    assert {template_of(endpoint) for endpoint in endpoints} <= templates()


def test_every_template_is_rendered_or_included_and_every_one_that_is_exists() -> None:
    sources = [path for path in kept_files("directory", "templates") if path.suffix in {".py", ".html"}]
    named = names_in(sources)
    assert unused(templates(), named) == set()
    assert named <= templates()


def test_a_template_that_nobody_uses_would_be_found(tmp_path: Path) -> None:
    view = tmp_path / "view.py"
    view.write_text('render_template("find/answer.html")\n')
    assert unused({"find/answer.html", "find/forgotten.html"}, names_in([view])) == {"find/forgotten.html"}
