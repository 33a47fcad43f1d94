"""Asking goes to the one resolver, and tells when the moment has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from directory.clock import STOCKHOLM
from directory.finding.ask import ask
from directory.graph.question import Question
from directory.graph.resolve import answer
from tests.finding.county import snapshot

ASKED = Question(("boende",), "0138", datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM))


def test_the_answer_is_that_of_the_one_resolver() -> None:
    assert ask(ASKED, snapshot(), ASKED.at) == answer(ASKED, snapshot().network)


def test_a_moment_that_has_passed_is_told_first_but_not_while_one_is_on_the_phone() -> None:
    later = ask(ASKED, snapshot(), ASKED.at + timedelta(minutes=61))
    assert later.notes[0].code == "past"
    assert (
        ask(ASKED, snapshot(), ASKED.at + timedelta(minutes=59)).notes
        == ask(ASKED, snapshot(), ASKED.at).notes
    )
