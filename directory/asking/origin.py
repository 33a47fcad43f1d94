"""Read legal status, countries and languages.

A country is never a Swedish place, and a nationality never a residence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from directory.graph.facts import LegalStatus

from .sentence import Sentence
from .vocabulary import Find

_BEFORE: Final = 4
_AFTER: Final = 2
"""Words between a language and what says that it is one (*tolk*, *pratar*), before and after it."""
_SPOKEN: Final = ("talande", "sprakig", "sprakiga")
_IS: Final = frozenset({"ar", "is", "en", "a", "an"})
_JOINS: Final = frozenset({"och", "and", "eller", "or", "samt"})


@dataclass(frozen=True, slots=True)
class Origin:
    """Status, countries, languages; ``is_abroad``: resident outside Sweden; ``used``: the words that said so."""

    status: LegalStatus | None
    statuses: tuple[LegalStatus, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    is_abroad: bool
    is_minor: bool
    used: frozenset[int]
    spare: LegalStatus | None
    """The status if the permit that was named is had and not asked for: *jobb åt kvinna 33, uppehållstillstånd*."""


def read_origin(sentence: Sentence, denied: frozenset[int]) -> Origin:
    """Return what the sentence says of the right to stay, of origin and of languages, without what it denies."""
    languages: dict[str, None] = {}
    countries: dict[str, str] = {}
    said: dict[LegalStatus, None] = {}
    used: set[int] = set()
    spoken: set[int] = set()
    is_abroad = is_minor = False
    for find in sentence.finds:
        if not any(find.values(name) for name in ("language", "country", "status", "abroad", "minor")):
            continue
        used.update(find.indices)
        if find.values("language") and _is_spoken(sentence, find, spoken):
            spoken.update(find.indices)
            used.update(_compound(sentence, find))
            if find.start not in denied:
                languages.update(dict.fromkeys(find.values("language")))
            continue
        if find.start in denied:
            continue
        for country in find.values("country"):
            countries[country] = find.values("rights")[0]
            is_abroad = is_abroad or _lives_there(sentence, find)
        said.update({LegalStatus(value): None for value in find.values("status")})
        is_abroad = is_abroad or bool(find.values("abroad"))
        is_minor = is_minor or bool(find.values("minor"))
    spare = next((LegalStatus(value) for _, value in sentence.with_field("spare")), None)
    status, statuses = _status(tuple(said), tuple(countries.values()))
    return Origin(
        status, statuses, tuple(countries), tuple(languages), is_abroad, is_minor, frozenset(used), spare
    )


def _status(
    said: tuple[LegalStatus, ...], rights: tuple[str, ...]
) -> tuple[LegalStatus | None, tuple[LegalStatus, ...]]:
    """Return the status that counts, and all that contradict one another.

    What was said exactly outranks what a nationality implies; a reflection period outranks the lack of a permit
    that came before it.
    """
    exact = [status for status in said if status not in (LegalStatus.FOREIGN, LegalStatus.EU_CITIZEN)]
    if LegalStatus.PERMIT_5_15 in exact:
        return LegalStatus.PERMIT_5_15, (LegalStatus.PERMIT_5_15,)
    if LegalStatus.UNACCOMPANIED in exact:
        exact = [status for status in exact if status is not LegalStatus.ASYLUM_SEEKER]
    if LegalStatus.NO_PERMIT in exact:
        exact = [
            status for status in exact if status not in (LegalStatus.ASYLUM_SEEKER, LegalStatus.PERMIT_OTHER)
        ]
    if LegalStatus.PERMIT_PROTECTION in exact:
        exact = [status for status in exact if status is not LegalStatus.PERMIT_OTHER]
    is_eu = LegalStatus.EU_CITIZEN in said or "eu" in rights
    if exact:
        is_contradiction = is_eu and exact[0] in (LegalStatus.NO_PERMIT, LegalStatus.ASYLUM_SEEKER)
        return exact[0], (
            *exact,
            LegalStatus.EU_CITIZEN,
        ) if is_contradiction and LegalStatus.EU_CITIZEN in said else tuple(exact)
    if is_eu:
        return LegalStatus.EU_CITIZEN, ()
    return (LegalStatus.FOREIGN, ()) if said or rights else (None, ())


def _compound(sentence: Sentence, find: Find) -> tuple[int, ...]:
    """Return the index of *speaking* or *talande* where a hyphen ties it to the language."""
    after = find.stop
    if after < len(sentence.tokens) and sentence.tokens[after].is_joined:
        return (after,)
    return ()


def _is_spoken(sentence: Sentence, find: Find, spoken: set[int]) -> bool:
    """Whether a word that names a language, and perhaps a nationality, is meant as a language here."""
    if not find.values("country") and find.values("language") != ("sv",):
        return True
    word = sentence.key(find.start)
    if word.endswith(_SPOKEN):
        return True
    if find.stop < len(sentence.tokens) and sentence.key(find.stop) in (
        "speaking",
        "talande",
        "speaker",
        "interpreter",
        "tolk",
    ):
        return True
    if find.start - 2 in spoken and sentence.key(find.start - 1) in _JOINS:
        return True
    if _is_person(sentence, find.stop):
        return False
    if sentence.key(find.start - 1) in _IS:
        return False
    if sentence.key(find.start - 1) == "pa" and word.endswith("ska"):
        return True
    said_before = any(_cue(sentence, index) for index in range(find.start - _BEFORE, find.start))
    return said_before or any(_cue(sentence, index) == "1" for index in range(find.stop, find.stop + _AFTER))


def _is_person(sentence: Sentence, index: int) -> bool:
    find = sentence.at(index)
    return find is not None and bool(find.values("person"))


def _cue(sentence: Sentence, index: int) -> str:
    """Return how the word at *index* says that a language is near: ``1`` before or after it, ``verb`` before it."""
    find = sentence.at(index) if 0 <= index < len(sentence.tokens) else None
    return next(iter(find.values("langcue")), "") if find is not None else ""


def _lives_there(sentence: Sentence, find: Find) -> bool:
    """Whether the words before a country say that she is registered or lives there: *bor i Rumänien*."""
    for index in range(find.start - 1, max(find.start - 4, -1), -1):
        if sentence.starts_clause(index + 1):
            return False
        before = sentence.at(index)
        if before is not None and before.values("place"):
            return "residence" in before.values("place")
    return False
