"""Find ages: *28 år*, *17-årig*, *16 bast*, *kille på 20*, *barn 4 och 7*, *född 2009*, *17 yo*, *aged 30*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .sentence import Sentence

_OLDEST: Final = 110
_YEARS: Final = frozenset(
    "ar ars arig ariga arige aring aringen aringar arings arsaldern arsalder bast yo year years yr yrs somrar y arsaldern".split()
)
_MONTHS: Final = frozenset(
    "manader manad man mån mon months month manaders veckor weeks veckors dagar days".split()
)
_LEADS: Final = frozenset(
    "pa om ca cirka omkring runt ungefar kring typ about around aged age alder aldern ar is fyllt fyller approx nearly almost c uppger uppgett blir blivit hon han he she som en a".split()
)
_JOINS: Final = frozenset({"och", "and", "eller", "or", "samt", "resp", "respektive"})
_BORN: Final = frozenset({"fodd", "fodda", "fott", "born", "f", "fod", "dob"})
_UNITS: Final = frozenset("ar bast arig arige ariga aring yo years old gammal yrs y o gamla".split())
_MEASURES: Final = frozenset(
    "kr kronor sek dagar timmar days hours procent km mil meter st stycken gånger ganger veckor weeks".split()
)
_NEARLY: Final = frozenset({"snart", "nastan", "almost", "nearly", "strax"})


@dataclass(frozen=True, slots=True)
class Age:
    """An age in whole years, and the words that said it. ``person``: the word it stands beside, if any."""

    years: int
    start: int
    stop: int
    person: int | None = None


def read_ages(sentence: Sentence, taken: frozenset[int], today: date) -> tuple[Age, ...]:
    """Return the ages in a sentence, in order. Words in *taken* belong to a time or an address."""
    ages: list[Age] = []
    used: set[int] = set(taken)
    for index in range(len(sentence.tokens)):
        if index in used:
            continue
        for reader in (_born, _with_unit, _led, _beside_person):
            found = reader(sentence, index, used, today)
            if found:
                ages += found
                used |= {each for age in found for each in range(age.start, age.stop)}
                break
    if not ages:
        ages = _lone(sentence, used)
    return tuple(sorted(ages, key=lambda age: age.start))


def _lone(sentence: Sentence, used: set[int]) -> list[Age]:
    """Return the only bare number of a sentence about a person: *kvinna från Bulgarien 24*."""
    found = [
        index
        for index, token in enumerate(sentence.tokens)
        if token.number is not None
        and len(token.text) == 2
        and index not in used
        and sentence.at(index) is None
    ]
    if len(found) != 1 or not any(find.values("person") for find in sentence.finds):
        return []
    index = found[0]
    years = _years(sentence, index, used)
    token = sentence.tokens[index]
    is_bound = token.is_joined or token.is_glued or token.before.strip() in ("/", ":", "+")
    if years is None or years < 10 or is_bound or _counts_something(sentence, index):
        return []
    return [] if sentence.key(index + 1) in _MEASURES else [Age(years, index, index + 1)]


def _years(sentence: Sentence, index: int, used: set[int]) -> int | None:
    """Return the number at *index* if it can be an age."""
    number = sentence.number(index)
    if number is None or number > _OLDEST or index in used or ":" in sentence.tokens[index].text:
        return None
    if (
        "." in sentence.tokens[index].text
        or len(sentence.tokens[index].text) > 3
        and sentence.tokens[index].number is not None
    ):
        return None
    return number


def _born(sentence: Sentence, index: int, used: set[int], today: date) -> list[Age]:
    """Read *född 2009*, *f. -09*, *född 2009-03-01*, and an eight-digit date of birth."""
    tokens = sentence.tokens
    number = tokens[index].number
    if number is not None and len(tokens[index].text) == 8 and _full_date(number, today) is not None:
        return [Age(_full_date(number, today) or 0, index, index + 1)]
    if sentence.key(index) not in _BORN:
        return []
    at = index + 1
    while sentence.key(at) in ("ar", "in", "den", "on", "the", "i", "year") and at < index + 3:
        at += 1
    year = tokens[at].number if at < len(tokens) else None
    if year is None:
        return []
    if (
        len(tokens[at].text) == 2
        and sentence.key(index) != "f"
        or len(tokens[at].text) == 2
        and tokens[at].before.strip(" .") in ("-", "'", "’", "–")
    ):
        year += 2000 if year <= today.year % 100 else 1900
    if not today.year - _OLDEST <= year <= today.year:
        full = _full_date(year, today) if len(tokens[at].text) == 8 else None
        return [Age(full, index, at + 1)] if full is not None else []
    stop, birthday = at + 1, (1, 1)
    parts = [
        tokens[each].number
        for each in range(at + 1, min(at + 3, len(tokens)))
        if tokens[each].before in "-/. "
    ]
    if len(parts) == 2 and parts[0] and parts[1] and parts[0] <= 12 and parts[1] <= 31:
        stop, birthday = at + 3, (parts[0], parts[1])
    return [Age(today.year - year - ((today.month, today.day) < birthday), index, stop)]


def _full_date(digits: int, today: date) -> int | None:
    year, month, day = digits // 10000, digits // 100 % 100, digits % 100
    if not (today.year - _OLDEST <= year <= today.year - 1 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return today.year - year - ((today.month, today.day) < (month, day))


def _with_unit(sentence: Sentence, index: int, used: set[int], _today: date) -> list[Age]:
    """Read *28 år*, *4 och 7 år*, *15-16 år*, *8 mån*, *17 yo*, *30-årsåldern*."""
    first = _years(sentence, index, used)
    if first is None:
        return []
    found = [(first, index)]
    at = index + 1
    while at + 1 < len(sentence.tokens) and len(found) < 6:
        is_list = sentence.key(at) in _JOINS or sentence.tokens[at].before.strip() in (
            ",",
            "-",
            "–",
            "/",
            "+",
            "&",
        )
        step = 1 if sentence.key(at) in _JOINS else 0
        number = _years(sentence, at + step, used) if is_list else None
        if number is None:
            break
        found.append((number, at + step))
        at += step + 1
    unit = sentence.key(at)
    is_glued_y = (
        unit == "y"
        and at < len(sentence.tokens)
        and (sentence.tokens[at].is_glued or sentence.key(at + 1) == "o")
    )
    if unit not in _YEARS - {"y"} and unit not in _MONTHS and not is_glued_y:
        return []
    if at < len(sentence.tokens) and sentence.tokens[at].starts_clause:
        return []
    if unit in _MONTHS and (
        unit in ("dagar", "days", "man", "veckor", "weeks")
        or sentence.key(index - 1) in ("for", "om", "sedan", "in", "i", "pa", "under")
    ):
        if (
            unit != "man"
            or not sentence.tokens[at].text.islower()
            or sentence.number(index) is None
            or (sentence.number(index) or 99) > 24
        ):
            return []
    if sentence.key(index - 1) in ("for", "sedan", "i", "under", "efter", "since") and sentence.key(
        index - 2
    ) not in ("alder", "fodd"):
        if unit in ("ar", "years", "year") and sentence.key(at + 1) != "alder":
            return []
    if unit in ("ar", "years", "year") and sentence.key(at + 1) in ("sedan", "sen", "ago", "i"):
        if sentence.key(at + 1) != "i":
            return []
    stop = at + 1
    while (
        sentence.key(stop) in ("gammal", "gamla", "gammalt", "old", "o", "alder", "aldern", "of")
        and stop < at + 4
    ):
        stop += 1
    is_range = len(found) == 2 and sentence.tokens[found[1][1]].before.strip() in ("-", "–", "/")
    if is_range:
        found = [min(found)]
    months = unit in _MONTHS
    before = 1 if sentence.key(index - 1) in _NEARLY else 0
    ages = [
        Age((number // 12 if months else number) - (before if number == 18 else 0), place, place + 1)
        for number, place in found
    ]
    ages[0] = Age(ages[0].years, index - before, stop if len(ages) == 1 else ages[0].stop)
    if len(ages) > 1:
        ages[-1] = Age(ages[-1].years, ages[-1].start, stop)
    return ages


def _led(sentence: Sentence, index: int, used: set[int], _today: date) -> list[Age]:
    """Read *aged 30*, *ålder 17*, *hon är 19*, *fyllt 18*."""
    number = _years(sentence, index, used)
    if number is None or sentence.tokens[index].starts_clause or number < 1:
        return []
    before = sentence.key(index - 1)
    if before in ("aged", "age", "alder", "aldern", "fyllt", "fyller"):
        return [Age(number, index, index + 1)]
    if (
        before in ("ar", "is", "she's", "he's", "hon", "han", "i'm")
        and number >= 10
        and _ends_here(sentence, index)
    ):
        return [Age(number, index, index + 1)]
    return []


def _ends_here(sentence: Sentence, index: int) -> bool:
    return sentence.starts_clause(index + 1) or sentence.key(index + 1) in (
        "och",
        "and",
        "men",
        "but",
        "fran",
        "from",
        "i",
        "in",
    )


def _beside_person(sentence: Sentence, index: int, used: set[int], _today: date) -> list[Age]:
    """Read the numbers that follow a person: *tjej 16*, *kvinna, 28*, *kille på 20*, *barn 4 och 7*."""
    find = sentence.at(index)
    if find is None or find.stop - 1 != index or not find.values("person"):
        return []
    at = index + 1
    steps = 0
    while (
        sentence.key(at) in _LEADS
        and steps < 3
        and at < len(sentence.tokens)
        and _years(sentence, at, used) is None
    ):
        at += 1
        steps += 1
    found: list[Age] = []
    while at < len(sentence.tokens) and len(found) < 6:
        number = _years(sentence, at, used)
        if number is None or _counts_something(sentence, at):
            break
        if found and not _continues(sentence, found[-1].stop, at):
            break
        if (
            not found
            and sentence.tokens[at].number is None
            and number < 10
            and "child" not in find.values("person")[0]
        ):
            break
        found.append(Age(number, at, at + 1, index))
        at += 1
        if sentence.key(at) in _JOINS and _years(sentence, at + 1, used) is not None:
            at += 1
    stop = found[-1].stop if found else 0
    while found and sentence.key(stop) in _UNITS and not sentence.starts_clause(stop):
        stop += 1
    if found:
        found[-1] = Age(found[-1].years, found[-1].start, stop, index)
    if len(found) == 2 and sentence.tokens[found[1].start].before.strip() in ("-", "–", "/"):
        return [Age(found[0].years, found[0].start, found[1].stop, index)]
    return found


def _continues(sentence: Sentence, stop: int, at: int) -> bool:
    return at > stop or sentence.tokens[at].before.strip() in (",", "&", "+", "-", "–", "/")


def _counts_something(sentence: Sentence, index: int) -> bool:
    """Whether the number says how many, not how old: *kvinna 2 barn*."""
    after = sentence.at(index + 1)
    if after is None or sentence.starts_clause(index + 1):
        return False
    if after.start != index + 1:
        return False
    return (
        bool(after.values("person"))
        and (sentence.number(index) or 0) < 10
        or bool(after.values("unit"))
        and sentence.key(index + 1) not in _YEARS
    )
