"""The hours of a day as an NGO types them: read, said back, and refused with a sentence where they cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.account.complaint import Refused
from directory.offering.hours_text import Span, read_day, say_day
from directory.offering.week import DAYS, EVE, read_week, say_week, typed_of


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("08-17", (Span(480, 1020),)),
        ("8.00–16.30, 18–20", (Span(480, 990), Span(1080, 1200))),
        ("18-20 och 8:15 - 16:45", (Span(495, 1005), Span(1080, 1200))),
        ("kl 9 till 12", (Span(540, 720),)),
        ("0800-1700", (Span(480, 1020),)),
        ("Dygnet runt", (Span(0, 1440),)),
        ("00–24", (Span(0, 1440),)),
        ("22-06", (Span(1320, 1800),)),
        ("18-00", (Span(1080, 1440),)),
        ("8–9 nästa dag", (Span(480, 1980),)),
        ("8–17, kanske 17–20", (Span(480, 1020), Span(1020, 1200, False))),
        ("stängt", ()),
        ("", None),
        ("   ", None),
    ],
)
def test_hours_are_read_as_people_type_them(typed, spans):
    assert read_day("day-0", typed) == spans


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("8-12, 11-15", "går in i varandra"),
        ("8-17, 9-10", "går in i varandra"),
        ("17-16", "innan det börjar"),
        ("8-8", "dygnet runt"),
        ("förmiddagar", "går inte att läsa"),
        ("25-26", "går inte att läsa"),
        ("8-17.75", "går inte att läsa"),
        ("24-08", "går inte att läsa"),
        ("1-2,3-4,5-6,7-8,9-10,11-12,13-14", "Högst 6"),
        ("8-17 " * 30, "högst 140"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_the_field_of_their_day(typed, word):
    with pytest.raises(Refused, match=word) as refused:
        read_day("day-3", typed)
    assert refused.value.details["field"] == "day-3"


def spans_apart():
    """Openings of one day that do not overlap, each ending no later than the next day's end."""

    def cut(points):
        ordered = sorted(points)
        return tuple(Span(a * 5, b * 5) for a, b in zip(ordered[::2], ordered[1::2], strict=True) if a < 288)

    return (
        st.lists(st.integers(0, 576), min_size=2, max_size=12, unique=True)
        .filter(lambda points: len(points) % 2 == 0)
        .map(cut)
    )


@given(spans=spans_apart())
def test_what_is_said_of_a_day_is_read_back_as_it_was(spans):
    assert read_day("day-0", say_day(spans)) == spans


def even(points):
    return len(points) % 2 == 0


def hours_of(points):
    """Openings of one day that end the same day."""
    ordered = sorted(points)
    return tuple(Span(a * 5, b * 5) for a, b in zip(ordered[::2], ordered[1::2], strict=True) if a < 288)


HOURS = (
    st.lists(st.integers(0, 288), min_size=2, max_size=8, unique=True).filter(even).map(hours_of).filter(bool)
)


@given(week=st.dictionaries(st.sampled_from(list(DAYS)), HOURS, min_size=1))
def test_a_week_is_read_back_as_it_was_said(week):
    assert read_week(typed_of(week)) == week


@given(typed=st.text(max_size=100))
def test_whatever_is_typed_is_read_or_refused_and_said_the_same_way_again(typed):
    try:
        spans = read_day("day-0", typed)
    except Refused:
        return
    assert read_day("day-0", say_day(spans)) == spans


def test_monday_is_copied_to_the_other_working_days_when_the_box_is_ticked():
    week = read_week({"day-0": "8-17", "day-1": "9-10", "day-5": "10-12"}, is_copied=True)
    assert {day: say_day(spans) for day, spans in week.items()} == {
        **dict.fromkeys(range(5), "08–17"),
        5: "10–12",
    }


def test_a_night_that_runs_into_the_next_opening_is_told_at_the_next_day():
    with pytest.raises(Refused, match="Natten från mån slutar först 06") as refused:
        read_week({"day-0": "22-06", "day-1": "05-09"})
    assert refused.value.details["field"] == "day-1"
    with pytest.raises(Refused):
        read_week({"day-6": "22-06", "day-0": "05-09"})
    assert read_week({"day-0": "22-06", "day-1": "06-09"})


def test_all_days_that_are_wrong_are_told_at_once():
    with pytest.raises(Refused) as refused:
        read_week({"day-0": "x", "day-4": "8-8", "day-5": "10-12"})
    assert set(refused.value.details["all"]) == {"day-0", "day-4"}


def test_what_a_week_cannot_say_is_refused_with_where_it_can_be_said():
    with pytest.raises(Refused, match="Andra tider"):
        read_week({"day-0": "8-17", f"day-{EVE}": "stängt"})
    with pytest.raises(Refused, match="från vilken dag det är stängt"):
        read_week(dict.fromkeys((f"day-{day}" for day in range(8)), "stängt"))
    assert read_week({}) == {}


def test_a_week_is_printed_in_one_line():
    assert (
        say_week(read_week({"day-0": "8-17", "day-5": "10-14"}, is_copied=True)) == "mån–fre 08–17, lör 10–14"
    )
    assert (
        say_week(read_week(dict.fromkeys((f"day-{day}" for day in range(8)), "dygnet runt")))
        == "alla dagar dygnet runt"
    )
    assert say_week({}) == ""
