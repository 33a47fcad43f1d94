"""Views that take more than a sentence: how large the body of their requests may be, as data on the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

_MARK = "takes_as_much_as"


class Much(NamedTuple):
    """Bytes of a body, and fields of a form."""

    size: int
    fields: int


def takes(*, size: int = 64 * 1024, fields: int = 50) -> Callable[[View], View]:
    """Mark a view that takes *size* bytes, files included, and as many *fields*. Others take what the gate says."""

    def mark(view: View) -> View:
        setattr(view, _MARK, Much(size, fields))
        return view

    return mark


def much_of(view: Callable[..., Any] | None) -> Much | None:
    """Return how much *view* takes; None: as much as any."""
    found = getattr(view, _MARK, None)
    return found if isinstance(found, Much) else None
