"""Recovery codes: shown once, to be written down or printed, and made anew."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import changing
from directory.account.code import recovery_codes_left
from directory.model import Account
from directory.web import sealed
from directory.web.account.entered import start_anew, way_back
from directory.web.database import reading, site, writing
from directory.web.identity import signed_in

CODES = "recovery_codes"
"""Where the codes stand until their owner says that they are saved: in nobody's database, and not in an address."""


def show_once(account_id: str, codes: list[str]) -> None:
    """Have the page of recovery codes show *codes*, also after a reload, until they are said to be saved."""
    sealed.keep(CODES, account_id, codes)


@needs(Permission.OWN_READ)
def codes() -> AnyResponse | str:
    """Show the new codes; else how many are left, and how to make new ones."""
    who = signed_in()
    shown = sealed.kept(CODES, who.account)
    with reading() as session:
        left = recovery_codes_left(session, who.account)
    return render_template("account/recovery_codes.html", codes=shown, left=left)


@needs(Permission.OWN_SECURE)
def make_new() -> AnyResponse:
    """Make new codes; the old ones are dead."""
    now, who = clock.now(), signed_in()
    with writing(who.account) as session:
        made = changing.renew_recovery_codes(session, session.get_one(Account, who.account), now, site=site())
        session.commit()
    show_once(who.account, made)
    return redirect(url_for("account.recovery_codes"), 303)


@needs(Permission.OWN_SECURE)
def saved() -> AnyResponse:
    """Show the codes no more, and go on to where their owner was going."""
    back = way_back()
    start_anew()
    return redirect(back, 303)
