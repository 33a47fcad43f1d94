"""A coordinator reads a file in on the pages, another one approves what waits, and a table is taken out."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import now
from directory.interchange.table.running import work_on
from directory.jobs import importing
from directory.ledger import Act
from directory.model import Channel, ImportRun, ImportState, LedgerEntry, Service
from directory.store.session import writing
from tests.interchange.table.brought import file_of
from tests.interchange.table.conftest import haven as haven  # noqa: PLC0414 a fixture of theirs
from tests.web.account.signing_in import site_on
from tests.web.admin.signed import TOKEN, Member, Signed

HEAD = ("Organisation", "Tjänst", "Behov", "Kommun", "Telefon")
LIST = "/coordinate/imports"


def signed(site: Flask, engine: Engine, name: str) -> Signed:
    return Signed(site, engine, Member(name, name.title(), f"{name}@example.org"))


@pytest.fixture
def site(haven: Engine) -> Flask:
    return site_on(haven)


def bring(somebody: Signed, content: bytes, name: str = "stod.csv") -> tuple[int, str]:
    token = TOKEN.search(somebody.client.get(LIST).text)
    assert token
    reply = somebody.client.post(
        LIST,
        data={"csrf_token": token[1], "file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )
    return reply.status_code, reply.headers.get("Location", "") or reply.text


def worked(engine: Engine, path: str) -> None:
    work_on(engine, path.rsplit("/", 1)[1], now())


def test_a_coordinator_reads_a_file_in_and_another_one_approves_what_waits(
    site: Flask, haven: Engine
) -> None:
    first, second = signed(site, haven, "coordinator"), signed(site, haven, "second")
    content = file_of(
        HEAD,
        ("Haven", "Advice", "juridik", "Sollentuna", "08-465 004 31"),
        ("Haven", "Advice två", "hokus pokus", "Sollentuna", ""),
        encoding="cp1252",
    )
    status, path = bring(first, content)
    assert status == 303
    page = first.get(path)
    assert "Vad betyder kolumnerna?" in page.words
    columns = {
        f"column-{n}": name for n, name in enumerate(("organization", "service", "needs", "areas", "phone"))
    }
    again = first.refused(path, {**columns, "column-4": "areas"}, on=path)
    assert "är vald för" in again.words
    page = first.follow(path, columns, on=path)
    assert "Det pågår" in page.words
    told = first.client.get(f"{path}/progress").get_json()
    assert told["is_working"] is True
    worked(haven, path)
    page = first.get(path)
    assert "0 nya, 1 ändrad, 0 lika, 1 fel" in page.words
    assert "Behovet ”hokus pokus” känns inte igen" in first.get(f"{path}?show=error").words
    assert "hokus" not in first.get(f"{path}?show=changed").words
    lines = list(csv.reader(io.StringIO(first.client.get(f"{path}/lines").text), delimiter=";"))
    assert [line[0] for line in lines[1:]] == ["2", "3"]
    first.follow(f"{path}/apply", on=path)
    worked(haven, path)
    assert "väntar något på att en annan samordnare" in first.get(path).words
    assert first.send(f"{path}/approve", on=path).status_code == 422
    with Session(haven) as reading:
        proposal = reading.scalar(select(ImportRun.proposal_id))
    led = second.client.get(f"/coordinate/proposals/{proposal}")
    assert led.headers["Location"] == f"{path}?show=waiting"
    assert "08-465 004 31" in second.get(f"{path}?show=waiting").words
    second.follow(f"{path}/approve", on=path)
    worked(haven, path)
    assert "Det som väntade är godkänt" in second.get(path).words
    with Session(haven) as reading:
        assert reading.scalar(select(Channel.id).where(Channel.value == "+46846500431"))
    second.follow(f"{path}/undo", on=path)
    worked(haven, path)
    assert "Inläsningen är ångrad" in first.get(path).words
    with Session(haven) as reading:
        assert not reading.scalar(select(Channel.id).where(Channel.value == "+46846500431"))
        assert reading.get_one(Service, "advice").needs == []
    assert "stod.csv" in first.get(LIST).words


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "Filen är tom"), (b"%PDF-1.7", "ingen tabell"), (b"x" * (5 * 1024 * 1024 + 1), "större än 5 MB")],
)
def test_a_file_that_cannot_be_read_is_told_at_its_field(
    site: Flask, haven: Engine, content: bytes, sentence: str
) -> None:
    status, page = bring(signed(site, haven, "coordinator"), content)
    assert status == 422
    assert sentence in page
    with Session(haven) as reading:
        assert reading.scalars(select(ImportRun)).all() == []


def test_nobody_but_a_coordinator_may_send_a_large_body(site: Flask, haven: Engine) -> None:
    def body() -> dict[str, object]:
        return {"file": (io.BytesIO(b"x" * 200_000), "a.csv")}

    assert site.test_client().post(LIST, data=body()).status_code == 403
    owner, coordinator = signed(site, haven, "owner"), signed(site, haven, "coordinator")
    assert owner.client.post(LIST, data=body()).status_code == 403
    assert coordinator.client.post("/account/sign-out", data=body()).status_code == 413


def test_a_coordinator_takes_a_table_out_and_it_stands_in_the_log(site: Flask, haven: Engine) -> None:
    first = signed(site, haven, "coordinator")
    with writing(haven) as session:
        session.get_one(Service, "advice").referral = "=cmd|' /C calc'!A0"
        session.commit()
    form = "/coordinate/export"
    assert "rader" in first.get(form).words
    reply = first.send(form, {"what": "all", "format": "csv", "act": "take"}, on=form)
    assert reply.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(reply.text.removeprefix("\ufeff")), delimiter=";"))
    assert "coordinator" in rows[0][0]
    cells = [cell for row in rows[2:] for cell in row]
    assert "Advice" in cells
    assert "'=cmd|' /C calc'!A0" in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    shelter = next(row for row in rows if "shelter" in row)
    assert "070-174 06 42" not in " ".join(shelter), "its number is restricted"
    found = json.loads(first.send(form, {"what": "services", "format": "json"}, on=form).text)
    assert {row["service"] for row in found["rows"]} == {"Advice", "Shelter"}
    book = first.send(form, {"what": "organizations", "format": "xlsx"}, on=form)
    assert book.data.startswith(b"PK")
    with Session(haven) as reading:
        acts = reading.scalars(select(LedgerEntry.actor).where(LedgerEntry.act == Act.TABLE_EXPORTED)).all()
    assert acts == ["coordinator"] * 3


def test_a_coordinator_takes_the_work_list_and_the_coverage_in_any_format(site: Flask, haven: Engine) -> None:
    first, form = signed(site, haven, "coordinator"), "/coordinate/export"
    assert "Ta ut som fil" in first.get("/coordinate/work").words
    work = json.loads(first.send(form, {"what": "work", "format": "json"}, on=form).text)["rows"]
    assert {row["name"] for row in work} & {"Haven", "Office"}
    assert all(row["task"] for row in work)
    reply = first.send(form, {"what": "coverage", "format": "csv"}, on=form)
    rows = list(csv.reader(io.StringIO(reply.text.removeprefix("\ufeff")), delimiter=";"))
    assert {row[0] for row in rows[2:]} == {"Sollentuna", "Stockholm"}
    assert len({len(row) for row in rows[1:]}) == 1
    for what in ("work", "coverage"):
        assert first.send(form, {"what": what, "format": "xlsx"}, on=form).data.startswith(b"PK")


def test_files_that_nobody_read_in_are_thrown_away_after_a_week(site: Flask, haven: Engine) -> None:
    first = signed(site, haven, "coordinator")
    _status, path = bring(first, file_of(HEAD, ("Haven", "Advice", "juridik", "", "")))
    settings = site.extensions["settings"]
    assert importing.forget_old(haven, settings, now() + importing.LEFT) == {"files": 0, "results": 0}
    later = now() + importing.LEFT * 2
    assert importing.forget_old(haven, settings, later) == {"files": 1, "results": 0}
    with Session(haven) as reading:
        run = reading.get_one(ImportRun, path.rsplit("/", 1)[1])
        assert (run.state, run.content) == (ImportState.DISMISSED, None)


def test_the_job_reads_a_file_in_a_process_of_its_own(site: Flask, haven: Engine) -> None:
    first = signed(site, haven, "coordinator")
    _status, path = bring(first, file_of(HEAD, ("Haven", "Advice", "juridik", "Sollentuna", "")))
    first.follow(path, {"column-0": "organization", "column-1": "service", "column-2": "needs"}, on=path)
    assert importing.run(haven, site.extensions["settings"], now()) == {"runs": 1}
    assert "0 nya, 1 ändrad" in first.get(path).words
    assert importing.run(haven, site.extensions["settings"], now()) == {"runs": 0}


def test_a_process_that_was_ended_is_told_at_its_file(
    site: Flask, haven: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = signed(site, haven, "coordinator")
    _status, path = bring(first, file_of(HEAD, ("Haven", "Advice", "juridik", "", "")))
    first.follow(path, {"column-0": "organization", "column-1": "service"}, on=path)

    def ended(*_given: object, **_more: object) -> object:
        raise importing.TookTooLong

    monkeypatch.setattr(importing, "run_apart", ended)
    importing.run(haven, site.extensions["settings"], now())
    assert "Arbetet avbröts innan det var klart" in first.get(path).words
