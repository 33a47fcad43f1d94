"""Leaks in what is kept, counted and tagged: made for one class of viewers, and told to another."""

from __future__ import annotations

from collections.abc import Iterator
from sys import modules
from typing import Any

import pytest
from flask import Flask, Response, request

from directory.finding import search as search_module
from directory.gazetteer import fold
from directory.graph.facts import Visibility
from directory.graph.network import Network
from directory.web.api import reply as reply_module
from directory.web.catalogue.kept import Kept as Overviews
from directory.web.find.kept import Kept as Pages
from directory.web.shelf import Shelves
from tests.pairs.leaks.planted import leak, whole_network
from tests.pairs.twins import Unseen, Way
from tests.pairs.world import ANYBODY, CASEWORKER, COORDINATOR

ONE = Visibility.PUBLIC


def _without_class(patch: pytest.MonkeyPatch, kept: type[Shelves[Any]]) -> None:
    find, keep = Shelves.find, Shelves.keep
    patch.setattr(kept, "find", lambda self, _viewer, key, state: find(self, ONE, key, state))
    patch.setattr(kept, "keep", lambda self, _viewer, *rest: keep(self, ONE, *rest))


@leak(Unseen.PUBLIC, ANYBODY, "find.answer")
def kept_pages_forget_the_class(patch: pytest.MonkeyPatch) -> None:
    """A page that was made for the network is given to the next one who asks the same."""
    _without_class(patch, Pages)
    patch.setattr(
        modules["directory.web.find.answer"], "page_key", lambda: ("", request.query_string, b"", "")
    )


@leak(Unseen.PUBLIC, ANYBODY, "api.answer")
def kept_replies_forget_the_class(patch: pytest.MonkeyPatch) -> None:
    """A reply of the API that was made for the network is given to the next one who asks the same."""
    _without_class(patch, reply_module.Replies)
    # Nor whose it was made for: a key is the query, the language and the account.
    find, keep = reply_module.Replies.find, reply_module.Replies.keep
    patch.setattr(
        reply_module.Replies, "find", lambda self, viewer, key, state: find(self, viewer, key[:2], state)
    )
    patch.setattr(
        reply_module.Replies, "keep", lambda self, viewer, key, *rest: keep(self, viewer, key[:2], *rest)
    )


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.area")
def kept_overviews_forget_the_class(patch: pytest.MonkeyPatch) -> None:
    """What an area's page tells is kept for all, whichever snapshot it was made from."""
    overview = Overviews.overview
    made: dict[Any, Any] = {}

    def forgetful(self: Overviews, area: Any, network: Any, day: Any, group: Any, viewer: Any) -> Any:
        key = (id(self), area, group)
        if key not in made:
            made[key] = overview(self, area, network, day, group, viewer)
        return made[key]

    patch.setattr(Overviews, "overview", forgetful)


def _told(network: Network) -> Iterator[tuple[str, str]]:
    """Yield the words of all notes, and the names of all people, with the organization that they are of."""
    for one in network.organizations.values():
        yield from ((one.id, note.text) for note in one.notes)
        yield from ((one.id, holder.name) for post in one.posts for holder in post.holders)
        yield from ((one.id, f"{place.name} {place.address} {place.town}") for place in one.locations)


def _index(patch: pytest.MonkeyPatch, of: Any) -> None:
    names = search_module._names

    def more(network: Network) -> Iterator[Any]:
        yield from names(network)
        for name, text in _told(of(network)):
            kind = search_module.HitKind.ORGANIZATION
            yield search_module._Named(kind, name, name, name, fold(text), is_told=True)

    patch.setattr(search_module, "_names", more)


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.search", "api.search")
def search_finds_hidden_words(patch: pytest.MonkeyPatch) -> None:
    """Notes, people and addresses are searched, also those that are not for whoever searches."""
    _index(patch, lambda _network: whole_network())


@leak(Unseen.NETWORK, COORDINATOR, "catalogue.organizations", "api.organizations")
def search_in_lists_finds_hidden_words(patch: pytest.MonkeyPatch) -> None:
    """The same, found by somebody signed in, in a list that is narrowed by words."""
    _index(patch, lambda _network: whole_network())


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.search")
def the_index_forgets_the_class(patch: pytest.MonkeyPatch) -> None:
    """Everybody searches what they may see, in an index that is kept for all."""
    _index(patch, lambda network: network)
    names = search_module._Index.names
    made: dict[int, Any] = {}
    patch.setattr(
        search_module._Index,
        "names",
        lambda self, network, viewer: made.setdefault(id(self), names(self, network, viewer)),
    )


def _sum_of_everything() -> str:
    organizations = whole_network().organizations.values()
    return "".join(sorted(channel.value for one in organizations for channel in one.channels))


@leak(Unseen.PUBLIC, ANYBODY, "api.organization", "api.needs")
def tags_are_made_of_everything(patch: pytest.MonkeyPatch) -> None:
    """An ETag changes when a hidden number does."""
    tag = reply_module.entity_tag
    patch.setattr(reply_module, "entity_tag", lambda *parts: tag(*parts, _sum_of_everything()))


def _header(patch: pytest.MonkeyPatch, name: str, value: Any) -> None:
    """Have the last of the parts of the application put a header on every answer."""

    def with_header(app: Flask) -> None:
        @app.after_request
        def _add(response: Response) -> Response:
            response.headers[name] = value()
            return response

    from directory import app as app_module

    open_said = app_module.open_said
    patch.setattr(app_module, "open_said", lambda app: (open_said(app), with_header(app)))


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.about", way=Way.ABSENT)
def a_header_counts_everything(patch: pytest.MonkeyPatch) -> None:
    """A header for whoever keeps the server says how many contacts there are in all."""
    _header(
        patch,
        "X-Contacts",
        lambda: str(sum(len(one.channels) for one in whole_network().organizations.values())),
    )


@leak(Unseen.NETWORK, CASEWORKER, "catalogue.about", way=Way.ABSENT)
def the_revision_counts_hidden_facts(patch: pytest.MonkeyPatch) -> None:
    """The revision in the header is another one where there are more notes."""
    notes = lambda: sum(len(one.notes) for one in whole_network().organizations.values())  # noqa: E731
    _header(patch, "X-Directory-Revision", lambda: str(9000 + notes()))


@leak(Unseen.PUBLIC, ANYBODY, "catalogue.organization")
def the_length_tells(patch: pytest.MonkeyPatch) -> None:
    """A header that is to hide how long a page is, depends on how long the hidden part is."""
    told = lambda: len(_sum_of_everything()) + len(str([*_told(whole_network())]))  # noqa: E731
    _header(patch, "X-Padding", lambda: "x" * (told() % 97))
