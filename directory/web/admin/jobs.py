"""What the program does without being asked: when each job ran last, how it went, and when it is due again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account.complaint import Refused
from directory.errors import NotFound
from directory.jobs import Job, own_jobs
from directory.jobs.again import LastRun, ask_again, last_runs
from directory.web.admin import told
from directory.web.database import engine, writing
from directory.web.identity import signed_in

WORDS: Mapping[str, object] = {
    "mail": lazy_gettext("Skickar brev som väntar"),
    "import": lazy_gettext("Läser in filer som någon har bett om"),
    "ledger-head": lazy_gettext("Skriver loggens senaste rad till en fil utanför databasen"),
    "room": lazy_gettext("Låter uppgifter om lediga platser bli okända när tiden har gått ut"),
    "retention": lazy_gettext("Avslutar och raderar kontaktpersoner vars tid har gått ut"),
    "clearing": lazy_gettext("Rensar avslutade inloggningar och gamla spärrar"),
    "campaigns": lazy_gettext("Skickar utskick och påminnelser i kampanjer"),
    "saved-questions": lazy_gettext("Säger till när första kontakten i en sparad fråga har ändrats"),
    "inquiries": lazy_gettext("Frågar organisationer om deras uppgifter fortfarande stämmer"),
    "rights": lazy_gettext("Påminner om rättigheter som går ut, och avslutar dem"),
    "digest": lazy_gettext("Skickar sammanfattningar i stället för enstaka mail"),
    "quota": lazy_gettext("Glömmer vilka kontakter som visades före i dag"),
    "sent-mail": lazy_gettext("Glömmer adresser i brev som är skickade för länge sedan"),
    "saved-snapshots": lazy_gettext("Sparar det senaste till när databasen inte går att nå"),
    "old-files": lazy_gettext("Kastar filer som ingen har läst in"),
}
"""What each job does."""


@dataclass(frozen=True, slots=True)
class JobShown:
    """A job in the list. ``last`` None: it has not run yet, or keeps no record of it."""

    name: str
    words: str
    every: timedelta
    is_constant: bool
    last: LastRun | None
    next_at: datetime


@needs(Permission.JOB_READ)
def jobs() -> str:
    """List every job of the program."""
    now = clock.now()
    runs = last_runs(engine(), now)
    return render_template(
        "admin/jobs.html",
        told=told.line(),
        jobs=[_shown(job, runs.get(job.name), now) for job in own_jobs()],
    )


@needs(Permission.JOB_RUN)
def back(job_name: str) -> AnyResponse:  # noqa: ARG001 the route names it
    """Return to the list."""
    return redirect(url_for("admin.jobs"), 303)


@needs(Permission.JOB_RUN)
def run(job_name: str) -> AnyResponse:
    """Have a job run once more."""
    who = signed_in()
    job = next((one for one in own_jobs() if one.name == job_name), None)
    if job is None:
        sv = "Det finns inget sådant jobb."
        raise NotFound(sv, sv=sv, en="There is no such job.")
    with writing(who.account) as session:
        try:
            ask_again(session, job, clock.now())
        except Refused:
            told.tell("job_asked_before")
            return redirect(url_for("admin.jobs"), 303)
        session.commit()
    _wake(job_name)
    told.tell("job_asked")
    return redirect(url_for("admin.jobs"), 303)


def _wake(name: str) -> None:
    """Wake a worker; asleep, it looks within a minute."""
    workers = current_app.extensions.get("jobs")
    if workers is None:
        return
    try:
        workers.queue.wish(name)
    except Exception as error:  # the queue is a file that may be away; what is due stands in the database
        current_app.logger.warning("worker not woken: %s", type(error).__name__)


def _shown(job: Job, last: LastRun | None, now: datetime) -> JobShown:
    return JobShown(
        job.name,
        str(WORDS.get(job.name, job.name)),
        job.every,
        job.is_leased,
        last,
        job.due_at(now) + job.every,
    )
