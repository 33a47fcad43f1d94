"""A coordinator reads a file in: new, changed, the same and wrong; four eyes; undone; never twice, never half."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory.clock import now
from directory.interchange.table import bringing, running
from directory.interchange.table.line import State
from directory.interchange.table.progress import Progress, Step
from directory.ledger import Act, note
from directory.maintaining.typed import digest_of
from directory.model import (
    Changeset,
    ChangesetState,
    Channel,
    Coverage,
    DoNotList,
    ImportRun,
    ImportState,
    LedgerEntry,
    News,
    Organization,
    Schedule,
    Service,
    Tombstone,
)
from directory.store.session import writing
from tests.interchange.table.brought import applied, asked, brought, file_of, tried, worked

HEAD = ("Organisation", "Tjänst", "Behov", "Målgrupp", "Kommun", "Telefon", "Öppettider", "Skyddad")


def all_of(engine: Engine, model: type) -> dict[str, object]:
    with Session(engine) as reading:
        return {one.id: one for one in reading.scalars(select(model))}


def everything(engine: Engine) -> dict[str, object]:
    tables = (Organization, Service, Channel, Coverage, Schedule)
    with Session(engine) as reading:
        return {
            f"{model.__tablename__} {one.id}": (
                *(
                    getattr(one, c.key)
                    for c in model.__table__.columns
                    if c.key in ("name", "website", "source")
                ),
                [n.need_id for n in one.needs] if model is Service else None,
                sorted((a.group, a.acceptance) for a in one.acceptance) if model is Service else None,
            )
            for model in tables
            for one in reading.scalars(select(model))
        }


def test_a_coordinator_changes_a_service_by_a_file_and_takes_it_back(haven: Engine) -> None:
    before = everything(haven)
    content = file_of(
        HEAD, ("Haven", "Advice", "Boende; juridik", "kvinnor, flickor", "Sollentuna", "", "", "")
    )
    run, lines = tried(haven, content)
    assert [line.state for line in lines] == [State.CHANGED]
    assert {one.column for one in lines[0].differences} == {"needs", "accepts", "areas"}
    assert everything(haven) == before
    asked(haven, run, bringing.ask_to_apply)
    done = worked(haven, run)
    assert done.state is ImportState.APPLIED
    assert done.content is None
    assert done.proposal_id is None
    with Session(haven) as reading:
        service = reading.get_one(Service, "advice")
        assert [one.need_id for one in service.needs] == ["boende", "juridik"]
        assert service.source == "said:file"
        assert service.dated == "2026-11-02"
        assert {
            one.area_id for one in reading.scalars(select(Coverage).where(Coverage.service_id == "advice"))
        } == {"0163"}
        assert reading.get_one(Changeset, done.changeset_id).made_by == "coordinator"
        acts = set(reading.scalars(select(LedgerEntry.act)))
        assert {Act.IMPORT_BROUGHT, Act.IMPORT_APPLIED, Act.CHANGE_APPLIED} <= acts
    asked(haven, run, bringing.ask_to_undo)
    assert worked(haven, run).state is ImportState.UNDONE
    assert everything(haven) == before


def test_a_number_and_a_new_organization_wait_for_another_coordinator(haven: Engine) -> None:
    content = file_of(
        HEAD,
        ("Haven", "Advice", "", "", "", "08-465 004 31", "", ""),
        ("Fyren", "Samtal", "juridik", "alla", "Stockholm", "08-465 004 32", "mån 9–12", ""),
    )
    done = applied(haven, content)
    assert done.counts["waiting"] == 2
    assert done.changeset_id is None
    assert "Fyren" not in {one.name for one in all_of(haven, Organization).values()}  # type: ignore[attr-defined]
    with Session(haven) as reading:
        told = set(reading.scalars(select(News.account_id)))
    assert told == {"second"}
    with pytest.raises(running.DirectoryError, match="själv"):
        asked(haven, done.id, bringing.ask_to_approve)
    asked(haven, done.id, bringing.ask_to_approve, "second")
    assert worked(haven, done.id).trouble == ""
    with Session(haven) as reading:
        fyren = reading.scalars(select(Organization).where(Organization.name == "Fyren")).one()
        samtal = reading.scalars(select(Service).where(Service.organization_id == fyren.id)).one()
        numbers = set(reading.scalars(select(Channel.value).where(Channel.source == "said:file")))
        assert numbers == {"+46846500431", "+46846500432"}
        assert len(samtal.acceptance) == 5
        assert reading.get_one(Changeset, done.proposal_id).decided_by == "second"
    _run, lines = tried(haven, content)
    assert [line.state for line in lines] == [State.SAME, State.SAME]


WRONG = (
    (("Haven", "Advice", "hokus", "", "", "", "", ""), "Behovet ”hokus” känns inte igen"),
    (("Haven", "Advice", "", "rymdvarelser", "", "", "", ""), "Gruppen ”rymdvarelser”"),
    (("Haven", "Ny", "juridik", "", "", "", "", ""), "Kommun saknas"),
    (("Haven", "Advice", "", "", "Malmö", "", "", ""), "Malmö ligger utanför ditt område"),
    (("Haven", "Advice", "", "", "Atlantis", "", "", ""), "Platsen ”Atlantis” känns inte igen"),
    (("Haven", "Advice", "", "", "", "0900-123 45 67", "", ""), "telefonnummer|betalnummer"),
    (("Haven", "Advice", "", "", "", "070-174 06 42", "", ""), "mobilnummer"),
    (("Haven", "Advice", "", "", "", "08-465 004 44", "", ""), "har sagt ifrån"),
    (("Haven", "Shelter", "", "", "", "08-465 004 33", "", ""), "riktnummer, och tjänsten är skyddad"),
    (("Haven", "Shelter", "", "", "", "", "Storgatan 5, Sollentuna", ""), "adress"),
    (("Haven", "Advice", "", "", "", "", "", "kanske"), "varken ja eller nej"),
    (("=cmd|' /C calc'!A0", "Advice", "", "", "", "", "", ""), "som en formel"),
    (("", "Advice", "", "", "", "", "", ""), "Organisationens namn saknas"),
    (("Borta", "Stöd", "juridik", "", "Stockholm", "", "", ""), "ska inte läsas in igen"),
)
"""Rows with something wrong, and a part of the sentence that says what."""


def test_rows_that_are_wrong_are_told_in_sentences_and_left_out(haven: Engine) -> None:
    with writing(haven) as session:
        session.add(DoNotList(id="d", digest=digest_of("+46846500444"), on=now().date(), reason="objected"))
        session.add(
            Tombstone(
                kind="organization",
                record="gone",
                name="Borta",
                reason="closed",
                made_by="second",
                made_at=now(),
            )
        )
        note(session, Act.TOMBSTONE_SET)
        session.commit()
    good = ("Haven", "Advice", "juridik", "", "", "", "", "")
    _run, lines = tried(haven, file_of(HEAD, *(row for row, _sentence in WRONG), good))
    assert lines[-1].state is State.CHANGED
    for (row, sentence), line in zip(WRONG, lines, strict=False):
        assert line.state is State.ERROR, row
        assert any(word in sv for sv, _en in line.says for word in sentence.split("|")), (row, line.says)


def test_a_file_never_takes_a_protection_away_nor_an_address_in(haven: Engine) -> None:
    head = (*HEAD, "Adress", "Ort")
    row = ("Haven", "Shelter", "", "", "", "", "", "nej", "Hemliga vägen 1", "Sollentuna")
    run, lines = tried(haven, file_of(head, row))
    assert lines[0].state is State.SAME
    said = " ".join(sv for sv, _en in lines[0].says)
    assert "Skyddet står kvar" in said
    assert "Adress och ort läses inte in" in said
    asked(haven, run, bringing.ask_to_apply)
    assert worked(haven, run).state is ImportState.APPLIED
    with Session(haven) as reading:
        assert reading.get_one(Service, "shelter").is_protected


def test_a_number_that_is_restricted_is_neither_found_nor_told_by_a_file(haven: Engine) -> None:
    """The shelter's own number is restricted: bringing it again looks as bringing any other."""
    _run, lines = tried(
        haven, file_of(HEAD, ("Haven", "Shelter", "", "", "", "070-174 06 42 (tjänst)", "", ""))
    )
    assert lines[0].state is State.CHANGED
    assert [one.before for one in lines[0].differences] == [""]


def test_an_organization_of_another_area_is_not_touched(haven: Engine) -> None:
    with writing(haven) as session:
        session.add(Organization(id="south", name="South", kind="ngo"))
        session.flush()
        session.add(Service(id="south-s", name="S", organization_id="south"))
        session.flush()
        session.add(Coverage(id="c", service_id="south-s", area_id="1280"))
        session.commit()
    _run, lines = tried(haven, file_of(HEAD, ("South", "S", "juridik", "", "", "", "", "")))
    assert lines[0].state is State.ERROR
    assert "inom ditt område" in lines[0].says[0][0]


def test_two_rows_about_one_service_are_told_apart(haven: Engine) -> None:
    row = ("Haven", "Advice", "juridik", "", "", "", "", "")
    new = ("Haven", "Ny hjälp", "juridik", "", "Stockholm", "", "", "")
    _run, lines = tried(haven, file_of(HEAD, row, row, new, new))
    assert [line.state for line in lines] == [State.CHANGED, State.ERROR, State.NEW, State.ERROR]
    assert "Rad 2 handlar om samma tjänst" in lines[1].says[0][0]


def test_a_second_process_that_does_the_same_run_does_nothing(haven: Engine) -> None:
    content = file_of(HEAD, ("Haven", "Ny hjälp", "juridik", "", "Stockholm", "", "", ""))
    run, _lines = tried(haven, content)
    asked(haven, run, bringing.ask_to_apply)
    second = []

    def meanwhile(progress: Progress) -> None:
        if progress.step is Step.COMPARING and not second:
            second.append(worked(haven, run).state)

    assert worked(haven, run, meanwhile).state is ImportState.APPLIED
    assert second == [ImportState.APPLIED]
    with Session(haven) as reading:
        assert (
            reading.scalar(select(func.count()).select_from(Service).where(Service.name == "Ny hjälp")) == 1
        )
        assert reading.scalar(select(func.count()).select_from(Changeset)) == 1


def test_a_process_that_is_ended_in_the_middle_leaves_nothing_half(haven: Engine) -> None:
    before = everything(haven)
    rows = [("Haven", f"Hjälp {number}", "juridik", "alla", "Stockholm", "", "", "") for number in range(30)]
    run, _lines = tried(haven, file_of(HEAD, *rows))
    asked(haven, run, bringing.ask_to_apply)

    class Ended(BaseException):
        pass

    def end(progress: Progress) -> None:
        if progress.step is Step.WRITING and progress.done > 0:
            raise Ended

    with pytest.raises(Ended):
        worked(haven, run, end)
    assert everything(haven) == before
    with Session(haven) as reading:
        assert reading.get_one(ImportRun, run).state is ImportState.APPLYING
        assert reading.scalar(select(func.count()).select_from(Changeset)) == 0
    assert worked(haven, run).state is ImportState.APPLIED
    assert len(everything(haven)) == len(before) + 60


def test_one_run_is_worked_on_by_one_process_at_a_time(haven: Engine) -> None:
    run = brought(haven, file_of(HEAD, ("Haven", "Advice", "juridik", "", "", "", "", "")))
    moment = now()
    assert running.claim(haven, run, moment, moment.replace(year=2099))
    assert not running.claim(haven, run, moment, moment.replace(year=2099))


def test_whoever_lost_the_right_meanwhile_reads_nothing_in(haven: Engine) -> None:
    run, _lines = tried(haven, file_of(HEAD, ("Haven", "Advice", "juridik", "", "", "", "", "")))
    asked(haven, run, bringing.ask_to_apply)
    with writing(haven) as session:
        from directory.model import Grant

        session.get_one(Grant, "grant-coordinator").ended_at = now()
        note(session, Act.GRANT_ENDED)
        session.commit()
    done = worked(haven, run)
    assert done.state is ImportState.FAILED
    assert "inte rätt" in done.trouble


def test_undoing_also_takes_back_what_waited(haven: Engine) -> None:
    content = file_of(HEAD, ("Haven", "Advice", "juridik", "", "", "08-465 004 31", "", ""))
    before = everything(haven)
    done = applied(haven, content)
    assert done.changeset_id
    assert done.proposal_id
    asked(haven, done.id, bringing.ask_to_undo)
    assert worked(haven, done.id).state is ImportState.UNDONE
    assert everything(haven) == before
    with Session(haven) as reading:
        assert reading.get_one(Changeset, done.proposal_id).state is ChangesetState.WITHDRAWN
