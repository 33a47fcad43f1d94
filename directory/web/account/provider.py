"""Signing in at an identity provider, and what else somebody goes there for: to link it, to show anew, to accept.

The way there begins at a press of a button on a page of ours, and ends at one address, which knows from the browser's
own cookie what it was for.
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from flask import flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Identity, Permission, needs
from directory.account import provider, throttle, ways
from directory.account import session as sessions
from directory.account.complaint import Refused
from directory.account.entering import has_second_factor
from directory.account.provider import Issuer, Subject
from directory.account.throttle import Trial
from directory.ledger import Act, note
from directory.membership import inviting
from directory.membership.granting import SYSTEM
from directory.model import Account, AccountSession, Purpose, Stage
from directory.web import mail_link
from directory.web.account import openid, refusals
from directory.web.account.entered import device, entered, half_entered, remember_way, way_back
from directory.web.account.openid import Attempt, Cancelled, Lost, TooWeak, Trouble
from directory.web.database import borders, client, engine, session_lasts, settings, site, writing
from directory.web.identity import set_cookie, signed_in, viewer
from directory.web.language import LANGUAGES, current_language, translations
from directory.web.language import gettext as _
from directory.web.own_path import own_path


class For(StrEnum):
    """What somebody goes to the provider for."""

    ENTER = "enter"
    LINK = "link"
    CONFIRM = "confirm"
    ACCEPT = "accept"


def issuer() -> Issuer:
    """Return the provider of the settings.

    Raises:
        NotFound: there is none.
    """
    found = Issuer.of(settings())
    if found is None:
        raise NotFound
    return found


def provider_name() -> str:
    """Return what people call the provider; nothing when there is none."""
    given = settings()
    return given.oidc_name or urlsplit(given.oidc_issuer).hostname or ""


@needs(Permission.ACCOUNT_ENTER)
def leave() -> AnyResponse:
    """Lead to the provider, if somebody has pressed a button of ours; else show that button."""
    strong, who = issuer().is_strong, viewer()
    asked = request.args.get("for", For.ENTER)
    purpose = For(asked) if asked in set(For) else For.ENTER
    back = own_path(request.args.get("next", ""))
    if purpose is For.ENTER and who is not None:
        return redirect(back or url_for("account.account"), 303)
    if purpose is For.LINK:  # linking begins by a form of ours, with its token
        return redirect(url_for("account.link_provider"), 303)
    if purpose is For.CONFIRM and who is None:
        return redirect(url_for("account.sign_in"), 303)
    if purpose is For.CONFIRM and not strong:
        raise NotFound
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return make_response(_page("account/provider_button.html", purpose=purpose.value, back=back))
    if purpose is For.ENTER:
        remember_way(back)
    return _leave(purpose, back)


@needs(Permission.ACCOUNT_ENTER)
def come_back() -> AnyResponse:
    """Take up what somebody left for."""
    g.instead = "account.sign_in"  # no link of a page repeats what the provider put into the address
    issuer()
    with refusals.noted("provider"):
        throttle.take(engine(), Trial.PROVIDER_FROM, client(), clock.now())
    try:
        attempt, lang, kept = openid.come_back()
        if lang in LANGUAGES:
            g.lang, g.said = lang, translations(lang)
        subject = openid.ask_who(kept, anew=attempt.purpose == For.CONFIRM)
        if attempt.purpose == For.LINK:
            return _link(_still(attempt), subject)
        if attempt.purpose == For.CONFIRM:
            return _confirm(_still(attempt), subject, attempt.back)
        return _accept(subject) if attempt.purpose == For.ACCEPT else _enter(subject)
    except Trouble as trouble:
        return _say(trouble)
    except Refused as error:
        said = str(error.details[current_language()])
        return make_response(
            _page("account/provider_trouble.html", heading=_("Det gick inte att koppla"), said=said), 422
        )


@needs(Permission.OWN_SECURE)
def link() -> str:
    """Say what linking does; the button leads on."""
    issuer()
    return _page("account/provider_link.html")


@needs(Permission.OWN_SECURE)
def leave_to_link() -> AnyResponse:
    """Lead to the provider, to link who comes back to the account that pressed the button.

    By a page that leads on at once: our policy (``form-action``) lets no form end anywhere else than here.
    """
    issuer()
    left = _leave(For.LINK, "")
    if left.location is None:
        return left
    response = make_response(_page("account/provider_leave.html", address=left.location))
    response.headers["Refresh"] = f"0; url={left.location}"
    return response


@needs(Permission.OWN_SECURE)
def unlink() -> AnyResponse:
    """Remove the link, unless it is the last way in."""
    now, who, here = clock.now(), signed_in(), issuer()
    try:
        with writing(who.account) as opened:
            account = opened.get_one(Account, who.account)
            if not provider.unlink(opened, account, here.address):
                raise NotFound
            ways.refuse_the_last(opened, account, here)
            ways.have_changed(opened, account, now, site=site(), keep=who.session)
            opened.commit()
    except Refused as error:
        flash(str(error.details[current_language()]))
        return redirect(url_for("account.account"), 303)
    flash(_("Kopplingen är borttagen. Du är utloggad på alla andra enheter."))
    return redirect(url_for("account.account"), 303)


def _leave(purpose: For, back: str) -> AnyResponse:
    who = viewer()
    throttle.take(engine(), Trial.PROVIDER_FROM, client(), clock.now())
    account, session_id = (who.account, who.session) if who is not None else ("", "")
    try:
        return openid.leave(Attempt(purpose, back, account, session_id), anew=purpose is For.CONFIRM)
    except Trouble as trouble:
        return _say(trouble)


def _enter(subject: Subject) -> AnyResponse:
    """Sign in the account that *subject* is linked to; somebody unknown and somebody shut out read the same."""
    who = viewer()
    with writing(SYSTEM) as opened:
        account = provider.find_account(opened, subject)
        if account is None:
            refusals.note("provider", "Unknown")
            return make_response(_page("account/provider_unknown.html"), 403)
        if who is not None:  # somebody signs in over a session: that one ends
            sessions.end(opened, who.account, who.session, actor=who.account)
        begun = _begin(opened, account)
        has_app = has_second_factor(account)
        opened.commit()
    return _let_in(begun, has_app=has_app)


def _accept(subject: Subject) -> AnyResponse:
    """Accept the invitation whose page was left, with a new account that has no password."""
    token = mail_link.opened(Purpose.INVITATION)
    if not token or viewer() is not None:
        raise Lost
    now = clock.now()
    with writing(SYSTEM) as opened:
        invitation = inviting.look_at(opened, token, now)
        account = inviting.accept(opened, token, borders(), now, name=invitation.name, subject=subject)
        begun = _begin(opened, account)
        opened.commit()
    return _let_in(begun, has_app=False)


def _link(who: Identity, subject: Subject) -> AnyResponse:
    """Link *subject* to the account that is signed in."""
    now = clock.now()
    if not who.is_confirmed(now, is_sending=True):
        raise Lost
    with writing(who.account) as opened:
        account = opened.get_one(Account, who.account)
        provider.link(opened, account, subject, now)
        ways.have_changed(opened, account, now, site=site(), keep=who.session)
        opened.commit()
    flash(
        _("Ditt konto är kopplat till %(name)s. Du är utloggad på alla andra enheter.", name=provider_name())
    )
    return redirect(url_for("account.account"), 303)


def _confirm(who: Identity, subject: Subject, back: str) -> AnyResponse:
    """Take it that it is still the same person, if the provider has just asked them, and it is they who came back."""
    if not issuer().is_strong:
        raise Lost
    with writing(who.account) as opened:
        account = provider.find_account(opened, subject)
        row = opened.get(AccountSession, who.session)
        if row is None or account is None or account.id != who.account:
            raise Lost
        begun = sessions.confirm(row, clock.now())
        note(opened, Act.SESSION_CONFIRMED, actor=account.id, kind="account", record=account.id)
        opened.commit()
    response = redirect(back or url_for("account.account"), 303)
    set_cookie(response, begun)
    return response


def _begin(opened: Session, account: Account) -> sessions.Begun:
    """Begin a session: a whole one if the provider is strong, else a half one that waits for our own code."""
    stage = Stage.WHOLE if issuer().is_strong else Stage.PASSWORD
    return sessions.begin(opened, account, stage, clock.now(), lasts=session_lasts(), device=device())


def _let_in(begun: sessions.Begun, *, has_app: bool) -> AnyResponse:
    if begun.stage is Stage.WHOLE:
        return entered(begun)
    return half_entered(begun, has_app=has_app, back=way_back())


def _still(attempt: Attempt) -> Identity:
    """Return who is signed in, if it is the session that left."""
    who = viewer()
    if who is None or (who.account, who.session) != (attempt.account, attempt.session):
        raise Lost
    return who


def _say(trouble: Trouble) -> AnyResponse:
    """Say what went wrong at the provider, and what to do."""
    refusals.note("provider", type(trouble).__name__)
    name = provider_name()
    if isinstance(trouble, Cancelled):
        heading, status = _("%(name)s släppte inte in dig", name=name), 400
        said = _("Du avbröt, eller så får du inte logga in där. Här har ingenting ändrats.")
    elif isinstance(trouble, Lost):
        heading, status = _("Inloggningen hos %(name)s går inte att använda", name=name), 400
        said = _("Den tog för lång tid, är redan använd eller började i en annan webbläsare. Börja om.")
    elif isinstance(trouble, TooWeak):
        heading, status = _("%(name)s intygade för lite", name=name), 403
        said = _("Logga in där på det säkraste sätt du har, och på nytt när du blir ombedd. Börja om.")
    else:
        heading, status = _("%(name)s svarade inte som väntat", name=name), 502
        said = _(
            "Felet är antecknat, utan något om dig. Försök igen om en stund, eller logga in på ett annat sätt."
        )
    return make_response(_page("account/provider_trouble.html", heading=heading, said=said), status)


def _page(template: str, **values: object) -> str:
    g.instead = "account.sign_in"
    return render_template(template, name=provider_name(), **values)
