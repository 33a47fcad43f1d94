"""Phone numbers can be dialled, openings are times, and a doubtful number says that it is."""

from __future__ import annotations

import re

import phonenumbers

from tests.seeds.table import SEEDS, ids, parts, phones, rows

SHORT_NUMBERS = {"112", "114 14", "1177", "116 006", "116 016", "116 111"}


def test_every_channel_and_every_opening_belongs_to_exactly_one_owner() -> None:
    for row in rows("channels"):
        assert bool(row["organization"]) != bool(row["service"]), row["id"]
        assert row["id"].startswith(f"{row['organization'] or row['service']}:")
    for row in rows("schedules"):
        assert sum(bool(row[owner]) for owner in ("organization", "service", "channel")) == 1


def test_openings_are_days_and_clock_times_that_can_be() -> None:
    days = {"MO", "TU", "WE", "TH", "FR", "SA", "SU", "PH", "PE"}
    for row in rows("schedules"):
        assert row["as_printed"]
        assert row["certainty"] in {"stated", "possible"}
        if not row["days"]:
            assert not row["opens"] + row["closes"]
            continue
        assert set(parts(row["days"])) <= days
        opens, closes = (_minutes(row[end]) for end in ("opens", "closes"))
        assert 0 <= opens < closes <= 36 * 60, row
        assert opens < 24 * 60


def _minutes(clock: str) -> int:
    matched = re.fullmatch(r"(\d\d):([0-5]\d)", clock)
    assert matched, clock
    return int(matched[1]) * 60 + int(matched[2])


def test_every_phone_number_can_be_dialled_in_sweden() -> None:
    for row in phones():
        if row["value"] in SHORT_NUMBERS:
            continue
        number = phonenumbers.parse(row["value"], "SE")
        assert phonenumbers.is_valid_number_for_region(number, "SE"), row


def test_no_phone_number_is_a_mobile_or_premium_number() -> None:
    dear = {phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.MOBILE}
    for row in phones():
        assert not re.match(r"(\+46|0046|0)\W*7[0236]", row["value"]), row
        if row["value"] not in SHORT_NUMBERS:
            assert phonenumbers.number_type(phonenumbers.parse(row["value"], "SE")) not in dear, row


def test_no_text_anywhere_carries_a_mobile_number() -> None:
    mobile = re.compile(r"(?<![\d/-])(?:\+46|0046|0)[ -]?7[0236](?:[ -]?\d){7}(?!\d)")
    assert mobile.search("ring 070-174 06 05"), "the pattern must know what it looks for"
    for path in SEEDS.glob("*.csv"):
        for row in rows(path.stem):
            assert not any(mobile.search(value) for key, value in row.items() if "source" not in key), row


def test_no_number_rests_on_memory() -> None:
    assert {row["confidence"] for row in phones()} <= {"confirmed", "source", "source-undated", "inferred"}


def test_a_doubtful_number_says_why() -> None:
    for row in phones():
        if row["confidence"] == "inferred":
            assert row["note"] or row["label"], row


def test_112_for_an_on_call_unit_says_whom_to_ask_for() -> None:
    through = [row for row in phones() if row["value"] == "112" and row["service"] != "sv-112"]
    assert through
    assert all(row["label"].startswith("Begär ") for row in through)


def test_every_mailbox_looks_like_one_and_every_address_is_http() -> None:
    for row in rows("channels"):
        if row["kind"] == "email":
            assert re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", row["value"]), row
        elif row["kind"] != "phone":
            assert row["value"].startswith("https://"), row
    for row in rows("organizations"):
        assert not row["website"] or re.match(r"https?://\S+$", row["website"]), row


def test_the_demo_persons_are_invented_and_say_so() -> None:
    contacts = rows("demo/contacts")
    assert contacts
    for row in contacts:
        assert row["id"].startswith("demo-")
        assert not row["name"] or row["name"].endswith("(påhittad)")
        assert row["organization"] in ids("organizations")
        assert re.fullmatch(r"|08-465 004 \d\d|070-174 06 (0[5-9]|[1-9]\d)", row["phone"]), row
        assert re.fullmatch(r"|[\w.]+@example\.org", row["email"]), row
    for row in (*rows("demo/channels"), *rows("demo/notes"), *rows("demo/locations")):
        assert row["id"].startswith("demo-")
        assert row["organization"] in ids("organizations")
        assert re.fullmatch(r"08-465 004 \d\d", row.get("phone", "08-465 004 00")), row
