"""Which answers change, as sentences: *14 kommuner förlorar nattäckning för flickor: akut boende.*"""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from directory.graph.effect import Effect, EffectKind, EffectLine, Hours
from directory.graph.explain import lower_first, say_group
from directory.graph.facts import AreaKind
from directory.web.change.value import joined, named
from directory.web.language import gettext as _
from directory.web.language import ngettext

NAMED_PLACES = 3
"""So many places are named in the sentence; more are counted, and named below it."""
NAMED_NEEDS = 3
MINOR = frozenset({EffectKind.FEWER, EffectKind.MORE, EffectKind.MORE_CALLS})
"""Said under *more*: the first contact and the cover stay as they are."""


@dataclass(frozen=True, slots=True)
class EffectSaid:
    """A sentence; ``places`` the names of what it only counts."""

    sentence: str
    is_loss: bool
    is_minor: bool
    places: tuple[str, ...]


def effect_lines(effect: Effect) -> list[EffectSaid]:
    """Return *effect* as sentences, worst first."""
    return [_said(line, effect) for line in effect.lines]


def effect_looked_at(effect: Effect) -> str:
    """Say how much was looked at; where it was not all, which part."""
    asked = ngettext(
        "%(num)d fråga prövad före och efter.", "%(num)d frågor prövade före och efter.", effect.questions
    )
    if not effect.is_partial:
        return asked
    part = _(
        "Ändringen når %(all)s kommuner. De %(some)s med flest invånare är prövade.",
        all=effect.all_places,
        some=effect.places,
    )
    return f"{part} {asked}"


def _said(line: EffectLine, effect: Effect) -> EffectSaid:
    is_counted = len(line.places) > NAMED_PLACES
    words = {
        "places": _places(line),
        "when": _when(line),
        "groups": _groups(line, effect),
        "needs": _needs(line),
        "was": line.was,
        "becomes": line.becomes,
    }
    sentence = _sentence(line, words)
    return EffectSaid(
        sentence[:1].upper() + sentence[1:],
        line.is_loss,
        line.kind in MINOR,
        tuple(named(place) for place in line.places) if is_counted else (),
    )


def _sentence(line: EffectLine, words: dict[str, str]) -> str:
    kind, is_known = line.kind, bool(line.was and line.becomes)
    if kind is EffectKind.LOST_COVER:
        return _("%(places)s förlorar %(when)s för %(groups)s: %(needs)s.", **{**words, "when": _cover(line)})
    if kind is EffectKind.GAINED_COVER:
        return _("%(places)s får %(when)s för %(groups)s: %(needs)s.", **{**words, "when": _cover(line)})
    if kind is EffectKind.DIMMED:
        return _("I %(places)s blir det svårare att nå någon %(when)s för %(groups)s: %(needs)s.", **words)
    if kind is EffectKind.BRIGHTENED:
        return _("I %(places)s blir det lättare att nå någon %(when)s för %(groups)s: %(needs)s.", **words)
    if kind is EffectKind.DECIDER_CHANGED:
        if is_known:
            return _("I %(places)s beslutar %(becomes)s i stället för %(was)s om %(needs)s.", **words)
        return _("I %(places)s blir det någon annan som beslutar om %(needs)s för %(groups)s.", **words)
    if kind is EffectKind.FIRST_CHANGED:
        if is_known:
            return _(
                "I %(places)s ska man ringa %(becomes)s först, inte %(was)s, %(when)s för %(groups)s: %(needs)s.",
                **words,
            )
        return _("I %(places)s ska man ringa någon annan först %(when)s för %(groups)s: %(needs)s.", **words)
    if kind is EffectKind.NUMBER_CHANGED:
        if is_known:
            return _("I %(places)s blir första numret %(becomes)s i stället för %(was)s: %(needs)s.", **words)
        return _("I %(places)s blir första numret ett annat: %(needs)s.", **words)
    return _counted(line, words)


def _counted(line: EffectLine, words: dict[str, str]) -> str:
    kind = line.kind
    if kind is EffectKind.FEWER_CALLS:
        if line.becomes == "1":
            return _("I %(places)s finns bara en kvar att ringa %(when)s för %(groups)s: %(needs)s.", **words)
        return _("I %(places)s finns färre att ringa %(when)s för %(groups)s: %(needs)s.", **words)
    if kind is EffectKind.MORE_CALLS:
        return _("I %(places)s finns fler att ringa %(when)s för %(groups)s: %(needs)s.", **words)
    if kind is EffectKind.FEWER:
        if line.becomes == "0":
            return _("I %(places)s ger ingen verksamhet den här hjälpen till %(groups)s: %(needs)s.", **words)
        if line.becomes == "1":
            return _(
                "I %(places)s ger bara en verksamhet den här hjälpen till %(groups)s: %(needs)s.", **words
            )
        return _("I %(places)s ger färre verksamheter den här hjälpen till %(groups)s: %(needs)s.", **words)
    return _("I %(places)s ger fler verksamheter den här hjälpen till %(groups)s: %(needs)s.", **words)


def _places(line: EffectLine) -> str:
    if len(line.places) <= NAMED_PLACES:
        return joined(named(place) for place in line.places)
    areas = g.snapshot.network.areas
    if all(place in areas and areas[place].kind is AreaKind.MUNICIPALITY for place in line.places):
        return ngettext("%(num)d kommun", "%(num)d kommuner", len(line.places))
    return ngettext("%(num)d område", "%(num)d områden", len(line.places))


def _cover(line: EffectLine) -> str:
    if len(line.hours) > 1:
        return _("täckning både dag och natt")
    return _("nattäckning") if line.hours == (Hours.NIGHT,) else _("täckning dagtid")


def _when(line: EffectLine) -> str:
    if len(line.hours) > 1:
        return _("både dag och natt")
    return _("på natten") if line.hours == (Hours.NIGHT,) else _("dagtid")


def _groups(line: EffectLine, effect: Effect) -> str:
    everybody = len(line.groups) > 3 and line.groups == effect.groups
    return _("alla") if everybody else joined(say_group(group.value, g.lang) for group in line.groups)


def _needs(line: EffectLine) -> str:
    words = [lower_first(named(need)) for need in line.needs]
    if len(words) <= NAMED_NEEDS:
        return joined(words)
    more = ngettext("%(num)d behov till", "%(num)d behov till", len(words) - NAMED_NEEDS)
    return joined([*words[:NAMED_NEEDS], more])
