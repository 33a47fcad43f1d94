"""Every change is said in words that somebody can judge; of what is restricted only that it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, g, render_template_string

from directory.graph.effect import Effect, EffectKind, EffectLine, Hours
from directory.graph.facts import AreaId, Group, NeedId, Visibility
from directory.store.changeset import EDITABLE, Clash, Clashed, Edit
from directory.store.changeset.rows import attributes_of
from directory.store.snapshot import Snapshots
from directory.web.change import COLUMNS, TABLES, clash_rows, effect_lines, rows_of
from directory.web.change.effects import effect_looked_at

MACROS = '{% import "change.html" as change with context %}'


@pytest.fixture(params=["sv"])
def page(seeded_app: Flask, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Yield the application as a request of a coordinator sees it."""
    source: Snapshots = seeded_app.extensions["snapshots"]
    with seeded_app.test_request_context("/"):
        g.lang, g.snapshot = request.param, source.current(Visibility.NETWORK)
        yield seeded_app


def one(table: str, before: dict[str, Any] | None, after: dict[str, Any] | None, record: str = "x") -> Any:
    return rows_of([Edit(table, record, before, after)])[0]


def shown(row: Any) -> list[tuple[str, str, str]]:
    return [(field.word, field.before, field.after) for field in row.main]


@pytest.mark.parametrize("table", sorted(EDITABLE))
def test_no_table_and_no_column_is_without_words(table: str) -> None:
    assert str(TABLES[table])
    assert set(COLUMNS[table]) == set(attributes_of(EDITABLE[table]))


def test_hours_are_said_as_a_week(page: Flask) -> None:
    row = one(
        "schedule", None, {"organization_id": "m-0163", "days": "0,1,2,3,4", "opens": 480, "closes": 1020}
    )
    assert shown(row) == [("Öppet", "", "mån–fre 08.00–17.00")]
    assert row.name == "Sollentuna kommun"


def test_a_closing_time_that_moves_past_midnight_says_so(page: Flask) -> None:
    assert shown(one("schedule", {"closes": 1020}, {"closes": 1560})) == [
        ("Stänger", "17.00", "02.00 nästa dag")
    ]


def test_groups_are_compared_one_by_one(page: Flask) -> None:
    row = one(
        "service",
        {"acceptance": {"girl": "accepts", "boy": "accepts"}},
        {"acceptance": {"girl": "ask_first", "boy": "accepts"}},
    )
    assert shown(row) == [("Flickor", "tar emot", "fråga först")]


def test_areas_needs_and_languages_are_said_by_name(page: Flask) -> None:
    row = one(
        "service", {"needs": ["boende"], "languages": []}, {"needs": ["boende", "skydd"], "languages": ["sv"]}
    )
    assert [field[0] for field in shown(row)] == ["Hjälper med", "Språk"]
    assert shown(row)[0][2].startswith("Boende och ")
    assert shown(row)[1][2] == "svenska"
    row = one("coverage", None, {"service_id": "sv-bris", "area_id": "0163", "serves": True})
    assert ("Område", "", "Sollentuna") in shown(row)


def test_how_the_new_is_known_is_small(page: Flask) -> None:
    row = one(
        "organization", {"website": "", "on": None}, {"website": "https://example.org", "on": "2026-11-24"}
    )
    assert [field.word for field in row.main] == ["Webbplats"]
    assert [field.after for field in row.small] == ["24 november 2026"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, {"visibility": "restricted", "display": "08-465 004 44"}),
        ({"visibility": "restricted", "display": "08-465 004 44"}, None),
        ({"visibility": "restricted"}, {"visibility": "public"}),
        ({"display": "08-465 004 44"}, {"display": "08-465 004 45"}),
    ],
    ids=["added", "removed", "opened", "not known to whoever looks"],
)
def test_of_what_is_restricted_only_that_it_changes_is_told(page: Flask, before: Any, after: Any) -> None:
    edit = Edit("channel", "hidden", before, after)
    said = render_template_string(MACROS + "{{ change.differences(change_rows(edits)) }}", edits=[edit])
    assert "465" not in said
    assert "begränsad" in said
    clashed = Clashed(
        (Clash("channel", "hidden", "display", "08-465 004 44", "08-465 004 45", "08-465 004 46"),)
    )
    assert "465" not in render_template_string(MACROS + "{{ change.clashes(clashed) }}", clashed=clashed)


def test_a_person_is_never_named(page: Flask) -> None:
    row = one(
        "absence", None, {"contact_id": "kim-exempelsson", "from_on": "2026-12-01", "to_on": "2026-12-05"}
    )
    assert "kim" not in repr(row)


def test_a_clash_shows_three_versions(page: Flask) -> None:
    clashed = Clashed(
        (Clash("organization", "m-0163", "website", "a", "b", "c"), Clash("post", "p", "", None, {}, {}))
    )
    rows = clash_rows(clashed)
    assert (rows[0].name, rows[0].word, rows[0].was, rows[0].stands, rows[0].wanted) == (
        "Sollentuna kommun",
        "Webbplats",
        "a",
        "b",
        "c",
    )


def line(kind: EffectKind, places: int = 1, **more: Any) -> EffectLine:
    network = g.snapshot.network
    chosen = tuple(AreaId(place) for place in network.by_size[:places])
    values: dict[str, Any] = {
        "needs": (NeedId("boende_akut"),),
        "groups": (Group.GIRL,),
        "hours": (Hours.NIGHT,),
        "places": chosen,
        **more,
    }
    return EffectLine(kind, **values)


def test_fourteen_municipalities_lose_night_cover_for_girls(page: Flask) -> None:
    said = effect_lines(Effect((line(EffectKind.LOST_COVER, 14),)))[0]
    assert said.sentence.startswith("14 kommuner förlorar nattäckning för flickor: ")
    assert said.is_loss
    assert len(said.places) == 14


@pytest.mark.parametrize("kind", EffectKind)
@pytest.mark.parametrize(
    "more", [{}, {"was": "A", "becomes": "1"}, {"becomes": "0"}], ids=["plain", "known", "none"]
)
def test_every_kind_of_effect_is_a_sentence(page: Flask, kind: EffectKind, more: dict[str, str]) -> None:
    effect = Effect((line(kind, 2, **more),), questions=4, places=2, all_places=5)
    said = effect_lines(effect)[0].sentence
    assert said.endswith(".")
    assert "Stockholm och Göteborg" in said
    assert "%(" not in said
    assert "5 kommuner" in effect_looked_at(effect)
    assert said in render_template_string(MACROS + "{{ change.effects(effect) }}", effect=effect).replace(
        "&#39;", "'"
    )
