"""A snapshot that is brought up to date, in place of being built anew, leaves out the same."""

from __future__ import annotations

from typing import Any

import pytest

from directory.graph.facts import Visibility
from directory.model import Channel, Contact, Location, Note
from directory.store import snapshot as snapshot_module
from directory.store.session import writing
from tests.pairs.asked import Asked
from tests.pairs.conftest import Open
from tests.pairs.running import Told, known_to, told_apart
from tests.pairs.site import Pair, Site
from tests.pairs.twins import Unseen, Way
from tests.pairs.words import other
from tests.pairs.world import ANYBODY, CASEWORKER, Asker

OWNERS = ("ngo-ssm-cr", "sv-crossroads")
SHOWING = frozenset(
    {"catalogue.organization", "api.organization", "export.organization", "catalogue.service"}
)


def write(site: Site, mark: str, *, is_other: bool) -> None:
    """Change what is hidden of an organization and a service while the site answers."""
    told = other if is_other else str
    with writing(site.snapshots.engine, actor="hidden-account-1") as session:
        for owner in OWNERS:
            for model, kind, column, value in (
                (Channel, "phone", "display", "08-465 004 22"),
                (Contact, "person", "name", "Alma Doldersson"),
                (Location, "place", "address", "Doldgatan 99"),
                (Note, "note", "text", "Nytt i källartrappan."),
            ):
                found: Any = session.get(model, f"{mark}-{owner}-{kind}")
                if found is not None:
                    setattr(found, column, told(value))
        session.commit()


def after_a_change(pair: Pair, asker: Asker, mark: str) -> list[Told]:
    """Build the snapshots, change what is hidden, and list what tells the two apart then."""
    known = known_to(pair, asker, is_full=False)
    assert not list(told_apart(pair, known, is_showing))
    before = pair.one.snapshots.current().revision
    for site, is_other in ((pair.one, False), (pair.two, True)):
        pair.chance.begin("changing")
        write(site, mark, is_other=is_other)
    found = list(told_apart(pair, known, is_showing))
    assert pair.one.snapshots.current().revision == before + 1
    return found


def is_showing(asked: Asked) -> bool:
    return asked.endpoint in SHOWING


CASES = [(Unseen.PUBLIC, ANYBODY, "n"), (Unseen.NETWORK, CASEWORKER, "r")]


@pytest.mark.parametrize(("unseen", "asker", "mark"), CASES)
def test_nobody_learns_what_changes_while_they_ask(
    open_pair: Open, unseen: Unseen, asker: Asker, mark: str
) -> None:
    with open_pair(unseen, Way.VALUES) as pair:
        assert not after_a_change(pair, asker, mark)


@pytest.mark.parametrize(("unseen", "asker", "mark"), CASES)
def test_an_update_that_forgets_the_class_is_found(
    open_pair: Open, monkeypatch: pytest.MonkeyPatch, unseen: Unseen, asker: Asker, mark: str
) -> None:
    read = snapshot_module.read_changed

    def more(connection: Any, _viewer: Visibility, *rest: Any) -> Any:
        return read(connection, Visibility.RESTRICTED, *rest)

    monkeypatch.setattr(snapshot_module, "read_changed", more)
    with open_pair(unseen, Way.VALUES) as pair:
        assert after_a_change(pair, asker, mark)
