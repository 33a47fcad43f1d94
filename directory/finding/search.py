"""Search by name over everything that has one: areas, places, needs, roles, organizations, services.

For what a person remembers of a name, spelt as she remembers it; what has ended is found too and leads to what came
after it. Who is responsible is not searched for, it is asked (``ask``). Nobody is found by the name of a person, nor by
words of a note or an address: those who look for a person or for a hidden place are who this must be kept from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from rapidfuzz import fuzz, process

from directory.gazetteer import fold
from directory.graph.facts import AreaId, LinkKind, Visibility
from directory.graph.network import Network
from directory.store.snapshot import Snapshot

LONGEST_TEXT = 120
"""Characters that are looked at: longer than every name that ships, and what keeps a search cheap."""
ALIKE = 82.0
"""rapidfuzz ratio (0–100) from which a misspelt name is shown: one slip in six letters, two in twelve."""
FEWEST_LETTERS = 4
"""Shorter texts are not searched for misspelt: nearly every short word is one letter from another."""
WHOLE, BEGINNING, WORD, WORDS, WITHIN, TOLD = 100.0, 95.0, 92.0, 90.0, 85.0, 60.0
"""How good a hit is: the whole name, its beginning, the beginning of a word in it, of several words, anywhere in it;
and a word of what is told about it."""
MISSPELT = 0.84
"""What a misspelt name is worth beside one that is spelt right: the best just below ``WITHIN``."""


class HitKind(StrEnum):
    """What was found, in the order in which equals are listed."""

    AREA = "area"
    PLACE = "place"
    """A town, village or neighbourhood: ``id`` is that of the area which is responsible there."""
    NEED = "need"
    ROLE = "role"
    ORGANIZATION = "organization"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Successor:
    """What came after something that has ended."""

    id: str
    name_sv: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something whose name resembles the text; ``score`` from 0 to 100.

    ``successors`` is set for what has ended and says what is there instead; ``is_former`` also when nothing is.
    """

    kind: HitKind
    id: str
    name_sv: str
    name_en: str
    score: float
    is_former: bool = False
    successors: tuple[Successor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    kind: HitKind
    id: str
    name_sv: str
    name_en: str
    folded: str
    is_told: bool = False
    """Whether ``folded`` is not a name but a text about it."""


class _Index:
    """The names of the network searched last by each class of viewers; made anew when there is a newer one."""

    def __init__(self) -> None:
        self._made: dict[Visibility, tuple[Network, tuple[_Named, ...]]] = {}
        self._lock = Lock()

    def names(self, network: Network, viewer: Visibility) -> tuple[_Named, ...]:
        with self._lock:
            made = self._made.get(viewer)
            if made is None or made[0] is not network:
                made = self._made[viewer] = (network, tuple(_names(network)))
            return made[1]


_index = _Index()
_ORDER = {kind: rank for rank, kind in enumerate(HitKind)}


def search(
    text: str, snapshot: Snapshot, *, kinds: Iterable[HitKind] | None = None, limit: int | None = 20
) -> tuple[Hit, ...]:
    """Return what *text* may be the name of: best first, then by kind, name and id; each record once.

    At most *limit* hits (None: all). Empty for a text without letters or digits.
    """
    wanted = fold(text[:LONGEST_TEXT])
    if not wanted:
        return ()
    allowed = frozenset(HitKind) if kinds is None else frozenset(kinds)
    found = [*_by_name(wanted, snapshot, allowed)]
    if HitKind.PLACE in allowed:
        found += _places(text[:LONGEST_TEXT], snapshot)
    best: dict[tuple[HitKind, str, str], Hit] = {}
    for hit in found:
        key = (hit.kind, hit.id, hit.name_sv if hit.kind is HitKind.PLACE else "")
        if key not in best or best[key].score < hit.score:
            best[key] = hit
    ranked = sorted(
        best.values(), key=lambda hit: (-hit.score, hit.is_former, _ORDER[hit.kind], hit.name_sv, hit.id)
    )
    return tuple(ranked[:limit])


def _by_name(wanted: str, snapshot: Snapshot, allowed: frozenset[HitKind]) -> Iterator[Hit]:
    network = snapshot.network
    names = [named for named in _index.names(network, snapshot.viewer) if named.kind in allowed]
    misspelt = _misspelt(wanted, names) if len(wanted) >= FEWEST_LETTERS else {}
    words = wanted.split()
    for at, named in enumerate(names):
        score = _told(words, named.folded) if named.is_told else _literal(wanted, words, named.folded)
        score = max(score, misspelt.get(at, 0.0))
        if score:
            successors = _successors(named, network)
            is_former = bool(successors) or _has_ended(named, network)
            yield Hit(named.kind, named.id, named.name_sv, named.name_en, score, is_former, successors)


def _literal(wanted: str, words: list[str], name: str) -> float:
    if wanted in name:
        if wanted == name:
            return WHOLE
        if name.startswith(wanted):
            return BEGINNING
        return WORD if f" {wanted}" in name else WITHIN if len(wanted) >= FEWEST_LETTERS else 0.0
    if len(words) > 1 and all(f" {word}" in f" {name}" for word in words):
        return WORDS
    return 0.0


def _told(words: list[str], text: str) -> float:
    whole = f" {text}"
    return TOLD if all(len(word) >= FEWEST_LETTERS and f" {word}" in whole for word in words) else 0.0


def _misspelt(wanted: str, names: list[_Named]) -> dict[int, float]:
    """Return how alike misspelt names are, by their place in *names*: whole names, and parts of longer ones."""
    spelled = [None if named.is_told else named.folded for named in names]
    longer = [name if name is not None and len(name) > len(wanted) else None for name in spelled]
    found: dict[int, float] = {}
    for scorer, among in ((fuzz.ratio, spelled), (fuzz.partial_ratio, longer)):
        for _, score, at in process.extract(wanted, among, scorer=scorer, score_cutoff=ALIKE, limit=None):
            found[at] = max(found.get(at, 0.0), score * MISSPELT)
    return found


def _places(text: str, snapshot: Snapshot) -> Iterator[Hit]:
    """Yield the towns, villages and neighbourhoods of that name, each with the area it leads to."""
    match = snapshot.gazetteer.find(text)
    for choice in (*match.choices, *match.also):
        area = snapshot.network.areas.get(AreaId(choice.area))
        if area is None or (choice.kind.is_area and choice.name == area.name):
            continue  # found as an area already
        yield Hit(
            HitKind.PLACE, area.id, choice.label, choice.neutral_label, min(choice.score, 1.0) * BEGINNING
        )


def _has_ended(named: _Named, network: Network) -> bool:
    if named.kind is HitKind.AREA:
        return network.areas[AreaId(named.id)].valid_to is not None
    organization = network.organizations.get(named.id) if named.kind is HitKind.ORGANIZATION else None  # type: ignore[call-overload]
    return organization is not None and organization.is_historical


def _successors(named: _Named, network: Network) -> tuple[Successor, ...]:
    """Follow what came after, as far as it goes, to those who have no successor themselves."""
    if named.kind not in (HitKind.AREA, HitKind.ORGANIZATION):
        return ()
    last: dict[str, None] = {}
    seen = {named.id}
    here = [named.id]
    while here:
        node = here.pop(0)
        after = [one for one in _after(node, named.kind, network) if one not in seen]
        seen.update(after)
        here += after
        if not after and node != named.id:
            last[node] = None
    return tuple(_successor(node, network) for node in last)


def _after(node: str, kind: HitKind, network: Network) -> list[str]:
    if kind is HitKind.AREA:
        successor = network.areas[AreaId(node)].successor
        return [successor] if successor is not None and successor in network.areas else []
    return [link.source for link in network.links_to(node, LinkKind.SUCCEEDS)]


def _successor(node: str, network: Network) -> Successor:
    area = network.areas.get(AreaId(node))
    if area is not None:
        return Successor(node, area.full_name or area.name, area.full_name or area.name)
    organization = network.organizations.get(node)  # type: ignore[call-overload]
    if organization is not None:
        return Successor(node, organization.name, organization.name_en or organization.name)
    return Successor(node, network.name_of(node), network.name_of(node))


def _names(network: Network) -> Iterator[_Named]:
    for area in network.areas.values():
        name = area.full_name or area.name
        yield from _spellings(HitKind.AREA, area.id, name, name, (area.name,))
    for need in network.needs.values():
        described = (need.description_sv, need.description_en)
        yield from _spellings(HitKind.NEED, need.id, need.name_sv, need.name_en, told=described)
    for role in network.roles.values():
        yield from _spellings(HitKind.ROLE, role.id, role.name_sv, role.name_en, told=(role.note,))
    for organization in network.organizations.values():
        yield from _spellings(
            HitKind.ORGANIZATION,
            organization.id,
            organization.name,
            organization.name_en,
            told=(organization.note,),
        )
    for service in network.services.values():
        told = (
            service.note,
            *(network.needs[need].name_sv for need in service.needs if need in network.needs),
        )
        yield from _spellings(HitKind.SERVICE, service.id, service.name, service.name_en, told=told)


def _spellings(
    kind: HitKind,
    record: str,
    name_sv: str,
    name_en: str,
    more: tuple[str, ...] = (),
    told: tuple[str, ...] = (),
) -> Iterator[_Named]:
    for folded in dict.fromkeys(fold(name) for name in (name_sv, name_en, *more, record)):
        if folded:
            yield _Named(kind, record, name_sv, name_en or name_sv, folded)
    text = fold(" ".join(told))
    if text:
        yield _Named(kind, record, name_sv, name_en or name_sv, text, is_told=True)
