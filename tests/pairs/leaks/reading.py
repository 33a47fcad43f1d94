"""Leaks where facts are read: what should be left out of a snapshot is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import true

from directory.graph.facts import Organization, Visibility
from directory.store import facts as facts_module
from directory.store.fact import organization as organization_module
from directory.store.fact import part as part_module
from directory.store.fact import service as service_module
from tests.pairs.leaks.planted import leak
from tests.pairs.twins import Unseen
from tests.pairs.world import ADMINISTRATOR, ANYBODY, CASEWORKER, COORDINATOR, EDITOR

EVERYTHING = dict.fromkeys(Visibility, tuple(Visibility))
ALL = Visibility.RESTRICTED


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization", "find.answer")
def channels_are_read_for_everybody(patch: pytest.MonkeyPatch) -> None:
    """The reader of phones and mailboxes does not ask who reads."""
    patch.setattr("directory.store.fact.contact.SEEN_BY", EVERYTHING)


@leak(Unseen.NETWORK, CASEWORKER, "catalogue.organization", "find.answer")
def restricted_channels_are_read_for_the_network(patch: pytest.MonkeyPatch) -> None:
    """Whoever is signed in counts as somebody who may see all."""
    seen = {**part_module.SEEN_BY, Visibility.NETWORK: tuple(Visibility)}
    patch.setattr("directory.store.fact.contact.SEEN_BY", seen)


@leak(Unseen.PUBLIC, ADMINISTRATOR, "catalogue.organization")
def holders_are_read_for_everybody(patch: pytest.MonkeyPatch) -> None:
    """A person in a post is shown whatever her visibility says."""
    shown = part_module.is_shown
    patch.setattr(part_module, "is_shown", lambda _viewer, day: shown(ALL, day))


def _without(patch: pytest.MonkeyPatch, column: str) -> None:
    shown = part_module.is_shown

    def fewer(viewer: Visibility, day: date) -> tuple[Any, ...]:
        return tuple(one for one in shown(viewer, day) if column not in str(one))

    patch.setattr(part_module, "is_shown", fewer)


@leak(Unseen.NETWORK, EDITOR, "catalogue.organization")
def holders_who_wait_are_shown(patch: pytest.MonkeyPatch) -> None:
    """Somebody whom nobody approved yet is shown."""
    _without(patch, "approved_at")


@leak(Unseen.NETWORK, COORDINATOR, "api.organization")
def holders_who_objected_are_shown(patch: pytest.MonkeyPatch) -> None:
    """Somebody who said no is shown all the same."""
    _without(patch, "objected_at")


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.service")
def holders_who_left_are_shown(patch: pytest.MonkeyPatch) -> None:
    """Somebody whose listing ended is still shown."""
    _without(patch, "ended_at")


def _parts(patch: pytest.MonkeyPatch, field: str) -> None:
    read = part_module.read_parts

    def more(connection: Any, viewer: Visibility, *rest: Any) -> Any:
        every = getattr(read(connection, ALL, *rest), field)
        return replace(read(connection, viewer, *rest), **{field: every})

    for module in (organization_module, service_module):
        patch.setattr(module, "read_parts", more)


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization")
def places_are_read_for_everybody(patch: pytest.MonkeyPatch) -> None:
    """An address is shown whoever asks."""
    _parts(patch, "locations")


@leak(Unseen.PUBLIC, ANYBODY, "api.organization")
def notes_are_read_for_everybody(patch: pytest.MonkeyPatch) -> None:
    """A note for colleagues is shown whoever asks."""
    _parts(patch, "notes")


@leak(Unseen.NETWORK, CASEWORKER, "catalogue.service", "api.service")
def places_of_protected_services_are_read(patch: pytest.MonkeyPatch) -> None:
    """A place that somebody put into a protected service, past the guard, leaves the database."""
    patch.setattr(part_module, "_is_not_protected", true)


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization", "find.answer")
def hours_of_hidden_numbers_are_shown(patch: pytest.MonkeyPatch) -> None:
    """The hours of a hidden number stand as those of its owner."""
    read = organization_module.read_contacts

    def more(connection: Any, sources: Any, viewer: Visibility, *rest: Any) -> Any:
        every = read(connection, sources, ALL, *rest).channels.items()
        hours = {owner: one.schedule for owner, channels in every for one in channels if one.schedule}
        found = read(connection, sources, viewer, *rest)
        return replace(found, schedules={**found.schedules, **hours})

    for module in (organization_module, service_module):
        patch.setattr(module, "read_contacts", more)


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization", "api.organization")
def a_hidden_person_makes_an_entry_look_fresh(patch: pytest.MonkeyPatch) -> None:
    """When a hidden contact was approved, the organization counts as confirmed that day."""
    read = facts_module.read_organizations

    def fresher(connection: Any, sources: Any, _viewer: Visibility, *rest: Any) -> list[Organization]:
        every = {one.id: one for one in read(connection, sources, ALL, *rest)}
        return [_bumped(one, every[one.id]) for one in read(connection, sources, _viewer, *rest)]

    patch.setattr(facts_module, "read_organizations", fresher)


def _bumped(shown: Organization, whole: Organization) -> Organization:
    days = [
        one.provenance.confirmed_on
        for post in whole.posts
        for holder in post.holders
        for one in holder.channels
        if one.provenance.confirmed_on
    ]
    newest = max(days, default=shown.provenance.confirmed_on)
    return replace(shown, provenance=replace(shown.provenance, confirmed_on=newest, on=newest))
