"""Forty rows are ticked and one thing is changed: seen before, made as one act, taken back as one."""

from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.model import Changeset, ChangesetKind, OpeningException, Organization, Service
from directory.store.session import writing
from tests.web.coordinate.test_desk import SignIn, enter, haven_site

__all__ = ["enter", "haven_site"]

LOOK, PAGE = "/coordinate/bulk/look?area=01", "/coordinate/bulk?area=01"


def cadence(engine: Engine, name: str) -> int | None:
    with engine.connect() as connection:
        return connection.execute(
            select(Organization.cadence_days).where(Organization.id == name)
        ).scalar_one()


def test_what_was_looked_at_is_made_in_all_of_them_and_undone_in_all_of_them(
    engine: Engine, enter: SignIn
) -> None:
    hers = enter("coordinator")
    wish = {"table": "organization", "record": ["haven", "office"], "what": "cadence", "cadence_days": "45"}
    look = hers.send(LOOK, wish, on=PAGE)  # type: ignore[arg-type]
    assert look.status_code == 200
    assert "45 dagar" in look.text
    assert cadence(engine, "haven") is None
    done = hers.follow(PAGE, wish, on=PAGE)  # type: ignore[arg-type]
    assert "2 poster är ändrade." in done.words
    assert (cadence(engine, "haven"), cadence(engine, "office")) == (45, 45)
    with Session(engine) as session:
        made = session.scalars(select(Changeset).where(Changeset.kind == ChangesetKind.BULK)).one()
    hers.follow(f"/coordinate/changes/{made.id}/undo", on="/coordinate/changes")
    assert (cadence(engine, "haven"), cadence(engine, "office")) == (None, None)


def test_the_answers_that_change_are_said_before(engine: Engine, enter: SignIn) -> None:
    hers = enter("coordinator")
    wish = {"table": "service", "record": "shelter", "what": "capacity", "capacity": "full"}
    refused = hers.refused(LOOK, wish, on=PAGE)
    assert "2026-12-24" in refused.words
    assert 'value="shelter" checked' in refused.html


WRONG = [
    ({"what": "cadence", "cadence_days": "3"}, "mellan 7 och 730"),
    ({"what": "", "record": "haven"}, "Välj vad som ska ändras"),
    ({"what": "website", "website": "javascript:alert(1)"}, "https://www.example.org"),
    ({"what": "closed", "from_on": "2099-07-20", "to_on": "2099-07-01"}, "före den första"),
    ({"what": "closed", "from_on": "2099-07-01", "to_on": "2099-07-20", "opens": "08.00"}, "båda tiderna"),
    ({"what": "closed", "from_on": "2099-07-01", "to_on": "2099-07-20", "opens": "25.00"}, "Skriv tiden så"),
    ({"what": "cadence", "record": ""}, "Kryssa för minst en"),
]


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_saved(engine: Engine, enter: SignIn) -> None:
    hers = enter("coordinator")
    for fields, said in WRONG:
        wish = {"table": "organization", "record": "haven", **fields}
        if not wish["record"]:
            del wish["record"]
        assert said in hers.refused(LOOK, wish, on=PAGE).words
    with Session(engine) as session:
        assert not session.scalars(select(Changeset)).all()


def test_summer_hours_for_many_are_exceptions_of_their_own(engine: Engine, enter: SignIn) -> None:
    wish = {
        "table": "organization",
        "record": "haven",
        "what": "closed",
        "from_on": "2099-07-01",
        "to_on": "2099-07-20",
        "said": "Sommarstängt",
    }
    enter("coordinator").follow(PAGE, wish, on=PAGE)
    with Session(engine) as session:
        made = session.scalars(select(OpeningException)).one()
        assert (made.organization_id, made.opens, made.said) == ("haven", None, "Sommarstängt")


def test_a_closure_without_a_last_day_is_that_day_only(engine: Engine, enter: SignIn) -> None:
    wish = {"table": "organization", "record": "haven", "what": "closed", "from_on": "2099-12-24"}
    enter("coordinator").follow(PAGE, wish, on=PAGE)
    with Session(engine) as session:
        made = session.scalars(select(OpeningException)).one()
        assert made.from_on == made.to_on


def test_a_new_link_in_many_waits_for_other_eyes(engine: Engine, enter: SignIn) -> None:
    wish = {
        "table": "organization",
        "record": "haven",
        "what": "website",
        "website": "https://haven.example.org",
    }
    page = enter("coordinator").follow(PAGE, wish, on=PAGE)
    assert "väntar på att någon annan ser på den" in page.words


def test_what_somebody_changed_after_the_look_stands_and_nothing_else_is_lost(
    engine: Engine, enter: SignIn
) -> None:
    hers = enter("coordinator")
    wish = {"table": "service", "record": ["shelter", "advice"], "what": "languages", "languages": "sv, en"}
    assert hers.send(LOOK, wish, on=PAGE).status_code == 200  # type: ignore[arg-type]
    with writing(engine) as session:
        session.get_one(Service, "advice").age_min = 18
        session.commit()
    hers.follow(PAGE, wish, on=PAGE)  # type: ignore[arg-type]
    with Session(engine) as session:
        advice = session.get_one(Service, "advice")
        assert (advice.age_min, [one.language for one in advice.languages]) == (18, ["sv", "en"])


def test_a_record_of_somebody_elses_is_none_of_theirs(enter: SignIn) -> None:
    wish = {"table": "organization", "record": "nowhere", "what": "cadence", "cadence_days": "45"}
    assert enter("coordinator").send(LOOK, wish, on=PAGE).status_code == 404
