"""The question as JSON: the fields as they were read, and the areas and needs that they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from directory.asking import Reading
from directory.finding.fields import fields_of
from directory.finding.remark import Remark, contradictions_of, notes_of
from directory.graph.facts import Area, AreaId, Need, NeedId
from directory.graph.name import name_in
from directory.graph.question import ABROAD, Question
from directory.store.snapshot import Snapshot

Json = dict[str, Any]


def question_to_json(
    question: Question, snapshot: Snapshot, reading: Reading | None = None, lang: str = "sv"
) -> Json:
    """Return the fields of *question* as they were read; ``query`` is the same as URL parameters."""
    network = snapshot.network
    residence = question.residence
    return {
        "needs": [need_ref(need, network.needs.get(need), lang) for need in question.needs],
        "area": area_ref(question.area, network.areas.get(question.area)),
        "residence": None if residence is None else area_ref(residence, network.areas.get(residence), lang),
        "group": question.group.value,
        "age": question.age,
        "status": None if question.status is None else question.status.value,
        "at": question.at.isoformat(),
        "languages": list(question.languages),
        "not_understood": [] if reading is None else list(reading.not_understood),
        "remarks": []
        if reading is None
        else remarks_to_json([*contradictions_of(reading, lang), *notes_of(reading, lang)]),
        "query": urlencode(fields_of(question)),
    }


def remarks_to_json(remarks: Iterable[Remark]) -> list[Json]:
    """Return *remarks* as codes and sentences."""
    return [{"code": remark.code, "text": remark.text} for remark in remarks]


def need_ref(need_id: NeedId, need: Need | None, lang: str = "sv") -> Json:
    """Return id and name of a need; the id stands for the name of a need that is gone."""
    if need is None:
        return {"id": need_id, "name": need_id}
    return {"id": need_id, "name": name_in(need, lang)}


def area_ref(area_id: AreaId, area: Area | None, lang: str = "sv") -> Json:
    """Return id, name and kind of an area; ``abroad`` is an area of its own kind."""
    if area is not None:
        return {"id": area_id, "name": area.full_name or area.name, "kind": area.kind.value}
    if area_id == ABROAD:
        return {"id": ABROAD, "name": "abroad" if lang == "en" else "utomlands", "kind": "abroad"}
    return {"id": area_id, "name": area_id, "kind": "unknown"}
