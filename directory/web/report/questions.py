"""Questions that somebody follows: saved from an answer, listed with who is called first, and let go again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.finding.fields import question_from_fields
from directory.graph.explain import say_group
from directory.graph.facts import Group, OrganizationId
from directory.graph.name import name_in
from directory.maintaining import following
from directory.maintaining.following import Asked
from directory.model import SavedQuestion
from directory.web.database import reading, writing
from directory.web.form import UNPROCESSABLE, Form
from directory.web.identity import signed_in
from directory.web.language import gettext as _

FIELDS = ("need", "area", "group")


@dataclass(frozen=True, slots=True)
class Called:
    """Whom to call first: a name, and the page of the record; empty for nobody, or for one that is gone."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One question as it is shown. ``before`` is empty where nothing has changed."""

    saved: SavedQuestion
    need: str
    area: str
    group: str
    href: str
    now: tuple[Called, ...]
    before: tuple[Called, ...]


@needs(Permission.QUESTION_SAVE)
def questions() -> Response:
    """List the questions that whoever asks follows."""
    with reading() as session:
        rows = [_row(one) for one in following.list_questions(session, signed_in().account)]
        return make_response(render_template("report/questions.html", rows=rows))


@needs(Permission.QUESTION_SAVE)
def follow() -> Response:
    """Ask whether to follow a question."""
    return _ask(_asked(), Form())


@needs(Permission.QUESTION_SAVE)
def save_question() -> Response:
    """Save it."""
    asked, form, account = _asked(), Form(), signed_in().account
    with writing(account) as session:
        try:
            following.save(session, account, asked, g.snapshot.network, clock.now())
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, ())
            return _ask(asked, form, status=UNPROCESSABLE)
    flash(_("Du bevakar frågan. Du får ett mail om någon annan ska ringas först."))
    return redirect(url_for("report.questions"), 303)


@needs(Permission.QUESTION_SAVE)
def remove_question(question_id: str) -> Response:
    """Stop following it."""
    account = signed_in().account
    with writing(account) as session:
        following.remove(session, account, question_id)
        session.commit()
    flash(_("Du bevakar den inte längre."))
    return redirect(url_for("report.questions"), 303)


def _asked() -> Asked:
    """Return the fields of the question; of a child's age, a status and a residence nothing is taken."""
    fields = {name: request.values.get(name, "") for name in FIELDS}
    question = question_from_fields(fields, g.snapshot, clock.local_now())
    return Asked(question.needs[0], question.area, question.group)


def _ask(asked: Asked, form: Form, *, status: int = 200) -> Response:
    page = render_template(
        "report/follow.html",
        form=form,
        need=_need(asked.need),
        area=g.snapshot.network.name_of(asked.area),
        group=_group(asked.group),
        fields=_fields(asked.need, asked.area, asked.group),
        back=url_for("find.answer", **_fields(asked.need, asked.area, asked.group)),
    )
    return make_response(page, status)


def _fields(need: str, area: str, group: Group) -> dict[str, Any]:
    return {"need": need, "area": area} | ({} if group is Group.ANY else {"group": group.slug})


def _row(saved: SavedQuestion) -> Row:
    network = g.snapshot.network
    return Row(
        saved,
        _need(saved.need_id),
        network.name_of(saved.area_id) if saved.area_id in network.areas else saved.area_id,
        _group(saved.group),
        url_for("find.answer", **_fields(saved.need_id, saved.area_id, saved.group)),
        tuple(_called(name) for name in saved.first.split("\n")),
        tuple(_called(name) for name in saved.before.split("\n")) if saved.changed_at else (),
    )


def _need(name: str) -> str:
    needs_known = g.snapshot.network.needs
    return name_in(needs_known[name], g.lang) if name in needs_known else name


def _group(group: Group) -> str:
    return str(_("alla grupper")) if group is Group.ANY else say_group(group.value, g.lang)


def _called(name: str) -> Called:
    network = g.snapshot.network
    if not name:
        return Called(str(_("ingen känd")))
    if (service := network.services.get(name)) is not None:
        return Called(name_in(service, g.lang), url_for("catalogue.service", service_id=name))
    if (organization := network.organizations.get(OrganizationId(name))) is not None:
        return Called(name_in(organization, g.lang), url_for("catalogue.organization", organization_id=name))
    return Called(str(_("en verksamhet som inte finns kvar")))
