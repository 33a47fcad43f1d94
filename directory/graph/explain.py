"""Says a path, a reason, an open state and an age in Swedish or English. Renders; decides nothing.

Sentences live in ``sentences_sv`` and ``sentences_en`` under the same codes; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from directory.graph import sentences_en, sentences_sv
from directory.graph.answer import Hop, OpenNow, OpenState, Reason
from directory.graph.facts import Confidence, OpeningException, Provenance
from directory.graph.name import in_language
from directory.graph.phrase import phrase_in

LANGUAGES = ("sv", "en")
_BOOKS = {"sv": sentences_sv, "en": sentences_en}
_NEED_WORDS = {
    "everybody_refuses": "name",
    "need_stretched": "name",
    "need_widened": "names",
    "nobody_known": "name",
    "other_need": "need_name",
}
"""Parameters that hold a need inside a sentence, by the code of the reason."""
_OWN_WORDS = frozenset({"condition", "condition_text", "label", "legal_basis", "referral"})
"""Parameters that hold what a row says in its own words."""


def say_hop(hop: Hop, lang: str = "sv") -> str:
    """Return *hop* as one sentence without its source: "Tyresö är en del av Stockholms län"."""
    book = _BOOKS[lang]
    subject, object_ = in_language(hop.subject_name, lang), _term(hop.object_name, lang)
    if hop.code == "duty":
        subject = lower_first(subject)
    elif hop.code.startswith("meets"):
        object_ = lower_first(object_)
    words = {"subject": subject, "object": object_, **_worded(hop.params, lang)}
    return _filled(book.HOPS, hop.code, words, f"{hop.subject_name} → {hop.object_name}")


def say_reason(reason: Reason, lang: str = "sv") -> str:
    """Return *reason* as one sentence."""
    words = _worded(reason.params, lang)
    need = _NEED_WORDS.get(reason.code)
    if need is not None and isinstance(words.get(need), str):
        words[need] = lower_first(str(words[need]))
    return _filled(_BOOKS[lang].REASONS, reason.code, words, reason.code)


def lower_first(words: str) -> str:
    """Return the name of a need as it stands inside a sentence."""
    return words[:1].lower() + words[1:]


def say_group(group: str, lang: str = "sv") -> str:
    """Return a group's name: ``adult woman`` → "kvinna"."""
    return str(_BOOKS[lang].GROUPS.get(group, group))


def say_person(group: str, age: int | None, lang: str = "sv") -> str:
    """Return one person of a group, of an age where it is known: "kvinna, 32 år"."""
    book = _BOOKS[lang]
    person = book.PERSONS.get(group, group)
    return str(person if age is None else book.PERSON_OF_AGE.format(person=person, age=age))


def say_status(status: str, lang: str = "sv") -> str:
    """Return a legal status in words."""
    return str(_BOOKS[lang].STATUSES.get(status, status))


def say_confidence(confidence: Confidence, lang: str = "sv") -> str:
    """Return how a fact is known, in two or three words."""
    return str(_BOOKS[lang].CONFIDENCES[confidence.value])


def say_freshness(provenance: Provenance, today: date, lang: str = "sv") -> str:
    """Return the age of a fact as a sentence: "bekräftat för 6 dagar sedan", "källa från 2014, 12 år gammal"."""
    book = _BOOKS[lang].FRESHNESS
    if not provenance.confidence.is_verified:
        return str(book["unverified"])
    if provenance.confirmed_on is not None:
        days = (today - provenance.confirmed_on).days
        return str(book["confirmed_today"] if days < 1 else book["confirmed"].format(age=_age(days, lang)))
    if provenance.on is not None:
        return str(
            book["source"].format(
                dated=provenance.dated or provenance.on, age=_age((today - provenance.on).days, lang)
            )
        )
    return str(book["undated"])


def say_open(now: OpenNow, at: datetime, lang: str = "sv") -> str:
    """Return an open state as a short sentence: "Öppet till 02.00", "Stängt, öppnar måndag 08.00"."""
    book = _BOOKS[lang].OPEN
    if now.is_always:
        return str(book["always"])
    until = _clock(now.until, at, lang) if now.until else ""
    key = now.state.value if until or now.state is OpenState.UNKNOWN else f"{now.state.value}_for_good"
    if now.exception is not None:
        return _on_a_date(now, now.exception, key, until, at, lang)
    if now.state is OpenState.UNKNOWN and now.as_printed:
        return str(book["unknown_printed"].format(printed=phrase_in(now.as_printed, lang)))
    return str(book.get(key, book[now.state.value]).format(until=until))


def _on_a_date(
    now: OpenNow, exception: OpeningException, key: str, until: str, at: datetime, lang: str
) -> str:
    """Return what *say_open* says where the hours of that date are told: with their words, and how long they hold."""
    book = _BOOKS[lang]
    if key == "closed_for_good" and exception.is_closed:
        key, until = "closed_through", _day(exception.to_on, at, lang)
    said = book.OPEN.get(key, book.OPEN[now.state.value]).format(until=until)
    words = phrase_in(exception.said, lang) if exception.said else ""
    return f"{said} ({words})" if words else str(said)


def _day(day: date, at: datetime, lang: str) -> str:
    book = _BOOKS[lang]
    year = f" {day.year}" if day.year != at.year else ""
    return f"{day.day} {book.MONTHS[day.month - 1]}{year}"


def say_moment(at: datetime, lang: str = "sv") -> str:
    """Return a moment as people say it: "lördag 28 november 2026 kl. 03.00"."""
    book = _BOOKS[lang]
    day = f"{book.DAYS[at.weekday()]} {at.day} {book.MONTHS[at.month - 1]} {at.year}"
    return str(book.MOMENT.format(day=day, time=_time(at, lang)))


def _time(at: datetime, lang: str) -> str:
    return at.strftime("%H.%M" if lang == "sv" else "%H:%M")


def _clock(until: datetime, at: datetime, lang: str) -> str:
    book = _BOOKS[lang]
    days = (until.date() - at.date()).days
    if days == 0 or (days == 1 and until.hour < 10):
        return _time(until, lang)
    if days < 7:
        return f"{book.DAYS[until.weekday()]} {_time(until, lang)}"
    return f"{until.day} {book.MONTHS[until.month - 1]} {_time(until, lang)}"


def _age(days: int, lang: str) -> str:
    book = _BOOKS[lang].AGES
    for unit, length in (("year", 365), ("month", 30), ("day", 1)):
        count = days // length
        if count >= 1:
            return f"{count} {book[unit][count != 1]}"
    return str(book["today"])


def _filled(sentences: Mapping[str, str], code: str, words: Mapping[str, object], otherwise: str) -> str:
    """Fill in the sentence of *code*. A sentence may have a variant ``code:param`` that is used when param is set."""
    for param, value in words.items():
        variant = sentences.get(f"{code}:{param}")
        if variant is not None and value not in ("", None, False):
            return variant.format_map(_Blank(words))
    return sentences[code].format_map(_Blank(words)) if code in sentences else otherwise


class _Blank(dict[str, object]):
    """Words for a sentence; one that is missing leaves a blank instead of an error in front of a caller at night."""

    def __missing__(self, key: str) -> str:
        return ""


def _worded(params: Mapping[str, object], lang: str) -> dict[str, object]:
    book = _BOOKS[lang]
    words: dict[str, object] = {}
    for name, value in params.items():
        if name == "group" or (name == "taken" and value):
            words[name] = ", ".join(
                say_group(str(one), lang) for one in (value if isinstance(value, tuple) else (value,))
            )
        elif name in ("statuses", "status"):
            words[name] = ", ".join(
                say_status(str(one), lang) for one in (value if isinstance(value, tuple) else (value,))
            )
        elif name == "kind":
            words[name] = book.KINDS.get(str(value), str(value))
        elif name == "acceptance":
            words[name] = book.ACCEPTANCES.get(str(value), str(value))
        elif name == "hop":
            words[name] = book.HOP_NAMES.get(str(value), str(value))
        elif isinstance(value, str) and (name in _OWN_WORDS or (name == "subject" and "advice" in params)):
            words[name] = phrase_in(value, lang)
        elif isinstance(value, tuple):
            words[name] = ", ".join(in_language(_text(one), lang) for one in value)
        elif isinstance(value, date | timedelta):
            words[name] = str(value)
        else:
            words[name] = in_language(value, lang) if isinstance(value, str) else value
    words["ages"] = _ages(params, lang)
    return words


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _ages(params: Mapping[str, object], lang: str) -> str:
    low, high = params.get("age_min"), params.get("age_max")
    book = _BOOKS[lang].AGE_LIMITS
    if low and high is not None:
        return str(book["between"].format(low=low, high=high))
    if low:
        return str(book["from"].format(low=low))
    return str(book["to"].format(high=high)) if high is not None else ""


def _term(name: str, lang: str) -> str:
    return str(_BOOKS[lang].GROUPS.get(name, in_language(name, lang)))
