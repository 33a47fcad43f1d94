"""Read a caseworker's sentence into the fields of a question.

One pass over at most 500 characters, no regular expressions, nothing kept: the sentence is an argument and goes with
the call. What was read is told apart by field, so that a page can show it as chips and ask about the rest.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from directory.gazetteer import Gazetteer
from directory.graph.facts import Group, LegalStatus

from .clock import Timing, read_timing
from .moment import STOCKHOLM
from .need import Needs, read_needs
from .negation import negated
from .origin import Origin, read_origin
from .people import People, read_people
from .personal import find_personal_data
from .place import Where, find_spots, read_where
from .reading import ContradictionCode, NoteCode, Reading, Refusal, RefusalCode, Understood
from .sentence import Sentence, guess_language, parse, split
from .text import LONGEST_SENTENCE, clean
from .vocabulary import load_vocabulary

_LONGEST_NUMBER: Final = 4
"""Digits. A longer number is a phone number or a case number: it is never shown again."""
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
    refusal = find_personal_data(text, parsed, places, today)
    if refusal is not None:
        return Reading(refused=Refusal(refusal), language=language)
    denied = negated(parsed)
    timing = read_timing(parsed, now)
    origin = read_origin(parsed, denied)
    street = _addresses(parsed)
    people = read_people(parsed, timing.used | places | street, today, is_minor=origin.is_minor)
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
        not_understood=_left_over(parsed, timing, origin, people, where, needs, places | street),
        contradictions=_contradictions(timing, origin, people, where),
        notes=_notes(parsed, people, where, needs, has_controls=has_controls),
        understood=_understood(parsed, timing, people, where, needs),
        language=language,
    )


def _status(origin: Origin, needs: Needs) -> LegalStatus | None:
    """Return the status; a permit that was only named counts as had when something else is asked for."""
    is_had = needs.needs and not any(need.startswith("tillstand") for need in needs.needs)
    return (
        origin.spare
        if is_had and origin.spare and origin.status in (None, LegalStatus.FOREIGN)
        else origin.status
    )


def _is_tonight(sentence: Sentence, timing: Timing, now: datetime) -> bool:
    """Whether help is needed within the coming night, so that a place to live is an emergency."""
    parts = {value for _, value in sentence.with_field("part")}
    if parts & {"tonight", "night", "evening", "aftermidnight", "midnight", "nightbefore"}:
        return True
    at = timing.moment.at
    return (
        at is not None
        and (at - now).total_seconds() <= 86400
        and (at.hour >= 22 or at.hour < 6)
        or (at is not None and (at.hour < 6 or at.hour >= 22))
    )


def _addresses(sentence: Sentence) -> frozenset[int]:
    """Return the words of street addresses: their number is no age, and they are not shown again."""
    found: set[int] = set()
    for token in sentence.tokens:
        is_street = token.key.endswith(_STREETS) and len(token.key) > 6
        after = token.index + 1
        if is_street and after < len(sentence.tokens) and sentence.tokens[after].number is not None:
            if not sentence.starts_clause(after) and sentence.at(token.index) is None:
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
    if any(_is_long_number(sentence, index) for index in range(len(sentence.tokens))):
        found.append(NoteCode.NUMBER_LEFT_OUT)
    if has_controls:
        found.append(NoteCode.CONTROLS_REMOVED)
    return tuple(dict.fromkeys(found))


def _is_long_number(sentence: Sentence, index: int) -> bool:
    text = sentence.tokens[index].text
    if len(text) > _LONGEST_NUMBER and text.isdecimal():
        return True
    return (
        text.startswith("0")
        and len(text) in (3, 4)
        and text.isdecimal()
        and "-" in sentence.tokens[index].after
    )


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
    for token in sentence.tokens:
        if token.index in used or not token.key.isalpha() or len(token.key) < 3:
            continue
        find = sentence.at(token.index)
        if token.key in vocabulary.common or find is not None and not find.values("month"):
            continue
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
