"""The tables of words are in order: every value exists, and no notation is broken."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from directory.asking.need import _BROADER as BROADER
from directory.asking.vocabulary import load_double_names, load_names, load_vocabulary, read_table
from directory.graph.facts import LegalStatus

SEEDS = Path(__file__).parents[2] / "seeds"
TABLES = ("cues.tsv", "needs.tsv", "situations.tsv", "people.tsv", "statuses.tsv", "times.tsv")
FIELDS = {
    "need", "weak", "last", "role", "danger", "exploit", "urgent", "worry", "longterm", "suspect", "traffic",
    "organisation", "stop", "person", "pronoun", "other", "lgbtq", "minor", "status", "spare", "abroad", "country",
    "rights", "language", "langcue", "place", "not", "lack", "turn", "have", "want", "seek", "name", "now", "part",
    "day", "weekday", "month", "holiday", "past", "weekend", "week", "next", "clock", "clockish", "ampm", "unit",
}  # fmt: skip


def _ids(name: str) -> set[str]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def _meanings() -> list[tuple[str, str, str]]:
    return [
        (table, part.partition(":")[0].partition("@")[0], part.partition(":")[2])
        for table in TABLES
        for _, means in read_table(table)
        for part in means.split()
    ]


def test_every_need_and_role_in_the_tables_is_one_of_the_seeds() -> None:
    needs, roles = _ids("needs.csv"), _ids("roles.csv")
    for table, field, value in _meanings():
        if field in ("need", "weak", "last"):
            assert value in needs, (table, value)
        if field == "role":
            assert value in roles, (table, value)


def test_every_need_of_the_seeds_can_be_asked_for() -> None:
    asked = {value for _, field, value in _meanings() if field == "need"}
    assert _ids("needs.csv") <= asked


def test_every_status_in_the_tables_exists_and_can_be_said() -> None:
    said = {value for _, field, value in _meanings() if field == "status"}
    assert said == {status.value for status in LegalStatus}


def test_the_need_tree_is_that_of_the_seeds() -> None:
    with (SEEDS / "needs.csv").open(encoding="utf-8", newline="") as file:
        tree = {row["id"]: row["broader"] for row in csv.DictReader(file) if row["broader"]}
    assert tree == BROADER


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_words_and_fields_that_are_known(table: str) -> None:
    for row in read_table(table):
        assert len(row) == 2, row
        words, means = row
        assert words.strip(), row
        for part in means.split():
            field, colon, value = part.partition(":")
            assert colon, row
            assert value, row
            assert field.partition("@")[0] in FIELDS, row
        for phrase in words.split(","):
            parts = phrase.split()
            assert parts, row
            assert parts[0] != "_" != parts[-1], row
            assert all(alternative for part in parts for alternative in part.split("|")), row


def test_countries_and_languages_have_proper_codes() -> None:
    for code, rights, words in read_table("countries.tsv"):
        assert len(code) == 2, code
        assert code.isupper(), code
        assert rights in ("eu", "foreign"), code
        assert words.split(), code
    for code, words in read_table("languages.tsv"):
        assert code in code.lower(), code
        assert 2 <= len(code) <= 3, code
        assert words.split(), code


def test_a_name_is_either_only_a_name_or_also_a_word() -> None:
    assert not load_names() & load_double_names()
    assert len(load_names()) > 700


def test_common_names_are_not_words_of_the_vocabulary() -> None:
    common = load_vocabulary().common
    assert not {name for name in load_names() if name in common}
