"""Whatever is done to the ledger afterwards is found, and the first entry that is not as it was written is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from importlib import import_module
from random import Random

import pytest
from sqlalchemy import Engine, select, text, update

from directory.clock import now
from directory.db import for_writing
from directory.ledger import Act, Note, append, chain, verify
from directory.ledger.chain import BEGINNING
from directory.ledger.head import Head
from directory.ledger.verify import SENTENCES, Broken, Fault
from directory.ledger.verify import verify as check
from directory.model import LedgerDetail
from tests.ledger.tampering import ALL, DETAIL, ENTRY, NEED_EXPORTED_HEADS, Tampering, asleep, write_chain

LENGTH = 36


def uncaught(
    engine: Engine, heads: Iterable[Head], count: int, ways: tuple[Callable[[Tampering], object], ...] = ALL
) -> list[str]:
    """Tamper *count* times, in every way equally often; return what was not found."""
    missed = []
    for number in range(count):
        way = ways[number % len(ways)]
        with asleep(engine) as connection:
            way(Tampering(connection, Random(number)))
            if check(connection, heads).is_whole:
                missed.append(f"{way.__name__} {number}")
    with engine.connect() as connection:
        assert check(connection, heads).is_whole, "and what is undone is whole again"
    return missed


def test_a_chain_that_nobody_touched_is_whole(engine: Engine) -> None:
    with engine.connect() as connection:
        verdict = check(connection)
        assert (verdict.is_whole, verdict.entries, verdict.head) == (True, 0, Head(None, 0, BEGINNING))
    heads = write_chain(engine, LENGTH)
    with engine.connect() as connection:
        verdict = check(connection, heads)
    assert verdict.broken is None
    assert (verdict.entries, verdict.erased, verdict.heads) == (LENGTH + 2, 2, 3)
    assert verdict.head == heads[-1]


def test_a_hundred_tamperings_are_all_found(engine: Engine) -> None:
    heads = write_chain(engine, LENGTH)
    assert uncaught(engine, heads, 100) == []


@pytest.mark.slow  # 4 s on SQLite
def test_a_thousand_tamperings_are_all_found(engine: Engine) -> None:
    heads = write_chain(engine, LENGTH)
    assert uncaught(engine, heads, 1000) == []


def test_without_exported_heads_only_a_rewritten_end_passes(engine: Engine) -> None:
    """That is what the heads are exported for; nothing inside the database could tell."""
    write_chain(engine, LENGTH)
    rest = tuple(way for way in ALL if way not in NEED_EXPORTED_HEADS)
    assert uncaught(engine, (), len(rest), rest) == []
    assert len(uncaught(engine, (), 10, (Tampering.rewrite_with_head,))) == 10


def test_a_digest_that_does_not_cover_the_time_is_noticed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = tuple(name for name in chain.COLUMNS if name != "at")
    monkeypatch.setattr(chain, "COLUMNS", shorter)
    heads = write_chain(engine, LENGTH)
    assert len(uncaught(engine, heads, 20, (Tampering.redate,))) >= 15, "all but those of erasures"


@pytest.mark.parametrize("name", [name for name in chain.COLUMNS if name not in ("seq", "at", "previous")])
def test_a_digest_that_forgets_a_column_is_noticed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(chain, "COLUMNS", tuple(each for each in chain.COLUMNS if each != name))
    write_chain(engine, LENGTH)
    with asleep(engine) as connection:
        connection.execute(update(ENTRY).where(ENTRY.c.seq == 10).values({name: "f" * 60}))
        broken = check(connection).broken
        assert broken is None or broken.fault is Fault.DETAIL_CHANGED or broken.fault is Fault.DETAIL_MISSING


def test_a_writer_that_forgets_the_head_is_noticed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("directory.ledger.note")
    write_chain(engine, LENGTH)
    monkeypatch.setattr(module, "update", lambda table: update(table).where(text("1 = 0")))
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.SESSION_BEGAN)])
    with engine.connect() as connection:
        assert check(connection).broken == Broken(LENGTH + 3, Fault.BEYOND_HEAD)


def test_an_erased_detail_that_is_put_back_as_it_was_is_found(engine: Engine) -> None:
    """Also by somebody who kept the salt, so that the digest fits."""
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.CONTACT_LISTED, detail='{"name":"x"}')])
        before = dict(connection.execute(select(DETAIL)).mappings().one())
        at = now()
        connection.execute(update(LedgerDetail).values(content=None, salt=None, erased_at=at))
        append(connection, [Note(Act.DETAIL_ERASED, kind="ledger_entry", record="1", at=at)])
        assert check(connection).is_whole
    with asleep(engine) as connection:
        connection.execute(update(DETAIL).values(**before))
        assert check(connection).broken == Broken(1, Fault.DETAIL_RESTORED)


@pytest.mark.parametrize(
    ("way", "broken"),
    [
        (lambda t: t.set(7, actor="x"), Broken(7, Fault.CHANGED)),
        (lambda t: t.set(7, at=t.rows[6]["at"] + timedelta(seconds=1)), Broken(7, Fault.CHANGED)),
        (lambda t: t.connection.execute(ENTRY.delete().where(ENTRY.c.seq == 8)), Broken(8, Fault.MISSING)),
        (lambda t: t.connection.execute(ENTRY.delete().where(ENTRY.c.seq > 30)), Broken(31, Fault.CUT)),
        (lambda t: t.add_beyond_head(), Broken(LENGTH + 3, Fault.BEYOND_HEAD)),
        (lambda t: t.move_head(LENGTH + 2, "0" * 64), Broken(LENGTH + 2, Fault.OTHER_HEAD)),
        (lambda t: t.remove_head(), Broken(LENGTH + 2, Fault.NO_HEAD)),
        (lambda t: t.set_detail(10, content="{}"), Broken(10, Fault.DETAIL_CHANGED)),
        (
            lambda t: t.connection.execute(DETAIL.delete().where(DETAIL.c.seq == 10)),
            Broken(10, Fault.DETAIL_MISSING),
        ),
        (
            lambda t: t.set_detail(10, content=None, salt=None, erased_at=now()),
            Broken(10, Fault.DETAIL_ERASED_SILENTLY),
        ),
    ],
)
def test_the_first_broken_entry_is_named(
    engine: Engine, way: Callable[[Tampering], object], broken: Broken
) -> None:
    heads = write_chain(engine, LENGTH)
    with asleep(engine) as connection:
        way(Tampering(connection, Random(1)))
        found = check(connection, heads).broken
    assert found == broken
    assert f"{broken.seq}" in broken.sentence


def test_every_fault_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Fault)


def test_a_long_chain_is_read_in_pieces(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "AT_ONCE", 7)
    heads = write_chain(engine, 60)
    with engine.connect() as connection:
        assert check(connection, heads).entries == 62


def test_bytes_and_nonsense_in_the_place_of_a_text_are_a_fault_and_no_crash(engine: Engine) -> None:
    write_chain(engine, LENGTH)
    if engine.dialect.name != "sqlite":
        return
    for column, value in (("actor", "x'00ff'"), ("at", "'yesterday'"), ("at", "12"), ("digest", "x'00'")):
        with asleep(engine) as connection:
            connection.execute(text(f"UPDATE ledger_entry SET {column} = {value} WHERE seq = 5"))
            assert check(connection).broken == Broken(5, Fault.CHANGED)
    with asleep(engine) as connection:
        connection.execute(text("UPDATE ledger_detail SET content = x'00' WHERE seq = 10"))
        assert check(connection).broken == Broken(10, Fault.DETAIL_CHANGED)
