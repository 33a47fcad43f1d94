"""What cells are read against: places, needs and languages, each looked up once however often it stands in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Final

from babel import Locale

from directory.account.complaint import Refused, refuse
from directory.asking import read
from directory.asking.vocabulary import read_table
from directory.errors import BadQuestion
from directory.finding.place import area_by_id
from directory.gazetteer import Gazetteer, MatchKind
from directory.graph.facts import Area, AreaId, Need, NeedId
from directory.interchange.table.column import Column
from directory.interchange.table.heading import plain

_CODE: Final = re.compile(r"\d{1,4}")
MOST_NAMED: Final = 5
"""Choices named in one sentence."""


class Known:
    """Places, needs and languages of one network on one day."""

    def __init__(
        self,
        areas: Mapping[AreaId, Area],
        needs: Mapping[NeedId, Need],
        gazetteer: Gazetteer,
        now: datetime,
    ) -> None:
        self.areas = areas
        self.needs = needs
        self._gazetteer = gazetteer
        self._now = now
        self._by_name: dict[str, list[NeedId]] = {}
        for need in needs.values():
            for word in {plain(need.id), plain(need.name_sv), plain(need.name_en)}:
                self._by_name.setdefault(word, []).append(need.id)
        self._seen: dict[tuple[str, str], str | Refused] = {}

    @property
    def today(self) -> date:
        """The day on which the file is read."""
        return self._now.date()

    def area(self, typed: str) -> AreaId:
        """Return the area that a code or a name means.

        Raises:
            Refused: none, or several; which ones stands in the sentence.
        """
        return AreaId(self._once("area", typed, self._area))

    def need(self, typed: str) -> NeedId:
        """Return the need that an id, a name or other words for it mean.

        Raises:
            Refused: none, or several.
        """
        return NeedId(self._once("need", typed, self._need))

    def language(self, typed: str) -> str:
        """Return the code of a language.

        Raises:
            Refused: it is none that is known.
        """
        return self._once("language", typed, _language)

    def _once(self, what: str, typed: str, find: Callable[[str], str]) -> str:
        key = (what, typed)
        if key not in self._seen:
            try:
                self._seen[key] = find(typed)
            except Refused as error:
                self._seen[key] = error
        found = self._seen[key]
        if isinstance(found, Refused):
            raise found
        return found

    def _area(self, typed: str) -> str:
        if _CODE.fullmatch(typed):
            # A spreadsheet takes the zero off a code: 184 is 0184, and 1 is 01.
            code = typed.zfill(2 if len(typed) <= 2 else 4)
            if AreaId(code) in self.areas:
                return code
        first = typed.split(" ", 1)[0]
        if AreaId(first) in self.areas:
            return first
        try:
            found = area_by_id(typed, self.areas)
        except BadQuestion:
            found = None
        if found is not None:
            return found
        match = self._gazetteer.find(typed[:100])
        if match.kind is not MatchKind.NONE and not match.is_typo and match.area in self.areas:
            return str(match.area)
        named = ", ".join(f"{one.label} ({one.area})" for one in match.choices[:MOST_NAMED])
        if not named:
            raise refuse(
                Column.AREAS,
                f"Platsen ”{typed[:60]}” känns inte igen. Skriv en kommun, ett län eller en kommunkod.",
                f"The place “{typed[:60]}” is not known. Write a municipality, a county or a code.",
            )
        raise refuse(
            Column.AREAS,
            f"Platsen ”{typed[:60]}” kan betyda {named}. Skriv koden för den som gäller.",
            f"The place “{typed[:60]}” could mean {named}. Write the code of the right one.",
        )

    def _need(self, typed: str) -> str:
        if NeedId(typed) in self.needs:
            return typed
        named = self._by_name.get(plain(typed), [])
        if len(named) == 1:
            return named[0]
        reading = read(typed, gazetteer=self._gazetteer, now=self._now)
        if len(reading.needs) == 1 and not reading.not_understood and reading.needs[0] in self.needs:
            return reading.needs[0]
        raise refuse(
            Column.NEEDS,
            f"Behovet ”{typed[:60]}” känns inte igen. Skriv ett av behoven som de heter i katalogen.",
            f"The need “{typed[:60]}” is not known. Write one of the needs as they are called in the directory.",
        )


def language_word(code: str) -> str:
    """Return the Swedish name of a language."""
    return str(Locale("sv").languages.get(code, code))


def _language(typed: str) -> str:
    found = _languages().get(plain(typed)) or next(
        (code for stem, code in _stems() if plain(typed).startswith(stem)), None
    )
    if found is None:
        raise refuse(
            Column.LANGUAGES,
            f"Språket ”{typed[:60]}” känns inte igen. Skriv det på svenska, till exempel arabiska.",
            f"The language “{typed[:60]}” is not known. Write it in Swedish or English, such as Arabic.",
        )
    return found


@cache
def _languages() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for code, words in read_table("languages.tsv"):
        for word in (code, *words.split()):
            if not word.endswith("*"):
                known.setdefault(plain(word), code)
    for lang in ("sv", "en"):
        for code, name in Locale(lang).languages.items():
            if "_" not in code:
                known.setdefault(plain(name), code)
                known.setdefault(plain(code), code)
    return known


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    return tuple(
        (plain(word[:-1]), code)
        for code, words in read_table("languages.tsv")
        for word in words.split()
        if word.endswith("*")
    )
