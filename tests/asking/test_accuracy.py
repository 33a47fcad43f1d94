"""How well the reader reads, per field: on sentences it was tuned on, and on sentences it was not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from directory.gazetteer import Gazetteer
from tests.asking.accuracy import FIELDS, TUNED, UNSEEN, compare, measure, rows, table

BAR_TUNED = 0.97
BAR_UNSEEN = 0.90
BAR_UNSEEN_WORDS = 0.85
"""For the words left over: which everyday words are worth listing is partly a matter of taste."""


@pytest.fixture(scope="module")
def tuned(gazetteer: Gazetteer) -> dict[str, tuple[int, int]]:
    return measure(TUNED, gazetteer)


@pytest.fixture(scope="module")
def unseen(gazetteer: Gazetteer) -> dict[str, tuple[int, int]]:
    return measure(UNSEEN, gazetteer)


@pytest.mark.parametrize("field", FIELDS)
def test_sentences_that_it_was_tuned_on_are_read_rightly(
    field: str, tuned: dict[str, tuple[int, int]]
) -> None:
    right, total = tuned[field]
    assert right / total >= BAR_TUNED


@pytest.mark.parametrize("field", FIELDS)
def test_sentences_that_it_was_not_tuned_on_are_mostly_read_rightly(
    field: str, unseen: dict[str, tuple[int, int]]
) -> None:
    right, total = unseen[field]
    assert right / total >= (BAR_UNSEEN_WORDS if field == "not_understood" else BAR_UNSEEN)


def test_there_are_enough_sentences_in_both_languages_and_none_twice() -> None:
    sentences = [row["sentence"] for path in (TUNED, UNSEEN) for row in rows(path)]
    assert len(sentences) >= 260
    assert len(set(sentences)) == len(sentences)
    assert sum(" needs " in each or " the " in each or " a " in each for each in sentences) >= 60


def test_a_wrong_reading_lowers_the_figure(tmp_path: Path, gazetteer: Gazetteer) -> None:
    row = rows(TUNED)[0] | {"needs": "ekonomi"}
    path = tmp_path / "wrong.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), delimiter=";")
        writer.writeheader()
        writer.writerow(row)
    measured = measure(path, gazetteer)
    assert measured["needs"] == (0, 1)
    assert measured["area"] == (1, 1)
    assert [field for _, field, was in compare(path, gazetteer) if was != row[field]] == ["needs"]


def test_the_table_names_every_field() -> None:
    lines = table().splitlines()[1:]
    assert [line.split()[0] for line in lines] == list(FIELDS)
