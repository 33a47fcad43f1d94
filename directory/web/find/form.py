"""The question as a form: what was given, what can be chosen, and which field has to be mended.

Everything that was given in the fields is kept, also when it was wrong: nobody types it twice at three at night.
"""

from __future__ import annotations

from dataclasses import dataclass

from directory.errors import BadQuestion
from directory.finding.complaint import say_error
from directory.finding.person import GROUP_NAMES, STATUS_NAMES, read_group
from directory.graph.facts import AreaKind, Group, LegalStatus, Need
from directory.graph.name import name_in
from directory.graph.question import ABROAD
from directory.store.snapshot import Snapshot
from directory.web.alphabet import swedish
from directory.web.find.facet import Pairs, area_name, language_name

LONGEST_VALUE = 200
"""Characters of a field that are given back; more than that was not typed by hand."""
PLACES = ("area", "residence")
SHOWN = ("need", "group", "age", "area", "at", "residence", "status", "language")
MORE = ("residence", "status", "language")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list to choose from."""

    value: str
    word: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could have been meant by a field: the name to show and the fields that say so."""

    word: str
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Form:
    """The fields as they stand in the form. ``trouble`` is a sentence about ``trouble_field``; both may be empty."""

    pairs: Pairs
    snapshot: Snapshot
    lang: str
    trouble_field: str = ""
    trouble: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """What may have been meant by the troubled field: (value, name), best first."""

    def values(self, name: str) -> list[str]:
        """Return every value given for *name*, in order."""
        return [value[:LONGEST_VALUE] for key, value in self.pairs if key == name]

    def value(self, name: str) -> str:
        """Return what stands in the text field *name*: names instead of codes where a name is known."""
        values = self.values(name)
        if name == "language":
            return ", ".join(language_name(code, self.lang) for code in values)
        if not values:
            return ""
        if name in PLACES and (values[0] == ABROAD or values[0] in self.snapshot.network.areas):
            return area_name(values[0], self.snapshot)
        return values[0]

    @property
    def has_more(self) -> bool:
        """Whether a field below *Mer* was filled in or is in trouble."""
        return self.trouble_field in MORE or any(self.values(name) for name in MORE)

    @property
    def is_asking_back(self) -> bool:
        """Whether something was said that can mean several things, rather than nothing or something wrong."""
        return bool(self.choices) and (self.trouble_field in PLACES or bool(self.values(self.trouble_field)))

    @property
    def has_field(self) -> bool:
        """Whether the form shows the field that is in trouble, so that a link can lead to it."""
        return self.trouble_field in SHOWN

    def is_wrong(self, name: str) -> bool:
        """Whether *name* has to be mended, rather than chosen among what it can mean."""
        return self.trouble_field == name and not self.is_asking_back

    @property
    def needs(self) -> list[tuple[str, list[Option]]]:
        """The needs by the broadest they belong to: (its name, itself and the narrower ones)."""
        chosen = self.values("need")[:1]
        network = self.snapshot.network
        return [
            (
                name_in(root, self.lang),
                [
                    self._need_option(network.needs[need], chosen)
                    for need in (root.id, *network.narrower(root.id))
                ],
            )
            for root in network.needs.values()
            if root.broader is None
        ]

    @property
    def more_needs(self) -> list[str]:
        """The needs after the first, carried along unseen."""
        return self.values("need")[1:]

    @property
    def groups(self) -> list[Option]:
        """The groups to choose from, widest first."""
        given = self.values("group")
        try:
            chosen = read_group(given[0]) if given else Group.ANY
        except BadQuestion:
            chosen = Group.ANY
        return [Option(group.slug, self._named(GROUP_NAMES[group]), group is chosen) for group in Group]

    @property
    def statuses(self) -> list[Option]:
        """The legal statuses to choose from."""
        given = self.values("status")
        return [
            Option(status.value, self._named(STATUS_NAMES[status]), status.value in given)
            for status in LegalStatus
        ]

    @property
    def places(self) -> list[str]:
        """Names to be offered while a place is typed: counties and municipalities, in Swedish order."""
        areas = self.snapshot.network.areas.values()
        names = {
            area.full_name if area.kind is AreaKind.COUNTY else area.name
            for area in areas
            if area.kind in (AreaKind.COUNTY, AreaKind.MUNICIPALITY)
        }
        return sorted(names, key=swedish)

    @property
    def suggestions(self) -> list[Suggestion]:
        """What may have been meant, each with the whole question as it would be then."""
        others = [(name, value) for name, value in self.pairs if name != self.trouble_field]
        return [Suggestion(word, [*others, (self.trouble_field, value)]) for value, word in self.choices]

    def _named(self, names: tuple[str, str]) -> str:
        name = names[1 if self.lang == "en" else 0]
        return name[:1].upper() + name[1:]

    def _need_option(self, need: Need, chosen: list[str]) -> Option:
        return Option(need.id, name_in(need, self.lang), need.id in chosen)


def form_after(error: BadQuestion, pairs: Pairs, snapshot: Snapshot, lang: str) -> Form:
    """Return the form with everything kept, and what *error* says at its field."""
    choices = error.details.get("choices")
    listed = choices if isinstance(choices, list) else []
    return Form(
        pairs,
        snapshot,
        lang,
        str(error.details.get("field", "")),
        say_error(error, lang),
        tuple((str(choice["id"]), str(choice["name"])) for choice in listed),
    )
