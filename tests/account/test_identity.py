"""Who a cookie stands for: known until something ends it, and then in no process any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Delete, Engine, Update, delete, event, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account import identity as identities
from directory.account import session as sessions
from directory.account.identity import Identities
from directory.graph.facts import AreaId, Visibility
from directory.ledger import Act, note
from directory.membership.granting import end, give
from directory.membership.leaving import end_everything
from directory.model import Account, AccountSession, Grant, Stage
from directory.store.entry import UnnoticedEndError
from directory.store.session import writing
from directory.store.watch import watch
from tests.account.people import NOW, begin, make_account

IDLE = timedelta(hours=2)
SITE = "https://kontakt.example.org"


def known(engine: Engine) -> Callable[..., object]:
    """Return a process's look-up: a token to the account behind it, or None."""
    people, at = Identities(engine, idle=IDLE), watch(engine)

    def find(token: str, later: timedelta = timedelta()) -> object:
        found = people.find(token, at.look().entry, NOW + later)
        return found and found.account

    return find


def test_a_token_stands_for_its_account_and_a_made_up_one_for_nobody(engine: Engine) -> None:
    account = make_account(engine)
    find, begun = known(engine), begin(engine, account)
    assert find(begun.token) == account.id
    for token in ("", "x", "x" * 43, "x" * 100_000, begun.token[:-1], "\ud800", begun.session):
        assert find(token) is None


def test_a_half_session_stands_for_nobody(engine: Engine) -> None:
    account = make_account(engine)
    assert known(engine)(begin(engine, account, Stage.PASSWORD).token) is None


def test_the_second_look_asks_the_database_nothing(engine: Engine) -> None:
    account = make_account(engine)
    begun, people, at = begin(engine, account), Identities(engine, idle=IDLE), watch(engine)
    look = at.look().entry
    asked: list[str] = []
    people.find(begun.token, look, NOW)
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert people.find(begun.token, look, NOW) is not None
    assert asked == []


def _disable(session: Session, account: Account) -> None:
    account.disabled_at = NOW
    note(session, Act.ACCOUNT_DISABLED, kind="account", record=account.id)


def _give(session: Session, account: Account) -> None:
    give(session, account, Role.CASEWORKER, by="system", today=NOW.date(), area=AreaId("0184"))


ENDS: dict[str, Callable[[Session, Account], object]] = {
    "every session ended": lambda session, account: sessions.end_all(session, account.id, actor="x"),
    "account disabled": _disable,
    "everything ended": lambda session, account: end_everything(session, account, NOW, by="x", site=SITE),
}


@pytest.mark.parametrize("how", ENDS)
def test_what_is_ended_is_dead_in_every_process_at_once(engine: Engine, how: str) -> None:
    account = make_account(engine)
    first, second, begun = known(engine), known(engine), begin(engine, account)
    assert first(begun.token) == second(begun.token) == account.id
    with writing(engine, actor="x") as session:
        ENDS[how](session, session.get_one(Account, account.id))
        session.commit()
    assert first(begun.token) is None
    assert second(begun.token) is None


def test_a_memory_that_did_not_look_would_keep_it_alive(engine: Engine) -> None:
    """The planted fault: the access number is not looked at. The assertion above must not hold for it."""
    account = make_account(engine)
    begun, people = begin(engine, account), Identities(engine, idle=IDLE)
    assert people.find(begun.token, "never moves", NOW) is not None
    with writing(engine, actor="x") as session:
        sessions.end_all(session, account.id, actor="x")
        session.commit()
    assert people.find(begun.token, "never moves", NOW) is not None


def test_a_new_right_is_seen_and_an_ended_one_is_gone_with_its_sessions(engine: Engine) -> None:
    account = make_account(engine)
    people, at = Identities(engine, idle=IDLE), watch(engine)
    first = begin(engine, account)

    def viewer(token: str) -> Visibility | None:
        found = people.find(token, at.look().entry, NOW)
        return found and found.viewer

    assert viewer(first.token) is Visibility.PUBLIC
    with writing(engine, actor="x") as session:
        _give(session, session.get_one(Account, account.id))
        session.commit()
    assert viewer(first.token) is Visibility.NETWORK
    with writing(engine, actor="x") as session:
        [grant] = session.query(Grant).all()
        end(session, grant, NOW, by="x", site=SITE)
        session.commit()
    assert viewer(first.token) is None
    assert viewer(begin(engine, account).token) is Visibility.PUBLIC


def test_rights_end_by_themselves_after_twelve_months(engine: Engine) -> None:
    account = make_account(engine)
    with writing(engine, actor="x") as session:
        _give(session, session.get_one(Account, account.id))
        session.commit()
    later = NOW + timedelta(days=366)
    people, at, begun = Identities(engine, idle=IDLE), watch(engine), begin(engine, account, now=later)
    found = people.find(begun.token, at.look().entry, later)
    assert found is not None
    assert found.grants == ()


def test_a_right_that_ends_today_is_over_at_midnight_in_sweden_also_where_it_is_remembered(
    engine: Engine,
) -> None:
    account = make_account(engine)
    with writing(engine, actor="x") as session:
        _give(session, session.get_one(Account, account.id))
        [grant] = session.query(Grant).all()
        grant.valid_to = NOW.date()
        session.commit()
    before = datetime(2026, 11, 23, 22, 59, tzinfo=UTC)
    people, at, begun = Identities(engine, idle=IDLE), watch(engine), begin(engine, account, now=before)

    def viewer(moment: datetime) -> Visibility | None:
        found = people.find(begun.token, at.look().entry, moment)
        return found and found.viewer

    assert viewer(before) is Visibility.NETWORK
    assert viewer(before + timedelta(minutes=1)) is Visibility.PUBLIC


def test_a_right_that_begins_tomorrow_is_none_today(engine: Engine) -> None:
    account = make_account(engine)
    with writing(engine, actor="x") as session:
        _give(session, session.get_one(Account, account.id))
        [grant] = session.query(Grant).all()
        grant.valid_from = NOW.date() + timedelta(days=1)
        session.commit()
    people, at, begun = Identities(engine, idle=IDLE), watch(engine), begin(engine, account)
    found = people.find(begun.token, at.look().entry, NOW)
    assert found is not None
    assert found.viewer is Visibility.PUBLIC


def test_a_demo_account_stands_for_nobody_where_demo_accounts_do_not_count(engine: Engine) -> None:
    account = make_account(engine, is_demo=True)
    look, begun = watch(engine).look().entry, begin(engine, account)
    assert Identities(engine, idle=IDLE).find(begun.token, look, NOW) is not None
    assert Identities(engine, idle=IDLE, has_demo=False).find(begun.token, look, NOW) is None


def test_a_half_session_stands_for_nobody_whatever_else_its_row_says(engine: Engine) -> None:
    account = make_account(engine)
    begun = begin(engine, account, Stage.PASSWORD)
    with writing(engine, actor="x") as session:
        session.get_one(AccountSession, begun.session).confirmed_at = NOW
        session.commit()
    assert known(engine)(begun.token) is None


def test_a_session_ends_when_it_rests_and_whatever_happens_after_half_a_day(engine: Engine) -> None:
    account = make_account(engine)
    find, begun = known(engine), begin(engine, account)
    for hours in range(12):
        assert find(begun.token, timedelta(hours=hours)) == account.id
    assert find(begun.token, timedelta(hours=12)) is None
    rested = begin(engine, account)
    assert known(engine)(rested.token, timedelta(hours=2)) is None
    assert find(rested.token, timedelta(minutes=119)) == account.id


def test_a_session_that_is_remembered_ends_at_its_hour_and_not_some_minutes_later(engine: Engine) -> None:
    account = make_account(engine)
    begun = begin(engine, account, now=NOW - timedelta(hours=11))
    with writing(engine, actor="x") as session:
        session.get_one(AccountSession, begun.session).used_at = NOW
        session.commit()
    find = known(engine)
    assert find(begun.token, timedelta(minutes=59)) == account.id
    assert find(begun.token, timedelta(hours=1)) is None


def test_while_the_database_is_away_somebody_stays_signed_in_for_a_quarter_of_an_hour(engine: Engine) -> None:
    account = make_account(engine)
    people, at, begun = Identities(engine, idle=IDLE), watch(engine), begin(engine, account)
    assert people.find(begun.token, None, NOW) is None
    assert people.find(begun.token, at.look().entry, NOW) is not None
    assert people.find(begun.token, None, NOW + identities.GRACE) is not None
    assert people.find(begun.token, None, NOW + identities.GRACE + timedelta(seconds=1)) is None


def test_a_database_that_can_be_read_and_not_written_signs_nobody_out(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make_account(engine)
    find, begun = known(engine), begin(engine, account)
    tried: list[str] = []

    def full(_self: Identities, session_id: str, _now: datetime) -> None:
        tried.append(session_id)
        raise OperationalError("UPDATE", None, OSError("disk full"))

    monkeypatch.setattr(Identities, "_touch", full)
    assert find(begun.token, timedelta(minutes=30)) == account.id
    assert tried == [begun.session]
    assert find(begun.token, IDLE) is None, "it rests all the same"


def test_who_was_signed_out_does_not_come_back_because_the_database_goes_away(engine: Engine) -> None:
    account = make_account(engine)
    people, at, begun = Identities(engine, idle=IDLE), watch(engine), begin(engine, account)
    assert people.find(begun.token, at.look().entry, NOW) is not None
    with writing(engine, actor="x") as session:
        sessions.end_all(session, account.id, actor="x")
        session.commit()
    assert people.find(begun.token, at.look().entry, NOW) is None
    assert people.find(begun.token, None, NOW) is None


@pytest.mark.parametrize(
    "statement",
    [
        delete(AccountSession),
        update(AccountSession).values(ends_at=NOW),
        update(Account).values(disabled_at=NOW),
        update(Grant).values(ended_at=NOW),
    ],
    ids=str,
)
def test_what_ends_somebody_behind_the_back_of_every_process_is_refused(
    engine: Engine, statement: Delete | Update
) -> None:
    with writing(engine, actor="x") as session, pytest.raises(UnnoticedEndError):
        session.execute(statement)


def test_showing_anew_who_one_is_gives_a_new_token_and_the_old_one_is_dead(engine: Engine) -> None:
    account = make_account(engine)
    find, begun = known(engine), begin(engine, account)
    assert find(begun.token) == account.id
    with writing(engine, actor=account.id) as session:
        row = sessions.find(session, begun.token, NOW, stage=Stage.WHOLE)
        assert row is not None
        again = sessions.confirm(row, NOW)
        session.commit()
    assert find(begun.token) is None
    assert find(again.token) == account.id


def test_rows_that_have_ended_are_cleared_away(engine: Engine) -> None:
    account = make_account(engine)
    begin(engine, account)
    with writing(engine, actor="x") as session:
        assert sessions.clear_ended(session, NOW + timedelta(hours=1), idle=IDLE) == 0
        assert sessions.clear_ended(session, NOW + timedelta(hours=3), idle=IDLE) == 1
