"""Somebody leaves: a page that says who and what ends, and one click that ends it all. And the way back."""

from __future__ import annotations

from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.errors import NotFound
from directory.membership.leaving import enable as open_again
from directory.membership.leaving import end_everything
from directory.membership.people import has_left
from directory.web.admin import told
from directory.web.admin.person import acting_on, check_page, to_people, to_person
from directory.web.database import borders, reading, site
from directory.web.identity import signed_in


@needs(Permission.MEMBER_END)
def ask(account_id: str) -> str | AnyResponse:
    """Show what would end."""
    try:
        return check_page("admin/end.html", account_id, Permission.MEMBER_END)
    except NotFound:
        if not _was_faster(account_id):
            raise
        return _ended_before()


@needs(Permission.MEMBER_END)
def end(account_id: str) -> AnyResponse:
    """End everything that somebody has, at once."""
    try:
        with acting_on(account_id, Permission.MEMBER_END) as (session, found):
            if not found.account.is_open:
                told.tell("ended_before")
                return to_person(account_id)
            end_everything(session, found.account, clock.now(), by=signed_in().account, site=site())
            session.commit()
    except NotFound:
        if not _was_faster(account_id):
            raise
        return _ended_before()
    told.tell("ended")
    return to_people()


@needs(Permission.ACCOUNT_ENABLE)
def ask_enable(account_id: str) -> AnyResponse:
    """Return to the person: whoever had to show who they are comes back here, and clicks once more."""
    return to_person(account_id)


@needs(Permission.ACCOUNT_ENABLE)
def enable(account_id: str) -> AnyResponse:
    """Open an account that was ended; its rights stay ended."""
    with acting_on(account_id, Permission.ACCOUNT_ENABLE) as (session, found):
        if not found.account.is_open:
            open_again(session, found.account, by=signed_in().account)
            session.commit()
    told.tell("enabled")
    return to_person(account_id)


def _was_faster(account_id: str) -> bool:
    """Tell whether somebody else ended the account, that the viewer stood over until then."""
    with reading() as database:
        return has_left(database, signed_in(), account_id, borders())


def _ended_before() -> AnyResponse:
    told.tell("ended_before")
    return to_people()
