"""Leaks about people and their work: accounts, invitations, letters, the log and the workspaces of others."""

from __future__ import annotations

from collections.abc import Sequence
from sys import modules
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.exceptions import Forbidden

from directory.account.complaint import Refused, refuse
from directory.errors import NotFound
from directory.maintaining.workplace import Workplace
from directory.model import Account, Contact, Organization
from directory.web.database import reading
from tests.pairs.leaks.planted import leak
from tests.pairs.twins import Unseen, Way
from tests.pairs.world import ADMINISTRATOR, CASEWORKER, COORDINATOR, OWNER


def _always(patch: pytest.MonkeyPatch, module: str, name: str, value: object) -> None:
    patch.setattr(modules[module], name, lambda *_given, **_named: value)


@leak(Unseen.NETWORK, COORDINATOR, "admin.people")
def the_list_of_people_forgets_the_scope(patch: pytest.MonkeyPatch) -> None:
    """A coordinator sees the people of every county."""
    _always(patch, "directory.membership.people", "sees_any", True)


@leak(Unseen.NETWORK, COORDINATOR, "admin.person", way=Way.ABSENT)
def people_elsewhere_are_forbidden_and_not_unknown(patch: pytest.MonkeyPatch) -> None:
    """403 for somebody who exists elsewhere and 404 for nobody: so it can be asked who has an account."""
    module = modules["directory.web.admin.person"]
    get_person = module.get_person  # type: ignore[attr-defined]

    def telling(database: Any, who: Any, account: str, *rest: Any) -> Any:
        try:
            return get_person(database, who, account, *rest)
        except NotFound:
            if database.get(Account, account) is not None:
                raise Forbidden from None
            raise

    patch.setattr(module, "get_person", telling)


@leak(Unseen.NETWORK, OWNER, "maintain.person", "maintain.proposal", way=Way.ABSENT)
def contacts_elsewhere_are_forbidden_and_not_unknown(patch: pytest.MonkeyPatch) -> None:
    """403 for a contact person of another organization: so it can be asked whether there is one."""
    module = modules["directory.web.maintain.page"]
    get_part = module.get_part  # type: ignore[attr-defined]

    def telling(database: Any, model: Any, part: str, *rest: Any) -> Any:
        try:
            return get_part(database, model, part, *rest)
        except NotFound:
            if model is Contact and database.get(model, part) is not None:
                raise Forbidden from None
            raise

    patch.setattr(module, "get_part", telling)


@leak(Unseen.NETWORK, OWNER, "maintain.organization")
def a_workspace_forgets_the_scope(patch: pytest.MonkeyPatch) -> None:
    """Whoever keeps one organization sees the workspace of any other."""
    _always(patch, "directory.maintaining.workplace", "may_there", True)


@leak(Unseen.NETWORK, OWNER, "maintain.opened")
def restricted_things_are_opened_for_others(patch: pytest.MonkeyPatch) -> None:
    """What is restricted is opened for somebody who has nothing to do with it, if only they ask with a reason."""
    patch.setattr(
        modules["directory.maintaining.restricted"],
        "get_workplace",
        lambda database, _who, name, *_rest: Workplace(database.get(Organization, name), ()),
    )


@leak(Unseen.NETWORK, COORDINATOR, "maintain.organizations", way=Way.ABSENT)
def the_list_of_workspaces_counts_what_waits_elsewhere(patch: pytest.MonkeyPatch) -> None:
    """How many contact persons wait all over the country stands above a coordinator's own list."""
    _always(patch, "directory.web.maintain.organizations", "may_there", True)


@leak(Unseen.NETWORK, COORDINATOR, "admin.log")
def the_log_forgets_the_scope(patch: pytest.MonkeyPatch) -> None:
    """A coordinator reads what is done in every county."""
    _always(patch, "directory.web.admin.log", "scope_of", None)


@leak(Unseen.PUBLIC, ADMINISTRATOR, "admin.log")
def the_log_shows_hidden_values(patch: pytest.MonkeyPatch) -> None:
    """An administrator, who sees no more contacts than the public, reads them in the log of their changes."""
    patch.setattr(modules["directory.web.admin.log"], "without_secrets", _as_they_are)


def _as_they_are(_connection: Any, entries: Sequence[Any], _viewer: Any) -> Sequence[Any]:
    return entries


@leak(Unseen.PUBLIC, ADMINISTRATOR, "admin.log")
def the_log_shows_when_hidden_numbers_answer(patch: pytest.MonkeyPatch) -> None:
    """The values of a hidden number are hidden, and those of its hours are not: they hold words of it."""
    patch.setattr(modules["directory.web.admin.log_secret"], "ABOUT_OTHERS", frozenset())


@leak(Unseen.PUBLIC, ADMINISTRATOR, "admin.export")
def the_log_as_a_file_shows_hidden_values(patch: pytest.MonkeyPatch) -> None:
    """The page of the log hides what its file does not."""
    patch.setattr(modules["directory.web.admin.log_export"], "without_secrets", _as_they_are)


@leak(Unseen.NETWORK, COORDINATOR, "admin.log")
def a_list_to_choose_from_names_everybody(patch: pytest.MonkeyPatch) -> None:
    """The entries may be narrowed to people, of whom all are listed."""
    from directory.web.admin import log

    def everybody(database: Any, *_given: Any, **_named: Any) -> list[tuple[str, str]]:
        return [(one.id, one.name) for one in database.scalars(select(Account).order_by(Account.id))]

    patch.setattr(modules[log.__module__] if callable(log) else log, "_people", everybody)


@leak(Unseen.NETWORK, OWNER, "admin.invitations")
def the_list_of_invitations_forgets_the_scope(patch: pytest.MonkeyPatch) -> None:
    """Who was invited anywhere is shown to whoever may invite somebody somewhere."""
    _always(patch, "directory.membership.inviting", "stands_over", True)


@leak(Unseen.PUBLIC, ADMINISTRATOR, "admin.mail")
def letters_show_whole_addresses(patch: pytest.MonkeyPatch) -> None:
    """Whom a letter was for stands in the list of those that did not arrive."""
    patch.setattr(modules["directory.web.admin.mail"], "masked", lambda address: address)


@leak(Unseen.NETWORK, CASEWORKER, "account.give_password")
def signing_in_tells_who_has_an_account(patch: pytest.MonkeyPatch) -> None:
    """The sentence about a wrong password is another one than that about an unknown address."""
    from directory.account import entering

    check = entering.check_password

    def telling(engine: Any, email: str, *rest: Any, **named: Any) -> str:
        try:
            return check(engine, email, *rest, **named)
        except Refused:
            with reading() as database:
                if database.scalar(select(Account.id).where(Account.email == email)) is None:
                    raise refuse("email", "Kontot finns inte.", "There is no such account.") from None
            raise

    patch.setattr(entering, "check_password", telling)
