"""Read what is needed: what was asked for, and what follows from what has happened.

What was asked for comes first, in the order of the sentence. Where danger was said, protection follows; for a child in
danger, exploited, or in need tonight, child protection. Words that only hint (*misshandlad*, an office that was
named) count if nothing was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from directory.graph.facts import NeedId, RoleId

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


def read_needs(sentence: Sentence, denied: frozenset[int], *, is_child: bool, is_tonight: bool) -> Needs:
    """Return the needs of a sentence. ``is_tonight``: for this evening or night, so that a place to live is an emergency."""
    asked: dict[str, Find] = {}
    hinted: dict[str, Find] = {}
    declined: dict[str, None] = {}
    roles: dict[str, Find] = {}
    marks: set[str] = set()
    used: set[int] = set()
    for find in sentence.finds:
        fields = ("need", "weak", "role", "danger", "exploit", "urgent", "stop", "organisation", "worry")
        if not any(find.values(name) for name in fields):
            continue
        used.update(find.indices)
        if find.start in denied:
            declined.update(dict.fromkeys((*find.values("need"), *find.values("weak"))))
            continue
        asked.update({need: find for need in find.values("need") if need not in asked})
        hinted.update({need: find for need in find.values("weak") if need not in hinted})
        roles.update({role: find for role in find.values("role") if role not in roles})
        marks.update(f"danger:{value}" for value in find.values("danger"))
        marks.update(name for name in ("urgent", "exploit", "worry") if find.values(name))
    if asked:
        roles = {role: find for role, find in roles.items() if find.start >= _said_by(sentence)}
    needs = dict(asked)
    _add_hints(needs, hinted, roles, marks, is_child=is_child)
    if "urgent" in marks or is_tonight:
        needs = _sharpened(needs, is_urgent="urgent" in marks)
    _add_consequences(needs, marks, is_child=is_child, is_urgent="urgent" in marks)
    kept = _narrowest(tuple(need for need in needs if need not in declined or need in asked))
    sources = tuple(("need", need, find) for need in kept if (find := needs.get(need)) is not None)
    return Needs(
        needs=tuple(NeedId(need) for need in kept),
        declined=tuple(NeedId(need) for need in declined if need not in kept),
        roles=tuple(RoleId(role) for role in roles),
        is_exploited="exploit" in marks,
        sources=(*sources, *(("role", role, find) for role, find in roles.items())),
        used=frozenset(used),
    )


def _said_by(sentence: Sentence) -> int:
    """Return where the sentence proper begins, after *Polisen Ystad:*. An office named before is the one that asks."""
    for token in sentence.tokens[1:6]:
        if ":" in token.before:
            return token.index
    return 0


def _add_hints(
    needs: dict[str, Find],
    hinted: dict[str, Find],
    roles: dict[str, Find],
    marks: set[str],
    *,
    is_child: bool,
) -> None:
    """Add what was only hinted at, if nothing was asked for; an office named means its own matter."""
    if needs:
        return
    by_role = {need for find in roles.values() for need in find.values("weak")}
    needs.update({need: find for need, find in hinted.items() if need not in by_role})
    if needs or marks & {"danger:past", "danger:now", "danger:run"}:
        return
    for need, find in hinted.items():
        is_for_a_child = is_child and need == "skydd" and "role.socialtjanst" in find.values("role")
        needs["barnskydd" if is_for_a_child else need] = find


def _sharpened(needs: dict[str, Find], *, is_urgent: bool) -> dict[str, Find]:
    """Make a place to live tonight, or urgent care, the emergency that it is."""
    sharper = {"boende": "boende_akut"} if not is_urgent else _URGENT
    return {sharper.get(need, need): find for need, find in needs.items()}


def _add_consequences(needs: dict[str, Find], marks: set[str], *, is_child: bool, is_urgent: bool) -> None:
    anything: Find | None = None
    derived: list[str] = []
    if "danger:now" in marks or ("danger:past" in marks and not needs):
        derived.append("skydd")
    is_runaway = "danger:run" in marks
    if is_runaway and not is_child and not needs:
        derived.append("skydd")
    is_in_need = (
        is_urgent
        or is_runaway
        or bool({"exploit", "worry"} & marks)
        or any(mark.startswith("danger") for mark in marks)
    )
    if is_child and (is_in_need or any(need in _URGENT_FOR_A_CHILD for need in (*needs, *derived))):
        derived.append("barnskydd")
    for need in derived:
        needs.setdefault(need, anything)  # type: ignore[arg-type]


def _narrowest(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out every need that is the broader one of another."""
    broader = {
        _BROADER[need] for need in needs if need in _BROADER and (need, _BROADER[need]) not in _KEEPS_BROADER
    }
    return tuple(need for need in needs if need not in broader)
