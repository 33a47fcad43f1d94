"""The work list is ordered by harm: answers that rest on it, how stale it is, how often callers told of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.clock import as_local, now
from directory.graph.coverage import Rest, Square, State
from directory.graph.facts import AreaId, NeedId, OrganizationId
from directory.graph.overview import Light
from directory.maintaining.change import Matter, submit
from directory.maintaining.report import Told, tell
from directory.maintaining.worklist import (
    STALEST,
    UNDATED,
    Dependence,
    Desk,
    TaskKind,
    count_by_kind,
    dependences,
    work_list,
)
from directory.model import ChangesetKind, Channel, Conflict, Holding, Organization, Trouble
from directory.store.changeset import edit_to
from directory.store.session import writing
from tests.maintaining import network
from tests.store import small


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def tasks(engine: Engine, *kinds: TaskKind, depends: dict[str, Dependence] | None = None) -> list[Any]:
    with writing(engine) as session:
        desk = Desk(
            session,
            network.who("coordinator"),
            network.borders(engine),
            frozenset({"haven", "office"}),
            frozenset({"01", "0163", "0180"}),
            now(),
            depends or {},
        )
        return work_list(desk, kinds)


def square(area: str, *rests: Rest) -> Square:
    return Square(AreaId(area), NeedId("boende"), State.ONE, (Light.LIT, Light.LIT), rests, rests)


def test_what_more_answers_rest_on_comes_first(haven: Engine) -> None:
    many = {"office": Dependence(12), "haven": Dependence(1)}
    assert next(one.organization for one in tasks(haven, TaskKind.STALE, depends=many)) == "office"
    other = {"office": Dependence(1), "haven": Dependence(12)}
    assert next(one.organization for one in tasks(haven, TaskKind.STALE, depends=other)) == "haven"


def test_a_fresh_record_behind_an_old_agreement_is_as_old_as_the_agreement(haven: Engine) -> None:
    today = as_local(now()).date()
    with writing(haven) as session:
        session.get_one(Organization, "office").on = today - timedelta(days=200)
        session.commit()
    [task] = [one for one in tasks(haven, TaskKind.STALE) if one.organization == "office"]
    assert task.days == 200
    weakest = {"office": Dependence(1, today - timedelta(days=2000))}
    [task] = [one for one in tasks(haven, TaskKind.STALE, depends=weakest) if one.organization == "office"]
    assert (task.days, task.staleness) == (2000, STALEST)


def test_what_nobody_has_dated_is_stale_and_said_to_be_undated(haven: Engine) -> None:
    [task] = [one for one in tasks(haven, TaskKind.STALE) if one.organization == "haven"]
    assert (task.days, task.staleness) == (None, UNDATED)


def test_reports_weigh_with_how_often_they_were_told(haven: Engine) -> None:
    told = Told("organization", "haven", "haven:phone", Trouble.WRONG_NUMBER, "haven")
    harms = []
    for _ in range(2):
        with writing(haven, actor="a-caller") as session:
            tell(session, told, network.borders(haven), now())
            session.commit()
        [task] = tasks(haven, TaskKind.REPORTED)
        harms.append(task.harm)
    assert (task.times, task.detail) == (2, "wrong_number")
    assert harms[1] > harms[0]


def test_every_kind_of_work_is_found_once(haven: Engine) -> None:
    network.with_post(haven)
    with writing(haven, actor="editor") as session:
        edit = edit_to(
            session.get_one(Channel, "haven:phone"), {"value": "+46846500422", "display": "08-465 004 22"}
        )
        assert edit is not None
        submit(
            session,
            network.who("editor"),
            (edit,),
            ChangesetKind.EDIT,
            Matter(OrganizationId("haven"), "Haven"),
            network.borders(haven),
            now(),
        )
        session.add(Holding(id="vacant", role_id="role.socialtjanst", area_id="0180", **small.SOURCED))
        session.add(
            Conflict(id="c", subject="Numret", subjects=["shelter"], value_a="1", value_b="2", advice="Ask")
        )
        session.commit()
    counts = count_by_kind(tasks(haven))
    assert counts[TaskKind.PROPOSED] == 1
    assert counts[TaskKind.CONFLICT] == 1
    assert counts[TaskKind.VACANT] == 2
    assert counts[TaskKind.STALE] == 2
    assert counts[TaskKind.UNOWNED] == 0


def test_a_square_that_names_two_contacts_of_one_organization_counts_once() -> None:
    day = date(2020, 1, 1)
    one, two = Rest("a", "haven", (), day), Rest("b", "haven", (), None)
    found = dependences([square("0163", one, two), square("0180", one)])
    assert found == {"haven": Dependence(2, day, is_undated=True)}
