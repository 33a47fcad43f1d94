"""Ages of facts and moments of opening, as people say them, in both languages."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from directory.graph.answer import OpenNow, OpenState
from directory.graph.explain import say_freshness, say_moment, say_open
from directory.graph.facts import Confidence, Provenance
from directory.graph.hours import SWEDEN

TODAY = date(2026, 11, 24)
SATURDAY_THREE = datetime(2026, 11, 28, 3, 0, tzinfo=SWEDEN)


@pytest.mark.parametrize(
    ("days", "sv", "en"),
    [
        (0, "i dag", "today"),
        (1, "1 dag", "1 day"),
        (29, "29 dagar", "29 days"),
        (30, "1 månad", "1 month"),
        (364, "12 månader", "12 months"),
        (365, "1 år", "1 year"),
        (730, "2 år", "2 years"),
    ],
)
def test_a_confirmation_is_as_old_as_its_largest_unit(days, sv, en):
    confirmed = Provenance("drawn", confirmed_on=TODAY - timedelta(days=days))
    assert sv in say_freshness(confirmed, TODAY, "sv")
    assert en in say_freshness(confirmed, TODAY, "en")


def test_a_source_is_told_by_its_date_as_printed_and_what_is_not_verified_never_by_a_date():
    printed = Provenance("drawn", "omkring 2014", date(2014, 1, 1))
    assert "omkring 2014" in say_freshness(printed, TODAY)
    assert "12 år" in say_freshness(printed, TODAY)
    remembered = Provenance("drawn", "2026", date(2026, 1, 1), Confidence.MEMORY)
    assert "2026" not in say_freshness(remembered, TODAY)
    assert not any(sign.isdigit() for sign in say_freshness(Provenance("drawn"), TODAY))


@pytest.mark.parametrize(
    ("until", "sv", "en"),
    [
        ("2026-11-28T16:00", "16.00", "16:00"),
        ("2026-11-29T02:00", "02.00", "02:00"),
        ("2026-11-29T10:00", "söndag", "Sunday"),
        ("2026-12-04T08:00", "fredag", "Friday"),
        ("2026-12-05T08:00", "5 december", "5 December"),
    ],
)
def test_the_coming_hours_are_told_by_the_clock_the_week_by_its_days_and_the_rest_by_date(until, sv, en):
    at = datetime.fromisoformat(until).replace(tzinfo=SWEDEN)
    for state in (OpenState.OPEN, OpenState.CLOSED):
        said = (
            say_open(OpenNow(state, at), SATURDAY_THREE, "sv"),
            say_open(OpenNow(state, at), SATURDAY_THREE, "en"),
        )
        assert (sv in said[0], en in said[1]) == (True, True)
        is_day_said = "dag" in said[0].casefold()
        assert is_day_said is ("dag" in sv)


def test_a_moment_is_said_with_its_day():
    assert say_moment(SATURDAY_THREE, "sv") == "lördag 28 november 2026 kl. 03.00"
    assert "Saturday 28 November 2026" in say_moment(SATURDAY_THREE, "en")
