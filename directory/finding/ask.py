"""Ask: the one way from a question to its answer, for pages, API and command line alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from directory.clock import now as this_instant
from directory.graph.answer import Answer, Reason
from directory.graph.question import Question
from directory.graph.resolve import answer
from directory.store.snapshot import Snapshot

PASSED = timedelta(hours=1)
"""How long after the moment asked about an answer says that this has passed: not while one is on the phone."""


def ask(question: Question, snapshot: Snapshot, now: datetime | None = None) -> Answer:
    """Return the answer to *question* as the directory knows it at the revision of *snapshot*.

    An answer about a moment more than an hour before *now* (None: this instant) says so first in its notes.
    """
    found = answer(question, snapshot.network)
    if not has_passed(question, now or this_instant()):
        return found
    return replace(found, notes=(Reason("past"), *found.notes))


def has_passed(question: Question, now: datetime) -> bool:
    """Tell whether *question* is about a moment that lies clearly before *now*."""
    return now - question.at > PASSED
