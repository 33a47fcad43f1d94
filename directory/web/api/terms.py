"""The words of a question through the API: needs, groups, legal statuses, roles."""

from __future__ import annotations

from flask import Blueprint, Response, g

from directory.access import Permission, needs
from directory.graph.facts import Group, LegalStatus
from directory.interchange.record_json import (
    group_item,
    need_item,
    needs_in_order,
    role_item,
    status_item,
)
from directory.web.api.described import Operation, Words, described
from directory.web.api.paging import filters, listing
from directory.web.api.parameters import LANG
from directory.web.api.reply import reply_json
from directory.web.api.schema import GroupList, NeedList, RoleList, StatusList
from directory.web.language import current_language

TAG = "terms"


def open_terms(blueprint: Blueprint) -> None:
    """Add the addresses of the words of a question."""
    blueprint.add_url_rule("/needs", "needs", needs_list)
    blueprint.add_url_rule("/groups", "groups", groups)
    blueprint.add_url_rule("/statuses", "statuses", statuses)
    blueprint.add_url_rule("/roles", "roles", roles)


@needs(Permission.API_READ)
@described(Operation(Words("Lista alla behov.", "List all needs."), NeedList, TAG, params=(LANG,)))
def needs_list() -> Response:
    """List all needs."""
    filters()
    lang = current_language()
    return reply_json(listing([need_item(need, lang) for need in needs_in_order(g.snapshot.network.needs)]))


@needs(Permission.API_READ)
@described(Operation(Words("Lista alla grupper.", "List all groups."), GroupList, TAG, params=(LANG,)))
def groups() -> Response:
    """List all groups."""
    filters()
    return reply_json(listing([group_item(group, current_language()) for group in Group]))


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Lista alla rättsliga ställningar.", "List all legal statuses."),
        StatusList,
        TAG,
        params=(LANG,),
    )
)
def statuses() -> Response:
    """List all legal statuses."""
    filters()
    return reply_json(listing([status_item(status, current_language()) for status in LegalStatus]))


@needs(Permission.API_READ)
@described(Operation(Words("Lista alla roller.", "List all roles."), RoleList, TAG, params=(LANG,)))
def roles() -> Response:
    """List all roles."""
    filters()
    found = sorted(g.snapshot.network.roles.values(), key=lambda role: role.id)
    return reply_json(listing([role_item(role, current_language()) for role in found]))
