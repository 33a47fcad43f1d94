"""The start page: one sentence, or the same in fields.

The sentence comes by POST, is read into fields and thrown away. Nothing that this module returns repeats it; only
the words that were not understood stand in the one reply to whoever wrote them (docs/decisions/0010).
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from directory.access import Permission, needs
from directory.asking import NoteCode, Reading
from directory.clock import local_now
from directory.errors import BadQuestion, PersonalData
from directory.finding.fields import fields_of
from directory.finding.moment import write_moment
from directory.finding.person import STATUS_NAMES, read_age, read_group, read_status
from directory.finding.reading import question_from_reading, read_sentence
from directory.finding.remark import contradictions_of, notes_of
from directory.graph.facts import Group
from directory.graph.question import ABROAD
from directory.store.snapshot import Snapshot
from directory.web.find.check import check_page
from directory.web.find.facet import Pairs, answer_href, area_name, need_name
from directory.web.find.form import Form, form_after
from directory.web.find.page import How, answer_page
from directory.web.find.script import lower_first, who
from directory.web.find.told import Told
from directory.web.language import gettext as _

TOLD = frozenset({NoteCode.ACCOMPANYING_CHILDREN, NoteCode.CALLER_PLACE})
"""Notes that can change whom to call, and that no field holds."""

EXAMPLES: tuple[Pairs, ...] = (
    [("need", "boende_akut"), ("area", "0123"), ("group", "girl"), ("age", "16")],
    [("need", "radgivning_yrkesverksamma"), ("area", "0880"), ("group", "boy"), ("age", "15")],
    [("need", "atervandande"), ("area", "2580"), ("group", "adult-woman")],
    [("need", "vard_akut"), ("area", "1280"), ("group", "adult-man"), ("status", "no_permit")],
)
"""Questions to try: a child at night, a boy where the county has its own on-call, going home, care without papers."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question as a link: its words, and the address of its answer."""

    words: str
    href: str


@needs(Permission.ANSWER_READ)
def ask() -> str:
    """Show the question as a form."""
    return ask_page(Form([], g.snapshot, g.lang))


@needs(Permission.ANSWER_READ)
def ask_sentence() -> AnyResponse:
    """Read the sentence, and lead on to the answer to its fields."""
    now = local_now()
    snapshot: Snapshot = g.snapshot
    try:
        reading = read_sentence(request.form.get("q", ""), snapshot, now)
    except BadQuestion as error:
        return make_response(ask_page(form_after(error, [], snapshot, g.lang)), error.status)
    try:
        question = question_from_reading(reading, snapshot, now)
    except PersonalData as error:
        return make_response(ask_page(form_after(error, [], snapshot, g.lang)), error.status)
    except BadQuestion as error:
        told = Told(reading.not_understood, tuple(note.text for note in notes_of(reading, g.lang)))
        return check_page(form_after(error, pairs_of(reading), snapshot, g.lang), told)
    pairs = fields_of(question, with_time=reading.at is not None)
    if not has_to_be_told(reading):
        return redirect(answer_href(pairs), 303)
    how = How(told=told_by(reading, g.lang))
    response = make_response(answer_page(question, pairs, snapshot, g.lang, how))
    # The page belongs to the address of its fields: htmx puts that one into the history in place of this reply.
    response.headers["HX-Push-Url"] = response.headers["Content-Location"] = answer_href(pairs)
    return response


def has_to_be_told(reading: Reading) -> bool:
    """Whether something about the reading would be lost on the way to an address that holds only the fields."""
    return bool(reading.not_understood or reading.contradictions or TOLD & set(reading.notes))


def told_by(reading: Reading, lang: str) -> Told:
    """Return what whoever wrote the sentence should know about how it was read."""
    remarks = [*contradictions_of(reading, lang), *notes_of(reading, lang)]
    return Told(reading.not_understood, tuple(remark.text for remark in remarks))


def pairs_of(reading: Reading) -> Pairs:
    """Return as fields whatever was understood of a sentence that is not a whole question."""
    pairs: Pairs = [("need", str(need)) for need in reading.needs]
    if isinstance(reading.residence, str):
        pairs.append(("residence", ABROAD))
    for name, match in (("area", reading.area), ("residence", reading.residence)):
        if isinstance(match, str):
            continue
        meant = {choice.area for choice in match.choices} if match is not None else set()
        if match is not None and len(meant) == 1 and match.kind != "none":
            pairs.append((name, str(match.choices[0].area)))
    if reading.group is not Group.ANY:
        pairs.append(("group", reading.group.slug))
    if reading.age is not None:
        pairs.append(("age", str(reading.age)))
    if reading.status is not None:
        pairs.append(("status", reading.status.value))
    if reading.at is not None:
        pairs.append(("at", write_moment(reading.at)))
    return [*pairs, *(("language", code) for code in reading.languages)]


def ask_page(form: Form) -> str:
    """Return the start page with *form* as its fields."""
    return render_template("find/ask.html", form=form, examples=examples(form.snapshot, form.lang))


def examples(snapshot: Snapshot, lang: str) -> list[Example]:
    """Return questions to try, of those whose needs and places the directory knows."""
    network = snapshot.network
    return [
        Example(_words(pairs, snapshot, lang), answer_href(pairs))
        for pairs in EXAMPLES
        if all(value in network.needs for name, value in pairs if name == "need")
        and all(value in network.areas for name, value in pairs if name == "area")
    ]


def _words(pairs: Pairs, snapshot: Snapshot, lang: str) -> str:
    said = dict(pairs)
    person = who(read_group(said.get("group")), read_age(said.get("age")))
    need = need_name(said["need"], snapshot, lang)
    status = read_status(said.get("status"))
    if status is not None:
        person = f"{person}, {STATUS_NAMES[status][0 if lang == 'sv' else 1]}"
    return _(
        "%(need)s: %(person)s, i %(place)s",
        need=need,
        person=lower_first(person),
        place=area_name(said["area"], snapshot),
    )


@needs(Permission.ABOUT_READ)
def keyboard() -> str:
    """Show what keys there are."""
    return render_template("find/keyboard.html")
