"""Nothing that may endanger somebody is in any reply: each check over the replies, and on a fault planted for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.app import create_app
from directory.graph.facts import AreaKind, Channel, ChannelKind, Confidence
from directory.graph.network import Network
from directory.settings import Settings
from directory.store.snapshot import Snapshot
from tests.country.canary import WITHHELD, Canaries, digest, mobiles_in, persons_in, withheld_in

NIGHT, DAY = "2026-11-28T03:00", "2026-11-24T10:00"
MUNICIPALITIES = 60


class One:
    """A source of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def look(self) -> None:
        return None

    def current(self, viewer: object = None, look: object = None) -> Snapshot:
        return self._snapshot


def site(snapshot: Snapshot) -> Flask:
    return create_app(Settings(environment="test", log_level="error"), snapshots=One(snapshot))


@pytest.fixture(scope="module")
def client(snapshot: Snapshot) -> FlaskClient:
    return site(snapshot).test_client()


@pytest.fixture(scope="module")
def canaries(snapshot: Snapshot) -> Canaries:
    return Canaries(snapshot)


def some_municipalities(network: Network) -> list[str]:
    """Return sixty municipalities all over the country, the large ones among them."""
    every = sorted(area.id for area in network.areas.values() if area.kind is AreaKind.MUNICIPALITY)
    step = len(every) // (MUNICIPALITIES - 3)
    return sorted({*every[::step][: MUNICIPALITIES - 3], "0180", "1280", "1480"})


def records(network: Network) -> Iterator[str]:
    """Yield the page, the card and the JSON of every organization and service, and of needs, roles and areas."""
    for kind, found in (("organizations", network.organizations), ("services", network.services)):
        for record in found:
            yield f"/{kind}/{record}"
            yield f"/{kind}/{record}.vcf"
            yield f"/api/v1/{kind}/{record}"
    yield from (f"/needs/{need}" for need in network.needs)
    yield from (f"/roles/{role}" for role in network.roles)
    for area in some_municipalities(network):
        yield f"/areas/{area}"
        yield f"/api/v1/areas/{area}"


def answers(network: Network) -> Iterator[str]:
    """Yield the answers to every urgent need in sixty municipalities, by night and by day: as JSON, some as pages."""
    urgent = [need.id for need in network.needs.values() if need.is_urgent]
    groups = ("adult-woman", "girl", "adult-man", "boy")
    for place, area in enumerate(some_municipalities(network)):
        for number, need in enumerate(urgent):
            group = groups[(place + number) % len(groups)]
            for at in (NIGHT, DAY):
                asked = f"need={need}&area={area}&group={group}&at={at}"
                yield f"/api/v1/answer?{asked}"
                if number == place % len(urgent):
                    yield f"/answer?{asked}&all=1"


def faults(
    client: FlaskClient, addresses: Iterator[str], check: Callable[[str, Any], Iterator[str]]
) -> list[str]:
    """Return what *check* finds in the replies; it takes the text of one, and its value where that is JSON."""
    wrong, asked = [], 0
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        wrong += [f"{address}: {fault}" for fault in check(response.text, response.get_json(silent=True))]
        asked += 1
    assert asked > MUNICIPALITIES
    return wrong


def test_no_record_and_no_answer_holds_a_canary(
    client: FlaskClient, canaries: Canaries, country: Network
) -> None:
    names = [
        *(one.name for one in country.organizations.values()),
        *(one.name for one in country.services.values()),
        *(one.name for one in country.areas.values()),
    ]
    known = frozenset(" ".join(pair) for name in names for pair in pairwise(name.split()))

    def check(text: str, value: Any) -> Iterator[str]:
        yield from withheld_in(text)
        yield from mobiles_in(text)
        yield from persons_in(text, known)
        yield from canaries.numbers_in(text)
        yield from canaries.doubtful_in(value)

    wrong = faults(client, records(country), check) + faults(client, answers(country), check)
    assert wrong[:10] == []


@pytest.mark.parametrize(
    "planted",
    [
        "ring 070-174 06 05",
        "+46 70 174 06 05",
        "<a href='x'>0701740605</a>",
        "handläggare Karin Vallgren svarar",
    ],
)
def test_a_planted_mobile_number_or_name_is_caught(planted: str) -> None:
    assert [*mobiles_in(planted), *persons_in(planted, frozenset())]


def test_what_is_planted_in_a_record_is_caught_on_its_page_and_in_its_json(snapshot: Snapshot) -> None:
    network = snapshot.network
    town = network.organizations["m-0163"]  # type: ignore[index]
    note = "Ring Karin Vallgren på 070-174 06 05"
    planted = replace(town, note=note)
    changed = network.with_changes(revision=snapshot.revision + 1, organizations={town.id: planted})
    client = site(replace(snapshot, revision=snapshot.revision + 1, network=changed)).test_client()
    for address in ("/organizations/m-0163", "/api/v1/organizations/m-0163"):
        text = client.get(address).text
        assert [*mobiles_in(text)], address
        assert [*persons_in(text, frozenset())], address


def test_a_planted_word_that_was_withheld_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    for planted in ("påhittsboende", "elva sängar"):
        assert not [*withheld_in(f"Här finns {planted}, sägs det.")]
        monkeypatch.setattr("tests.country.canary.WITHHELD", WITHHELD | {digest(planted)})
        assert [*withheld_in(f"Här finns {planted.capitalize()}, sägs det.")]


def test_a_planted_link_to_an_unknown_number_and_a_doubtful_channel_are_caught(canaries: Canaries) -> None:
    assert [*canaries.numbers_in('<a href="tel:+4681234567">')]
    assert [*canaries.numbers_in('<a href="tel:112">')] == []
    good = {"id": "x", "kind": "phone", "value": "112", "is_good": True, "confidence": "source"}
    assert [*canaries.doubtful_in({"act_now": [{"channels": [good]}]})] == []
    for fault in ({"confidence": "memory"}, {"confidence": "unknown"}, {"value": "+4681234567"}):
        assert [*canaries.doubtful_in({"act_now": [{"channels": [{**good, **fault}]}]})]


class TestAProtectedPlace:
    """Neither the pages of a protected service nor its lines in answers tell where it is."""

    def test_there_are_some(self, canaries: Canaries) -> None:
        assert len(canaries.services) >= 2
        assert len(canaries.organizations) >= 2

    def test_its_pages_cards_and_records_tell_no_place(self, client: FlaskClient, canaries: Canaries) -> None:
        told = [
            *(f"services/{one}" for one in sorted(canaries.services)),
            *(f"organizations/{one}" for one in sorted(canaries.organizations)),
        ]
        for lang in ("sv", "en"):
            for record in told:
                main = client.get(f"/{record}?lang={lang}").text.split("<main", 1)[1].split("</main", 1)[0]
                assert [*canaries.places_in(main)] == [], record
                assert [*canaries.places_in(client.get(f"/{record}.vcf?lang={lang}").text)] == [], record
                assert [*canaries.places_in(client.get(f"/api/v1/{record}?lang={lang}").get_json())] == []

    def test_its_lines_in_answers_name_no_place_but_those_of_the_question(
        self, client: FlaskClient, canaries: Canaries, country: Network
    ) -> None:
        seen = 0
        for area in some_municipalities(country):
            asked = frozenset(country.areas[one].name for one in country.wider(area))  # type: ignore[arg-type]
            for need in ("boende_akut", "boende_skyddat"):
                told = client.get(
                    f"/api/v1/answer?need={need}&area={area}&group=adult-woman&age=28&at={NIGHT}"
                ).get_json()
                for entry in (*told["act_now"], *told["providers"], *told["near_misses"]):
                    if entry["id"] in canaries.services:
                        seen += 1
                        assert [*canaries.places_in(entry, asked)] == [], (area, entry["id"])
        assert seen >= MUNICIPALITIES

    def test_searching_for_a_place_does_not_find_it(
        self, client: FlaskClient, canaries: Canaries, country: Network
    ) -> None:
        for area in some_municipalities(country):
            name = country.areas[area].name  # type: ignore[index]
            told = client.get("/api/v1/search", query_string={"q": name, "per_page": 100}).get_json()
            assert told["total"], name
            found = {hit["id"] for hit in told["items"]}
            assert found.isdisjoint(canaries.services | canaries.organizations), name

    @pytest.mark.parametrize(
        "planted",
        [
            "Boendet ligger i Malmö.",
            "nära Järfällas station",
            "212 11 Rosengård",
            "Påhittsgatan 4",
            {"distance_km": 12.5},
            {"channels": [{"kind": "phone", "value": "+4640123456"}]},
            {"path": [{"sentence": "ligger i Göteborg"}]},
        ],
    )
    def test_a_planted_place_is_caught(self, canaries: Canaries, planted: Any) -> None:
        assert [*canaries.places_in(planted)]
        assert [*canaries.places_in({"value": "+4620390000", "kind": "phone", "name": "Talita"})] == []

    def test_a_place_of_the_question_is_none_of_the_service(self, canaries: Canaries) -> None:
        assert [*canaries.places_in("Solna ligger i Sverige", frozenset({"Solna"}))] == []


@pytest.mark.parametrize("confidence", [Confidence.MEMORY, Confidence.UNKNOWN])
def test_a_number_that_only_memory_knows_is_shown_but_never_as_good(
    snapshot: Snapshot, confidence: Confidence
) -> None:
    """Plant the doubt into the facts: the number of a town, which pages and answers offered to be called."""
    area, town = "0163", "m-0163"
    network = snapshot.network
    number = next(
        channel.value
        for channel in network.organizations[town].channels  # type: ignore[index]
        if channel.kind is ChannelKind.PHONE
    )

    def doubted(channel: Channel) -> Channel:
        return replace(channel, provenance=replace(channel.provenance, confidence=confidence))

    office = network.organizations[town]  # type: ignore[index]
    doubtful = replace(office, channels=tuple(doubted(channel) for channel in office.channels))
    changed = network.with_changes(
        revision=snapshot.revision + 1,
        services={},
        organizations={town: doubtful},  # type: ignore[dict-item]
    )
    before = site(snapshot).test_client()
    after = site(replace(snapshot, revision=snapshot.revision + 1, network=changed)).test_client()
    checks = Canaries(snapshot)
    checks.good -= {number}
    addresses = (
        f"/organizations/{town}",
        f"/answer?need=barnskydd&area={area}&group=girl&at={DAY}&all=1",
        f"/areas/{area}",
    )
    for address in addresses:
        if "areas" not in address:
            assert [*checks.numbers_in(before.get(address).text)], address
        assert [*checks.numbers_in(after.get(address).text)] == [], address
    for address in (
        f"/api/v1/organizations/{town}",
        f"/api/v1/answer?need=barnskydd&area={area}&group=girl&at={DAY}",
    ):
        assert [*checks.doubtful_in(before.get(address).get_json())], address
        assert [*checks.doubtful_in(after.get(address).get_json())] == [], address
