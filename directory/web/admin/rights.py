"""Renew a right, or end it. Each takes one click; none is asked for twice, since a right can be given again."""

from __future__ import annotations

from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.errors import NotFound
from directory.membership import granting
from directory.membership.people import get_person
from directory.web.admin import told
from directory.web.admin.person import to_people, to_person
from directory.web.database import borders, reading, site, writing
from directory.web.identity import signed_in


@needs(Permission.MEMBER_CHANGE)
def back(account_id: str, grant_id: str) -> AnyResponse:  # noqa: ARG001 the route names it
    """Return to the person: whoever had to show who they are comes back here, and clicks once more."""
    return to_person(account_id)


@needs(Permission.MEMBER_CHANGE)
def renew(account_id: str, grant_id: str) -> AnyResponse:
    """Let a right hold for another year."""
    return _act(account_id, grant_id, is_end=False)


@needs(Permission.MEMBER_CHANGE)
def end(account_id: str, grant_id: str) -> AnyResponse:
    """End a right."""
    return _act(account_id, grant_id, is_end=True)


def _act(account_id: str, grant_id: str, *, is_end: bool) -> AnyResponse:
    who, now, around = signed_in(), clock.now(), borders()
    with writing(who.account) as session:
        try:
            grant = granting.get_grant(session, who, grant_id, around, clock.today())
        except NotFound:
            if not granting.has_ended(session, who, grant_id, around):
                raise
            told.tell("right_ended_before")
            return _after(account_id)
        if grant.account_id != account_id:
            raise NotFound(
                "Rättigheten finns inte.", sv="Rättigheten finns inte.", en="There is no such right."
            )
        if is_end:
            granting.end(session, grant, now, by=who.account, site=site())
        else:
            granting.renew(session, grant, by=who.account, today=clock.today())
        session.commit()
    told.tell("right_ended" if is_end else "renewed")
    return _after(account_id)


def _after(account_id: str) -> AnyResponse:
    """Go to the person; to the list when that was the last of what the viewer stood over."""
    with reading() as database:
        try:
            get_person(database, signed_in(), account_id, borders(), clock.today())
        except NotFound:
            return to_people()
    return to_person(account_id)
