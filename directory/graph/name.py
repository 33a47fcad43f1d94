"""A name in Swedish that knows its English: a path is walked once and told in either language."""

from __future__ import annotations

from directory.graph.facts import Need, Organization, Role, Service


class Name(str):
    """A Swedish name. ``en`` is the English one; the Swedish again where there is none."""

    __slots__ = ("en",)
    en: str

    def __new__(cls, sv: str, en: str = "") -> Name:
        """Make a name; *en* empty means that there is no English one."""
        name = super().__new__(cls, sv)
        name.en = en or sv
        return name


def in_language(name: str, lang: str) -> str:
    """Return *name* in *lang*: ``sv``, or ``en`` where it knows one."""
    return name.en if lang == "en" and isinstance(name, Name) else str(name)


def name_in(record: Need | Role | Organization | Service, lang: str) -> str:
    """Return the name of *record* in *lang*: ``sv``, or ``en`` where it has one."""
    if lang == "en" and record.name_en:
        return record.name_en
    return record.name_sv if isinstance(record, Need | Role) else record.name
