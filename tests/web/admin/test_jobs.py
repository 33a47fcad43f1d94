"""An administrator sees what the program does by itself, and has a job run once more."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.clock import now
from directory.jobs import own_jobs, run_job
from directory.jobs.again import last_runs
from directory.jobs.job import Job
from directory.ledger import Act
from directory.model import LedgerEntry
from directory.web.admin.jobs import WORDS
from tests.web.account.signing_in import site_on, site_settings
from tests.web.admin.signed import Signed, make_member

JOBS = "/admin/jobs"


def administrator(engine: Engine) -> Signed:
    site: Flask = site_on(engine)
    return Signed(site, engine, make_member(engine, "Ada Admin", Role.ADMINISTRATOR))


def job(name: str) -> Job:
    return next(one for one in own_jobs() if one.name == name)


def test_every_job_says_what_it_does_in_words() -> None:
    assert {one.name for one in own_jobs()} == set(WORDS)


def test_an_administrator_has_a_job_run_once_more_and_it_runs_once(engine: Engine) -> None:
    ada, settings = administrator(engine), site_settings(engine)
    assert "Har inte körts ännu" in ada.get(JOBS).words
    assert run_job(engine, settings, job("quota"), now()) is not None
    assert run_job(engine, settings, job("quota"), now()) is None, "it is not due"
    page = ada.follow(f"{JOBS}/quota/run", on=JOBS)
    assert "Jobbet körs nu" in page.words
    again = ada.follow(f"{JOBS}/quota/run", on=JOBS)
    assert "Jobbet körs redan" in again.words
    assert run_job(engine, settings, job("quota"), now()) is not None
    assert run_job(engine, settings, job("quota"), now()) is None, "once"
    last = last_runs(engine, now())["quota"]
    assert last.finished_at is not None
    assert "gick bra" in ada.get(JOBS).words
    with Session(engine) as reading:
        asked = reading.scalars(select(LedgerEntry.record).where(LedgerEntry.act == Act.JOB_RUN_AGAIN)).all()
    assert asked == ["quota"]


def test_a_job_that_failed_says_so(engine: Engine) -> None:
    ada = administrator(engine)

    def fails(*_given: object) -> None:
        raise RuntimeError

    broken = Job("quota", job("quota").every, fails, offset=job("quota").offset)
    run_job(engine, site_settings(engine), broken, now())
    assert "RuntimeError" in ada.get(JOBS).words
    assert "gick inte" in ada.get(JOBS).words
