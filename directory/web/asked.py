"""Count what answers show, in memory: organization or service, need and month. Nothing is written by a request."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g

from directory.graph.answer import Answer
from directory.maintaining.asked import AskedCounts, Shown, shown_in, this_month


def open_asked(app: Flask) -> None:
    """Give the application its counts; whoever serves it has them written at times."""
    app.extensions["asked"] = AskedCounts()


def asked_counts(app: Flask) -> AskedCounts:
    """Return the counts of an application."""
    return cast(AskedCounts, app.extensions["asked"])


def count_answer(answer: Answer) -> None:
    """Count what an answer shows, and remember it for when its page is sent again."""
    g.asked_for = shown_in(answer)
    count_again(g.asked_for)


def counted_now() -> Shown:
    """Return what the answer of this request showed."""
    found: Shown = g.get("asked_for", ())
    return found


def count_again(shown: Shown) -> None:
    """Count the answer of a page that was kept."""
    asked_counts(current_app).count(shown, this_month())
