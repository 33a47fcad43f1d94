"""The head of the chain is copied out of the database once a day, and nothing but a whole line ever stands there."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from directory.db import for_writing
from directory.ledger import Act, LedgerError, Note, append
from directory.ledger.chain import BEGINNING
from directory.ledger.head import FILE, Head, export_head, read_heads
from directory.ledger.verify import Broken, Fault, verify
from tests.ledger.tampering import Tampering, asleep, write_chain

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))


def add(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.SESSION_BEGAN)])


def test_each_day_adds_one_line_however_often_it_is_asked_for(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "outside" / "heads"
    file = export_head(engine, folder, MONDAY)
    assert file == folder / FILE
    add(engine)
    assert export_head(engine, folder, MONDAY) == file
    export_head(engine, folder, TUESDAY)
    add(engine)
    export_head(engine, folder, WEDNESDAY)
    heads = read_heads(file)
    assert heads[0] == Head(MONDAY, 0, BEGINNING)
    assert [(head.day, head.seq) for head in heads] == [(MONDAY, 0), (TUESDAY, 1), (WEDNESDAY, 2)]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [FILE], "no draft is left behind"
    with engine.connect() as connection:
        assert verify(connection, heads).is_whole


def test_a_chain_that_was_rewritten_is_not_signed_again(engine: Engine, tmp_path: Path) -> None:
    write_chain(engine, 12)
    file = export_head(engine, tmp_path, MONDAY)
    with for_writing(engine).begin() as connection:
        # Somebody owns the database and has rewritten the chain, triggers, head and all.
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            connection.exec_driver_sql("DROP TRIGGER ledger_entry_no_update")
        Tampering(connection, Random(3)).rewrite_with_head()
    with engine.connect() as connection:
        assert verify(connection).is_whole
        broken = verify(connection, read_heads(file)).broken
        assert broken == Broken(14, Fault.OTHER_EXPORTED_HEAD)
    with pytest.raises(LedgerError, match=r"does not continue its head of 2026-11-23 \(entry 14\)"):
        export_head(engine, tmp_path, TUESDAY)
    assert len(read_heads(file)) == 1


def test_a_crash_while_writing_leaves_the_old_file(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = export_head(engine, tmp_path, MONDAY)
    before = file.read_bytes()

    def crash(_descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(OSError, match="no space"):
        export_head(engine, tmp_path, TUESDAY)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        f"2026-11-24 1 {BEGINNING}",
        f"2026-13-24\t1\t{BEGINNING}",
        f"2026-11-24\tone\t{BEGINNING}",
        "2026-11-24\t1\tabc",
        f"2026-11-24\t1\t{'F' * 64}",
        "å",
        "",
    ],
)
def test_a_line_that_is_no_head_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / FILE
    file.write_text(f"2026-11-23\t0\t{BEGINNING}\n{line}\n", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"Line 2|cannot be read"):
        read_heads(file)


def test_a_database_that_lost_its_head_exports_none(engine: Engine, tmp_path: Path) -> None:
    with asleep(engine) as connection:
        Tampering(connection, Random(1)).remove_head()
        with pytest.raises(LedgerError, match="head of the ledger is missing"):
            append(connection, [Note(Act.SESSION_BEGAN)])
