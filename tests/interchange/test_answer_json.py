"""Answers of the real network are as the schema describes them, in words and not in codes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import orjson
import pytest

from directory.clock import STOCKHOLM
from directory.finding.ask import ask
from directory.graph.facts import AreaId, AreaKind, Group, LegalStatus
from directory.graph.question import ABROAD, Question
from directory.interchange.answer_json import answer_to_json
from directory.settings import Settings
from directory.store.snapshot import Snapshot, Snapshots
from directory.web.api.schema import AnswerOut

MOMENTS = (
    datetime(2026, 11, 24, 10, 0, tzinfo=STOCKHOLM),
    datetime(2026, 11, 28, 3, 0, tzinfo=STOCKHOLM),
    datetime(2026, 12, 24, 23, 30, tzinfo=STOCKHOLM),
)


@pytest.fixture(scope="module")
def real(seeded_file: Path) -> Snapshot:
    settings = Settings(environment="test", database_url=f"sqlite:///{seeded_file}", snapshot_is_saved=False)
    return Snapshots(settings).current()


def questions(real: Snapshot) -> list[Question]:
    """Return some four hundred questions that between them touch every need, group, status and kind of area."""
    network = real.network
    towns = sorted(area.id for area in network.areas.values() if area.kind is AreaKind.MUNICIPALITY)
    others = sorted(area.id for area in network.areas.values() if area.kind is not AreaKind.MUNICIPALITY)
    residences: tuple[AreaId | None, ...] = (None, ABROAD, AreaId("0380"))
    asked = []
    for number, need in enumerate(sorted(network.needs)):
        for turn, group in enumerate(Group):
            at = number * 31 + turn * 7
            area = others[at % len(others)] if turn % 4 == 3 else towns[at % len(towns)]
            status = (None, *LegalStatus)[at % (len(LegalStatus) + 1)]
            asked.append(
                Question(
                    (need,),
                    area,
                    MOMENTS[at % 3],
                    group,
                    None,
                    residences[at % 3],
                    status,
                    ("ar",) * (at % 2),
                )
            )
    return asked


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_answer_on_the_real_network_is_as_the_schema_describes_it(real: Snapshot, lang: str) -> None:
    for question in questions(real):
        told = orjson.loads(orjson.dumps(answer_to_json(ask(question, real), real, None, lang, MOMENTS[0])))
        AnswerOut.model_validate(told)
        assert told["act_now"][-1]["step"] == "last_resort"


def test_every_sentence_of_the_real_network_is_said_and_none_is_left_as_a_code(real: Snapshot) -> None:
    parts = ("act_now", "duties", "providers", "near_misses", "unknown")
    for question in questions(real)[::3]:
        told = answer_to_json(ask(question, real), real, None, "sv", MOMENTS[0])
        entries = [entry for part in parts for entry in told[part]]
        sentences = [hop["sentence"] for entry in entries for hop in entry["path"]]
        reasons = [
            *told["notes"],
            *told["relaxed"],
            *(each for entry in entries for each in entry.get("reasons", ())),
        ]
        assert sentences
        assert all(" " in sentence for sentence in sentences)
        assert all(reason["text"] and reason["text"] != reason["code"] for reason in reasons)
        for text in (*sentences, *(reason["text"] for reason in reasons)):
            assert "{" not in text
            assert "None" not in text


def test_no_channel_that_is_not_verified_is_called_good(real: Snapshot) -> None:
    seen = 0
    for question in questions(real):
        told = answer_to_json(ask(question, real), real)
        for part in ("act_now", "duties", "providers", "near_misses"):
            for entry in told[part]:
                for channel in entry["channels"]:
                    seen += 1
                    assert not (channel["is_good"] and channel["confidence"] in ("memory", "unknown"))
    assert seen > 1000
