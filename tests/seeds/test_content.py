"""The whole country is there, and for every place and rule somebody who bears it."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.seeds.table import ids, parts, rows

NARROW = {"adult woman", "adult man", "girl", "boy", "trans persons"}


def test_the_whole_country_is_there() -> None:
    kinds = [row["kind"] for row in rows("areas")]
    assert (kinds.count("nation"), kinds.count("county"), kinds.count("municipality")) == (1, 21, 290)
    assert len(rows("places")) == 4295


def test_every_area_lies_within_the_nation_and_no_area_within_itself() -> None:
    graph = nx.DiGraph((row["part"], row["whole"]) for row in rows("part_of"))
    assert nx.is_directed_acyclic_graph(graph)
    assert nx.ancestors(graph, "SE") == ids("areas") - {"SE"}


def test_every_municipality_lies_in_the_county_that_its_code_says() -> None:
    within = {(row["part"], row["whole"]) for row in rows("part_of")}
    for row in rows("areas"):
        if row["kind"] == "municipality":
            assert (row["id"], row["id"][:2]) in within


def test_an_old_district_leads_to_one_that_stands() -> None:
    areas = {row["id"]: row for row in rows("areas")}
    old = [row for row in areas.values() if row["kind"] == "district" and row["valid_to"]]
    assert old
    for row in old:
        now, steps = row, 0
        while now["valid_to"]:
            now, steps = areas[now["successor"]], steps + 1
            assert steps < 5


@pytest.mark.parametrize("role", ["socialtjanst", "bosattningskommun", "overformyndare"])
def test_every_municipality_has_a_holder(role: str) -> None:
    held = {row["area"] for row in rows("holdings") if row["role"] == f"role.{role}" and row["organization"]}
    assert {row["id"] for row in rows("areas") if row["kind"] == "municipality"} <= held


def test_every_county_has_its_own_region_for_care_and_a_coordinator() -> None:
    counties = {row["id"] for row in rows("areas") if row["kind"] == "county"}
    care = [row for row in rows("holdings") if row["role"] == "role.region_vard"]
    assert {row["area"] for row in care} == counties
    assert len({row["organization"] for row in care}) == 21
    coordinators = [
        row for row in rows("holdings") if row["role"] == "role.regionkoordinator" and row["organization"]
    ]
    assert {row["area"] for row in coordinators} == counties


def test_gotland_is_municipality_and_region_in_one() -> None:
    held = {(row["role"], row["area"]) for row in rows("holdings") if row["organization"] == "m-0980"}
    assert {("role.socialtjanst", "0980"), ("role.region_vard", "09")} <= held


def test_every_district_of_stockholm_that_stands_has_its_social_services() -> None:
    standing = {r["id"] for r in rows("areas") if r["id"].startswith("0180-") and not r["valid_to"]}
    held = {
        row["area"]: row["organization"] for row in rows("holdings") if row["role"] == "role.socialtjanst"
    }
    assert len(standing) == 11
    assert {held[area] for area in standing} == {f"sdf-{area.removeprefix('0180-')}" for area in standing}


def test_an_unknown_holder_is_said_to_be_unknown() -> None:
    missing = [row for row in rows("holdings") if not row["organization"]]
    assert {row["confidence"] for row in missing} == {"unknown"}
    assert {row["area"] for row in missing if row["role"] == "role.socialjour"} >= {"0188", "2580"}


def test_every_rule_of_responsibility_is_there_with_someone_who_bears_it() -> None:
    rules = {row["id"].split("-")[0] for row in rows("duties")} - {"manual"}
    assert rules == {f"rs{number:02}" for number in range(1, 32)}
    for row in rows("duties"):
        assert bool(row["role"]) != bool(row["organization"]), row["id"]
        assert set(parts(row["groups"])) <= NARROW
        assert row["groups"]


def test_every_service_is_offered_somewhere_by_someone_for_something() -> None:
    covered = {row["service"] for row in rows("coverage")}
    for row in rows("services"):
        assert bool(row["organization"]) != bool(row["role"]), row["id"]
        assert row["needs"], row["id"]
        assert row["accepts"], row["id"]
        assert row["id"] in covered
        groups = (
            parts(row["accepts"]) + parts(row["excludes"]) + parts(row["prefers"]) + parts(row["asks_first"])
        )
        assert len(groups) == len(set(groups)), row["id"]
        assert row["access"] != "referral" or row["referral_roles"], row["id"]


def test_the_last_resort_is_112_and_114_14() -> None:
    lines = {row["id"] for row in rows("services") if row["is_emergency_line"] == "true"}
    numbers = {row["value"] for row in rows("channels") if row["service"] in lines}
    assert numbers == {"112", "114 14"}
