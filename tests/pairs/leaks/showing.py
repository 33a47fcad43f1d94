"""Leaks where answers are made: from the wrong snapshot, in an order, a count or an error that tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from sys import modules
from typing import Any

import pytest
from flask import g, make_response

from directory.finding.ask import ask
from directory.graph.facts import OrganizationId, Visibility
from directory.interchange import vcard
from directory.web import identity as identity_module
from tests.pairs.leaks.planted import leak, whole_network
from tests.pairs.twins import Unseen, Way
from tests.pairs.world import ANYBODY, CASEWORKER, EDITOR


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization")
def everybody_gets_the_snapshot_of_the_network(patch: pytest.MonkeyPatch) -> None:
    """The class of whoever asks is not asked for."""
    patch.setattr("directory.web.snapshot.class_of_viewer", lambda: Visibility.NETWORK)


@leak(Unseen.NETWORK, EDITOR, "catalogue.organization")
def whoever_is_signed_in_gets_the_snapshot_with_everything(patch: pytest.MonkeyPatch) -> None:
    """Restricted facts are in a snapshot of the web."""
    seen = identity_module.class_of_viewer

    def more() -> Visibility:
        return Visibility.RESTRICTED if seen() is Visibility.NETWORK else seen()

    patch.setattr("directory.web.snapshot.class_of_viewer", more)


@leak(Unseen.PUBLIC, ANYBODY, "export.organization")
def cards_are_made_from_the_whole(patch: pytest.MonkeyPatch) -> None:
    """The contact card of an organization holds its hidden numbers."""
    card = vcard.card_of_organization
    patch.setattr(
        vcard,
        "card_of_organization",
        lambda found, *rest: card(whole_network().organizations[found.id], *rest),
    )


@leak(Unseen.NETWORK, CASEWORKER, "export.service")
def cards_of_services_are_made_from_the_whole(patch: pytest.MonkeyPatch) -> None:
    """The contact card of a service holds its restricted numbers."""
    card = vcard.card_of_service
    patch.setattr(
        vcard, "card_of_service", lambda found, *rest: card(whole_network().services[found.id], *rest)
    )


@leak(Unseen.PUBLIC, ANYBODY, "export.call_back")
def reminders_hold_hidden_numbers(patch: pytest.MonkeyPatch) -> None:
    """The calendar entry for calling back is made of an answer for somebody else."""
    patch.setattr(
        modules["directory.web.export"],
        "ask",
        lambda question, snapshot: ask(question, replace(snapshot, network=whole_network())),
    )


def _rows(patch: pytest.MonkeyPatch, module: str, change: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
    page_of = modules[module].page_of  # type: ignore[attr-defined]
    patch.setattr(modules[module], "page_of", lambda rows, *rest: page_of(change(rows), *rest))


def _latitude(one: Any) -> float:
    places = whole_network().organizations[one.id].locations
    return max((place.latitude or 0.0 for place in places), default=0.0)


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organizations")
def lists_are_in_order_of_distance_to_hidden_places(patch: pytest.MonkeyPatch) -> None:
    """Where something hidden lies, decides what comes first."""
    _rows(patch, "directory.web.catalogue.organizations", lambda rows: sorted(rows, key=_latitude))


def _newest(one: Any) -> str:
    channels = whole_network().organizations[one.id].channels
    hidden = (each for each in channels if each.visibility is Visibility.RESTRICTED)
    return max((str(each.provenance.on) for each in hidden), default="")


@leak(Unseen.NETWORK, EDITOR, "api.organizations")
def lists_are_in_order_of_hidden_freshness(patch: pytest.MonkeyPatch) -> None:
    """What was confirmed last comes first, restricted numbers counted in."""
    _rows(
        patch,
        "directory.web.api.records",
        lambda rows: sorted(rows, key=_newest) if _is_short(rows) else rows,
    )


def _is_short(rows: Sequence[Any]) -> bool:
    return bool(rows) and hasattr(rows[0], "kind") and hasattr(rows[0], "channels")


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organizations", way=Way.ABSENT)
def lists_count_what_is_hidden(patch: pytest.MonkeyPatch) -> None:
    """The number above a list counts rows that are not in it."""
    page_of = modules["directory.web.catalogue.organizations"].page_of  # type: ignore[attr-defined]

    def counted(rows: Sequence[Any]) -> Any:
        hidden = sum(len(one.notes) for one in whole_network().organizations.values())
        page = page_of(rows)
        return replace(page, total=page.total + hidden)

    patch.setattr(modules["directory.web.catalogue.organizations"], "page_of", counted)


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization")
def an_error_names_what_is_hidden(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the id of a hidden person is told whose it is, kindly."""
    module = modules["directory.web.catalogue.organizations"]
    missing = module.missing  # type: ignore[attr-defined]

    def kind(record: str, *rest: Any) -> Any:
        people = {
            holder.id: holder.name
            for one in whole_network().organizations.values()
            for post in one.posts
            for holder in post.holders
        }
        found = missing(record, *rest)
        return make_response(f"Menar du {people[record]}?", 404) if record in people else found

    patch.setattr(module, "missing", kind)


@leak(Unseen.PUBLIC, ANYBODY, "api.openapi")
def the_description_has_real_examples(patch: pytest.MonkeyPatch) -> None:
    """The description of the API takes its example of a number from the data."""
    docs = modules["directory.web.api.docs"]
    document = docs.document  # type: ignore[attr-defined]

    def with_example(*given: Any) -> Any:
        found = document(*given)
        channels = whole_network().organizations[OrganizationId("ngo-ssm-cr")].channels
        example = next((one.display for one in channels if one.visibility is not Visibility.PUBLIC), "")
        return {**found, "info": {**found["info"], "description": example}}

    patch.setattr(docs, "document", with_example)


@leak(Unseen.NETWORK, CASEWORKER, "catalogue.service", way=Way.ABSENT)
def a_note_says_that_there_is_more(patch: pytest.MonkeyPatch) -> None:
    """A page says where something restricted is left out: that there is a secret is one, too."""
    module = modules["directory.web.catalogue.services"]
    name = "conflicts_of"
    assert hasattr(module, name)
    render = module.render_template  # type: ignore[attr-defined]

    def more(template: str, **values: Any) -> str:
        service = values.get("service")
        hidden = whole_network().services[service.id].channels if service is not None else ()
        words = "".join(one.display for one in hidden if one.visibility is Visibility.RESTRICTED)
        return str(render(template, **values)) + ("<!-- more -->" * len(words) if g.snapshot else "")

    patch.setattr(module, "render_template", more)
