"""Moments in words, as a Swede or an English reader writes them: ``måndag 23 november 21.40``."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_time

from directory.clock import as_local

_DAY = {"sv": "EEEE d MMMM", "en": "EEEE d MMMM"}
_DAY_WITH_YEAR = {"sv": "d MMMM y", "en": "d MMMM y"}
_CLOCK = {"sv": "HH.mm", "en": "HH:mm"}


def say_clock(moment: datetime, lang: str) -> str:
    """Return the Swedish wall-clock time: ``21.40`` in Swedish, ``21:40`` in English."""
    return format_time(as_local(moment).time(), _CLOCK[lang], locale=lang)


def say_weekday(moment: datetime, lang: str) -> str:
    """Return the day without its year: ``måndag 23 november``."""
    return format_date(as_local(moment).date(), _DAY[lang], locale=lang)


def say_date(day: date, lang: str) -> str:
    """Return a date with its year: ``23 november 2026``."""
    return format_date(day, _DAY_WITH_YEAR[lang], locale=lang)


def say_moment(moment: datetime, lang: str) -> str:
    """Return day and time: ``måndag 23 november 21.40``."""
    return f"{say_weekday(moment, lang)} {say_clock(moment, lang)}"
