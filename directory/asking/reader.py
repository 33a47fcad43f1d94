"""Read a caseworker's sentence into the fields of a question.

One pass over at most 500 characters, no regular expressions, nothing kept: the sentence is an argument and goes with
the call. What was read is told apart by field, so that a page can show it as chips and ask about the rest.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from directory.gazetteer import Gazetteer
from directory.graph.facts import Group, LegalStatus

from .clock import Timing, read_timing
from .courtesy import greeting_end
from .moment import STOCKHOLM
from .name import names_somebody
from .need import Needs, read_needs
from .negation import negated
from .origin import Origin, read_origin
from .people import People, read_people
from .personal_number import has_email, has_personal_number, phone_numbers
from .place import Where, read_where
from .reading import ContradictionCode, NoteCode, Reading, Refusal, RefusalCode, Understood
from .sentence import Sentence, guess_language, parse, split
from .spot import find_spots
from .text import LONGEST_SENTENCE, clean
from .vocabulary import load_numbers, load_vocabulary

_LONGEST_NUMBER: Final = 4
"""Digits. A longer number is a phone number or a case number: it is never shown again."""
_NIGHTLY: Final = frozenset({"tonight", "night", "evening", "aftermidnight", "midnight", "nightbefore"})
_DATE_LENGTH: Final = 8
_NIGHT_FROM: Final = 22
_NIGHT_UNTIL: Final = 6
_STREETS: Final = ("gatan", "vagen", "torget", "grand", "gata", "street", "road", "allen", "stigen", "backen")


def read(sentence: str, *, gazetteer: Gazetteer, now: datetime) -> Reading:
    """Return the fields that *sentence* gives at *now* (aware). Never raises, and keeps nothing of the text.

    A text of more than 500 characters, or one that seems to hold a personal number, an e-mail address or a name, is
    refused: the reading then holds ``refused`` and nothing else.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return Reading(
            refused=Refusal(RefusalCode.TOO_LONG),
            language=guess_language(split(clean(sentence[:LONGEST_SENTENCE])[0])),
        )
    text, has_controls = clean(sentence)
    tokens = split(text)
    spots = find_spots(tokens, gazetteer)
    places = frozenset(index for spot in spots for index in range(spot.start, spot.stop))
    parsed = parse(text, tokens, places)
    today = now.astimezone(STOCKHOLM).date()
    language = parsed.language
    refusal = _refusal(text, parsed, places, today)
    if refusal is not None:
        return Reading(refused=Refusal(refusal), language=language)
    denied = negated(parsed)
    hidden = _addresses(parsed) | _phones(parsed)
    timing = read_timing(parsed, now, hidden)
    origin = read_origin(parsed, denied)
    people = read_people(parsed, timing.used | places | hidden, today, is_minor=origin.is_minor)
    where = read_where(parsed, spots, is_abroad=origin.is_abroad)
    needs = read_needs(parsed, denied, is_child=people.is_child, is_tonight=_is_tonight(parsed, timing, now))
    return Reading(
        needs=needs.needs,
        area=where.area,
        residence=where.residence,
        group=people.group,
        age=people.age,
        other_ages=people.other_ages,
        status=_status(origin, needs),
        at=timing.moment.at,
        languages=origin.languages,
        roles=needs.roles,
        declined=needs.declined,
        countries=origin.countries,
        not_understood=_left_over(parsed, timing, origin, people, where, needs, places | hidden),
        contradictions=_contradictions(timing, origin, people, where),
        notes=_notes(parsed, people, where, needs, has_controls=has_controls),
        understood=_understood(parsed, timing, people, where, needs),
        language=language,
    )


def _refusal(text: str, sentence: Sentence, places: frozenset[int], today: date) -> RefusalCode | None:
    """Return why the text must not be read, or None."""
    if has_personal_number(text, today):
        return RefusalCode.PERSONAL_NUMBER
    if has_email(text):
        return RefusalCode.EMAIL
    return RefusalCode.NAME if names_somebody(sentence, places) else None


def _status(origin: Origin, needs: Needs) -> LegalStatus | None:
    """Return the status; a permit that was only named counts as had when something else is asked for."""
    is_had = needs.needs and not any(need.startswith("tillstand") for need in needs.needs)
    is_spared = is_had and origin.spare is not None and origin.status in (None, LegalStatus.FOREIGN)
    return origin.spare if is_spared else origin.status


def _is_tonight(sentence: Sentence, timing: Timing, now: datetime) -> bool:
    """Whether help is needed within the coming night, so that a place to live is an emergency."""
    at = timing.moment.at
    if at is not None and (at.hour >= _NIGHT_FROM or at.hour < _NIGHT_UNTIL):
        return True
    parts = {value for _, value in sentence.with_field("part")}
    return bool(parts & _NIGHTLY) and (at is None or at - now <= timedelta(days=2))


def _addresses(sentence: Sentence) -> frozenset[int]:
    """Return the words of street addresses: their number is no age, and they are not shown again."""
    found: set[int] = set()
    for token in sentence.tokens:
        is_street = token.key.endswith(_STREETS) and len(token.key) > 6 and sentence.at(token.index) is None
        after = token.index + 1
        has_number = not sentence.starts_clause(after) and sentence.tokens[after].number is not None
        if is_street and has_number:
            found |= {token.index, after}
    return frozenset(found)


def _contradictions(
    timing: Timing, origin: Origin, people: People, where: Where
) -> tuple[ContradictionCode, ...]:
    found = [*people.contradictions, *where.contradictions]
    if timing.moment.is_past:
        found.append(ContradictionCode.PAST)
    if len(origin.statuses) > 1:
        found.append(ContradictionCode.TWO_STATUSES)
    return tuple(dict.fromkeys(found))


def _notes(
    sentence: Sentence, people: People, where: Where, needs: Needs, *, has_controls: bool
) -> tuple[NoteCode, ...]:
    found = [*people.notes, *where.notes]
    if needs.is_exploited:
        found.append(NoteCode.EXPLOITATION)
    if _phones(sentence):
        found.append(NoteCode.NUMBER_LEFT_OUT)
    if has_controls:
        found.append(NoteCode.CONTROLS_REMOVED)
    return tuple(dict.fromkeys(found))


def _phones(sentence: Sentence) -> frozenset[int]:
    """Return the words of phone numbers: they are no ages and no times, and are not shown again."""
    spans = phone_numbers(sentence.text)
    found: set[int] = set()
    for token in sentence.tokens:
        is_long = (
            len(token.text) > _LONGEST_NUMBER and token.text.isdecimal() and len(token.text) != _DATE_LENGTH
        )
        if is_long or any(start <= token.start < stop for start, stop in spans):
            found.add(token.index)
    return frozenset(found)


def _left_over(
    sentence: Sentence,
    timing: Timing,
    origin: Origin,
    people: People,
    where: Where,
    needs: Needs,
    hidden: frozenset[int],
) -> tuple[str, ...]:
    """Return the words that nobody understood, as they were written, each once."""
    used = timing.used | origin.used | people.used | people.age_indices | where.used | needs.used | hidden
    vocabulary = load_vocabulary()
    left: dict[str, None] = {}
    for token in sentence.tokens[greeting_end(sentence.tokens) :]:
        if token.index in used or not token.key.isalpha() or len(token.key) < 3:
            continue
        find = sentence.at(token.index)
        is_understood = find is not None and not find.values("month")
        is_everyday = token.key in vocabulary.common or token.key in load_numbers()
        if not is_everyday and not is_understood:
            left[token.text] = None
    return tuple(left)


def _understood(
    sentence: Sentence, timing: Timing, people: People, where: Where, needs: Needs
) -> tuple[Understood, ...]:
    """Return which words gave which field, in the order of the sentence."""
    found: list[tuple[str, str, tuple[int, ...]]] = []
    found += [(name, value, find.indices) for name, value, find in needs.sources]
    if where.area is not None:
        found.append(("area", where.area.area or "", where.area_indices))
    if where.residence is not None and where.residence_indices:
        found.append(("residence", "", where.residence_indices))
    if people.age is not None:
        found.append(("age", str(people.age), tuple(sorted(people.age_indices))))
    if people.group is not Group.ANY:
        persons = tuple(find.indices for find, _ in sentence.with_field("person"))
        found += [("group", people.group.value, indices) for indices in persons[:1]]
    if timing.is_said:
        at = timing.moment.at
        found.append(("at", at.isoformat() if at is not None else "now", tuple(sorted(timing.used))))
    for name in ("status", "language", "country"):
        found += [(name, value, find.indices) for find, value in sentence.with_field(name)]
    spans = (
        Understood(
            name,
            value,
            " ".join(sentence.tokens[index].text for index in indices),
            sentence.tokens[indices[0]].start,
            sentence.tokens[indices[-1]].stop,
        )
        for name, value, indices in found
        if indices
    )
    return tuple(sorted(spans, key=lambda span: (span.start, span.field, span.value)))
