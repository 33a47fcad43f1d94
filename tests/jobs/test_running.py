"""A job that is due is run by one process, once; one that failed or died is run again; none stops another one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.db import make_engine
from directory.jobs import Job, makers, own_jobs, run_due, running
from directory.jobs.own import SENT_IS_KEPT, deliver
from directory.jobs.running import LEASE, MOST_ATTEMPTS, PAUSE, REMEMBERED, counts_in
from directory.mail import Delivered
from directory.mail.letter import FORMS
from directory.mail.outbox import open_session
from directory.model import JobRun, OutgoingMail
from directory.settings import Settings
from tests.databases import settings_for
from tests.mail.postbox import HOME, NOW, post_one, rows, settings_with

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SETTINGS = settings_with()


class Counted:
    """A job that counts how often it was run, and fails when it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.moments: list[datetime] = []
        self.error = error

    def __call__(self, _engine: Engine, _settings: Settings, now: datetime) -> dict[str, int]:
        self.moments.append(now)
        if self.error is not None:
            raise self.error
        return {"seen": 3}


@pytest.fixture(autouse=True)
def _as_it_logs_by_itself() -> None:
    """Another test of the same process may have made the log say errors only."""
    structlog.reset_defaults()


def runs(engine: Engine) -> list[JobRun]:
    with Session(engine) as session:
        return list(session.scalars(select(JobRun).order_by(JobRun.due_at)))


@pytest.mark.parametrize(
    ("every", "offset", "now", "due"),
    [
        (DAY, timedelta(0), "2026-11-23T09:00", "2026-11-23T00:00"),
        (DAY, 2 * HOUR, "2026-11-23T01:59", "2026-11-22T02:00"),
        (DAY, 2 * HOUR, "2026-11-23T02:00", "2026-11-23T02:00"),
        (HOUR, timedelta(0), "2026-11-23T09:59", "2026-11-23T09:00"),
        (DAY, timedelta(0), "2025-06-01T09:00", "2025-06-01T00:00"),
    ],
)
def test_a_job_is_due_at_its_hour(every: timedelta, offset: timedelta, now: str, due: str) -> None:
    job = Job("x", every, Counted(), offset)
    assert job.due_at(datetime.fromisoformat(f"{now}+00:00")) == datetime.fromisoformat(f"{due}+00:00")


def test_a_job_is_run_once_each_time_that_it_is_due(engine: Engine) -> None:
    daily = Counted()
    jobs = (Job("daily", DAY, daily),)
    for now in (NOW, NOW + timedelta(minutes=1), NOW + 2 * HOUR, NOW + DAY, NOW + DAY + HOUR):
        run_due(engine, SETTINGS, jobs, now)
    assert daily.moments == [NOW, NOW + DAY]


def test_a_job_that_was_missed_for_a_week_is_run_once(engine: Engine) -> None:
    daily = Counted()
    jobs = (Job("daily", DAY, daily),)
    run_due(engine, SETTINGS, jobs, NOW)
    run_due(engine, SETTINGS, jobs, NOW + 7 * DAY)
    run_due(engine, SETTINGS, jobs, NOW + 7 * DAY)
    assert len(daily.moments) == 2


def test_a_job_that_fails_stops_no_other_one_and_tells_only_its_class(engine: Engine) -> None:
    failing, other = Counted(LookupError("eva@example.org canary")), Counted()
    with structlog.testing.capture_logs() as lines:
        done = run_due(engine, SETTINGS, (Job("a", DAY, failing), Job("b", DAY, other)), NOW)
    assert [(ran.name, ran.trouble, ran.counts) for ran in done] == [
        ("a", "LookupError", {}),
        ("b", "", {"seen": 3}),
    ]
    assert [(line["event"], line["job"]) for line in lines] == [("job_failed", "a"), ("job_done", "b")]
    assert all(line["ms"] >= 0 for line in lines)
    assert "canary" not in repr(lines)
    assert [(run.name, run.trouble) for run in runs(engine)] == [("a", "LookupError"), ("b", "")]


def test_a_job_that_failed_is_tried_again_after_a_pause_that_grows(engine: Engine) -> None:
    failing = Counted(OSError())
    jobs = (Job("daily", DAY, failing),)
    for minute in range(60):
        run_due(engine, SETTINGS, jobs, NOW + timedelta(minutes=minute))
    minutes = [int((moment - NOW) / timedelta(minutes=1)) for moment in failing.moments]
    assert minutes == [0, 5, 15, 30, 50]
    failing.error = None
    for minute in range(60, 120):
        run_due(engine, SETTINGS, jobs, NOW + timedelta(minutes=minute))
    assert len(failing.moments) == 6
    assert runs(engine)[0].trouble == ""


def test_a_job_that_never_works_waits_for_its_next_day(engine: Engine) -> None:
    failing = Counted(OSError())
    jobs = (Job("weekly", 7 * DAY, failing),)
    start = jobs[0].due_at(NOW)
    for hour in range(24 * 6):
        run_due(engine, SETTINGS, jobs, start + hour * HOUR)
    assert len(failing.moments) == MOST_ATTEMPTS
    run_due(engine, SETTINGS, jobs, start + 7 * DAY)
    assert len(failing.moments) == MOST_ATTEMPTS + 1
    assert PAUSE < LEASE


class Killed(BaseException):
    """The process ends in the middle of a job."""


def test_a_job_whose_process_died_is_taken_over(engine: Engine) -> None:
    def die(*_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        run_due(engine, SETTINGS, (Job("daily", DAY, die),), NOW)
    daily = Counted()
    jobs = (Job("daily", DAY, daily),)
    run_due(engine, SETTINGS, jobs, NOW + LEASE - timedelta(seconds=1))
    assert daily.moments == []
    run_due(engine, SETTINGS, jobs, NOW + LEASE)
    assert daily.moments == [NOW + LEASE]


def race(engine: Engine) -> int:
    daily = Counted()
    jobs = [Job(f"job{number}", DAY, daily) for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        for each in [pool.submit(run_due, engine, SETTINGS, jobs, NOW) for _ in range(4)]:
            each.result()
    return len(daily.moments)


def test_four_processes_at_the_same_moment_run_a_job_once(engine: Engine) -> None:
    assert race(engine) == 20


def test_a_claim_that_everybody_gets_would_be_seen(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_claim", lambda _engine, job, now: (job.due_at(now), 1))
    assert race(engine) == 80


def test_runs_are_not_remembered_for_ever(engine: Engine) -> None:
    jobs = (Job("daily", DAY, Counted()),)
    for day in range(50):
        run_due(engine, SETTINGS, jobs, NOW + day * DAY)
    assert len(runs(engine)) == REMEMBERED / DAY + 1


def test_a_database_that_is_away_fails_the_job_and_nothing_else(tmp_path: object) -> None:
    away = make_engine(settings_for(f"sqlite:///{tmp_path}/none.db"))
    (ran,) = run_due(away, SETTINGS, (Job("daily", DAY, Counted()),), NOW)
    assert ran.trouble == "OperationalError"


@pytest.mark.parametrize(
    ("result", "counts"),
    [
        (Delivered(sent=2, dead=1), {"sent": 2, "failed": 0, "dead": 1, "dropped": 0}),
        (7, {"count": 7}),
        ({"sent": 1, "to": "eva@example.org", "is_done": True}, {"sent": 1}),
        ("eva@example.org", {}),
        (None, {}),
    ],
)
def test_only_numbers_of_what_a_job_returns_can_reach_a_log(result: object, counts: dict[str, int]) -> None:
    assert counts_in(result) == counts


def test_jobs_of_the_program_have_different_names() -> None:
    names = [job.name for job in own_jobs()]
    assert len(names) == len(set(names))
    assert "mail" in names
    assert max(map(len, names)) <= 60


def test_every_late_letter_has_somebody_who_makes_its_words() -> None:
    late = {kind for kind, form in FORMS.items() if form.is_late}
    assert set(makers(SETTINGS)) == late


def test_the_head_of_the_ledger_and_retention_are_seen_to_every_day(engine: Engine, tmp_path: Path) -> None:
    settings = settings_for(engine.url, snapshot_folder=tmp_path, mail="file")
    done = {ran.name: ran.trouble for ran in run_due(engine, settings, own_jobs(), NOW)}
    assert done == {job.name: "" for job in own_jobs()}
    assert {"mail", "ledger-head", "retention"} <= done.keys()
    run_due(engine, settings, own_jobs(), NOW + DAY)
    (heads,) = tmp_path.glob("*.tsv")
    assert [line[:10] for line in heads.read_text().splitlines()] == ["2026-11-23", "2026-11-24"]


def test_letters_are_delivered_and_their_addresses_forgotten_after_a_month(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post_one(engine)
    settings = settings_for(engine.url, snapshot_folder=tmp_path, base_url=HOME)
    assert deliver(engine, settings, NOW) == Delivered(sent=1)
    assert "eva@example.org" in capsys.readouterr().err
    run_due(engine, settings, own_jobs(), NOW + SENT_IS_KEPT - DAY)
    assert len(rows(engine)) == 1
    run_due(engine, settings, own_jobs(), NOW + SENT_IS_KEPT + DAY)
    assert rows(engine) == []


def test_a_letter_that_was_given_up_is_forgotten_after_a_month_too(engine: Engine, tmp_path: Path) -> None:
    letter = post_one(engine)
    with open_session(engine) as session:
        session.get_one(OutgoingMail, letter).dead_at = NOW
        session.commit()
    settings = settings_for(engine.url, snapshot_folder=tmp_path, base_url=HOME)
    run_due(engine, settings, own_jobs(), NOW + SENT_IS_KEPT - DAY)
    assert len(rows(engine)) == 1
    run_due(engine, settings, own_jobs(), NOW + SENT_IS_KEPT + DAY)
    assert rows(engine) == []
