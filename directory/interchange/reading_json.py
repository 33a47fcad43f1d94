"""How a sentence was read, as JSON: the fields, what was not understood, what was assumed. Never the sentence."""

from __future__ import annotations

from typing import Any

from directory.asking import Reading
from directory.clock import as_local
from directory.finding.remark import contradictions_of, notes_of
from directory.gazetteer import Match
from directory.graph.question import ABROAD
from directory.interchange.question_json import need_ref, remarks_to_json
from directory.store.snapshot import Snapshot

Json = dict[str, Any]


def reading_to_json(reading: Reading, snapshot: Snapshot, lang: str = "sv") -> Json:
    """Return *reading* as JSON values; what was not said is null or empty."""
    needs = snapshot.network.needs
    return {
        "needs": [need_ref(need, needs.get(need), lang) for need in reading.needs],
        "area": _place(reading.area, lang),
        "residence": _place(reading.residence, lang),
        "group": reading.group.value,
        "age": reading.age,
        "status": None if reading.status is None else reading.status.value,
        "at": None if reading.at is None else as_local(reading.at).isoformat(),
        "languages": list(reading.languages),
        "declined": [need_ref(need, needs.get(need), lang) for need in reading.declined],
        "not_understood": list(reading.not_understood),
        "refused": None
        if reading.refused is None
        else {"code": reading.refused.code.value, "text": reading.refused.message(lang)},
        "contradictions": remarks_to_json(contradictions_of(reading, lang)),
        "notes": remarks_to_json(notes_of(reading, lang)),
        "revision": snapshot.revision,
        "lang": lang,
    }


def _place(place: Match | str | None, lang: str) -> Json | None:
    if place is None:
        return None
    if isinstance(place, str):
        name = "abroad" if lang == "en" else "utomlands"
        return {"kind": "exact", "choices": [{"id": ABROAD, "name": name}]}
    choices = [
        {"id": choice.area, "name": choice.neutral_label if lang == "en" else choice.label}
        for choice in place.choices
    ]
    return {"kind": place.kind.value, "choices": choices}
