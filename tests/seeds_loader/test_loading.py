"""Seeds are loaded whole, a second time changes nothing, and what people edited here stays."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from directory.errors import SeedError
from directory.graph.facts import Acceptance, Confidence, Group, Opening, Visibility
from directory.interchange.seeds import FileReport, SeedReport, load_seeds
from directory.model import Organization, Origin, Role, Schedule, Service, ServiceAcceptance
from directory.shipped import folder
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.revision import revision, touched_since
from directory.store.session import writing
from tests.seeds_loader.small import edit, write

LONGEST_S = 15.0


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder with small seeds that are right."""
    return write(tmp_path / "seeds")


def of(report: SeedReport, file: str) -> FileReport:
    return next(found for found in report.files if found.file == file)


def number(engine: Engine) -> int:
    with engine.connect() as connection:
        return revision(connection)


def test_the_small_seeds_become_facts(engine: Engine, seeds: Path) -> None:
    report = load_seeds(engine, seeds)
    assert report.changes == 22
    assert (report.revision_before, report.revision) == (0, 1)
    with consistent_read(engine) as connection:
        facts = read_facts(connection, Visibility.PUBLIC, date(2026, 11, 23))
    (service,) = facts.services
    assert service.needs == ("boende_akut",)
    assert dict(service.acceptance) == {
        Group.ADULT_WOMAN: Acceptance.ACCEPTS,
        Group.GIRL: Acceptance.ACCEPTS,
        Group.ADULT_MAN: Acceptance.EXCLUDES,
    }
    assert (service.age_min, service.age_max) == (16, None)
    assert service.languages == ("sv", "en")
    assert service.referral_roles == ("role.socialtjanst",)
    assert service.schedule.rows == (Opening(frozenset(range(5)), 990, 1560),)
    assert service.schedule.as_printed == "vardagar 16.30-02"
    (channel,) = service.channels
    assert (channel.value, channel.display) == ("+46857030720", "08-570 307 20")
    (duty,) = facts.duties
    assert duty.groups == Group.ANY.members, "a wide group stands for its members"
    assert (facts.links[0].source, facts.links[0].target) == ("m-0163-soc", "sv-jour")
    assert facts.conflicts[0].subjects == ("sv-jour:phone",)
    assert facts.organizations[1].provenance.on == date(2026, 1, 1)


def test_the_seeds_that_ship_are_loaded_in_time_and_a_second_time_changes_nothing(engine: Engine) -> None:
    started = time.perf_counter()
    first = load_seeds(engine, folder("seeds"))
    assert time.perf_counter() - started < LONGEST_S
    assert of(first, "places.csv").added == 4295
    written: list[str] = []

    def note(_c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if not sql.startswith(("SELECT", "BEGIN", "PRAGMA")):
            written.append(sql)

    event.listen(engine, "before_cursor_execute", note)
    second = load_seeds(engine, folder("seeds"))
    event.remove(engine, "before_cursor_execute", note)
    assert written == []
    assert (second.changes, second.kept) == (0, 0)
    assert second.revision_before == second.revision == first.revision
    assert [file.same for file in second.files] == [file.added for file in first.files]


def test_a_changed_row_is_changed_and_noted(engine: Engine, seeds: Path) -> None:
    load_seeds(engine, seeds)
    edit(seeds, "services.csv", "adult woman;girl", "adult woman")
    edit(seeds, "channels.csv", "08-570 307 20", "08-523 038 70")
    report = load_seeds(engine, seeds)
    assert (of(report, "services.csv").changed, of(report, "channels.csv").changed, report.changes) == (
        1,
        1,
        2,
    )
    with writing(engine) as session:
        service = session.get_one(Service, "sv-jour")
        assert {said.group for said in service.acceptance} == {Group.ADULT_WOMAN, Group.ADULT_MAN}
        assert service.version == 2, "an editor who has the page open is told"
        assert touched_since(session.connection(), 1, most=10) == {("service", "sv-jour")}


def test_a_row_that_is_gone_goes_with_everything_that_hung_on_it(engine: Engine, seeds: Path) -> None:
    load_seeds(engine, seeds)
    for file in ("services", "channels", "schedules", "coverage", "links", "conflicts"):
        path = seeds / f"{file}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    report = load_seeds(engine, seeds)
    assert sum(file.removed for file in report.files) == 6
    with writing(engine) as session:
        assert session.query(Service).count() == session.query(ServiceAcceptance).count() == 0
        touched = touched_since(session.connection(), 1, most=10)
    assert report.revision == 2, "every process drops it from its answers"
    assert touched is not None
    assert ("service", "sv-jour") in touched


def test_what_somebody_edited_here_is_left_alone(engine: Engine, seeds: Path) -> None:
    load_seeds(engine, seeds)
    with writing(engine) as session:
        session.get_one(Organization, "m-0163-soc").name = "Rättat här"
        service = session.get_one(Service, "sv-jour")
        service.acceptance.append(ServiceAcceptance(group=Group.BOY, acceptance=Acceptance.ASK_FIRST))
        session.commit()
    before = number(engine)
    edit(seeds, "organizations.csv", "m-0163-soc,Socialtjänsten", "m-0163-soc,Ur filen")
    report = load_seeds(engine, seeds)
    assert (report.changes, report.kept, report.revision) == (0, 2, before)
    with writing(engine) as session:
        assert session.get_one(Organization, "m-0163-soc").name == "Rättat här"
        assert len(session.get_one(Service, "sv-jour").acceptance) == 4


def test_an_edited_row_stays_when_its_seed_vanishes_and_so_does_what_it_needs(
    engine: Engine, seeds: Path
) -> None:
    load_seeds(engine, seeds)
    with writing(engine) as session:
        session.get_one(Service, "sv-jour").name = "Rättat här"
        session.commit()
    for file in ("services", "channels", "schedules", "coverage", "links", "conflicts", "holdings"):
        path = seeds / f"{file}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    edit(
        seeds,
        "organizations.csv",
        "m-0163-soc,Socialtjänsten,,municipality,m-0163,,,,false,SCB,2026,source,\n",
        "",
    )
    report = load_seeds(engine, seeds)
    assert of(report, "services.csv").kept == 1
    assert of(report, "organizations.csv") == FileReport("organizations.csv", same=1, kept=1)
    assert of(report, "holdings.csv").removed == 1
    again = load_seeds(engine, seeds)
    assert again.changes == 0


def test_a_record_made_here_is_never_removed(engine: Engine, seeds: Path) -> None:
    load_seeds(engine, seeds)
    with writing(engine) as session:
        session.add(
            Role(id="role.ny", name_sv="Ny", name_en="New", source="Här", confidence=Confidence.CONFIRMED)
        )
        session.commit()
    report = load_seeds(engine, seeds)
    assert (report.changes, report.kept) == (0, 0)
    with writing(engine) as session:
        assert session.get_one(Role, "role.ny").origin is Origin.HERE


def test_an_edit_that_the_seeds_have_caught_up_with_is_no_edit_any_more(engine: Engine, seeds: Path) -> None:
    load_seeds(engine, seeds)
    with writing(engine) as session:
        session.get_one(Organization, "m-0163").name = "Sollentuna stad"
        session.commit()
    edit(seeds, "organizations.csv", "m-0163,Sollentuna kommun", "m-0163,Sollentuna stad")
    assert (load_seeds(engine, seeds).changes, load_seeds(engine, seeds).kept) == (0, 0)
    edit(seeds, "organizations.csv", "m-0163,Sollentuna stad", "m-0163,Sollentuna")
    assert of(load_seeds(engine, seeds), "organizations.csv").changed == 1


def test_seeds_that_contradict_a_record_made_here_change_nothing(engine: Engine, seeds: Path) -> None:
    load_seeds(engine, seeds)
    with writing(engine) as session:
        other = session.get_one(Organization, "m-0163-soc")
        session.add(Schedule(id="mine", organization_id=other.id, as_printed="se webben", source="Här"))
        session.commit()
    before = number(engine)
    edit(seeds, "area_aliases.csv", "SE,Sweden,en,SCB", "SE,Sweden,en,SCB\nSE,Sverige,sv,SCB")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO area_alias (id, area_id, alias, language, source, version, origin)"
            " VALUES ('mine', 'SE', 'Sverige', 'sv', '', 1, 'here')"
        )
    with pytest.raises(SeedError, match="contradict records"):
        load_seeds(engine, seeds)
    assert number(engine) == before


def test_a_seed_that_dies_in_its_middle_changes_nothing(engine: Engine, seeds: Path) -> None:
    def die(_c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if sql.startswith("INSERT INTO link"):
            raise ConnectionResetError

    event.listen(engine, "after_cursor_execute", die)
    with pytest.raises(ConnectionResetError):
        load_seeds(engine, seeds)
    event.remove(engine, "after_cursor_execute", die)
    assert number(engine) == 0
    assert load_seeds(engine, seeds).changes == 22
