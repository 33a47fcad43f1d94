"""Stored values as cells are written: what is exported this way is read in again as what it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from directory.graph.facts import Acceptance, Access, Area, AreaId, Group, Need, NeedId
from directory.interchange.table.known import language_word
from directory.interchange.table.stored import Values
from directory.interchange.table.words import ACCESS_WORDS, EVERYBODY, GROUP_WORDS, KIND_WORDS

BETWEEN = "; "
_PARTING = dict.fromkeys(map(ord, "();,|"), " ")
"""What parts a cell does not stand inside of brackets."""


def area_word(area: AreaId, areas: Mapping[AreaId, Area]) -> str:
    """Return a code and a name: *0184 Solna*. Read in again by its code."""
    found = areas.get(area)
    return f"{area} {found.name}" if found is not None else area


def areas_of(rows: Iterable[Values], areas: Mapping[AreaId, Area]) -> str:
    """Return the areas served."""
    return BETWEEN.join(area_word(AreaId(row["area_id"]), areas) for row in rows)


def needs_of(needs: Iterable[str], known: Mapping[NeedId, Need]) -> str:
    """Return needs by their Swedish names."""
    return BETWEEN.join(known[NeedId(need)].name_sv if need in known else need for need in needs)


def groups_of(said: Mapping[str, str], level: Acceptance) -> str:
    """Return the groups of which *level* is said."""
    found = {Group(group) for group, what in said.items() if what == level.value}
    if found == set(EVERYBODY):
        return "alla"
    return BETWEEN.join(word for group, word in GROUP_WORDS.items() if group in found)


def languages_of(codes: Iterable[str]) -> str:
    """Return languages by their Swedish names."""
    return BETWEEN.join(language_word(code) for code in codes)


def kind_of(kind: str) -> str:
    """Return the word for a kind of organization."""
    return KIND_WORDS.get(kind, kind)


def access_of(access: str) -> str:
    """Return the word for how a service is reached."""
    return ACCESS_WORDS[Access(access)]


def phone_shown(row: Values) -> str:
    """Return a number or mailbox with what is said of it in brackets."""
    display = str(row["display"] or row["value"])
    label = " ".join(str(row["label"]).translate(_PARTING).split())
    return f"{display} ({label})" if label and row["kind"] == "phone" else display


def hours_of(rows: Sequence[Values]) -> str:
    """Return opening hours as they were written, each text once."""
    return BETWEEN.join(dict.fromkeys(str(row["as_printed"]) for row in rows if row["as_printed"]))
