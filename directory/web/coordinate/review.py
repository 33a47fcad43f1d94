"""Proposals: field by field what changes and which answers change with it, and a yes or no from other eyes."""

from __future__ import annotations

from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there, needs
from directory.errors import DirectoryError
from directory.graph.effect import Effect
from directory.maintaining.change import approve as approve_change
from directory.maintaining.change import may_be_undone, needed_to_undo, return_proposal, withdraw_proposal
from directory.maintaining.change import undo as undo_change
from directory.maintaining.effect import effect_of
from directory.maintaining.review import get_change, list_lately, list_waiting, renew
from directory.maintaining.worklist import is_answerable
from directory.model import Account, Changeset, ChangesetKind, ChangesetState
from directory.store.changeset import Clashed, from_json
from directory.web.change import rows_of
from directory.web.coordinate import words
from directory.web.coordinate.gist import gists
from directory.web.coordinate.import_page import run_of
from directory.web.database import borders, engine, reading, writing
from directory.web.identity import signed_in
from directory.web.language import current_language
from directory.web.language import gettext as _

CONFLICT, UNPROCESSABLE = 409, 422
DONE = "done"


@needs(Permission.CHANGE_READ)
def proposals() -> str:
    """List what waits: for one's answer, and what one has proposed oneself."""
    who = signed_in()
    with reading() as session:
        found = list_waiting(session, who, borders())
        return render_template(
            "coordinate/proposals.html",
            mine=[one for one in found if one.made_by == who.account],
            others=[one for one in found if one.made_by != who.account],
            names=_names(session, found),
            gists=gists(session, found),
            may_see_network=_may_see_network(),
            words=words,
        )


@needs(Permission.CHANGE_READ)
def changes() -> str:
    """List what was changed lately, with a way to take it back."""
    who, now = signed_in(), clock.now()
    with reading() as session:
        found = list_lately(session, who, borders(), now)
        return render_template(
            "coordinate/changes.html",
            changes=found,
            names=_names(session, found),
            gists=gists(session, found),
            undoable={
                one.id for one in found if may_be_undone(one, now) and _may(one, needed_to_undo(session, one))
            },
            may_see_network=_may_see_network(),
            words=words,
        )


@needs(Permission.CHANGE_READ)
def proposal(changeset_id: str) -> Response:
    """Show one change: waiting, made, or answered."""
    with reading() as session:
        found = get_change(session, signed_in(), changeset_id, borders())
        run_id = run_of(session, found.id) if found.kind is ChangesetKind.IMPORT else None
        if run_id is not None and _may(found, Permission.IMPORT_RUN):
            # Thousands of rows are looked at line by line, and made beside the answers.
            return redirect(url_for("coordinate.import_run", run_id=run_id, show="waiting"), 303)
        return _page(session, found)


@needs(Permission.CHANGE_APPROVE)
def approve(changeset_id: str) -> Response:
    """Let a proposal hold."""
    who = signed_in()
    with writing(who.account) as session:
        found = get_change(session, who, changeset_id, borders(), Permission.CHANGE_APPROVE)
        try:
            approve_change(session, who, found, _version(), clock.now())
            session.commit()
        except DirectoryError as error:
            return _again(session, changeset_id, error)
        return _done(_("Godkänt. Det gäller nu."), undo=changeset_id)


@needs(Permission.CHANGE_APPROVE)
def send_back(changeset_id: str) -> Response:
    """Send a proposal back, with a reason."""
    who = signed_in()
    with writing(who.account) as session:
        found = get_change(session, who, changeset_id, borders(), Permission.CHANGE_APPROVE)
        try:
            return_proposal(session, who, found, _version(), clock.now(), why=request.form.get("why", ""))
            session.commit()
        except DirectoryError as error:
            return _again(session, changeset_id, error)
        return _done(_("Förslaget är tillbakaskickat. Den som skrev det ser varför."))


@needs(Permission.CHANGE_APPROVE)
def make_anew(changeset_id: str) -> Response:
    """Make a proposal that clashed anew on what stands now, to be looked at once more."""
    who = signed_in()
    with writing(who.account) as session:
        found = get_change(session, who, changeset_id, borders(), Permission.CHANGE_APPROVE)
        try:
            renew(session, found)
            session.commit()
        except DirectoryError as error:
            return _again(session, changeset_id, error)
    flash(_("Förslaget jämförs nu med det som står. Läs det en gång till och godkänn."), DONE)
    return redirect(url_for("coordinate.proposal", changeset_id=changeset_id), 303)


@needs(Permission.OFFER_CHANGE)
def withdraw(changeset_id: str) -> Response:
    """Take back what one has proposed oneself."""
    who = signed_in()
    with writing(who.account) as session:
        found = get_change(session, who, changeset_id, borders())
        try:
            withdraw_proposal(session, who, found, clock.now())
            session.commit()
        except DirectoryError as error:
            return _again(session, changeset_id, error)
        return _done(_("Förslaget är tillbakataget."))


@needs(Permission.CHANGE_UNDO)
def undo(changeset_id: str) -> Response:
    """Make everything as it was before a change."""
    who = signed_in()
    with writing(who.account) as session:
        found = get_change(session, who, changeset_id, borders(), Permission.CHANGE_UNDO)
        found = get_change(session, who, changeset_id, borders(), needed_to_undo(session, found))
        try:
            made = undo_change(session, who, found, clock.now())
            session.commit()
        except DirectoryError as error:
            return _again(session, changeset_id, error)
        flash(_("Ändringen är ångrad."), f"undo-change {made.id}")
        return redirect(url_for("coordinate.changes"), 303)


def _page(
    session: Session,
    found: Changeset,
    *,
    trouble: str = "",
    why_trouble: str = "",
    clashed: Clashed | None = None,
    status: int = 200,
) -> Response:
    who, edits = signed_in(), from_json(found.edits)
    is_waiting = found.state is ChangesetState.WAITING
    effect, clash, refused = _effect(found) if is_waiting and clashed is None else (None, clashed, "")
    author, decider = (session.get(Account, one or "") for one in (found.made_by, found.decided_by))
    return make_response(
        render_template(
            "coordinate/proposal.html",
            one=found,
            rows=rows_of(edits),
            effect=effect,
            clashed=clash,
            trouble=trouble or refused,
            why_trouble=why_trouble,
            why=request.form.get("why", ""),
            author=author.name if author is not None else "",
            decider=decider.name if decider is not None else "",
            is_own=found.made_by == who.account,
            is_waiting=is_waiting,
            may_approve=_may(found, Permission.CHANGE_APPROVE),
            may_undo=may_be_undone(found, clock.now()) and _may(found, needed_to_undo(session, found)),
            may_see_network=_may_see_network(),
            words=words,
        ),
        status,
    )


def _effect(found: Changeset) -> tuple[Effect | None, Clashed | None, str]:
    """Return which answers change if it is approved; or why that cannot be said."""
    snapshot = g.snapshot
    try:
        return (
            effect_of(engine(), from_json(found.edits), snapshot.viewer, network=snapshot.network),
            None,
            "",
        )
    except Clashed as clashed:
        return None, clashed, ""
    except DirectoryError as error:
        return None, None, _said(error)
    except SQLAlchemyError:
        return None, None, _("Vilka svar som ändras går inte att räkna ut just nu.")


def _again(tried: Session, changeset_id: str, error: DirectoryError) -> Response:
    tried.rollback()  # the effect below is tried out in a transaction of its own, which waits for no lock of ours
    with reading() as session:
        found = session.get(Changeset, changeset_id)
        if found is None or error.status not in (CONFLICT, UNPROCESSABLE):
            raise error
        if isinstance(error, Clashed):
            return _page(session, found, clashed=error, status=CONFLICT)
        is_of_reason = error.details.get("field") == "why"
        return _page(
            session,
            found,
            trouble="" if is_of_reason else _said(error),
            why_trouble=_said(error) if is_of_reason else "",
            status=UNPROCESSABLE,
        )


def _said(error: DirectoryError) -> str:
    return str(error.details.get(current_language()) or error.message)


def _may(found: Changeset, permission: Permission) -> bool:
    return is_answerable(signed_in(), found, borders(), permission)


def _may_see_network() -> bool:
    who = signed_in()
    return any(
        grant.area is not None and may_there(who, Permission.NETWORK_READ, borders(), area=grant.area)
        for grant in who.grants
    )


def _names(session: Session, found: list[Changeset]) -> dict[str, str]:
    wanted = {one.made_by for one in found}
    accounts: list[Any] = [session.get(Account, name) for name in sorted(wanted)]
    return {one.id: one.name or "" for one in accounts if one is not None}


def _version() -> int:
    given = request.form.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def _done(said: str, *, undo: str = "") -> Response:
    flash(said, f"undo-change {undo}" if undo else DONE)
    return redirect(url_for("coordinate.proposals"), 303)


_ONE = "/proposals/<changeset_id>"
ROUTES = (
    ("/proposals", "proposals", proposals, ["GET"]),
    (_ONE, "proposal", proposal, ["GET"]),
    (f"{_ONE}/approve", "approve_change", approve, ["POST"]),
    (f"{_ONE}/send-back", "send_back_change", send_back, ["POST"]),
    (f"{_ONE}/anew", "make_change_anew", make_anew, ["POST"]),
    (f"{_ONE}/withdraw", "withdraw_change", withdraw, ["POST"]),
    ("/changes", "changes", changes, ["GET"]),
    ("/changes/<changeset_id>/undo", "undo_change", undo, ["POST"]),
)
