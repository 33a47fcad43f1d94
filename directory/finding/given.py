"""The fields as they were given, before anybody has made sense of them: names, how often, how long.

Knows nothing of what a field means. Everything that is too much is refused here, in one place, and so is what seems
to be about one person: a field stands in an address, and an address stays behind in histories and logs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from directory.asking import Refusal, RefusalCode
from directory.asking.personal_number import has_email, has_personal_number
from directory.asking.text import clean
from directory.clock import today
from directory.errors import BadQuestion, PersonalData
from directory.finding.complaint import complain

MAX_VALUES = 10
"""Values of one field: nobody in distress has eleven needs, and a longer list is a test of our patience."""
MAX_LENGTH = 120
"""Characters of one value: the longest place name of the gazetteer is well below half of it."""

ALIKE = 60.0
"""rapidfuzz ratio (0–100) from which a field's name is taken for a misspelt one, and said back: one slip in three."""
OF_DIGITS = frozenset({"at", "lat", "lon"})
"""Fields of many digits that mean no person: a time, a position."""

_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

Fields = Mapping[str, object]
"""A werkzeug ``MultiDict``, or a mapping from a name to a text or to a list of texts."""


@dataclass(frozen=True, slots=True)
class Given:
    """Clean texts by field name. A field that was sent empty counts as not sent."""

    values: Mapping[str, tuple[str, ...]]

    def listed(self, name: str) -> tuple[str, ...]:
        """Return every value of *name*, in the order given, without repeats; commas separate values too."""
        parts = (part.strip() for value in self.values.get(name, ()) for part in value.split(","))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if len(found) > MAX_VALUES:
            raise complain(
                name,
                f"Fältet {name} har för många värden. Ange högst {MAX_VALUES}.",
                f"The field {name} has too many values. Give at most {MAX_VALUES}.",
            )
        return found

    def single(self, name: str) -> str | None:
        """Return the one value of *name*, or None when it was not given.

        Raises:
            BadQuestion: it was given more than once, with different values.
        """
        found = tuple(dict.fromkeys(self.values.get(name, ())))
        if len(found) > 1:
            raise complain(
                name,
                f"Fältet {name} är angivet flera gånger med olika värden. Ange det en gång.",
                f"The field {name} is given several times with different values. Give it once.",
            )
        return found[0] if found else None


def given(fields: Fields, known: Iterable[str], ignored: Iterable[str] = ()) -> Given:
    """Return *fields* as clean texts.

    Raises:
        BadQuestion: a field is not among *known* and *ignored*, or a value is too long, holds control or
            direction characters, or is not a text or number.
        PersonalData: a value seems to hold a personal number or an e-mail address.
    """
    known_names, ignored_names = tuple(known), tuple(ignored)
    skipped = frozenset(ignored_names)
    strangers = [name for name in fields if name not in known_names and name not in skipped]
    if strangers:
        raise _unknown(strangers, (*known_names, *ignored_names))
    return Given({name: _clean(name, _texts(name, fields)) for name in fields if name not in skipped})


def personal_data_in(name: str, text: str) -> RefusalCode | None:
    """Say what in the value *text* of the field *name* seems to be about one person; None when nothing does."""
    if name in OF_DIGITS:
        return None
    plain, _ = clean(text)
    if has_personal_number(plain, today()):
        return RefusalCode.PERSONAL_NUMBER
    return RefusalCode.EMAIL if has_email(plain) else None


def refused(name: str, code: RefusalCode) -> PersonalData:
    """Make the error that says why the value of the field *name* was refused."""
    said = Refusal(code)
    return PersonalData(said.message_sv, field=name, choices=[], sv=said.message_sv, en=said.message_en)


def _texts(name: str, fields: Fields) -> list[object]:
    getlist = getattr(fields, "getlist", None)
    value = getlist(name) if callable(getlist) else fields[name]
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _clean(name: str, values: list[object]) -> tuple[str, ...]:
    texts = (_clean_one(name, value) for value in values if value is not None)
    return tuple(text for text in texts if text)


def _clean_one(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise complain(name, f"Fältet {name} ska vara en text.", f"The field {name} must be a text.")
    text = unicodedata.normalize("NFC", str(value)).strip()
    if len(text) > MAX_LENGTH:
        raise complain(
            name,
            f"Fältet {name} är för långt. Ange högst {MAX_LENGTH} tecken.",
            f"The field {name} is too long. Give at most {MAX_LENGTH} characters.",
        )
    if any(unicodedata.category(character) in _UNPRINTABLE for character in text):
        raise complain(
            name,
            f"Fältet {name} innehåller osynliga styrtecken. Skriv om det för hand.",
            f"The field {name} holds invisible control characters. Type it again by hand.",
        )
    code = personal_data_in(name, text)
    if code is not None:
        raise refused(name, code)
    return text


def _unknown(strangers: list[str], known: tuple[str, ...]) -> BadQuestion:
    # A parameter's name is whatever somebody put into a URL: only one that seems a misspelt name of ours is said back.
    misspelt = sorted(
        name
        for name in strangers
        if isinstance(name, str)
        and _PLAIN_NAME.fullmatch(name)
        and process.extractOne(name.casefold(), known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    )[:5]
    which = ": " + ", ".join(misspelt) if misspelt else ""
    listed = ", ".join(known)
    return complain(
        misspelt[0] if misspelt else "fields",
        f"Okänt fält{which}. De fält som finns är: {listed}.",
        f"Unknown field{which}. The fields are: {listed}.",
        unknown=misspelt,
    )
