"""Search by name: what somebody remembers, spelt as she remembers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory.finding.search import LONGEST_TEXT, HitKind, search
from directory.gazetteer import Gazetteer
from directory.gazetteer.place import Place, PlaceKind
from directory.graph.network import Network
from directory.store.snapshot import Snapshot
from tests.graph.drawing import drawn
from tests.web.country import BUILT_AT, PLACES
from tests.web.country import country as small_country

OLD = """
    org:ny succeeds org:gammal
    org:gammal succeeds org:urgammal
"""


def made(facts=None, places=PLACES):
    facts = facts or small_country()
    return Snapshot(facts.revision, BUILT_AT, Network.build(facts), Gazetteer.build(places))


def with_old_offices():
    more = drawn(OLD)
    names = {"ny": "Enheten", "gammal": "Byrån", "urgammal": "Verket"}
    facts = small_country()
    offices = tuple(
        replace(one, name=names[one.id], name_en="", is_historical=one.id != "ny")
        for one in more.organizations
    )
    return made(
        replace(facts, organizations=(*facts.organizations, *offices), links=(*facts.links, *more.links))
    )


def found(text, snapshot=None, **options):
    return [(hit.kind.value, hit.id) for hit in search(text, snapshot or made(), **options)]


def test_the_whole_name_comes_first():
    assert found("Kalmar") == [("area", "0880"), ("organization", "kalmar"), ("area", "lan08")]


@pytest.mark.parametrize("text", ["tyreso", "TYRESÖ", "  Tyresö ", "Tyresö\u200b", "tyreso kommun"])
def test_case_and_dots_do_not_matter(text):
    assert ("organization", "tyreso") in found(text)


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("järfäla", ("area", "0123")),
        ("jarffalla", ("area", "0123")),
        ("social tjänsten", ("role", "soc")),
        ("akut bonde", ("need", "boende_akut")),
        ("husets boände", ("service", "hus")),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(text, hit):
    assert hit in found(text)


def test_a_short_word_is_not_searched_for_misspelt():
    assert found("sas") == []
    assert ("organization", "sos") in found("sos")


def test_a_need_is_found_by_its_english_name():
    assert found("emergency housing")[0] == ("need", "boende_akut")


def test_a_record_is_found_by_its_code():
    assert found("0138")[0] == ("area", "0138")


def test_a_village_leads_to_its_municipality_and_each_of_the_same_name_is_listed():
    hits = search("Ekeby", made(), kinds=[HitKind.PLACE])
    assert [hit.id for hit in hits] == ["0880", "0138"]  # Ekeby i Kalmar, Ekeby i Tyresö
    assert all("Ekeby" in hit.name_sv for hit in hits)


def test_a_place_that_is_an_area_is_not_listed_twice():
    assert [hit for hit in found("Borgholm") if hit[0] == "place"] == []


def test_an_old_office_leads_to_the_last_of_those_that_came_after_it():
    (hit,) = search("Verket", with_old_offices(), limit=1)
    assert (hit.id, hit.is_former) == ("urgammal", True)
    assert [(after.id, after.name_sv) for after in hit.successors] == [("ny", "Enheten")]


def test_what_is_there_today_has_no_successor():
    (hit,) = search("Enheten", with_old_offices(), limit=1)
    assert (hit.is_former, hit.successors) == (False, ())


def test_offices_that_succeed_each_other_in_a_circle_do_not_hang_the_search():
    facts = small_country()
    round_about = drawn("org:a succeeds org:b\norg:b succeeds org:a")
    circle = tuple(replace(one, name=f"Krets {one.id}", name_en="") for one in round_about.organizations)
    snapshot = made(
        replace(
            facts, organizations=(*facts.organizations, *circle), links=(*facts.links, *round_about.links)
        )
    )
    assert ("organization", "a") in found("krets", snapshot)


def test_an_old_district_leads_to_its_successor():
    facts = small_country()
    gone = replace(
        next(area for area in facts.areas if area.id == "0123"),
        id="gamla",
        name="Gamla stan",
        full_name="Gamla stans stadsdelsområde",
        valid_to=date(2006, 12, 31),
        successor="0123",
    )
    (hit,) = search("Gamla stan", made(replace(facts, areas=(*facts.areas, gone))), limit=1)
    assert (hit.is_former, [after.id for after in hit.successors]) == (True, ["0123"])


def test_only_the_kinds_asked_for_are_found():
    assert {kind for kind, _ in found("boende", kinds=[HitKind.SERVICE], limit=None)} == {"service"}


def test_no_more_than_the_limit_and_the_best_of_them():
    everything = found("boende", limit=None)
    assert len(everything) > 2
    assert found("boende", limit=2) == everything[:2]


def test_the_order_of_the_facts_does_not_change_what_is_found():
    facts = small_country()
    turned = replace(
        facts,
        organizations=facts.organizations[::-1],
        services=facts.services[::-1],
        needs=facts.needs[::-1],
        areas=facts.areas[::-1],
    )
    for text in ("boende", "kommun", "kalmar", "sos", "rad"):
        assert found(text, limit=None) == found(text, made(turned), limit=None)


def test_a_newer_network_is_searched_in_place_of_the_old_one():
    assert found("Verket") == []
    assert found("Verket", with_old_offices())[0] == ("organization", "urgammal")
    assert found("Verket") == []


@pytest.mark.parametrize("text", ["", "   ", "😀", "%_'\";--", "\u202e\u200b"])
def test_a_text_without_words_finds_nothing(text):
    assert found(text) == []


def test_a_long_text_is_cut_and_not_searched_for_in_full():
    assert found("Kalmar" + " " * LONGEST_TEXT + "Tyresö")[0] == ("area", "0880")


def test_the_place_of_a_protected_service_is_no_way_to_find_it():
    places = (*PLACES, Place("Hemby", PlaceKind.ORT, "0138"))
    assert found("Hemby", made(places=places)) == [("place", "0138")]
