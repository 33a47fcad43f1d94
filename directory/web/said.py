"""The sentences of ``explain`` as templates call them: in the language of the page, at the date of today."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from markupsafe import Markup

from directory import clock
from directory.graph import explain
from directory.graph.answer import Hop, OpenNow, Reason
from directory.graph.facts import Confidence, Provenance
from directory.graph.phrase import has_phrase, phrase_in
from directory.web.language import current_language


def say_hop(hop: Hop) -> str:
    """Say one step of a path."""
    return explain.say_hop(hop, current_language())


def say_reason(reason: Reason) -> str:
    """Say a reason, a note, or what was relaxed."""
    return explain.say_reason(reason, current_language())


def say_confidence(confidence: Confidence) -> str:
    """Say how a fact is known."""
    return explain.say_confidence(confidence, current_language())


def say_fresh(provenance: Provenance) -> str:
    """Say when a fact was last known to hold, and from whom."""
    return explain.say_freshness(provenance, clock.today(), current_language())


def say_open(now: OpenNow, at: datetime) -> str:
    """Say whether somebody answers at the moment asked, and until when."""
    return explain.say_open(now, at, current_language())


def say_phrase(text: str) -> str:
    """Say the own words of a row."""
    return phrase_in(text, current_language())


def in_swedish(text: str) -> Markup:
    """Return the attribute that marks the own words of a row as Swedish, where the page says them so."""
    return Markup("") if has_phrase(text, current_language()) else Markup(' lang="sv"')


def open_said(app: Flask) -> None:
    """Let templates call all of them."""
    app.jinja_env.globals.update(
        in_swedish=in_swedish,
        say_confidence=say_confidence,
        say_fresh=say_fresh,
        say_hop=say_hop,
        say_open=say_open,
        say_phrase=say_phrase,
        say_reason=say_reason,
    )
