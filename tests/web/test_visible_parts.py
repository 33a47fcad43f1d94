"""Posts, places and notes on pages and in the API: from the snapshot of whoever asks, and kept for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from sys import modules as MODULES
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from directory.app import create_app
from directory.finding import search as search_module
from directory.finding.search import search
from directory.graph import facts as f
from directory.settings import Settings
from directory.store.snapshot import Snapshot
from directory.web.api import reply as reply_module
from directory.web.shelf import Shelves
from tests.web.country import Held
from tests.web.page import Page, Pages
from tests.web.peopled import SECRETS, peopled

PUBLIC, NETWORK = f.Visibility.PUBLIC, f.Visibility.NETWORK
ASKED = "/answer?need=boende&area=0138&at=2026-11-24T10:00"


@pytest.fixture(autouse=True)
def _tuesday_ten() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Begin without replies that another test left in this process."""
    MODULES["directory.web.api.answer"].replies._shelves.clear()


@pytest.fixture(scope="module")
def classes() -> dict[f.Visibility, Snapshot]:
    return {viewer: peopled(viewer) for viewer in (PUBLIC, NETWORK)}


@pytest.fixture
def held(classes: dict[f.Visibility, Snapshot]) -> Held:
    return Held(classes[PUBLIC], classes)


@pytest.fixture
def site(held: Held, settings: Settings) -> Flask:
    return create_app(settings, snapshots=held)


@pytest.fixture
def as_network(held: Held) -> Callable[[], None]:
    """Return what makes whoever asks next one of the network."""

    def take() -> None:
        held.always = NETWORK

    return take


def section(page: Page, heading: str) -> str:
    return Page("<h1>" + page.html.split(f">{heading}<", 1)[1].split("</section>", 1)[0]).words


@pytest.mark.parametrize("path", ["/organizations/tyreso", "/services/hus"])
def test_the_network_sees_who_holds_a_post_and_which_post_is_vacant(
    pages: Pages, as_network: Callable[[], None], path: str
) -> None:
    as_network()
    page = pages.get(path)
    people = section(page, "Kontaktpersoner")
    assert "Dagjour" in people
    assert "Kim Exempelsson (påhittad) bara nätverket" in people
    assert "till och med 24 november 2026" in people
    assert people.index("Nattjour") < people.index("vakant")
    assert "tel:+46846500415" in page.links()
    assert "mailto:kim@example.org" in page.links()
    places = section(page, "Platser att besöka")
    assert "Lilla Provgatan 2" in places
    assert "Stora Prövgatan 1" in places
    assert "Tyresö" in places
    assert places.count("bara nätverket") == 1
    assert "Ring på baksidan" in section(page, "Anteckningar")


@pytest.mark.parametrize("path", ["/organizations/tyreso", "/services/hus"])
def test_the_public_sees_the_posts_and_cannot_tell_a_hidden_holder_from_none(pages: Pages, path: str) -> None:
    page = pages.get(path)
    people = section(page, "Kontaktpersoner")
    assert people.count("Ingen kontaktperson visas öppet.") == 2
    assert "vakant" not in page.words
    assert "Lilla Provgatan 2" in section(page, "Platser att besöka")
    assert "Anteckningar" not in page.texts["h2"]
    assert not [secret for secret in SECRETS if secret in page.html]


def test_a_page_without_parts_has_no_headings_for_them(pages: Pages) -> None:
    heads = pages.get("/organizations/linjen").texts["h2"]
    assert not {"Kontaktpersoner", "Platser att besöka", "Anteckningar"} & set(heads)


def test_parts_are_told_in_english(pages: Pages, as_network: Callable[[], None]) -> None:
    as_network()
    page = pages.get("/organizations/tyreso?lang=en")
    people = section(page, "Contact persons")
    assert "Day duty" in people
    assert "vacant" in people
    assert "until 24 November 2026" in people
    assert "network only" in people
    assert "Ring at the back" in section(page, "Notes")
    assert "Ask for" in pages.get(f"{ASKED}&lang=en&all=1").words


def test_the_call_sheet_says_whom_to_ask_for(pages: Pages, as_network: Callable[[], None]) -> None:
    assert "Fråga efter" not in pages.get(f"{ASKED}&all=1").words
    as_network()
    page = pages.get(f"{ASKED}&all=1")
    assert (
        "Fråga efter: Dagjour – Kim Exempelsson (påhittad) , Ring Kim Exempelsson (påhittad), 08-465 004 15"
        in (page.words)
    )
    assert page.html.count("Fråga efter") < page.html.count('class="chain-row"') + 1, (
        "not at an emergency line"
    )


@pytest.mark.parametrize(
    "path", ["/organizations/tyreso", ASKED, "/api/v1/organizations/tyreso", f"/api/v1{ASKED}"]
)
def test_a_snapshot_of_yesterday_does_not_show_who_left_yesterday(
    site: Flask, as_network: Callable[[], None], path: str
) -> None:
    as_network()
    client = site.test_client()
    assert "Kim Exempelsson" in client.get(path).text
    with time_machine.travel(datetime(2026, 11, 24, 23, 0, 30, tzinfo=UTC), tick=False):
        later = client.get(path)  # midnight has passed in Sweden; the revision is the same
        assert later.headers["X-Directory-Revision"] == "7"
        assert "Kim Exempelsson" not in later.text
        assert later.status_code == 200


@pytest.mark.parametrize("path", ["/organizations/tyreso", "/services/hus"])
def test_no_card_for_a_phone_names_a_person(site: Flask, as_network: Callable[[], None], path: str) -> None:
    as_network()
    client = site.test_client()
    for address in (f"{path}.vcf", f"{path}.vcf?version=3.0"):
        card = client.get(address)
        assert card.status_code == 200
        assert not [secret for secret in SECRETS if secret in card.text]


def test_nobody_is_found_by_the_name_of_a_person_an_address_or_a_note(
    classes: dict[f.Visibility, Snapshot],
) -> None:
    for told in (
        "Kim",
        "Exempelsson",
        "Kim Exempelsson",
        "Stora Prövgatan",
        "baksidan",
        "Exempelstad",
        "Dagjour",
    ):
        assert search(told, classes[NETWORK], limit=None) == search(told, classes[PUBLIC], limit=None)
        assert not [hit for hit in search(told, classes[NETWORK], limit=None) if hit.id in ("tyreso", "hus")]


def kinds_of_reply(client: FlaskClient, path: str) -> dict[str, str]:
    response = client.get(path)
    assert response.status_code == 200
    return {
        name: response.headers.get(name, "") for name in ("Cache-Control", "Vary", "X-Robots-Tag", "ETag")
    }


@pytest.mark.parametrize("path", ["/api/v1/organizations/tyreso", f"/api/v1{ASKED}", "/api/v1/needs"])
def test_what_the_network_gets_is_kept_by_nobody_and_has_a_tag_of_its_own(
    site: Flask, as_network: Callable[[], None], path: str
) -> None:
    client = site.test_client()
    public = kinds_of_reply(client, path)
    assert public["Vary"] == "Cookie"
    assert "no-store" not in public["Cache-Control"]
    as_network()
    network = kinds_of_reply(client, path)
    assert network["Cache-Control"] == "private, no-store"
    assert network["ETag"] != public["ETag"]
    assert client.get(path, headers={"If-None-Match": public["ETag"]}).status_code == 200


def test_pages_of_the_network_are_not_for_search_engines(site: Flask, as_network: Callable[[], None]) -> None:
    client = site.test_client()
    assert "X-Robots-Tag" not in client.get("/organizations/tyreso").headers
    as_network()
    shown = client.get("/organizations/tyreso")
    assert shown.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert shown.headers["Cache-Control"] == "no-store"


EVERYTHING_KEPT = (ASKED, f"/api/v1{ASKED}", "/areas/0138", "/search?q=hus", "/organizations/tyreso")


def in_turn(site: Flask, held: Held, *paths: str) -> None:
    """Ask for everything that is kept, as the network and as the public in turn; the public may see no secret."""
    client = site.test_client()
    for path in paths:
        for viewer in (NETWORK, PUBLIC, NETWORK, PUBLIC):
            held.always = viewer
            text = client.get(path).text
            found = [secret for secret in SECRETS if secret in text]
            assert not found or viewer is NETWORK, f"{path} tells the public {found}"
            if viewer is NETWORK and "answer" in path:
                assert found, f"{path} gave the network the page of the public"


def test_what_was_made_for_the_network_is_never_shown_to_the_public(site: Flask, held: Held) -> None:
    in_turn(site, held, *EVERYTHING_KEPT)


@pytest.mark.parametrize("path", [ASKED, f"/api/v1{ASKED}"])
def test_a_memory_that_forgets_the_class_is_caught(
    site: Flask, held: Held, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    find, keep = Shelves.find, Shelves.keep
    monkeypatch.setattr(Shelves, "find", lambda self, _viewer, key, state: find(self, PUBLIC, key, state))
    monkeypatch.setattr(Shelves, "keep", lambda self, _viewer, *rest: keep(self, PUBLIC, *rest))
    with pytest.raises(AssertionError):
        in_turn(site, held, path)


def test_a_tag_that_forgets_the_class_is_caught(
    site: Flask, as_network: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(value: Any, *key: object) -> Any:
        return reply_module.reply(lambda: b"{}", f"7-{key}")

    monkeypatch.setattr(MODULES["directory.web.api.records"], "reply_json", forgetful)
    with pytest.raises(AssertionError):
        test_what_the_network_gets_is_kept_by_nobody_and_has_a_tag_of_its_own(
            site, as_network, "/api/v1/organizations/tyreso"
        )


def test_two_classes_that_ask_in_turn_both_find_their_pages_kept(
    site: Flask, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = site.test_client()
    for viewer in (NETWORK, PUBLIC):
        held.always = viewer
        client.get(ASKED)
        client.get(f"/api/v1{ASKED}")

    def again(*_: object, **__: object) -> None:
        raise AssertionError("made anew")

    monkeypatch.setattr(MODULES["directory.web.find.answer"], "answer_page", again)
    monkeypatch.setattr(MODULES["directory.web.api.answer"], "answer_to_json", again)
    for viewer in (NETWORK, PUBLIC, NETWORK):
        held.always = viewer
        assert client.get(ASKED).status_code == 200
        assert client.get(f"/api/v1{ASKED}").status_code == 200


def test_a_page_is_not_shown_to_somebody_else_who_is_signed_in(site: Flask, held: Held) -> None:
    client = site.test_client(use_cookies=False)
    kept = site.extensions["answer_pages"]
    held.always = NETWORK
    for cookie in ("signed-in=one", "signed-in=two", "signed-in=one"):
        client.get(ASKED, headers={"Cookie": cookie})
    assert len(kept) == 2, "a page greets whoever it was made for by name"
    assert not [
        key for shelf in kept._shelves.values() for key in shelf[1] if b"signed-in" in repr(key).encode()
    ]


def test_the_names_of_two_classes_are_gathered_once_each(
    classes: dict[f.Visibility, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    for viewer in (PUBLIC, NETWORK):
        search("hus", classes[viewer])

    def again(_network: object) -> None:
        raise AssertionError("gathered anew")

    monkeypatch.setattr(search_module, "_names", again)
    for viewer in (PUBLIC, NETWORK, PUBLIC):
        assert search("hus", classes[viewer])
