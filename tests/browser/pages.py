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
GIRL_IN_MALMO = (("need", "boende_akut"), ("area", "1280"), ("group", "girl"))
ADVICE_IN_KALMAR = (("need", "radgivning_yrkesverksamma"), ("area", "0880"), ("group", "boy"), ("age", "15"))


@dataclass(frozen=True, slots=True)
class PagePath:
    """One page to look at, and the status it is sent with. *endpoint* None: no such thing, or no route at all."""

    endpoint: str | None
    path: str
    status: int = 200

    def __str__(self) -> str:
        return self.path


PAGES = [
    PagePath("find.ask", "/"),
    PagePath("find.ask", "/?lang=en"),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO)),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO) + "&edit=where"),
    PagePath("find.answer", answer_path(*HOUSING_IN_TYRESO) + "&all=1&lang=en"),
    PagePath("find.answer", answer_path(*ADVICE_IN_KALMAR, at=TUESDAY_MORNING)),
    PagePath("find.answer", "/answer?need=boende_akut&area=Heby"),
    PagePath("find.answer", "/answer?need=boende_akut&area=nowhere-at-all", status=422),
    PagePath("find.keyboard", "/keyboard"),
    PagePath("catalogue.areas", "/areas"),
    PagePath("catalogue.area", "/areas/0138"),
    PagePath("catalogue.area", "/areas/0880?lang=en"),
    PagePath("catalogue.area", "/areas/01"),
    PagePath("catalogue.area", "/areas/SE"),
    PagePath("catalogue.area", "/areas/0180-jarva"),
    PagePath("catalogue.needs", "/needs"),
    PagePath("catalogue.need", "/needs/boende_skyddat"),
    PagePath("catalogue.organizations", "/organizations"),
    PagePath("catalogue.organization", "/organizations/se-sos"),
    PagePath("catalogue.organization", "/organizations/m-0138"),
    PagePath("catalogue.services", "/services"),
    PagePath("catalogue.service", "/services/sv-talita"),
    PagePath("catalogue.service", "/services/sv-112"),
    PagePath("catalogue.role", "/roles/role.socialjour"),
    PagePath("catalogue.search", "/search"),
    PagePath("catalogue.search", "/search?q=socialjour"),
    PagePath("catalogue.search", "/search?q=qqqqqqqq"),
    PagePath("catalogue.about", "/about"),
    PagePath("catalogue.accessibility", "/about/accessibility"),
    PagePath("api.docs", "/api/v1/docs"),
    PagePath("account.sign_in", "/account/sign-in"),
    PagePath("account.sign_in", "/account/sign-in?next=/areas&lang=en"),
    PagePath("account.reset", "/account/reset"),
    PagePath("account.reset_sent", "/account/reset/sent"),
    PagePath("account.signed_out", "/account/signed-out"),
    PagePath("confirm.noted", "/confirm/noted"),
    PagePath("confirm.thanks", "/confirm/thanks"),
    PagePath(None, "/account", status=403),
    PagePath(None, "/account/reset/no-such-link", status=410),
    PagePath(None, "/no-such-page", status=404),
    PagePath(None, "/areas/no-such-area", status=404),
]

ONE_OF_EACH = list({page.endpoint: page for page in reversed(PAGES) if page.endpoint}.values())
"""One example of each page that a route leads to."""

WALKED = {
    "account.account",
    "account.code",
    "account.confirm",
    "account.data",
    "account.invited",
    "account.new_password",
    "account.new_second_factor",
    "account.password",
    "account.recovery_codes",
    "account.second_factor",
}
"""Pages that open only to somebody on the way in or signed in: ``test_signing_in`` walks through all of them."""

INSIDE = {
    "confirm.entries",
    "confirm.wrong",
    "coordinate.bulk",
    "coordinate.as_of",
    "coordinate.conflict",
    "coordinate.conflicts",
    "coordinate.duplicates",
    "coordinate.history",
    "coordinate.merge_preview",
    "coordinate.merge_with",
    "coordinate.merging",
    "coordinate.removed",
    "coordinate.removing",
    "coordinate.restoring",
    "coordinate.calls",
    "coordinate.campaign",
    "coordinate.campaigns",
    "coordinate.changes",
    "coordinate.desk",
    "coordinate.new_campaign",
    "coordinate.proposal",
    "coordinate.proposals",
    "coordinate.take_coverage",
    "coordinate.weak",
    "coordinate.work",
    "coordinate.ask_export",
    "coordinate.import_run",
    "coordinate.imports",
    "report.follow",
    "report.organization",
    "report.questions",
    "report.service",
    "report.told",
    "listing.held",
    "listing.erased",
    "account.new_passkey",
    "admin.ask_end",
    "admin.ask_erase",
    "admin.ask_export",
    "admin.ask_recover",
    "admin.invitations",
    "admin.jobs",
    "admin.log",
    "admin.mail",
    "admin.people",
    "admin.person",
    "admin.rights",
    "maintain.channel",
    "maintain.ending",
    "maintain.erasing",
    "maintain.new_note",
    "maintain.new_person",
    "maintain.new_place",
    "maintain.new_post",
    "maintain.note",
    "maintain.organization",
    "maintain.organizations",
    "maintain.person",
    "maintain.place",
    "maintain.post",
    "maintain.proposal",
    "maintain.renewal",
    "maintain.restricted",
    "maintain.wish",
    "offer.away",
    "offer.dates",
    "offer.hours",
    "offer.new_service",
    "offer.organization",
    "offer.organizations",
    "offer.seen",
    "offer.service",
    "offer.way",
    "offer.ways",
    "offer.words",
}
"""Pages of people who are signed in, reached by links, and those of a contact person: ``test_inside`` looks at them."""

NOT_PAGES = {
    "account.invitation": "the link of a letter leads on to an address without its token",
    "account.reset_password": "as above",
    "listing.person": "as above",
    "confirm.open_link": "as above",
    "account.provider": "leads on to the identity provider",
    "account.provider_back": "leads on from there",
    "account.link_provider": "as the first",
    "admin.ask_withdraw": "leads back to the page of its button",
    "admin.ask_verify": "leads back to the page of its button",
    "admin.ask_run_job": "leads back to the page of its button",
    "admin.ask_retry": "leads back to the page of its button",
    "admin.ask_renew": "leads back to the page of its button",
    "admin.ask_end_right": "leads back to the page of its button",
    "admin.ask_enable": "leads back to the page of its button",
    "admin.ask_drop": "leads back to the page of its button",
    "coordinate.import_lines": "a file to take away",
    "coordinate.import_progress": "for the bar of a page",
    "static": "files of the pages themselves",
    "export.service": "contact cards, calendars",
    "export.organization": "contact cards, calendars",
    "export.contact": "contact cards, calendars",
    "export.call_back": "contact cards, calendars",
    "health.alive": "for machines",
    "health.ready": "for machines",
}
"""Routes that lead to something else than a page, and what that is. Everything of the API but its description too."""
