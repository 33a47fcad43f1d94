"""Pages run no foreign code: whatever somebody types, wherever it is stored and shown, or sent and shown again.

Every page is opened twice in Chromium: as it is, and with its policy put out of force, so that nothing but the
escaping stands between a text and the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from playwright.sync_api import Browser, sync_playwright

from directory.access import Role
from directory.db import make_engine
from directory.store.schema import upgrade
from directory.web.chrome import templates_folder
from tests.attacks.acted import write_once
from tests.attacks.payloads import ADDRESSES, PAYLOADS, SHORT
from tests.attacks.scribbled import scribble
from tests.attacks.window import Window
from tests.attacks.worded import WITHOUT_WORDS, Scribbled, worded_tables
from tests.browser.chromium import launch
from tests.databases import settings_for
from tests.store.small import fill
from tests.web.account.signing_in import Somebody, a_client, csrf_of, make_account, site_on
from tests.web.admin.signed import Signed

pytestmark = pytest.mark.browser
TOGETHER = 20
"""Texts that share a field in the full set. Those that would be an address by themselves have it for themselves."""
_numbers = count()


@dataclass
class Town:
    """A site that can be scribbled on, and its keeper: somebody who may see every page."""

    app: Flask
    keeper: Somebody

    def scribble(self, text: str) -> Scribbled:
        return scribble(self.app.extensions["snapshots"].engine, text, next(_numbers), self.keeper.id)

    def signed(self) -> Signed:
        return Signed(self.app, self.app.extensions["snapshots"].engine, self.keeper)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return make_town(tmp_path)


def make_town(folder: Path) -> Town:
    path = folder / "kontaktnatet.db"
    path.touch()
    engine = make_engine(settings_for(f"sqlite:///{path}"))
    upgrade(engine)
    fill(engine)
    app = site_on(engine)
    app.testing = False
    return Town(app, make_account(engine, Role.ADMINISTRATOR, Role.COORDINATOR, name="Keeper (påhittad)"))


GONE = {"kind": "gone_kind", "record": "gone_record", "kept": "gone_record", "gone": "twin_record"}
PARTS = {
    "account.invitation": {"token": "invitation_token"},
    "account.reset_password": {"token": "reset_token"},
    "confirm.open_link": {"token": "confirm_token"},
    **{f"coordinate.{name}": GONE for name in ("removing", "merge_with", "merging", "merge_preview")},
}
"""Pages of which a part of the address is another one than its name says."""


FILES = (".vcf", "/lines")
"""What the addresses of files end with, which no browser shows."""


def pages_of(app: Flask, made: Scribbled) -> list[str]:
    """List the addresses of all pages that show what was written, from the routes of the program."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static" or rule.rule.endswith(FILES):
            continue
        if not rule.arguments:
            if not rule.rule.startswith(("/api/", "/answer/", "/healthz", "/readyz")):
                found.append(rule.rule)
            continue
        names = {name: PARTS.get(rule.endpoint, {}).get(name, name) for name in rule.arguments}
        if any(kind not in made.ids for kind in names.values()):
            continue
        amount = max(len(made.ids[kind]) for kind in names.values())
        for at in range(amount):
            filled = {name: made.ids[kind][at % len(made.ids[kind])] for name, kind in names.items()}
            path = rule.rule
            for name, value in filled.items():
                path = path.replace(f"<{name}>", quote(value, safe=""))
            found.append(path)
    area, need = made.ids["area_id"][0], made.ids["need_id"][0]
    organization, service = made.ids["organization_id"][0], made.ids["service_id"][0]
    return [
        *found,
        *made.pages,
        "/confirm/wrong",
        "/coordinate/duplicates?kind=service",
        f"/coordinate/work?area={area}",
        f"/answer?need={need}&area={area}",
        f"/answer?need={need}&area={area}&all=1&lang=en",
        f"/organizations/{organization}?lang=en",
        f"/services/{service}?lang=en",
        f"/areas/{area}?lang=en",
        f"/admin/log?record={made.ids['contact_id'][0]}",
        f"/admin/log?record={made.ids['account_id'][0]}&lang=en",
        "/admin/people?role=caseworker",
    ]


PARAMETERS = (
    *(
        "q",
        "need",
        "area",
        "group",
        "kind",
        "page",
        "role",
        "soon",
        "who",
        "from",
        "to",
        "organization",
        "record",
    ),
    *(
        "before",
        "at",
        "age",
        "residence",
        "next",
        "edit",
        "all",
        "owner",
        "status",
        "refused",
        "told",
        "version",
    ),
)


def reflected(text: str) -> list[str]:
    """List addresses with *text* in every parameter that a page may show again."""
    said = quote(text.replace("\0", ""), safe="")
    params = urlencode(dict.fromkeys(PARAMETERS, text))
    searches = ("/search", "/areas", "/organizations", "/services", "/maintain/organizations")
    filters = ("/answer", "/admin/log", "/admin/people", "/search", "/services", "/areas")
    return [
        *(f"{path}?q={said}" for path in searches),
        *(f"{path}?{params}" for path in filters),
        f"/answer?need=boende&area={said}",
        f"/answer?need=boende&area=0163&at={said}&age={said}&residence={said}&group={said}",
        f"/account/sign-in?next={said}",
        f"/account/confirm?next={said}",
        f"/?lang={said}",
        f"/organizations/{said}",
        f"/{said}",
        f"/api/v1/docs?{params}",
    ]


def forms(made: Scribbled) -> dict[str, tuple[str, ...]]:
    """Return the forms that come back with what was typed, and their fields."""
    organization, post = made.ids["organization_id"][0], made.ids["post_id"][0]
    who = ("name", "phone", "email", "why", "words", "visibility", "reason", "valid_to")
    return {
        "/": ("q",),
        f"/maintain/organizations/{organization}/posts/new": ("title", "title_en"),
        f"/maintain/posts/{post}/people/new": who,
        f"/maintain/people/{made.ids['contact_id'][0]}/change": who,
        f"/maintain/organizations/{organization}/places/new": (
            "owner",
            "name",
            "address",
            "postcode",
            "town",
            "area",
        ),
        f"/maintain/organizations/{organization}/notes/new": ("text", "text_en", "visibility"),
        f"/maintain/organizations/{organization}/restricted": ("reason",),
        "/admin/invitations": ("name", "email", "lang", "role", "place", "chosen"),
        f"/admin/people/{made.ids['account_id'][0]}/rights": ("role", "place", "chosen"),
        f"/admin/people/{made.ids['account_id'][0]}/end": ("reason", "words"),
        f"/coordinate/proposals/{made.ids['changeset_id'][0]}/send-back": ("version", "why"),
        f"/coordinate/remove/organization/{organization}": ("why",),
        "/coordinate/campaigns/new": ("topic", "area", "starts_on", "ends_on", "words"),
        "/coordinate/bulk/look": (
            *("table", "record", "what", "cadence_days", "languages", "capacity", "capacity_until", "access"),
            *("from_on", "to_on", "opens", "closes", "said", "website", "q"),
        ),
        f"/offer/organizations/{organization}/hours": ("of", "mark", "day-0", "day-1", "copy"),
        f"/offer/organizations/{organization}/dates": (
            "from_on",
            "to_on",
            "hours",
            "said",
            "act",
            "exception",
        ),
        f"/offer/organizations/{organization}/away": ("contact", "stand_in", "from_on", "to_on"),
        f"/offer/organizations/{organization}/words": ("name", "name_en", "website", "note", "mark"),
        f"/offer/organizations/{organization}/services/new": ("name", "description", "need", "area", "why"),
        f"/offer/services/{made.ids['service_id'][0]}": (
            "name",
            "description",
            "languages",
            "capacity",
            "why",
        ),
        f"/offer/channels/{made.ids['channel_id'][0]}": ("value", "label", "kind", "visibility", "owner"),
        f"/report/organizations/{organization}": ("trouble", "reached", "reason", "channel"),
        "/report/questions/new": ("need", "area", "group"),
        "/account/password": ("old", "password"),
        "/account/confirm": ("code", "recovery", "next"),
    }


LEADS = (
    "/organizations/x",
    "/services/x",
    "/maintain/organizations/x",
    "/account/sign-in?",
    "/account/confirm?",
)
"""Pages with links that are made of texts."""
PUBLIC = (
    "/organ",
    "/serv",
    "/area",
    "/answer",
    "/need",
    "/role",
    "/account/sign",
    "/listing",
    "/search",
    "/confirm",
)


@dataclass
class Looked:
    """What could have run, what was written, and on how many pages it was looked for."""

    found: list[str]
    made: Scribbled
    pages: int


def look_everywhere(
    browser: Browser, town: Town, text: str, *, lawless: bool, leads_only: bool = False
) -> Looked:
    """Write *text* everywhere and open every page; with *leads_only* those on which a text may be an address."""
    made = town.scribble(text)
    signed, public = town.signed().client, a_client(town.app)
    agent = "".join(letter for letter in f"Firefox/{text}" if " " <= letter < "\x7f")
    signed.environ_base["HTTP_USER_AGENT"] = agent
    inside, outside = Window(browser, signed, lawless), Window(browser, public, lawless)
    found: list[str] = []
    try:
        for path in [*pages_of(town.app, made), *reflected(text)]:
            if leads_only and not path.startswith(LEADS):
                continue
            found += [f"{path}: {what}" for what in inside.look_at(path)]
            if path.startswith(PUBLIC):
                found += [f"{path} (public): {what}" for what in outside.look_at(path)]
        for path, fields in {} if leads_only else forms(made).items():
            page = signed.get(path if signed.get(path).status_code == 200 and path != "/" else "/account")
            token = csrf_of(page.text) if 'name="csrf_token"' in page.text else ""
            answer = signed.post(path, data={"csrf_token": token, **dict.fromkeys(fields, text)})
            found += [f"POST {path}: {what}" for what in inside.look_at_answer(answer)]
        form, number, led = write_once(town.app.extensions["snapshots"].engine, made, town.keeper.id, text)
        again = signed.post(form, data={"csrf_token": csrf_of(signed.get(led).text), "once": number})
        assert again.location == led, "a form that has acted leads where it led"
        found += [f"{form} once more: {what}" for what in inside.look_at(led)]
        token = csrf_of(public.get("/account/sign-in").text)
        data = {"csrf_token": token, "email": text, "password": text, "next": text}
        answer = public.post("/account/sign-in", data=data)
        found += [f"POST /account/sign-in: {what}" for what in outside.look_at_answer(answer)]
        return Looked(found, made, inside.page_count + outside.page_count)
    finally:
        inside.close()
        outside.close()


def groups() -> list[str]:
    """Return all texts, as they are written into fields."""
    alone = [text for text in PAYLOADS if text in ADDRESSES]
    others = [text for text in PAYLOADS if text not in ADDRESSES]
    return alone + [" ".join(others[at : at + TOGETHER]) for at in range(0, len(others), TOGETHER)]


def test_a_few_texts_run_nowhere(browser: Browser, town: Town) -> None:
    looked = look_everywhere(browser, town, " ".join(SHORT), lawless=True)
    assert looked.found == []
    left = worded_tables() - looked.made.tables - WITHOUT_WORDS
    assert left == set(), "tables with words into which nothing was written"
    assert looked.pages > 100


def test_a_text_that_is_an_address_leads_nowhere(browser: Browser, town: Town) -> None:
    assert look_everywhere(browser, town, "javascript:ran()", lawless=True, leads_only=True).found == []


@pytest.mark.slow
@pytest.mark.parametrize("lawless", [False, True], ids=["as it is", "without its policy"])
def test_no_text_runs_anywhere(browser: Browser, tmp_path: Path, lawless: bool) -> None:
    found: list[str] = []
    pages = cells = 0
    assert len(PAYLOADS) >= 150
    for at, text in enumerate(groups()):
        folder = tmp_path / str(at)
        folder.mkdir()
        own = make_town(folder)
        looked = look_everywhere(browser, own, text, lawless=lawless, leads_only=text in ADDRESSES)
        found, pages = found + looked.found, pages + looked.pages
        cells += looked.made.cells * (1 if text in ADDRESSES else TOGETHER)
        own.app.extensions["snapshots"].engine.dispose()
        print(f"{pages} pages, {cells} cells, {len(found)} could have run: {found[-3:]}")
    assert found == []


def test_a_field_that_is_not_escaped_would_be_found(browser: Browser, town: Town) -> None:
    """The planted fault: one ``|safe`` in one template."""
    page = "catalogue/organization.html"
    words = (Path(templates_folder()) / page).read_text(encoding="utf-8")
    planted = words.replace("<h1>{{ heading }}", "<h1>{{ heading|safe }}")
    assert planted != words
    town.app.jinja_loader = ChoiceLoader([DictLoader({page: planted}), FileSystemLoader(templates_folder())])
    made = town.scribble("<img src=x onerror=ran()>")
    path = f"/organizations/{made.ids['organization_id'][0]}"
    lawful, lawless = (
        Window(browser, a_client(town.app)),
        Window(browser, a_client(town.app), is_lawless=True),
    )
    try:
        assert any(what.startswith("policy: script-src") for what in lawful.look_at(path))
        assert "ran" in lawless.look_at(path)
    finally:
        lawful.close()
        lawless.close()
