"""Contact cards that other programs read, without a number that is not verified."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import vobject

from directory.graph.facts import Channel, ChannelKind, Confidence, Organization, Provenance
from directory.interchange.vcard import card_of_organization, card_of_service, vcard
from tests.finding.county import snapshot

REVISED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SOURCE = Provenance("source")


def phone(value: str, confidence: Confidence = Confidence.SOURCE) -> Channel:
    return Channel(f"c:{value}", ChannelKind.PHONE, value, value, replace(SOURCE, confidence=confidence))


OFFICE = Organization(
    "norra",
    "Norra; jouren, natt\\dag\nrad två",
    "Northern on-call",
    "authority",
    SOURCE,
    website="https://example.org",
    channels=(
        phone("+4684650041"),
        phone("112"),
        phone("+4684650042", Confidence.MEMORY),
        Channel("c:mail", ChannelKind.EMAIL, "norra@example.org", "norra@example.org", SOURCE),
    ),
)


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_card_is_read_back_by_another_program_with_its_odd_name_whole(version: str) -> None:
    text = vcard(card_of_organization(OFFICE, REVISED), version)
    card = vobject.readOne(text)
    assert card.version.value == version
    assert card.fn.value == "Norra; jouren, natt\\dag rad två"
    assert card.email.value == "norra@example.org"
    assert card.url.value == "https://example.org"
    assert text.splitlines()[:2] == ["BEGIN:VCARD", f"VERSION:{version}"]


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_a_number_that_is_not_verified_is_on_no_card(version: str) -> None:
    text = vcard(card_of_organization(OFFICE, REVISED), version)
    assert "4684650041" in text
    assert "4684650042" not in text


def test_every_line_ends_as_the_standard_says_and_none_is_too_long() -> None:
    long_name = replace(OFFICE, name="Å" * 300)
    raw = vcard(card_of_organization(long_name, REVISED)).encode()
    assert raw.endswith(b"END:VCARD\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert vobject.readOne(raw.decode()).fn.value == "Å" * 300


def test_a_short_number_says_in_which_country_it_is_one() -> None:
    text = vcard(card_of_organization(OFFICE, REVISED)).replace("\r\n ", "")
    assert "tel:112;phone-context=+46" in text
    assert "tel:+4684650041" in text
    assert "TEL;TYPE=WORK,VOICE:112" in vcard(card_of_organization(OFFICE, REVISED), "3.0")


def test_a_card_in_english_has_the_english_name() -> None:
    assert "FN:Northern on-call" in vcard(card_of_organization(OFFICE, REVISED, "en"))


def test_a_service_without_a_good_phone_lends_that_of_its_organization() -> None:
    network = snapshot().network
    service, owner = network.services["minne"], network.organizations["jour"]
    text = vcard(card_of_service(service, owner, REVISED))
    assert "0846500412" in text
    assert "0846500414" not in text


def test_saving_a_card_again_replaces_it() -> None:
    first = vobject.readOne(vcard(card_of_organization(OFFICE, REVISED)))
    later = vobject.readOne(vcard(card_of_organization(OFFICE, REVISED.replace(year=2027))))
    assert first.uid.value == later.uid.value
    assert first.rev.value < later.rev.value
