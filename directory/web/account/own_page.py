"""One's own page: who one is here, what one may do, where one is signed in, and what one shows that it is oneself."""

from __future__ import annotations

from flask import render_template

from directory import clock
from directory.access import Permission, needs
from directory.account import session as sessions
from directory.account.code import recovery_codes_left
from directory.membership.granting import list_grants
from directory.model import Account
from directory.web.account.offered import held
from directory.web.account.rights import as_right
from directory.web.account.work import work_of
from directory.web.database import reading
from directory.web.identity import signed_in


@needs(Permission.OWN_READ)
def account() -> str:
    """Show it."""
    who = signed_in()
    with reading() as session:
        row = session.get_one(Account, who.account)
        return render_template(
            "account/account.html",
            who=who,
            account=row,
            rights=[as_right(grant) for grant in list_grants(session, who.account, clock.today())],
            sessions=sessions.list_sessions(session, who.account),
            recovery_codes_left=recovery_codes_left(session, who.account),
            work=work_of(who),
            **held(session, who.account),
        )
