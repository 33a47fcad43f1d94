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
    ("group", "adult-woman"),
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


PAGES = [
    PagePath("find.ask", "/"),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO)),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO) + "&edit=where"),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO) + "&all=1"),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO) + "&lang=en"),
    PagePath("find.answer", answer_path(*ADVICE_IN_KALMAR, at=TUESDAY_MORNING)),
    PagePath("find.answer", "/answer?need=boende_akut&area=Heby"),
    PagePath("find.answer", "/answer?need=boende_akut&area=nowhere-at-all"),
    PagePath("find.keyboard", "/keyboard"),
    PagePath("api.docs", "/api/v1/docs"),
    PagePath(None, "/no-such-page"),
]

ONE_OF_EACH = list({page.endpoint: page for page in PAGES if page.endpoint}.values())
"""One example of each page that a route leads to."""

NOT_PAGES = {
    "static": "files of the pages themselves",
    "health.alive": "for machines",
    "health.ready": "for machines",
}
"""Routes that lead to something else than a page, and what that is. Everything of the API but its description too."""
