"""From a sentence to the question it asks. The sentence itself is not kept, and no error repeats it."""

from __future__ import annotations

from datetime import datetime

from directory.asking import ContradictionCode, Reading, RefusalCode, read
from directory.errors import BadQuestion, PersonalData
from directory.finding.complaint import Choice, complain
from directory.finding.moment import minute_of
from directory.finding.need import read_needs
from directory.finding.person import narrow
from directory.finding.place import area_of
from directory.finding.remark import ASKED_BACK, CONTRADICTIONS
from directory.graph.facts import AreaId, NeedId
from directory.graph.question import ABROAD, Question
from directory.store.snapshot import Snapshot


def read_sentence(text: str, snapshot: Snapshot, now: datetime) -> Reading:
    """Read *text* into the fields of a question; relative times count from *now*.

    A text that is too long or seems to hold personal data comes back *refused*, with nothing read.

    Raises:
        BadQuestion: the text is empty.
    """
    if not text.strip():
        raise complain(
            "sentence",
            "Skriv vad som behövs och var, till exempel: akut boende i Järfälla.",
            "Write what is needed and where, for example: emergency housing in Järfälla.",
        )
    return read(text, gazetteer=snapshot.gazetteer, now=minute_of(now))


def question_from_reading(reading: Reading, snapshot: Snapshot, now: datetime) -> Question:
    """Make a question of what was read; what was not said is *now*, anybody, not known.

    Raises:
        PersonalData: the text was refused because it seems to hold a name, a number or an address.
        BadQuestion: it was too long, need or place is missing or ambiguous, or two things that were said
            contradict each other so that the answer would be about somebody else.
    """
    _not_refused(reading)
    needs = _needs(reading, snapshot)
    area = _stay(reading, snapshot)
    for contradiction in reading.contradictions:
        if contradiction in ASKED_BACK:
            raise _contradicted(contradiction, reading, snapshot)
    return Question(
        needs=needs,
        area=area,
        at=minute_of(now if reading.at is None else reading.at),
        group=narrow(reading.group, reading.age),
        age=reading.age,
        residence=_residence(reading, snapshot),
        status=reading.status,
        languages=reading.languages,
    )


def _not_refused(reading: Reading) -> None:
    refused = reading.refused
    if refused is None:
        return
    kind = BadQuestion if refused.code is RefusalCode.TOO_LONG else PersonalData
    raise kind(refused.message_sv, field="sentence", choices=[], sv=refused.message_sv, en=refused.message_en)


def _needs(reading: Reading, snapshot: Snapshot) -> tuple[NeedId, ...]:
    known = snapshot.network.needs
    if not reading.needs:
        raise complain(
            "need",
            "Skriv vad som behövs, till exempel boende, vård, skydd eller någon att prata med.",
            "Write what is needed, for example housing, care, protection or somebody to talk to.",
            [Choice(need.id, need.name_sv) for need in known.values() if need.broader is None],
        )
    return read_needs(tuple(str(need) for need in reading.needs), known)


def _stay(reading: Reading, snapshot: Snapshot) -> AreaId:
    if reading.area is None:
        raise complain(
            "area",
            "Skriv var personen är: en kommun, en ort eller en stadsdel.",
            "Write where the person is: a municipality, a town or a city district.",
        )
    return area_of(reading.area, snapshot.network.areas)


def _residence(reading: Reading, snapshot: Snapshot) -> AreaId | None:
    if reading.residence is None:
        return None
    if isinstance(reading.residence, str):
        return ABROAD
    return area_of(reading.residence, snapshot.network.areas, "residence")


def _contradicted(code: ContradictionCode, reading: Reading, snapshot: Snapshot) -> BadQuestion:
    field = ASKED_BACK[code]
    areas = snapshot.network.areas
    named = dict.fromkeys(AreaId(part.value) for part in reading.understood if part.field == field == "area")
    return complain(
        field,
        f"{CONTRADICTIONS[code][0]} {_ASK_AGAIN[0]}",
        f"{CONTRADICTIONS[code][1]} {_ASK_AGAIN[1]}",
        [Choice(area, areas[area].full_name) for area in named if area in areas] if len(named) > 1 else (),
        contradiction=code.value,
    )


_ASK_AGAIN = ("Ändra det som är fel och fråga igen.", "Change what is wrong and ask again.")
