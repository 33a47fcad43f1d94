"""Every kind of page that the site has, by its address, with one or more real examples of each.

The list is held against the routes of the program: a page without an example fails, and so does an example
whose page is gone (``test_pages.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

SATURDAY_NIGHT = "2026-11-28T03:00"
"""Offices are closed, and so are most help lines: the hour for which this was made."""
TUESDAY_MORNING = "2026-11-24T10:00"


def answer_path(*fields: tuple[str, str], at: str = SATURDAY_NIGHT) -> str:
    """Return the address of an answer, with the moment asked, so that it does not change with the clock."""
    return f"/answer?{urlencode([*fields, ('at', at)])}"


HOUSING_IN_TYRESO = (
    ("need", "boende_akut"),
    ("area", "0138"),
    ("group", "adult_woman"),
    ("age", "28"),
    ("residence", "0380"),
)
ADVICE_IN_KALMAR = (("need", "radgivning_yrkesverksamma"), ("area", "0880"), ("group", "boy"), ("age", "15"))


@dataclass(frozen=True, slots=True)
class PagePath:
    """One page to look at. *endpoint* None: an error page, which no route leads to."""

    endpoint: str | None
    path: str

    @property
    def is_error(self) -> bool:
        return self.endpoint is None

    def __str__(self) -> str:
        return self.path
