"""A minute of Swedish time, written so that it reads back as the same, also when a clock hour comes twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from directory.finding.moment import read_moment, write_moment

TWICE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""Half past two for the first time; an hour later it is half past two again."""


@pytest.mark.parametrize("hours", range(-2, 4))
def test_every_hour_of_the_night_of_25_hours_reads_back_as_itself(hours: int) -> None:
    moment = TWICE + timedelta(hours=hours)
    assert read_moment(write_moment(moment)).astimezone(UTC) == moment


def test_the_second_of_two_equal_hours_says_which_it_is() -> None:
    assert write_moment(TWICE) == "2026-10-25T02:30"
    assert write_moment(TWICE + timedelta(hours=1)) == "2026-10-25T02:30+01:00"


def test_an_hour_that_the_clock_skips_is_read_as_the_one_it_would_have_been() -> None:
    assert write_moment(read_moment("2026-03-29T02:30")) == "2026-03-29T03:30"
