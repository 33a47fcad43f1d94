"""Many at once, with changes of mind: the chain stays one line without a gap, and tells exactly what was done."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.db import make_engine
from directory.ledger import Act, note
from directory.ledger.chain import canonical
from directory.ledger.verify import verify
from directory.model import LedgerEntry, Organization
from directory.store.session import writing
from tests.databases import settings_for
from tests.store.small import organization

WRITERS = 8
TURNS = 12


def write(session: Session, random: Random, name: str, depth: int = 0) -> list[str]:
    """Note and change at random, in savepoints of which some fail; return the names that must be in the chain."""
    kept: list[str] = []
    for step in range(random.randint(1, 3)):
        this = f"{name}.{step}"
        what = random.random()
        if what < 0.35:
            note(session, Act.SESSION_BEGAN, record=this, detail={"name": this} if what < 0.2 else None)
            kept.append(this)
        elif what < 0.6:
            session.add(organization(this))
            if what < 0.5:
                session.flush()
            kept.append(this)
        elif depth < 3:
            with session.begin_nested() as savepoint:
                inside = write(session, random, this, depth + 1)
                if random.random() < 0.4:
                    savepoint.rollback()
                else:
                    kept += inside
    return kept


def work(engine: Engine, seed: int, turns: int = TURNS) -> list[str]:
    """Work for some transactions, of which some are rolled back or abandoned; return what must be in the chain."""
    random = Random(seed)
    kept: list[str] = []
    for turn in range(turns):
        with writing(engine, actor=f"writer-{seed}") as session:
            done = write(session, random, f"w{seed}.{turn}")
            fate = random.random()
            if fate < 0.7:
                session.commit()
                kept += done
            elif fate < 0.85:
                session.rollback()
                session.commit()
    return kept


def in_chain(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        verdict = verify(connection)
        assert verdict.broken is None
        rows = connection.execute(select(LedgerEntry.seq, LedgerEntry.record).order_by(LedgerEntry.seq)).all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1)), "gapless"
    assert verdict.entries == len(rows)
    return [row.record for row in rows]


def test_eight_writers_at_once_leave_one_line_without_a_gap(engine: Engine) -> None:
    engines = [make_engine(settings_for(engine.url, database_timeout_ms=30_000)) for _ in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        kept = [name for names in pool.map(work, engines, range(WRITERS)) for name in names]
    for each in engines:
        each.dispose()
    assert len(kept) > WRITERS * 3
    assert sorted(in_chain(engine)) == sorted(kept)
    with Session(engine) as session:
        stored = set(session.scalars(select(Organization.id)))
    assert stored <= set(kept)


@pytest.mark.parametrize("seed", range(100, 112))
def test_what_was_taken_back_is_not_in_the_chain_and_all_else_is(engine: Engine, seed: int) -> None:
    kept = work(engine, seed, turns=6)
    assert sorted(in_chain(engine)) == sorted(kept)


def test_whoever_notes_first_does_not_stop_whoever_changes_facts(engine: Engine) -> None:
    """Two who take the same two locks the other way round would wait for each other for ever."""
    with writing(engine) as first:
        note(first, Act.SESSION_BEGAN, record="first")
        if engine.dialect.name == "postgresql":  # on SQLite only one writes at a time anyway
            with writing(engine) as second:
                second.add(organization("a"))
                note(second, Act.SESSION_BEGAN, record="second")
                second.commit()
        first.add(organization("b"))
        first.commit()
    assert "first" in in_chain(engine)


PLAIN = (
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False)
)
JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
@settings(max_examples=200)
def test_what_is_hashed_is_the_same_however_it_was_ordered_or_read_back(value: object) -> None:
    text = canonical(value)
    assert text.isascii()
    assert canonical(json.loads(text)) == text
    if isinstance(value, dict):
        assert canonical(dict(reversed(value.items()))) == text
