"""What is done is noted in the transaction that does it: never more, never less, in one gapless line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, delete, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from directory.clock import now
from directory.db import for_writing
from directory.ledger import Act, LedgerError, Note, append, note
from directory.ledger.chain import BEGINNING, detail_digest
from directory.model import LedgerDetail, LedgerEntry, LedgerHead
from directory.store.session import writing
from tests.store.small import organization


def acts(engine: Engine) -> list[tuple[int, str]]:
    with engine.connect() as connection:
        rows = connection.execute(select(LedgerEntry.seq, LedgerEntry.act).order_by(LedgerEntry.seq))
        return [(seq, act) for seq, act in rows if not act.startswith("record.")]


def test_whoever_did_it_stands_in_the_entry(engine: Engine) -> None:
    before = now()
    with writing(engine, actor="account-7") as session:
        note(session, Act.GRANT_GIVEN, kind="grant", record="g1", organization="haven", area="01")
        note(session, Act.RETENTION_RUN, actor="retention")
        session.commit()
    with Session(engine) as session:
        first, second = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq))
    assert (first.seq, first.actor, first.act) == (1, "account-7", "grant.given")
    assert (first.kind, first.record, first.organization, first.area) == ("grant", "g1", "haven", "01")
    assert (first.previous, second.previous) == (BEGINNING, first.digest)
    assert second.actor == "retention"
    at = first.at if first.at.tzinfo else first.at.replace(tzinfo=UTC)
    assert before <= at <= now()


def test_a_session_without_a_name_works_for_the_system(engine: Engine) -> None:
    with writing(engine) as session:
        note(session, Act.SEEDS_LOADED)
        session.commit()
        assert session.scalars(select(LedgerEntry.actor)).all() == ["system"]


def test_a_detail_lies_beside_the_chain_and_fits_its_digest(engine: Engine) -> None:
    with writing(engine) as session:
        note(session, Act.CONTACT_LISTED, detail={"name": "Åsa Påhittad", "phone": None})
        note(session, Act.SESSION_BEGAN)
        session.commit()
        entry = session.get_one(LedgerEntry, 1)
        detail = session.scalars(select(LedgerDetail)).one()
    assert detail.content == '{"name":"\\u00c5sa P\\u00e5hittad","phone":null}'
    assert detail.salt is not None
    assert entry.detail_digest == detail_digest(detail.salt, detail.content)


def test_what_is_rolled_back_was_never_noted(engine: Engine) -> None:
    with writing(engine) as session:
        note(session, Act.SESSION_BEGAN)
        session.rollback()
        note(session, Act.SESSION_ENDED)
        session.commit()
    assert acts(engine) == [(1, "session.ended")]


def test_a_session_that_is_closed_without_a_commit_takes_its_notes_with_it(engine: Engine) -> None:
    session = writing(engine)
    session.execute(text("SELECT 1"))
    note(session, Act.SESSION_BEGAN)
    session.close()
    note(session, Act.SESSION_ENDED)
    session.commit()
    session.close()
    assert acts(engine) == [(1, "session.ended")]


def test_a_savepoint_that_fails_takes_only_its_own_notes_with_it(engine: Engine) -> None:
    with writing(engine) as session:
        note(session, Act.SESSION_BEGAN)
        with session.begin_nested() as failing:
            note(session, Act.PASSWORD_CHANGED)
            with session.begin_nested():
                note(session, Act.FACTOR_ENROLLED)
            failing.rollback()
        with session.begin_nested():
            note(session, Act.PASSKEY_ADDED)
        session.commit()
    assert acts(engine) == [(1, "session.began"), (2, "passkey.added")]


def test_a_session_that_would_lose_its_notes_is_refused(engine: Engine) -> None:
    with Session(for_writing(engine)) as session, pytest.raises(LedgerError, match="writing"):
        note(session, Act.SESSION_BEGAN)


def test_a_detail_that_is_no_json_is_refused_where_it_is_made(engine: Engine) -> None:
    with writing(engine) as session, pytest.raises(TypeError):
        note(session, Act.SESSION_BEGAN, detail={"at": datetime.now(UTC)})


def test_without_its_head_nothing_is_changed_any_more(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        connection.execute(delete(LedgerHead))
    with writing(engine) as session:
        session.add(organization("a"))
        note(session, Act.SESSION_BEGAN)
        with pytest.raises(LedgerError, match="head of the ledger is missing"):
            session.commit()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM organization")).scalar_one() == 0


@pytest.mark.parametrize(
    "statement",
    [
        update(LedgerEntry).values(actor="somebody-else"),
        delete(LedgerEntry),
        text("UPDATE ledger_entry SET seq = seq + 1"),
        delete(LedgerDetail),
        update(LedgerDetail).values(content="{}"),
        update(LedgerDetail).values(salt="0" * 32),
        update(LedgerDetail).values(content=None),
        update(LedgerDetail).values(content=None, salt=None, erased_at=now(), seq=2),
    ],
    ids=str,
)
def test_the_database_itself_refuses_to_change_what_was_noted(engine: Engine, statement: object) -> None:
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.SESSION_BEGAN, detail='{"a":1}'), Note(Act.SESSION_ENDED)])
    with pytest.raises(DatabaseError), for_writing(engine).begin() as connection:
        connection.execute(statement)  # type: ignore[call-overload]
    with engine.connect() as connection:
        assert connection.execute(select(LedgerEntry.seq, LedgerEntry.actor)).all() == [
            (1, "system"),
            (2, "system"),
        ]
        assert connection.execute(select(LedgerDetail.seq, LedgerDetail.content)).all() == [(1, '{"a":1}')]


def test_a_row_cannot_be_replaced_or_all_of_them_emptied(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.SESSION_BEGAN, detail='{"a":1}')])
        digest = connection.execute(select(LedgerEntry.digest)).scalar_one()
    columns = "seq, at, actor, act, kind, record, previous, digest"
    values = f"1, '2026-01-01 00:00:00', 'x', 'y', '', '', '{BEGINNING}', '{digest}'"
    statements = (
        (
            f"INSERT OR REPLACE INTO ledger_entry ({columns}) VALUES ({values})",
            "INSERT OR REPLACE INTO ledger_detail (seq, salt, content) VALUES (1, 'a', 'b')",
        )
        if engine.dialect.name == "sqlite"
        else (
            f"INSERT INTO ledger_entry ({columns}) VALUES ({values}) "
            "ON CONFLICT (seq) DO UPDATE SET actor = excluded.actor",
            "INSERT INTO ledger_detail (seq, salt, content) VALUES (1, 'a', 'b') "
            "ON CONFLICT (seq) DO UPDATE SET content = excluded.content",
            "TRUNCATE ledger_detail",
            "TRUNCATE ledger_entry, ledger_detail",
        )
    )
    for statement in statements:
        with pytest.raises(DatabaseError), for_writing(engine).begin() as connection:
            connection.execute(text(statement))
    with engine.connect() as connection:
        assert connection.execute(select(LedgerEntry.actor)).all() == [("system",)]
        assert connection.execute(select(LedgerDetail.content)).all() == [('{"a":1}',)]


def test_a_detail_may_be_erased_once_and_for_good(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        append(connection, [Note(Act.SESSION_BEGAN, detail='{"a":1}')])
        connection.execute(update(LedgerDetail).values(content=None, salt=None, erased_at=now()))
    with pytest.raises(DatabaseError), for_writing(engine).begin() as connection:
        connection.execute(update(LedgerDetail).values(content='{"a":1}', salt="0" * 32, erased_at=None))
