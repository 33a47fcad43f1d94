"""The small values that the answer page is made of, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from directory.finding.complaint import Choice, complain
from directory.graph.answer import CallStep, Hop, OpenChannel, OpenNow, OpenState, StepKind
from directory.graph.facts import (
    Channel,
    ChannelKind,
    Confidence,
    Group,
    HolidayCalendar,
    Provenance,
    Visibility,
)
from directory.web.find.form import Form, form_after
from directory.web.find.kept import Kept
from directory.web.find.knot import MOST, knots_of
from directory.web.find.script import who
from directory.web.find.sheet import contact_of
from directory.web.source import site_of, sources
from directory.web.when import say_clock, say_date, say_moment
from tests.graph.drawing import SATURDAY_THREE
from tests.web.country import snapshot

KNOWN = Provenance("https://www.example.org/a; SCB", "2026-01-01", date(2026, 1, 1))
PUBLIC = Visibility.PUBLIC
TODAY = date(2026, 11, 23)


def channel(
    number: str, *, is_good: bool, order: int = 0, kind: ChannelKind = ChannelKind.PHONE
) -> OpenChannel:
    made = Channel(number, kind, number, number, KNOWN, order)
    return OpenChannel(made, OpenNow(OpenState.OPEN), is_good)


def hop(code: str, subject: str, object_: str) -> Hop:
    return Hop(code, subject, object_, subject, object_, KNOWN)


def test_a_thread_begins_with_the_question_and_ends_with_the_number(site: Flask) -> None:
    path = (hop("part_of", "Tyresö", "Stockholms län"), hop("serves", "Jouren (Nacka, Tyresö)", "Tyresö"))
    with site.test_request_context("/"):
        knots = knots_of(path, [("vistas i", "Tyresö")], channel("08-465 004 10", is_good=True))
    assert knots == [
        ("vistas i", "Tyresö"),
        ("ligger i", "Stockholms län"),
        ("tar emot", "Jouren"),
        ("svarar", "08-465 004 10"),
    ]


def test_a_thread_names_nothing_twice_and_stays_short_enough_to_see(site: Flask) -> None:
    path = tuple(hop("refers_to", "", f"Ort {number}") for number in range(20)) * 2
    with site.test_request_context("/"):
        knots = knots_of(path, [("Behov", "Boende")], channel("112", is_good=True))
    assert len(knots) == MOST
    assert knots[0] == ("Behov", "Boende")
    assert knots[-1][1] == "112"
    assert len(set(knots)) == MOST


def test_a_verified_number_is_shown_before_one_that_is_not(site: Flask) -> None:
    doubtful, good = channel("08-465 004 10", is_good=False), channel("08-465 004 11", is_good=True, order=5)
    step = CallStep("s", "Jour", "On-call", StepKind.NOW, (), channels=(doubtful, good))
    contact = contact_of(1, step, SATURDAY_THREE, HolidayCalendar(), "sv", TODAY)
    assert contact.tel is good
    assert contact.others == (doubtful,)


def test_only_who_is_closed_can_be_waited_for() -> None:
    step = CallStep("s", "Jour", "", StepKind.LATER, (), now=OpenNow(OpenState.CLOSED, SATURDAY_THREE))
    closed = contact_of(1, step, SATURDAY_THREE, HolidayCalendar(), "sv", TODAY)
    is_open = contact_of(
        1,
        replace(step, now=OpenNow(OpenState.OPEN, SATURDAY_THREE)),
        SATURDAY_THREE,
        HolidayCalendar(),
        "sv",
        TODAY,
    )
    assert closed.opens_at == SATURDAY_THREE
    assert is_open.opens_at is None


@pytest.mark.parametrize(
    ("group", "age", "words"),
    [
        (Group.ANY, None, "Alla"),
        (Group.ANY, 30, "Person, 30 år"),
        (Group.GIRL, 16, "Flicka, 16 år"),
        (Group.TRANS, None, "Transperson"),
    ],
)
def test_whom_it_is_about_as_a_label(site: Flask, group: Group, age: int | None, words: str) -> None:
    with site.test_request_context("/"):
        assert who(group, age) == words


def test_places_are_offered_in_swedish_order() -> None:
    assert Form([], snapshot(), "sv").places == [
        "Borgholm",
        "Järfälla",
        "Kalmar",
        "Kalmar län",
        "Stockholms län",
        "Tyresö",
    ]


def test_needs_are_offered_below_the_broadest_they_belong_to() -> None:
    needs = dict(Form([("need", "boende_akut")], snapshot(), "en").needs)
    assert [(option.word, option.is_chosen) for option in needs["Housing"]] == [
        ("Housing", False),
        ("Emergency housing", True),
    ]


def test_what_could_have_been_meant_is_offered_with_the_whole_question() -> None:
    error = complain("area", "Välj.", "Choose.", [Choice("0138", "Tyresö kommun")])
    form = form_after(error, [("need", "boende"), ("area", "tyrso")], snapshot(), "en")
    assert form.trouble == "Choose."
    assert form.is_asking_back
    assert [(one.word, one.pairs) for one in form.suggestions] == [
        ("Tyresö kommun", [("need", "boende"), ("area", "0138")])
    ]


def test_a_field_that_was_not_given_is_missing_and_not_asked_back() -> None:
    error = complain("need", "Ange vad som behövs.", "Say what is needed.", [Choice("boende", "Boende")])
    form = form_after(error, [("area", "0138")], snapshot(), "sv")
    assert not form.is_asking_back
    assert form.is_wrong("need")


def test_codes_stand_in_the_form_as_names_and_long_values_are_cut() -> None:
    form = Form(
        [("area", "0138"), ("residence", "x" * 5000), ("language", "ar"), ("language", "so")],
        snapshot(),
        "sv",
    )
    assert form.value("area") == "Tyresö"
    assert len(form.value("residence")) == 200
    assert form.value("language") == "arabiska, somaliska"


def test_a_page_is_kept_for_its_state_only_and_the_oldest_gives_way() -> None:
    kept = Kept(most=2)
    assert kept.find(PUBLIC, "a", 1) is None
    for name in "abc":
        kept.keep(PUBLIC, name, 1, name.upper())
    assert [kept.find(PUBLIC, name, 1) for name in "abc"] == [None, "B", "C"]
    assert kept.find(PUBLIC, "b", 2) is None
    kept.keep(PUBLIC, "d", 1, "D")
    assert kept.find(PUBLIC, "d", 2) is None


def test_sources_are_named_by_their_site_and_citations_as_they_are() -> None:
    first, second = sources(KNOWN)
    assert (first.word, first.href) == ("example.org", "https://www.example.org/a")
    assert (second.word, second.href) == ("SCB", "")


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "ftp://example.org", "https://", "https://[", "egen uppgift", ""]
)
def test_what_is_no_web_address_is_no_link(text: str) -> None:
    assert site_of(text) == ""
    assert all(not part.href for part in sources(Provenance(text, confidence=Confidence.SOURCE)))


def test_moments_are_written_as_in_each_language() -> None:
    assert say_moment(SATURDAY_THREE, "sv") == "lördag 28 november 03.00"
    assert say_moment(SATURDAY_THREE, "en") == "Saturday 28 November 03:00"
    assert say_clock(SATURDAY_THREE, "sv") == "03.00"
    assert say_date(date(2026, 11, 3), "sv") == "3 november 2026"
