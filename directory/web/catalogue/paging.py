"""A long list in pages: which rows are shown, and where the pages beside it are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request, url_for

from directory.errors import BadQuestion
from directory.web.carried import carried

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """``number`` of ``pages`` pages, from 1; ``total`` counts the rows of all. An empty list has one empty page."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int

    def href(self, number: int) -> str:
        """Return the address of another page of the same list, filters kept."""
        kept = carried("page")
        return url_for(str(request.endpoint), **{**kept, **(request.view_args or {}), "page": number})


def page_of(rows: Sequence[T], size: int = PAGE_SIZE) -> Page[T]:
    """Return the page of *rows* that the address asks for (``page``, the first without).

    Raises:
        BadQuestion: the page is no number, or there is no such page.
    """
    text = request.args.get("page", "1")
    pages = max(1, -(-len(rows) // size))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if not 1 <= number <= pages:
        sv, en = f"Listan har sidorna 1 till {pages}.", f"The list has the pages 1 to {pages}."
        raise BadQuestion(sv, field="page", sv=sv, en=en)
    return Page(rows[(number - 1) * size : number * size], number, pages, len(rows))
