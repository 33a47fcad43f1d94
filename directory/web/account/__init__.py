"""Accounts: signing in and out, showing anew who one is, one's own page, and what the links of letters open."""

from __future__ import annotations

from flask import Blueprint

from directory.web.account import (
    confirming,
    data,
    invited,
    offered,
    passkeys,
    password,
    provider,
    recovery,
    resetting,
    second_factor,
    sessions,
    signing_in,
)
from directory.web.account.own_page import account

__all__ = ["blueprint"]

blueprint = Blueprint("account", __name__, url_prefix="/account")
blueprint.context_processor(offered.offered)

_GET, _POST = ["GET"], ["POST"]
for _path, _endpoint, _view, _methods in (
    ("", "account", account, _GET),
    ("/sign-in", "sign_in", signing_in.sign_in, _GET),
    ("/sign-in", "give_password", signing_in.give_password, _POST),
    ("/code", "code", signing_in.code, _GET),
    ("/code", "give_code", signing_in.give_code, _POST),
    ("/second-factor", "second_factor", second_factor.first, _GET),
    ("/second-factor", "enroll_first", second_factor.enroll_first, _POST),
    ("/second-factor/new", "new_second_factor", second_factor.another, _GET),
    ("/second-factor/new", "enroll_another", second_factor.enroll_another, _POST),
    ("/recovery-codes", "recovery_codes", recovery.codes, _GET),
    ("/recovery-codes", "new_recovery_codes", recovery.make_new, _POST),
    ("/recovery-codes/saved", "saved_recovery_codes", recovery.saved, _POST),
    ("/confirm", "confirm", confirming.confirm, _GET),
    ("/confirm", "give_confirmation", confirming.give_code, _POST),
    ("/sign-out", "sign_out", sessions.sign_out, _POST),
    ("/signed-out", "signed_out", sessions.signed_out, _GET),
    ("/sessions/<session_id>/end", "end_session", sessions.end_one, _POST),
    ("/sessions/end-others", "end_others", sessions.end_others, _POST),
    ("/password", "password", password.password, _GET),
    ("/password", "change_password", password.change, _POST),
    ("/reset", "reset", resetting.ask, _GET),
    ("/reset", "ask_reset", resetting.send, _POST),
    ("/reset/sent", "reset_sent", resetting.sent, _GET),
    ("/reset/<token>", "reset_password", resetting.open_link, _GET),
    ("/reset/new", "new_password", resetting.show, _GET),
    ("/reset/new", "set_password", resetting.set_new, _POST),
    ("/invitation/<token>", "invitation", invited.open_link, _GET),
    ("/invitation", "invited", invited.show, _GET),
    ("/invitation", "accept_invitation", invited.accept, _POST),
    ("/passkeys/new", "new_passkey", passkeys.new, _GET),
    ("/passkeys/options", "ask_to_add_passkey", passkeys.ask_to_add, _POST),
    ("/passkeys", "add_passkey", passkeys.add, _POST),
    ("/passkeys/remove", "remove_passkey", passkeys.remove, _POST),
    ("/passkey/sign-in/options", "ask_to_enter_with_passkey", passkeys.ask_to_enter, _POST),
    ("/passkey/sign-in", "enter_with_passkey", passkeys.enter, _POST),
    ("/passkey/confirm/options", "ask_to_confirm_with_passkey", passkeys.ask_to_confirm, _POST),
    ("/passkey/confirm", "confirm_with_passkey", passkeys.confirm, _POST),
    ("/provider", "provider", provider.leave, _GET),
    ("/provider/back", "provider_back", provider.come_back, _GET),
    ("/provider/link", "link_provider", provider.link, _GET),
    ("/provider/link", "leave_to_link", provider.leave_to_link, _POST),
    ("/provider/unlink", "unlink_provider", provider.unlink, _POST),
    ("/data", "data", data.data, _GET),
    ("/data", "export", data.export, _POST),
):
    blueprint.add_url_rule(_path, _endpoint, _view, methods=_methods)
