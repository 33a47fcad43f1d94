"""Every reference leads to a row, every word belongs to a vocabulary, every fact has a provenance."""

from __future__ import annotations

import re
from enum import StrEnum

import networkx as nx
import pytest

from directory.graph.facts import (
    Access,
    AreaKind,
    ChannelKind,
    Confidence,
    DutyKind,
    DutyPlace,
    Group,
    LegalStatus,
    LinkCondition,
    LinkKind,
    ResidenceCondition,
    Visibility,
)
from tests.seeds.table import FACTS, ids, parts, rows

REFERENCES = [
    ("part_of", "part", ("areas",)),
    ("part_of", "whole", ("areas",)),
    ("areas", "successor", ("areas",)),
    ("area_aliases", "area", ("areas",)),
    ("places", "area", ("areas",)),
    ("needs", "broader", ("needs",)),
    ("organizations", "parent", ("organizations",)),
    ("channels", "organization", ("organizations",)),
    ("channels", "service", ("services",)),
    ("schedules", "service", ("services",)),
    ("schedules", "channel", ("channels",)),
    ("holdings", "role", ("roles",)),
    ("holdings", "area", ("areas",)),
    ("holdings", "organization", ("organizations",)),
    ("duties", "need", ("needs",)),
    ("duties", "role", ("roles",)),
    ("duties", "organization", ("organizations",)),
    ("services", "organization", ("organizations",)),
    ("services", "role", ("roles",)),
    ("services", "needs", ("needs",)),
    ("services", "referral_roles", ("roles",)),
    ("coverage", "service", ("services",)),
    ("coverage", "area", ("areas",)),
    ("links", "source_id", ("organizations", "roles", "services")),
    ("links", "target_id", ("organizations", "roles", "services")),
    ("links", "need", ("needs",)),
    ("routine", "needs", ("needs",)),
    ("conflicts", "subjects", ("areas", "organizations", "roles", "services", "channels", "duties")),
]


@pytest.mark.parametrize(("name", "column", "targets"), REFERENCES)
def test_every_reference_leads_to_a_row(name: str, column: str, targets: tuple[str, ...]) -> None:
    known = ids(*targets)
    lost = {(row.get("id"), one) for row in rows(name) for one in parts(row[column]) if one not in known}
    assert not lost
    assert any(row[column] for row in rows(name)), "a column that nobody fills checks nothing"


CHOICES = [
    ("areas", "kind", AreaKind),
    ("channels", "kind", ChannelKind),
    ("channels", "visibility", Visibility),
    ("duties", "kind", DutyKind),
    ("duties", "place", DutyPlace),
    ("duties", "residence", ResidenceCondition),
    ("duties", "statuses", LegalStatus),
    ("duties", "groups", Group),
    ("services", "accepts", Group),
    ("services", "excludes", Group),
    ("services", "statuses", LegalStatus),
    ("services", "access", Access),
    ("links", "kind", LinkKind),
    ("links", "condition", LinkCondition),
]


@pytest.mark.parametrize(("name", "column", "vocabulary"), CHOICES)
def test_every_word_of_the_vocabulary_is_known(name: str, column: str, vocabulary: type[StrEnum]) -> None:
    allowed = {one.value for one in vocabulary}
    assert {one for row in rows(name) for one in parts(row[column])} <= allowed


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_says_where_it_comes_from_when_and_how_sure_it_is(name: str) -> None:
    assert rows(name)
    grammar = re.compile(r"n\.d\.|((omkring|efter|före) )?\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
    levels = {level.value for level in Confidence}
    for row in rows(name):
        assert row["source"].strip(), row
        assert grammar.fullmatch(row["dated"]), row
        assert row["confidence"] in levels, row
        assert None not in row, row
        assert None not in row.values(), row


@pytest.mark.parametrize("name", [*FACTS, "conflicts", "sources"])
def test_no_two_rows_have_the_same_id(name: str) -> None:
    if "id" in rows(name)[0]:
        assert len(ids(name)) == len(rows(name))
    else:
        assert len({tuple(row.values()) for row in rows(name)}) == len(rows(name))


def test_every_named_source_is_listed_and_every_listed_source_is_named() -> None:
    named = {
        row[column]
        for name in (*FACTS, "conflicts", "places", "area_aliases")
        for row in rows(name)
        for column in ("source", "source_a", "source_b")
        if row.get(column)
    }
    assert named == {row["source"] for row in rows("sources")}


def test_every_need_has_words_in_both_languages_and_its_tree_ends() -> None:
    graph = nx.DiGraph((row["id"], row["broader"]) for row in rows("needs") if row["broader"])
    assert nx.is_directed_acyclic_graph(graph)
    for row in rows("needs"):
        assert all(row[text] for text in ("name_sv", "name_en", "description_sv", "description_en"))
        assert row["description_sv"].endswith(".")


def test_everything_that_came_after_something_is_newer_than_it() -> None:
    organizations = {row["id"]: row for row in rows("organizations")}
    for row in rows("links"):
        if row["kind"] == "succeeds":
            old, new = organizations[row["target_id"]], organizations[row["source_id"]]
            assert old["is_historical"] == "true", row["id"]
            assert new["is_historical"] == "false", row["id"]
