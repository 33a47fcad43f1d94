"""Find ages: *28 år*, *17-årig*, *16 bast*, *kille på 20*, *barn 4 och 7*, *född 2009*, *17 yo*, *aged 30*.

A number is an age only where something says so: a unit of years, a word before it, a person beside it, or that it is
the only bare number in a sentence about a person. Hours, house numbers and *två barn* are not ages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .sentence import Sentence
from .text import word_set

_OLDEST: Final = 110
_MOST_IN_A_ROW: Final = 6
_YEARS: Final = word_set(
    """
    ar ars arig ariga arige aring aringen aringar arings arsaldern arsalder bast yo year years yr yrs
    somrar
    """
)
_MONTHS: Final = frozenset({"manader", "manad", "man", "months", "month", "manaders", "veckor", "weeks"})
_OLD: Final = frozenset({"gammal", "gamla", "gammalt", "old", "o", "alder", "aldern", "aged", "of", "age"})
_LEADS: Final = word_set(
    """
    pa om ca cirka omkring runt ungefar kring typ about around aged age alder aldern ar is fyllt fyller
    approx nearly almost c uppger som of
    """
)
_SAYS_AGE: Final = frozenset({"aged", "age", "alder", "aldern", "fyllt", "fyller", "turned"})
_IS: Final = frozenset({"ar", "is", "she's", "he's", "hon", "han", "i'm", "hen"})
_AFTER_IS: Final = frozenset({"och", "and", "men", "but", "fran", "from", "i", "in", "nu"})
_JOINS: Final = frozenset({"och", "o", "and", "eller", "or", "samt", "resp", "respektive"})
_JOINING_MARKS: Final = frozenset({",", "-", "–", "/", "+", "&"})
_RANGE_MARKS: Final = frozenset({"-", "–", "/"})
_BORN: Final = frozenset({"fodd", "fodda", "fott", "born", "f", "dob", "fodelsear"})
_NUMBERED: Final = word_set(
    "rum room nr nummer number vaning avd avdelning plan buss linje lgh port spar lag kap ak arskurs klass hus"
)
_NEARLY: Final = frozenset({"snart", "nastan", "almost", "nearly", "strax"})
_FOR_A_WHILE: Final = frozenset({"for", "sedan", "i", "under", "efter", "since", "senaste", "past", "last"})
_MEASURES: Final = word_set(
    """
    grader kr kronor sek dagar timmar days hours procent km mil meter st stycken ganger times veckor weeks
    manader months min minuter
    """
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in whole years, and the words that said it.

    ``person``: the index of the word it stands beside, if any. ``is_listed``: one of several in a row (*4 och 7 år*).
    """

    years: int
    start: int
    stop: int
    person: int | None = None
    is_listed: bool = False


def read_ages(sentence: Sentence, taken: frozenset[int], today: date) -> tuple[Age, ...]:
    """Return the ages in a sentence, in order. Words in *taken* belong to a time, a place or an address."""
    ages: list[Age] = []
    used: set[int] = set(taken)
    for index in range(len(sentence.tokens)):
        if index in used:
            continue
        found = (
            _born(sentence, index, today)
            or _with_unit(sentence, index, used)
            or _led(sentence, index, used)
            or _beside_person(sentence, index, used, today)
        )
        ages += found
        used |= {each for age in found for each in range(age.start, age.stop)}
    return tuple(sorted(ages or _lone(sentence, used), key=lambda age: age.start))


def _years(sentence: Sentence, index: int, used: set[int]) -> int | None:
    """Return the number at *index* if it can be an age."""
    number = sentence.number(index)
    if number is None or number > _OLDEST or index in used:
        return None
    is_short = len(sentence.tokens[index].text) <= 3 or sentence.tokens[index].number is None
    is_whole = not any(sign in sentence.tokens[index].text for sign in ":.")
    return number if is_short and is_whole else None


# dates of birth


def _born(sentence: Sentence, index: int, today: date) -> list[Age]:
    """Read *född 2009*, *f. -09*, *född 2009-03-01*, and an eight-digit date of birth."""
    tokens = sentence.tokens
    compact = _since_compact(tokens[index].text, today)
    if compact is not None:
        return [Age(compact, index, index + 1)]
    is_date = len(tokens[index].text) == 4 and (tokens[index].number or today.year) <= today.year - 5
    is_whole = is_date and [token.before for token in tokens[index + 1 : index + 3]] == ["-", "-"]
    if sentence.key(index) not in _BORN and not is_whole:
        return []
    at = index if is_whole else index + 1
    while sentence.key(at) in ("ar", "in", "den", "on", "the", "i", "year") and at < index + 3:
        at += 1
    if at >= len(tokens) or tokens[at].number is None:
        return []
    compact = _since_compact(tokens[at].text, today)
    if compact is not None:
        return [Age(compact, index, at + 1)]
    year = _year_of_birth(sentence, index, at, today)
    if year is None:
        return []
    following = tokens[at + 1 : at + 3]
    parts = [token.number for token in following if token.before in ("-", "/", ".", " ")]
    if len(parts) == 2 and parts[0] and parts[1] and parts[0] <= 12 and parts[1] <= 31:
        return [Age(_since(year, parts[0], parts[1], today), index, at + 3)]
    return [Age(today.year - year, index, at + 1)]


def _year_of_birth(sentence: Sentence, index: int, at: int, today: date) -> int | None:
    token = sentence.tokens[at]
    year = token.number or 0
    if len(token.text) == 2:
        is_marked = token.before.strip(" .") in ("-", "'", "’", "–")
        if sentence.key(index) == "f" and not is_marked:
            return None
        year += 2000 if year <= today.year % 100 else 1900
    return year if today.year - _OLDEST <= year <= today.year else None


def _since_compact(digits: str, today: date) -> int | None:
    """Return the age of somebody born on an eight-digit date such as ``20090301``, or None."""
    if len(digits) != 8 or not digits.isdecimal():
        return None
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (today.year - _OLDEST <= year < today.year and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _since(year, month, day, today)


def _since(year: int, month: int, day: int, today: date) -> int:
    return today.year - year - ((today.month, today.day) < (month, day))


# numbers with a unit


def _with_unit(sentence: Sentence, index: int, used: set[int]) -> list[Age]:
    """Read *28 år*, *4 och 7 år*, *15-16 år*, *8 mån gammal*, *17 yo*, *30-årsåldern*."""
    places = _row(sentence, index, used)
    if not places:
        return []
    unit_at = places[-1] + 1
    is_months = _is_months(sentence, places[0], unit_at)
    if sentence.starts_clause(unit_at) or not (is_months or _is_years(sentence, unit_at)):
        return []
    if _is_a_while(sentence, index, unit_at):
        return []
    stop = unit_at + 1
    while sentence.key(stop) in _OLD and stop <= unit_at + 3:
        stop += 1
    numbers = [sentence.number(place) or 0 for place in places]
    if is_months:
        numbers = [number // 12 for number in numbers]
    if len(places) == 2 and sentence.tokens[places[1]].before.strip() in _RANGE_MARKS:
        return [Age(min(numbers), index, stop)]
    if sentence.key(index - 1) in _NEARLY and numbers == [18]:
        return [Age(17, index - 1, stop)]
    ages = [
        Age(number, place, place + 1, is_listed=len(places) > 1)
        for number, place in zip(numbers, places, strict=True)
    ]
    return [*ages[:-1], replace(ages[-1], stop=stop)]


def _row(sentence: Sentence, index: int, used: set[int]) -> list[int]:
    """Return the indices of the numbers in a row that starts here: *4, 7 och 12*."""
    if _years(sentence, index, used) is None:
        return []
    places = [index]
    while len(places) < _MOST_IN_A_ROW:
        at = places[-1] + 1
        step = 1 if sentence.key(at) in _JOINS else 0
        if at + step >= len(sentence.tokens):
            break
        is_joined = step == 1 or sentence.tokens[at].before.strip() in _JOINING_MARKS
        if not is_joined or _years(sentence, at + step, used) is None:
            break
        places.append(at + step)
    return places


def _is_years(sentence: Sentence, index: int) -> bool:
    if sentence.key(index) in _YEARS:
        return True
    return sentence.key(index) == "y" and (sentence.tokens[index].is_glued or sentence.key(index + 1) == "o")


def _is_months(sentence: Sentence, index: int, unit_at: int) -> bool:
    """Whether months follow that are an age and not a while: *bebis 8 mån*, *8 månader gammal*."""
    unit = sentence.key(unit_at)
    if unit not in _MONTHS or (unit == "man" and sentence.tokens[unit_at].lower != "mån"):
        return False
    if sentence.key(unit_at + 1) in _OLD:
        return True
    before = sentence.at(index - 1)
    return before is not None and any("child" in value for value in before.values("person"))


def _is_a_while(sentence: Sentence, index: int, unit_at: int) -> bool:
    """Whether it is said how long or how long ago: *i två år*, *för 3 år sedan*, *2 years ago*."""
    if sentence.key(unit_at) not in ("ar", "years", "year", "manader", "months", "veckor", "weeks"):
        return False
    if sentence.key(unit_at + 1) in ("sedan", "sen", "ago", "tillbaka"):
        return True
    return sentence.key(index - 1) in _FOR_A_WHILE and sentence.key(unit_at + 1) not in _OLD


# numbers without a unit


def _led(sentence: Sentence, index: int, used: set[int]) -> list[Age]:
    """Read *aged 30*, *ålder 17*, *hon är 19*, *fyllt 18*."""
    number = _years(sentence, index, used)
    if number is None or number < 1 or sentence.tokens[index].starts_clause:
        return []
    before = sentence.key(index - 1)
    ends = sentence.starts_clause(index + 1) or sentence.key(index + 1) in _AFTER_IS
    is_said = before in _SAYS_AGE or (before in _IS and number >= 10 and ends)
    return [Age(number, index, index + 1)] if is_said else []


def _beside_person(sentence: Sentence, index: int, used: set[int], today: date) -> list[Age]:
    """Read the numbers that follow a person: *tjej 16*, *kvinna, 28*, *kille på 20*, *barn 4 och 7*."""
    find = sentence.at(index)
    if find is None or find.stop - 1 != index or not find.values("person"):
        return []
    at = index + 1
    while at <= index + 3 and sentence.key(at) in _LEADS and _years(sentence, at, used) is None:
        at += 1
    born = _year_after_dash(sentence, at, today)
    if born is not None:
        return [Age(today.year - born, at, at + 1, index)]
    if _years(sentence, at, used) is None:
        return []
    is_in_words = sentence.tokens[at].number is None
    if is_in_words and (sentence.number(at) or 0) < 10 and "child" not in find.values("person")[0]:
        return []
    places = [place for place in _row(sentence, at, used) if not _counts_something(sentence, place)]
    if not places:
        return []
    stop = places[-1] + 1
    while sentence.key(stop) in _YEARS | _OLD and not sentence.starts_clause(stop):
        stop += 1
    if len(places) == 2 and sentence.tokens[places[1]].before.strip() in _RANGE_MARKS:
        return [Age(min(sentence.number(place) or 0 for place in places), places[0], stop, index)]
    ages = [Age(sentence.number(place) or 0, place, place + 1, index, len(places) > 1) for place in places]
    return [*ages[:-1], replace(ages[-1], stop=stop)]


def _year_after_dash(sentence: Sentence, index: int, today: date) -> int | None:
    """Return the year of birth in *kille -09*, as case notes write it."""
    if index >= len(sentence.tokens):
        return None
    token = sentence.tokens[index]
    if token.number is None or len(token.text) != 2 or token.before not in (" -", " –", " '", " ’"):
        return None
    if sentence.key(index + 1) in _MEASURES | _YEARS:
        return None
    return token.number + (2000 if token.number <= today.year % 100 else 1900)


def _counts_something(sentence: Sentence, index: int) -> bool:
    """Whether the number says how many, not how old: *kvinna 2 barn*."""
    after = sentence.at(index + 1)
    if after is None or after.start != index + 1 or sentence.starts_clause(index + 1):
        return False
    is_people = bool(after.values("person")) and (sentence.number(index) or 0) < 10
    return is_people or (bool(after.values("unit")) and sentence.key(index + 1) not in _YEARS)


def _lone(sentence: Sentence, used: set[int]) -> list[Age]:
    """Return the only bare number of a sentence about a person: *kvinna från Bulgarien 24*."""
    found = [
        token
        for token in sentence.tokens
        if token.number is not None
        and len(token.text) == 2
        and token.index not in used
        and sentence.at(token.index) is None
    ]
    if len(found) != 1 or not any(find.values("person") or find.values("pronoun") for find in sentence.finds):
        return []
    token = found[0]
    is_bound = token.is_joined or token.is_glued or token.before.strip() in ("/", ":", "+")
    is_measure = sentence.key(token.index + 1) in _MEASURES or _counts_something(sentence, token.index)
    years = _years(sentence, token.index, used)
    before = "" if token.starts_clause else sentence.key(token.index - 1)
    is_measure = is_measure or before in _FOR_A_WHILE | _NUMBERED
    if years is None or years < 10 or is_bound or is_measure:
        return []
    return [Age(years, token.index, token.index + 1)]
