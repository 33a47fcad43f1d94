"""When help is needed: what the words of a sentence mean, and what they mean at that moment."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from .conftest import Reader, swedish

TUESDAY = "2026-11-24T10:00"
SATURDAY_NIGHT = "2026-11-28T01:00"
FRIDAY_EVENING = "2026-11-27T21:00"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("i natt", "2026-11-24T23:00"),
        ("inatt", "2026-11-24T23:00"),
        ("i kväll", "2026-11-24T20:00"),
        ("i morgon bitti", "2026-11-25T08:00"),
        ("imorgon kväll", "2026-11-25T20:00"),
        ("i morgon", "2026-11-25T10:00"),
        ("i övermorgon", "2026-11-26T10:00"),
        ("på fredag kväll", "2026-11-27T20:00"),
        ("fredagskväll", "2026-11-27T20:00"),
        ("lördag kl 03", "2026-11-28T03:00"),
        ("lördag kl 3 på natten", "2026-11-28T03:00"),
        ("lördag natt kl 3", "2026-11-29T03:00"),
        ("natten till lördag", "2026-11-27T23:00"),
        ("kl 3", "2026-11-25T03:00"),
        ("kl. 3", "2026-11-25T03:00"),
        ("kl 0300", "2026-11-25T03:00"),
        ("klockan tre", "2026-11-25T03:00"),
        ("klockan 14", "2026-11-24T14:00"),
        ("halv fyra", "2026-11-25T03:30"),
        ("halv fyra på eftermiddagen", "2026-11-24T15:30"),
        ("kvart över elva ikväll", "2026-11-24T23:15"),
        ("kl tio över tre", "2026-11-25T03:10"),
        ("kl fem i halv fyra", "2026-11-25T03:25"),
        ("03:00", "2026-11-25T03:00"),
        ("22.30", "2026-11-24T22:30"),
        ("vid 22", "2026-11-24T22:00"),
        ("kl 8 på kvällen", "2026-11-24T20:00"),
        ("i natt kl 3", "2026-11-25T03:00"),
        ("om en timme", "2026-11-24T11:00"),
        ("om 2 timmar", "2026-11-24T12:00"),
        ("om en halvtimme", "2026-11-24T10:30"),
        ("om två dagar", "2026-11-26T10:00"),
        ("efter midnatt", "2026-11-25T00:30"),
        ("i helgen", "2026-11-28T10:00"),
        ("nästa vecka", "2026-11-30T10:00"),
        ("julafton", "2026-12-24T10:00"),
        ("nyårsafton kl 23", "2026-12-31T23:00"),
        ("långfredagen", "2027-03-26T10:00"),
        ("midsommarafton", "2027-06-25T10:00"),
        ("28/11", "2026-11-28T10:00"),
        ("28/11 kl 3", "2026-11-28T03:00"),
        ("den 28 november", "2026-11-28T10:00"),
        ("3 mars", "2027-03-03T10:00"),
        ("2026-11-28", "2026-11-28T10:00"),
        ("2026-11-28T03:00", "2026-11-28T03:00"),
        ("tonight", "2026-11-24T23:00"),
        ("this evening", "2026-11-24T20:00"),
        ("tomorrow morning", "2026-11-25T08:00"),
        ("at noon", "2026-11-24T12:00"),
        ("Saturday 3am", "2026-11-28T03:00"),
        ("on Friday at 2 pm", "2026-11-27T14:00"),
        ("half past three tomorrow", "2026-11-25T03:30"),
        ("November 28", "2026-11-28T10:00"),
        ("at the weekend", "2026-11-28T10:00"),
    ],
)
def test_what_is_said_on_a_tuesday_morning(said: str, meant: str, reading: Reader) -> None:
    assert reading(f"boende Solna {said}", TUESDAY).at == swedish(meant)


@pytest.mark.parametrize(
    "said", ["nu", "just nu", "akut", "idag", "på förmiddagen", "igår kväll", "sedan i lördags"]
)
def test_now_and_what_is_over_mean_now(said: str, reading: Reader) -> None:
    assert reading(f"boende Solna {said}", TUESDAY).at is None


def test_in_the_middle_of_the_night_tonight_is_now(reading: Reader) -> None:
    assert reading("boende Solna i natt", SATURDAY_NIGHT).at is None
    assert reading("boende Solna ikväll", SATURDAY_NIGHT).at == swedish("2026-11-28T20:00")


def test_a_weekday_is_today_while_its_hour_is_still_ahead(reading: Reader) -> None:
    assert reading("boende Solna fredag kl 23", FRIDAY_EVENING).at == swedish("2026-11-27T23:00")
    assert reading("boende Solna fredag kl 20", FRIDAY_EVENING).at == swedish("2026-12-04T20:00")
    assert reading("boende Solna fredag kväll", FRIDAY_EVENING).at is None
    assert reading("boende Solna nästa fredag kl 23", FRIDAY_EVENING).at == swedish("2026-12-04T23:00")


def test_the_weekend_that_has_begun_is_now(reading: Reader) -> None:
    assert reading("boende Solna i helgen", "2026-11-28T12:00").at is None


def test_an_hour_that_summer_time_skips_is_moved_on(reading: Reader) -> None:
    at = reading("boende Solna kl 02:30", "2027-03-27T22:00").at
    assert at is not None
    assert at.isoformat() == "2027-03-28T03:30:00+02:00"


def test_an_hour_that_comes_twice_is_the_first(reading: Reader) -> None:
    at = reading("boende Solna kl 02:30", "2026-10-24T22:00").at
    assert at is not None
    assert at.isoformat() == "2026-10-25T02:30:00+02:00"


def test_now_may_be_given_in_any_zone(reading: Reader) -> None:
    assert reading("boende Solna kl 12", datetime(2026, 11, 24, 9, 0, tzinfo=UTC)).at == swedish(
        "2026-11-24T12:00"
    )


@pytest.mark.parametrize(
    "said",
    ["kvinna 22 Solna", "tjej 16 i natt", "barn 4 och 7", "rum 14", "Storgatan 12", "ring 08-12 34 56"],
)
def test_ages_houses_and_phones_are_no_hours(said: str, reading: Reader) -> None:
    at = reading(said).at
    assert at in (None, swedish("2026-11-24T23:00"))
