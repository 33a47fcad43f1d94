"""What a page about one area knows, and that it never says anything else than the answer it leads to."""

from __future__ import annotations

from datetime import date

import pytest

from directory.graph.answer import StepKind, UnknownKind
from directory.graph.facts import Group, HolidayCalendar
from directory.graph.overview import Light, moments_after, needs_in_order, overview
from directory.graph.resolve import answer
from tests.graph.drawing import ask, network

MONDAY = date(2026, 11, 23)
SMALL = """
    area:boda part-of area:lan
    area:alby part-of area:lan
    area:lan part-of area:SE
    need:boende urgent
    need:akut broader need:boende
    need:tolk urgent
    need:rad urgent
    need:juridik urgent
    role:soc held-by org:kommun in area:boda
    role:jour held-by nobody in area:boda
    role:region held-by org:region in area:lan
    role:okand held-by org:minne in area:alby [memory]
    org:kommun phone 08-465 004 10
    duty:d1 need:boende role:soc decides stay acute
    service:dag offered-by org:kommun
    service:dag serves area:boda
    service:dag meets need:boende
    service:dag takes adult woman
    service:dag excludes boy
    service:dag phone 08-465 004 11
    service:dag open MO-FR 08:00-16:30
    service:linje serves area:SE
    service:linje meets need:rad
    service:linje takes adult woman, adult man, girl, boy, trans persons
    service:linje phone 08-465 004 12
    service:linje open always
    service:larm serves area:SE
    service:larm meets need:boende
    service:larm emergency
    service:larm phone 112
    service:larm open always
"""


def row(seen, need):
    return next(one for one in seen.needs if one.need.id == need)


def role(seen, name):
    return next(one for one in seen.roles if one.role.id == name)


def test_an_office_is_lit_by_day_and_unlit_at_three_at_night():
    by_day, by_night = row(overview("boda", network(SMALL), MONDAY), "boende").cells
    assert (by_day.light, by_day.first.name) == (Light.LIT, "dag")
    assert (by_night.light, by_night.answering) == (Light.UNLIT, 0)


def test_a_line_that_never_closes_is_lit_at_both_moments():
    cells = row(overview("boda", network(SMALL), MONDAY), "rad").cells
    assert [cell.light for cell in cells] == [Light.LIT, Light.LIT]


def test_the_emergency_number_alone_lights_no_window():
    cell = row(overview("boda", network(SMALL), MONDAY), "juridik").cells[0]
    assert (cell.light, cell.first, cell.emergency_first) == (Light.DARK, None, "112")


def test_hours_that_nobody_knows_are_a_question_and_not_a_closed_window():
    silent = SMALL.replace("    service:dag open MO-FR 08:00-16:30\n", "")
    assert row(overview("boda", network(silent), MONDAY), "boende").cells[0].light is Light.ASK


def test_a_line_that_only_advises_professionals_is_a_question_and_lights_no_window():
    advice = (
        SMALL.replace("service:dag open MO-FR 08:00-16:30", "service:dag open SA-SU 08:00-16:30")
        + "need:yrke professionals\nduty:r need:yrke role:koord advises stay any\n"
        + "role:koord held-by org:lanet in area:lan\nservice:regional offered-by org:lanet\n"
        + "service:regional serves area:SE\n"
        + "service:regional phone 08-465 004 13\nservice:regional open always\n"
    )
    seen = overview("boda", network(advice), MONDAY)
    by_day = row(seen, "boende").cells[0]
    assert (by_day.light, by_day.answering) == (Light.ASK, 1)
    assert row(seen, "yrke").cells[0].light is Light.LIT


def test_every_window_says_what_its_answer_says():
    drawn = network(SMALL)
    for area in ("boda", "alby", "lan", "SE"):
        for group in (Group.ANY, Group.BOY):
            for line in overview(area, drawn, MONDAY, group).needs:
                for cell in line.cells:
                    steps = answer(ask(line.need.id, area, cell.at, group), drawn).act_now
                    people = [
                        step
                        for step in steps
                        if step.kind is not StepKind.LAST_RESORT
                        and not (step.service and step.service.is_emergency_line)
                    ]
                    assert cell.first == (people[0] if people else None)
                    assert cell.answering == sum(step.kind is StepKind.NOW for step in people)


def test_nobody_known_and_everybody_refuses_are_told_apart():
    drawn = network(SMALL)
    assert row(overview("boda", drawn, MONDAY), "tolk").missing.kind is UnknownKind.UNKNOWN
    assert row(overview("boda", drawn, MONDAY, Group.BOY), "boende").missing.kind is UnknownKind.REFUSED
    assert row(overview("boda", drawn, MONDAY, Group.ADULT_WOMAN), "boende").missing is None


def test_a_service_that_says_nothing_of_a_group_has_not_refused_it():
    missing = row(overview("boda", network(SMALL), MONDAY, Group.GIRL), "boende").missing
    assert (missing.kind, missing.reason.code) == (UnknownKind.UNKNOWN, "nobody_known")


def test_help_that_was_found_by_giving_up_the_question_is_not_counted():
    drawn = network(SMALL)
    assert row(overview("boda", drawn, MONDAY, Group.BOY), "boende").offers == 0
    assert row(overview("boda", drawn, MONDAY, Group.ADULT_WOMAN), "boende").offers >= 1


def test_a_role_is_looked_for_in_what_lies_around():
    (holder,) = role(overview("boda", network(SMALL), MONDAY), "region").holders
    assert (holder.organization.id, holder.area.id) == ("region", "lan")


def test_a_vacant_role_has_a_holder_without_a_name():
    (holder,) = role(overview("boda", network(SMALL), MONDAY), "jour").holders
    assert holder.organization is None


def test_a_number_is_not_good_where_only_memory_says_who_holds_the_role():
    seen = overview("alby", network(SMALL + "    org:minne phone 08-465 004 13\n"), MONDAY)
    (holder,) = role(seen, "okand").holders
    assert not holder.is_verified
    assert [channel.is_good for channel in holder.channels] == [False]


def test_roles_held_here_stand_before_those_of_the_county_and_unknown_ones_last():
    assert [one.role.id for one in overview("boda", network(SMALL), MONDAY).roles] == [
        "soc",
        "region",
        "jour",
        "okand",
    ]


def test_an_old_district_shows_what_came_after_it():
    old = SMALL + "    area:gamla part-of area:boda\n    area:gamla became area:boda 2006-12-31\n"
    seen = overview("gamla", network(old), MONDAY)
    assert seen.around.successor.id == "boda"
    assert [note.code for note in seen.notes] == ["area_succeeded"]
    assert role(seen, "soc").holders[0].organization.id == "kommun"
    assert row(seen, "boende").cells[0].light is Light.LIT


def test_the_areas_beside_are_those_of_the_same_kind_within_the_same_area():
    around = overview("boda", network(SMALL), MONDAY).around
    assert [area.id for area in around.beside] == ["alby"]
    assert [area.id for area in around.wider] == ["lan", "SE"]
    assert [area.id for area in overview("lan", network(SMALL), MONDAY).around.parts] == ["alby", "boda"]


def test_an_unknown_area_is_refused():
    with pytest.raises(KeyError):
        overview("ingenstans", network(SMALL), MONDAY)


def test_a_narrower_need_follows_the_one_it_belongs_to_and_urgent_ones_come_first():
    lines = [
        "need:b urgent",
        "need:b1 broader need:b",
        "need:b11 broader need:b1",
        "need:a broader",
        "need:p professionals",
    ]
    for text in ("\n".join(lines), "\n".join(reversed(lines))):
        found = [(need.id, depth) for need, depth in needs_in_order(network(text))]
        assert found == [("b", 0), ("b1", 1), ("b11", 2), ("a", 0), ("p", 0)]


@pytest.mark.parametrize(
    ("day", "office", "night"),
    [
        (date(2026, 11, 23), "2026-11-23 10:00", "2026-11-28 03:00"),
        (date(2026, 11, 27), "2026-11-27 10:00", "2026-11-28 03:00"),
        (date(2026, 11, 28), "2026-11-30 10:00", "2026-12-05 03:00"),
        (date(2026, 12, 24), "2026-12-28 10:00", "2026-12-26 03:00"),
    ],
)
def test_the_moments_are_an_ordinary_working_day_and_the_saturday_ahead(day, office, night):
    christmas = HolidayCalendar(
        frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)}),
        frozenset({date(2026, 12, 23)}),
    )
    found = [f"{moment:%Y-%m-%d %H:%M}" for moment in moments_after(day, christmas)]
    assert found == [office, night]
