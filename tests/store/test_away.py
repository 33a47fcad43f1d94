"""While the database is away the last snapshot goes on answering, says so, and heals by itself."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import time_machine
from sqlalchemy import Engine, create_engine, make_url, text

from directory.db import make_engine, sqlite_file
from directory.errors import Unavailable
from directory.graph.facts import Visibility
from directory.model import Organization
from directory.store.deadline import ask_within
from directory.store.saved import file_in, find_saved
from directory.store.saver import Saver, save_now, save_outdated
from directory.store.session import writing
from directory.store.snapshot import Snapshot, Snapshots
from tests.databases import POSTGRESQL, settings_for
from tests.store.small import fill

HEALED_WITHIN_S = 5.0
ANSWERED_WITHIN_S = 1.5


@pytest.fixture
def small(engine: Engine) -> Engine:
    """Return an engine on a small network."""
    fill(engine)
    return engine


@contextmanager
def away(engine: Engine) -> Iterator[None]:
    """Take the database away, in the way that its kind goes away."""
    file = sqlite_file(engine)
    if file is not None:
        hidden = file.with_suffix(".hidden")
        file.rename(hidden)
        yield
        hidden.rename(file)
        return
    name = engine.url.database
    server = create_engine(make_url(POSTGRESQL), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'))
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": name},
        )
        yield
        connection.execute(text(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))
    server.dispose()


def wait_until_fresh(snapshots: Snapshots) -> Snapshot:
    until = time.monotonic() + HEALED_WITHIN_S
    while (snapshot := snapshots.current()).is_stale:
        assert time.monotonic() < until, "the database is back, and nobody noticed"
        time.sleep(0.05)
    return snapshot


def rename_haven(engine: Engine, name: str) -> None:
    with writing(engine) as session:
        session.get_one(Organization, "haven").name = name
        session.commit()


def test_the_last_snapshot_answers_says_since_when_and_heals(small: Engine) -> None:
    snapshots = Snapshots(small)
    fresh = snapshots.current()
    with away(small):
        with time_machine.travel(datetime(2026, 11, 23, 3, 0, tzinfo=UTC), tick=False):
            stale = snapshots.current()
            assert stale.is_stale
            assert stale.network is fresh.network
            assert stale.stale_since == datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
        with time_machine.travel(datetime(2026, 11, 23, 3, 10, tzinfo=UTC), tick=False):
            assert snapshots.current().age == timedelta(minutes=10)
    assert not wait_until_fresh(snapshots).is_stale
    rename_haven(small, "Tillbaka")
    assert snapshots.current().network.organizations["haven"].name == "Tillbaka"


def test_nobody_waits_for_a_database_that_is_away(small: Engine) -> None:
    snapshots = Snapshots(small)
    snapshots.current()
    with away(small):
        started = time.monotonic()
        assert all(snapshots.current().is_stale for _ in range(200))
        assert time.monotonic() - started < ANSWERED_WITHIN_S
    wait_until_fresh(snapshots)


def test_a_viewer_without_a_snapshot_is_told_that_there_is_none(small: Engine) -> None:
    snapshots = Snapshots(small)
    snapshots.current(Visibility.PUBLIC)
    with away(small):
        assert snapshots.current(Visibility.PUBLIC).is_stale
        with pytest.raises(Unavailable, match="no earlier snapshot"):
            snapshots.current(Visibility.NETWORK)
    wait_until_fresh(snapshots)
    assert not snapshots.current(Visibility.NETWORK).is_stale


def test_a_connection_that_broke_costs_nobody_an_answer(small: Engine) -> None:
    if small.dialect.name != "postgresql":
        pytest.skip("SQLite has no connections to break")
    snapshots = Snapshots(small)
    snapshots.current()
    server = create_engine(make_url(POSTGRESQL), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": small.url.database},
        )
    server.dispose()
    assert not snapshots.current().is_stale


@pytest.mark.postgresql
@pytest.mark.skipif(not POSTGRESQL, reason="DIRECTORY_TEST_POSTGRESQL_URL is not set")
def test_a_server_that_says_nothing_is_given_up_in_time() -> None:
    url = make_url(POSTGRESQL).set(drivername="postgresql").render_as_string(hide_password=False)
    silent, wrong = psycopg.connect(url), psycopg.connect(url)
    try:
        assert ask_within(silent, "SELECT 42") == ("42",)
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            ask_within(silent, "SELECT pg_sleep(5)", seconds=0.2)
        assert time.monotonic() - started < ANSWERED_WITHIN_S
        with pytest.raises(psycopg.OperationalError):
            ask_within(wrong, "SELECT nothing FROM nowhere")
    finally:
        silent.close()
        wrong.close()


def test_a_broken_file_is_a_database_that_is_away(small: Engine) -> None:
    file = sqlite_file(small)
    if file is None:
        pytest.skip("PostgreSQL is no file")
    snapshots = Snapshots(small)
    snapshots.current()
    whole = file.with_suffix(".whole")
    file.rename(whole)
    file.write_bytes(b"this is no database, it is a shopping list " * 100)
    assert snapshots.current().is_stale
    file.unlink()
    assert snapshots.current().is_stale
    whole.rename(file)
    assert not wait_until_fresh(snapshots).is_stale


def test_a_backup_put_in_its_place_is_read_even_at_the_same_revision(small: Engine) -> None:
    file = sqlite_file(small)
    if file is None:
        pytest.skip("PostgreSQL is no file")
    small.dispose()
    backup = file.with_suffix(".backup")
    shutil.copyfile(file, backup)
    rename_haven(small, "Efter kopian")
    snapshots = Snapshots(small)
    late = snapshots.current()
    small.dispose()
    for leftover in ("-wal", "-shm"):
        Path(f"{file}{leftover}").unlink(missing_ok=True)
    backup.replace(file)
    other = make_engine(settings_for(small.url))
    rename_haven(other, "Ur kopian")
    restored = snapshots.current()
    assert restored.revision == late.revision
    assert restored.network.organizations["haven"].name == "Ur kopian"
    other.dispose()


def test_a_process_starts_from_the_saved_snapshot_while_the_database_is_away(
    small: Engine, tmp_path: Path
) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), tick=False):
        save_now(small, tmp_path, Visibility.PUBLIC)
    assert file_in(tmp_path, Visibility.PUBLIC).stat().st_mode & 0o077 == 0
    with away(small):
        snapshots = Snapshots(small, saved_in=tmp_path)
        with time_machine.travel(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), tick=False):
            saved = snapshots.current()
            assert saved.is_stale
            assert saved.age == timedelta(days=1)
        assert saved.revision == 1
        assert saved.network.organizations["haven"].name == "Haven"
        assert saved.gazetteer.find("sollentuna").area == "0163"
        with pytest.raises(Unavailable):
            snapshots.current(Visibility.NETWORK)
    assert not wait_until_fresh(snapshots).is_stale


def test_a_saved_snapshot_is_the_whole_real_network(seeded_engine: Engine, tmp_path: Path) -> None:
    live = Snapshots(seeded_engine).current()
    save_now(seeded_engine, tmp_path, Visibility.PUBLIC)
    with away(seeded_engine):
        saved = Snapshots(seeded_engine, saved_in=tmp_path).current()
    assert dict(saved.network.services) == dict(live.network.services)
    assert dict(saved.network.organizations) == dict(live.network.organizations)
    assert saved.network.areas == live.network.areas
    assert saved.network.calendar == live.network.calendar
    assert saved.gazetteer.locate(59.3326, 18.0649) == live.gazetteer.locate(59.3326, 18.0649) == "0180"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b'"format":3', b'"format":99'),
        lambda whole: whole.replace(b'"viewer":"public"', b'"viewer":"restricted"'),
        lambda whole: whole.replace(b'"kind":"phone"', b'"kind":"drum"'),
        lambda _: b"\x80\x04cos\nsystem\n(S'true'\ntR.",
    ],
    ids=["cut off", "another format", "another viewer", "an unknown kind", "a pickle"],
)
def test_a_saved_snapshot_that_cannot_be_trusted_is_not_used(
    small: Engine, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    save_now(small, tmp_path, Visibility.PUBLIC)
    file = file_in(tmp_path, Visibility.PUBLIC)
    whole = file.read_bytes()
    assert find_saved(tmp_path, Visibility.PUBLIC) is not None
    spoiled = spoil(whole)
    assert spoiled != whole
    file.write_bytes(spoiled)
    assert find_saved(tmp_path, Visibility.PUBLIC) is None


def test_a_save_that_fails_leaves_the_last_one_and_nothing_half(
    small: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_now(small, tmp_path, Visibility.PUBLIC)
    rename_haven(small, "Nytt")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save_now(small, tmp_path, Visibility.PUBLIC)
    assert list(tmp_path.iterdir()) == [file_in(tmp_path, Visibility.PUBLIC)]
    saved = find_saved(tmp_path, Visibility.PUBLIC)
    assert saved is not None
    assert [one.name for one in saved.facts.organizations if one.id == "haven"] == ["Haven"]


def test_the_saver_saves_what_is_newest_and_leaves_nothing_else_behind(small: Engine, tmp_path: Path) -> None:
    saver = Saver(small, tmp_path, pause_s=0.05, first_after_s=0.0)
    saver.wish(Visibility.PUBLIC)
    rename_haven(small, "Nytt")
    saver.wish(Visibility.PUBLIC)
    until = time.monotonic() + HEALED_WITHIN_S
    while True:
        found = find_saved(tmp_path, Visibility.PUBLIC)
        if found is not None and any(each.name == "Nytt" for each in found.facts.organizations):
            break
        assert time.monotonic() < until
        time.sleep(0.02)
    assert [file.name for file in tmp_path.iterdir()] == ["snapshot-public.json"]


def test_who_was_erased_stays_in_no_saved_file(small: Engine, tmp_path: Path) -> None:
    assert save_outdated(small, tmp_path) == 0, "nothing was saved before, so nothing is now"
    save_now(small, tmp_path, Visibility.PUBLIC)
    assert save_outdated(small, tmp_path) == 0
    with writing(small) as session:
        session.get_one(Organization, "office").name = "Another name"
        session.commit()
    assert save_outdated(small, tmp_path) == 1
    saved = find_saved(tmp_path, Visibility.PUBLIC)
    assert saved is not None
    assert "Another name" in {one.name for one in saved.facts.organizations}
    file_in(tmp_path, Visibility.PUBLIC).write_text("{")
    assert save_outdated(small, tmp_path) == 1
