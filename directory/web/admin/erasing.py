"""Erase who an account belonged to, once it has ended. The only thing here that cannot be undone."""

from __future__ import annotations

from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.membership.leaving import erase as erase_account
from directory.membership.people import not_here
from directory.web.admin import told
from directory.web.admin.person import acting_on, check_page, to_people
from directory.web.identity import signed_in


@needs(Permission.ACCOUNT_ERASE)
def ask(account_id: str) -> str:
    """Say what goes and what stays."""
    return check_page("admin/erase.html", account_id, Permission.ACCOUNT_ERASE)


@needs(Permission.ACCOUNT_ERASE)
def erase(account_id: str) -> AnyResponse:
    """Erase name, address and everything that could be signed in with."""
    with acting_on(account_id, Permission.ACCOUNT_ERASE) as (session, found):
        if found.account.is_open:
            raise not_here()
        erase_account(session, found.account, clock.now(), by=signed_in().account)
        session.commit()
    told.tell("erased")
    return to_people()
