"""The question as fields, as in a URL: read into a value, and written back.

``fields_of(question_from_fields(fields))`` says the same in canonical form; a shared link is made of it.
"""

from __future__ import annotations

from datetime import datetime

from directory.finding.complaint import complain
from directory.finding.given import Fields, Given, given
from directory.finding.moment import minute_of, read_moment, write_moment
from directory.finding.need import read_needs
from directory.finding.person import narrow, read_age, read_group, read_languages, read_status
from directory.finding.place import read_area, read_position, read_residence
from directory.graph.facts import AreaId, Group
from directory.graph.question import Question
from directory.store.snapshot import Snapshot

FIELD_NAMES = ("need", "area", "lat", "lon", "residence", "group", "age", "status", "at", "language")
"""Every field of a question, in the order in which they are written. ``need`` and ``language`` may repeat."""

IGNORED_NAMES = ("lang", "all")
"""Say how the answer is shown, not what is asked."""


def question_from_fields(fields: Fields, snapshot: Snapshot, now: datetime) -> Question:
    """Read *fields* (as of a URL or a form) into a question; what is not said is *now*, anybody, not known.

    Raises:
        BadQuestion: a field is missing, unknown, ambiguous or contradicts another. ``details`` holds
            ``field`` and ``choices`` (list of ``{id, name}``).
    """
    texts = given(fields, FIELD_NAMES, IGNORED_NAMES)
    needs = read_needs(texts.listed("need"), snapshot.network.needs)
    area = _read_stay(texts, snapshot)
    residence = texts.single("residence")
    age = read_age(texts.single("age"))
    at = texts.single("at")
    return Question(
        needs=needs,
        area=area,
        at=minute_of(now) if at is None else read_moment(at),
        group=narrow(read_group(texts.single("group")), age),
        age=age,
        residence=None if residence is None else read_residence(residence, area, snapshot),
        status=read_status(texts.single("status")),
        languages=read_languages(texts.listed("language")),
    )


def fields_of(question: Question, *, with_time: bool = True) -> list[tuple[str, str]]:
    """Return *question* as fields in canonical order, for a URL. Without the time it means *now*, whenever read."""
    pairs = [("need", str(need)) for need in question.needs]
    pairs.append(("area", str(question.area)))
    if question.residence is not None:
        pairs.append(("residence", str(question.residence)))
    if question.group is not Group.ANY:
        pairs.append(("group", question.group.slug))
    if question.age is not None:
        pairs.append(("age", str(question.age)))
    if question.status is not None:
        pairs.append(("status", question.status.value))
    if with_time:
        pairs.append(("at", write_moment(question.at)))
    pairs += [("language", code) for code in question.languages]
    return pairs


def _read_stay(texts: Given, snapshot: Snapshot) -> AreaId:
    area, latitude, longitude = (texts.single(name) for name in ("area", "lat", "lon"))
    has_position = latitude is not None or longitude is not None
    if area is not None and has_position:
        raise complain(
            "area",
            "Ange antingen area eller lat och lon, inte båda.",
            "Give either area or lat and lon, not both.",
        )
    if has_position:
        return read_position(latitude, longitude, snapshot)
    if area is None:
        raise complain(
            "area",
            "Ange var personen är: fältet area saknas.",
            "Say where the person is: the field area is missing.",
        )
    return read_area(area, snapshot)
