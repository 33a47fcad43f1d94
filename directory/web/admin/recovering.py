"""Somebody has lost their phone: take the second factor off the account, after making sure whom one speaks to."""

from __future__ import annotations

from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account.changing import drop_factors
from directory.membership.people import not_here
from directory.web.admin import told
from directory.web.admin.person import acting_on, check_page, to_person
from directory.web.database import site
from directory.web.identity import signed_in


@needs(Permission.ACCOUNT_RECOVER)
def ask(account_id: str) -> str:
    """Say what it does, and remind of making sure who calls."""
    return check_page("admin/recover.html", account_id, Permission.ACCOUNT_RECOVER)


@needs(Permission.ACCOUNT_RECOVER)
def recover(account_id: str) -> AnyResponse:
    """Take every second factor off the account."""
    with acting_on(account_id, Permission.ACCOUNT_RECOVER) as (session, found):
        if not found.account.is_open:
            raise not_here()
        drop_factors(session, found.account, clock.now(), site=site(), actor=signed_in().account)
        session.commit()
    told.tell("recovered")
    return to_person(account_id)
