"""A snapshot is the newest there is, in every process, and costs nearly nothing while nothing changes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import Engine

from directory.db import for_writing
from directory.errors import Unavailable
from directory.graph.facts import AreaKind, OrganizationId, Visibility
from directory.graph.network import Network
from directory.model import Area, AreaAlias, Channel, Link, Organization, Service
from directory.store import garbage
from directory.store.revision import raise_revision
from directory.store.session import GraphSession, writing
from directory.store.snapshot import Snapshot, Snapshots
from tests.store.small import SOURCED, fill, organization


@pytest.fixture
def small(engine: Engine) -> Engine:
    """Return an engine on a small network."""
    fill(engine)
    return engine


def change(engine: Engine, do: Callable[[GraphSession], object]) -> None:
    with writing(engine) as session:
        do(session)
        session.commit()


def rename_haven(engine: Engine, name: str) -> None:
    with writing(engine) as session:
        session.get_one(Organization, "haven").name = name
        session.commit()


def test_the_same_snapshot_is_handed_out_until_something_changes(small: Engine) -> None:
    snapshots = Snapshots(small)
    first = snapshots.current()
    assert snapshots.current() is first
    assert not first.is_stale
    assert first.age.total_seconds() == 0
    rename_haven(small, "Nya namnet")
    second = snapshots.current()
    assert second.revision == first.revision + 1
    assert second.network.organizations["haven"].name == "Nya namnet"
    assert first.network.organizations["haven"].name == "Haven", "a snapshot never changes"


def test_each_class_of_viewers_has_a_snapshot_of_its_own(small: Engine) -> None:
    snapshots = Snapshots(small)
    public, network = snapshots.current(), snapshots.current(Visibility.NETWORK)
    assert (public.viewer, network.viewer) == (Visibility.PUBLIC, Visibility.NETWORK)
    assert len(public.network.organizations["haven"].channels) == 1
    assert len(network.network.organizations["haven"].channels) == 2
    assert public.gazetteer is network.gazetteer, "place names are the same for everybody"


def test_a_small_change_is_taken_in_without_a_rebuild(small: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = Snapshots(small)
    before = snapshots.current()
    with monkeypatch.context() as patch:
        patch.setattr(Network, "build", _must_not_run)
        rename_haven(small, "Nytt")
        change(small, lambda session: setattr(session.get_one(Service, "shelter"), "name", "Ny"))
        change(small, lambda session: setattr(session.get_one(Channel, "haven:phone"), "label", "Dag"))
        after = snapshots.current()
        assert after.network.services["shelter"].name == "Ny"
        assert after.network.organizations["haven"].channels[0].label == "Dag"
        assert after.gazetteer is before.gazetteer
        change(small, lambda session: session.add(organization("third")))
        with pytest.raises(AssertionError, match="rebuilt"):
            snapshots.current()


def _must_not_run(*_: object, **__: object) -> None:
    raise AssertionError("the network was rebuilt")


def test_after_many_kinds_of_change_the_snapshot_equals_a_fresh_one(small: Engine) -> None:
    snapshots = Snapshots(small)
    snapshots.current()
    changes: list[Callable[[GraphSession], object]] = [
        lambda session: setattr(session.get_one(Organization, "haven"), "name", "Nytt"),
        lambda session: setattr(session.get_one(Service, "shelter"), "age_min", 18),
        lambda session: session.add(Service(id="second", name="Second", organization_id="office", **SOURCED)),
        lambda session: setattr(session.get_one(Service, "second"), "organization_id", "haven"),
        lambda session: session.delete(session.get_one(Service, "second")),
        lambda session: session.add(organization("third", parent_id="haven")),
        lambda session: setattr(session.get_one(Organization, "third"), "parent_id", "office"),
        lambda session: session.delete(session.get_one(Link, "l")),
        lambda session: session.add(Area(id="0126", kind=AreaKind.MUNICIPALITY, name="Huddinge", **SOURCED)),
    ]
    for do in changes:
        change(small, do)
        _assert_same(snapshots.current(), Snapshots(small).current())


def _assert_same(one: Snapshot, other: Snapshot) -> None:
    assert one.revision == other.revision == one.network.revision
    assert dict(one.network.services) == dict(other.network.services)
    assert dict(one.network.organizations) == dict(other.network.organizations)
    assert {key: found for key, found in one.network.offers.items() if found} == {
        key: found for key, found in other.network.offers.items() if found
    }
    assert sorted(map(str, one.network.graph.edges(keys=True))) == sorted(
        map(str, other.network.graph.edges(keys=True))
    )


def test_a_new_alias_is_found_at_once(small: Engine) -> None:
    snapshots = Snapshots(small)
    assert snapshots.current().gazetteer.find("Solna torp").area is None
    change(
        small,
        lambda session: session.add(AreaAlias(id="a", area_id="0163", alias="Solna torp", source="Test")),
    )
    assert snapshots.current().gazetteer.find("Solna torp").area == "0163"


def test_more_changes_than_allowed_are_a_rebuild(small: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshots = Snapshots(small, largest_update=0)
    snapshots.current()
    rename_haven(small, "Nytt")
    monkeypatch.setattr(Network, "build", _must_not_run)
    with pytest.raises(AssertionError, match="rebuilt"):
        snapshots.current()


def test_a_network_that_was_replaced_is_freed_without_the_collector(small: Engine) -> None:
    snapshots = Snapshots(small)
    network = snapshots.current().network
    assert len(network.graph.edges), "asked for once, the graph keeps a view that points back at it"
    old = weakref.ref(network.graph)
    del network
    gc.disable()
    try:
        change(small, lambda session: session.add(organization("more")))
        snapshots.current()
        assert old() is None
    finally:
        gc.enable()


def test_strays_are_looked_for_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "LOOK_THROUGH_EVERY", 1)
    with garbage.kept_out():
        circle: list[object] = [Stray()]
        circle.append(circle)
        stray = weakref.ref(circle[0])
        del circle
        assert not gc.isenabled()
    assert stray() is None
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


class Stray:
    """Something that can be watched."""


def test_several_threads_get_one_and_the_same_snapshot(small: Engine) -> None:
    snapshots = Snapshots(small)
    found: list[Snapshot] = []
    for name in ("Ett", "Två", "Tre"):
        rename_haven(small, name)
        found.clear()
        threads = [threading.Thread(target=lambda: found.append(snapshots.current())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 8
        assert {snapshot.network.organizations["haven"].name for snapshot in found} == {name}
        assert len({id(snapshot) for snapshot in found}) == 1


@pytest.fixture
def other_process(small: Engine) -> Iterator[subprocess.Popen[str]]:
    """Yield another process that keeps snapshots of the same database."""
    url = small.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.answering", url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) == 0


def ask(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("?\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_what_somebody_saved_is_in_the_next_answer_of_another_process(
    small: Engine, other_process: subprocess.Popen[str]
) -> None:
    assert ask(other_process) == "1 fresh Haven"
    for number in range(2, 22):
        rename_haven(small, f"Namn {number}")
        assert ask(other_process) == f"{number} fresh Namn {number}"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_process_that_was_forked_asks_for_itself(small: Engine) -> None:
    snapshots = Snapshots(small)
    snapshots.current()
    rename_haven(small, "Efter delningen")
    child = os.fork()
    if child == 0:
        try:
            small.dispose(close=False)  # what a server does after it forked
            name = snapshots.current().network.organizations["haven"].name
            os._exit(0 if name == "Efter delningen" else 3)
        except BaseException:
            os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert snapshots.current().network.organizations["haven"].name == "Efter delningen"


def test_a_database_without_tables_is_said_to_need_an_upgrade(empty_engine: Engine) -> None:
    with pytest.raises(Unavailable, match="directory database upgrade"):
        Snapshots(empty_engine).current()


def test_a_revision_raised_by_an_import_is_noticed_too(small: Engine) -> None:
    snapshots = Snapshots(small)
    before = snapshots.current()
    with for_writing(small).begin() as connection:
        connection.exec_driver_sql("UPDATE organization SET name = 'Importerad' WHERE id = 'haven'")
        raise_revision(connection, Organization.touched({"id": "haven"}))
    after = snapshots.current()
    assert after.revision == before.revision + 1
    assert after.network.organizations["haven"].name == "Importerad"


def rename_office(engine: Engine, name: str, *, is_soon_enough: bool) -> None:
    """Rename an organization as a file of very many rows would."""
    with writing(engine, is_soon_enough=is_soon_enough) as session:
        session.get_one(Organization, "office").name = name
        session.commit()


def name_of_office(snapshots: Snapshots) -> str:
    return snapshots.current().network.organizations[OrganizationId("office")].name


def test_while_a_large_file_is_taken_in_everybody_is_answered_from_before_it(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.store.revision.MOST_NOTED", 0)
    snapshots, may_go_on, build = Snapshots(small), threading.Event(), Network.build
    before = name_of_office(snapshots)

    def slow(*given: Any, **named: Any) -> Network:
        may_go_on.wait(20)
        return build(*given, **named)

    monkeypatch.setattr(Network, "build", slow)
    rename_office(small, "Ur en fil", is_soon_enough=True)
    assert [name_of_office(snapshots) for _ in range(3)] == [before] * 3
    may_go_on.set()
    deadline = monotonic() + 20
    while name_of_office(snapshots) == before and monotonic() < deadline:
        sleep(0.01)
    assert name_of_office(snapshots) == "Ur en fil"


def test_what_somebody_saves_by_hand_is_in_the_next_answer_also_then(
    small: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots = Snapshots(small)
    name_of_office(snapshots)
    with monkeypatch.context() as patch:
        patch.setattr("directory.store.revision.MOST_NOTED", 0)
        rename_office(small, "Ur en fil", is_soon_enough=True)
    rename_office(small, "För hand", is_soon_enough=False)
    assert name_of_office(snapshots) == "För hand"
    rename_office(small, "Liten fil", is_soon_enough=True)
    assert name_of_office(snapshots) == "Liten fil"
