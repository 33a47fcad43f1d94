"""Read what is needed: what was asked for, and what follows from what has happened.

What was asked for comes first, in the order of the sentence. Where danger was said, protection follows; for a child in
danger, exploited, or in need tonight, child protection. Words that only hint (*misshandlad*, an office that was
named) count if nothing was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from directory.graph.facts import NeedId, RoleId

from .courtesy import greeting_end
from .sentence import Sentence
from .vocabulary import Find

_BROADER: Final = {
    "boende_akut": "boende",
    "boende_skyddat": "boende",
    "boende_langsiktigt": "boende",
    "vard_akut": "vard",
    "vard_medicinsk": "vard",
    "vard_psykologisk": "vard",
    "vard_sol": "vard",
    "stodsamtal": "medmanskligt_stod",
    "stodlinje": "medmanskligt_stod",
    "sysselsattning_arbete": "sysselsattning",
    "sysselsattning_utbildning": "sysselsattning",
    "sysselsattning_arbetsratt": "sysselsattning",
    "god_man": "barnskydd",
    "tillstand_betanketid": "tillstand",
    "malsagandebitrade": "juridik",
    "identifiering": "radgivning_yrkesverksamma",
    "remiss": "radgivning_yrkesverksamma",
}
"""Need → the broader one that is not asked for beside it (the tree of ``seeds/needs.csv``; a test compares them)."""
_URGENT: Final = {"boende": "boende_akut", "vard": "vard_akut"}
_URGENT_FOR_A_CHILD: Final = frozenset({"boende_akut", "boende_skyddat", "skydd", "vard_akut"})
_FIELDS: Final = (
    "need",
    "weak",
    "role",
    "danger",
    "exploit",
    "urgent",
    "stop",
    "organisation",
    "worry",
    "last",
    "longterm",
    "suspect",
    "traffic",
)
_PROFESSIONS: Final = (
    "sjukskot",
    "skolskot",
    "lakar",
    "kurator",
    "skolkurator",
    "psykolog",
    "barnmorsk",
    "doctor",
    "nurse",
)
_WANTS: Final = frozenset(
    {"vill", "vilja", "onskar", "maste", "want", "wants", "wishes", "go", "return", "back", "tillbaka"}
)
_KEEPS_BROADER: Final = frozenset({("god_man", "barnskydd")})


@dataclass(frozen=True, slots=True)
class Needs:
    """What is needed, what is not wanted, which roles were named, and the words that said so."""

    needs: tuple[NeedId, ...]
    declined: tuple[NeedId, ...]
    roles: tuple[RoleId, ...]
    is_exploited: bool
    sources: tuple[tuple[str, str, Find], ...]
    used: frozenset[int]


class _Said:
    """What the words of a sentence say of needs, before anything is concluded from it."""

    def __init__(self, sentence: Sentence, denied: frozenset[int]) -> None:
        self.asked: dict[str, Find] = {}
        self.hinted: dict[str, Find] = {}
        self.left: dict[str, Find] = {}
        """What is meant if nothing else is: *vem ringer man?*"""
        self.roles: dict[str, Find] = {}
        self.declined: dict[str, None] = {}
        self.marks: set[str] = set()
        """``urgent``, ``exploit``, ``worry``, ``danger:now``, ``danger:past``, ``danger:run``."""
        self.used: set[int] = set()
        for find in sentence.finds:
            if any(find.values(name) for name in _FIELDS):
                self.used.update(find.indices)
                self._take(find, is_denied=find.start in denied)
        begins = _said_by(sentence)
        if begins:
            self._leave_out_the_asker(sentence, begins)
        if {"suspect", "traffic"} <= self.marks:
            self._identify(sentence)
        if _wants_to_a_country(sentence):
            self.hinted.setdefault("atervandande", _wants_to_a_country(sentence)[0])

    def _take(self, find: Find, *, is_denied: bool) -> None:
        if is_denied:
            self.declined |= dict.fromkeys((*find.values("need"), *find.values("weak")))
            return
        for name, found in (
            ("need", self.asked),
            ("weak", self.hinted),
            ("last", self.left),
            ("role", self.roles),
        ):
            for value in find.values(name):
                found.setdefault(value, find)
        self.marks.update(f"danger:{value}" for value in find.values("danger"))
        self.marks.update(
            name
            for name in ("urgent", "exploit", "worry", "longterm", "suspect", "traffic")
            if find.values(name)
        )

    def _leave_out_the_asker(self, sentence: Sentence, begins: int) -> None:
        """Forget offices and professions named before *begins*, if something is asked for after it."""
        self.asked = {need: find for need, find in self.asked.items() if not _asks(sentence, find, begins)}
        found = (*self.asked.values(), *self.hinted.values(), *self.roles.values())
        if not (self.has_danger or any(find.start >= begins for find in found)):
            return
        self.roles = {role: find for role, find in self.roles.items() if find.start >= begins}
        self.hinted = {
            need: find
            for need, find in self.hinted.items()
            if find.start >= begins or not find.values("role")
        }

    def _identify(self, sentence: Sentence) -> None:
        """*misstänker att tjejen … prostitution*, however far apart, asks whether it is trafficking."""
        find = next(find for find, _ in sentence.with_field("suspect"))
        self.asked.setdefault("identifiering", find)

    @property
    def has_danger(self) -> bool:
        return any(mark.startswith("danger") for mark in self.marks)


def read_needs(sentence: Sentence, denied: frozenset[int], *, is_child: bool, is_tonight: bool) -> Needs:
    """Return the needs of a sentence. ``is_tonight``: for the coming night, so that a place to live is an emergency."""
    said = _Said(sentence, denied)
    needs = dict(said.asked) or _hints(said, is_child=is_child)
    if "urgent" in said.marks:
        needs = {_URGENT.get(need, need): find for need, find in needs.items()}
    elif "longterm" in said.marks:
        needs = {"boende_langsiktigt" if need == "boende" else need: find for need, find in needs.items()}
    elif is_tonight:
        needs = {"boende_akut" if need == "boende" else need: find for need, find in needs.items()}
    follows = [need for need in _consequences(said, needs, is_child=is_child) if need not in needs]
    if not needs and not follows:
        needs = dict(said.left)
    kept = _narrowest((*needs, *follows))
    kept = tuple(need for need in kept if need not in said.declined or need in said.asked)
    sources = [("need", need, needs[need]) for need in kept if need in needs]
    return Needs(
        needs=tuple(NeedId(need) for need in kept),
        declined=tuple(NeedId(need) for need in said.declined if need not in kept),
        roles=tuple(RoleId(role) for role in said.roles),
        is_exploited="exploit" in said.marks,
        sources=(*sources, *(("role", role, find) for role, find in said.roles.items())),
        used=frozenset(said.used),
    )


def _said_by(sentence: Sentence) -> int:
    """Return where the sentence proper begins, after *Polisen Ystad:*. An office named before is the one that asks."""
    greeting = greeting_end(sentence.tokens)
    for token in sentence.tokens[greeting + 1 : greeting + 6]:
        if ":" in token.before:
            return token.index
    return 0


def _asks(sentence: Sentence, find: Find, begins: int) -> bool:
    """Whether a profession is that of the asker: *Sjuksköterska, Avesta: …*."""
    return find.start < begins and sentence.key(find.start).startswith(_PROFESSIONS)


def _wants_to_a_country(sentence: Sentence) -> list[Find]:
    """Return the countries that somebody wants to get to: *vill till Brasilien*."""
    return [
        find
        for find, _ in sentence.with_field("country")
        if sentence.key(find.start - 1) in ("till", "to")
        and any(sentence.key(index) in _WANTS for index in range(find.start - 4, find.start - 1))
    ]


def _hints(said: _Said, *, is_child: bool) -> dict[str, Find]:
    """Return what was only hinted at. An office that was named means its own matter, if nothing else is said."""
    by_role = {need for find in said.roles.values() for need in find.values("weak")}
    needs = {need: find for need, find in said.hinted.items() if need not in by_role}
    if needs or said.has_danger:
        return needs
    for need, find in said.hinted.items():
        is_for_a_child = is_child and need == "skydd" and _is_social_service(find)
        needs["barnskydd" if is_for_a_child else need] = find
    return needs


def _is_social_service(find: Find) -> bool:
    return any(role in ("role.socialtjanst", "role.socialjour") for role in find.values("role"))


def _consequences(said: _Said, needs: Mapping[str, Find], *, is_child: bool) -> list[str]:
    """Return what follows from what was said: protection from danger, and of a child in need."""
    found: list[str] = []
    is_past = said.has_danger and not needs.keys() & said.asked.keys() and "vard_akut" not in needs
    if "danger:now" in said.marks or (is_past and not is_child):
        found.append("skydd")
    is_in_need = said.has_danger or bool({"urgent", "exploit", "worry"} & said.marks)
    if is_child and (is_in_need or any(need in _URGENT_FOR_A_CHILD for need in (*needs, *found))):
        found.append("barnskydd")
    return found


def _narrowest(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out every need that is the broader one of another."""
    pairs = ((need, _BROADER[need]) for need in needs if need in _BROADER)
    broader = {wide for need, wide in pairs if (need, wide) not in _KEEPS_BROADER}
    return tuple(need for need in needs if need not in broader)
