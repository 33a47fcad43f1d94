"""Lists in pages: which page is asked for, and the addresses of those around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import g, request

from directory.errors import BadQuestion
from directory.finding.complaint import complain
from directory.finding.given import Given, given
from directory.web.language import current_language

LARGEST = 100
"""Items on one page."""
USUAL = 25
LAST_PAGE = 100_000
PAGING = ("page", "per_page")

Item = TypeVar("Item")

_DIGITS = re.compile(r"\d{1,6}", re.ASCII)


def filters(*names: str) -> Given:
    """Return the parameters of this request; only *names*, those of paging and ``lang`` are allowed."""
    return given(request.args, (*names, *PAGING), ("lang",))


def page_of(items: Sequence[Item], texts: Given, render: Callable[[Item], dict[str, Any]]) -> dict[str, Any]:
    """Return the page of *items* that is asked for, each rendered, with total and links."""
    page = _number(texts, "page", 1, LAST_PAGE)
    per_page = _number(texts, "per_page", USUAL, LARGEST)
    start = (page - 1) * per_page
    last = max(1, -(-len(items) // per_page))
    return {
        "items": [render(item) for item in items[start : start + per_page]],
        "total": len(items),
        "page": page,
        "per_page": per_page,
        "links": {
            "self": _address(page, per_page),
            "first": _address(1, per_page),
            "prev": _address(min(page - 1, last), per_page) if page > 1 else None,
            "next": _address(page + 1, per_page) if page < last else None,
            "last": _address(last, per_page),
        },
        **standing(),
    }


def listing(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a short list whole."""
    return {"items": items, "total": len(items), **standing()}


def standing() -> dict[str, Any]:
    """Return what every reply says of itself: the revision of the data and the language."""
    return {"revision": g.snapshot.revision, "lang": current_language()}


def _number(texts: Given, name: str, usual: int, largest: int) -> int:
    text = texts.single(name)
    if text is None:
        return usual
    if _DIGITS.fullmatch(text) is None or not 1 <= int(text) <= largest:
        raise _bad_number(name, largest)
    return int(text)


def _bad_number(name: str, largest: int) -> BadQuestion:
    return complain(
        name,
        f"Fältet {name} ska vara ett helt tal från 1 till {largest}.",
        f"The field {name} must be a whole number from 1 to {largest}.",
    )


def _address(page: int, per_page: int) -> str:
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] not in PAGING]
    return f"{request.path}?{urlencode([*pairs, ('page', page), ('per_page', per_page)])}"
