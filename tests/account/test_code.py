"""The second factor: each code works once, also at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.account import code
from directory.account.secret import Seal
from directory.ledger import Act, note
from directory.model import Account
from directory.store.session import writing
from tests.account.people import NOW, SEAL, make_account

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def used(engine: Engine, account: Account, use: Callable[[Session, Account], bool]) -> bool:
    with writing(engine, actor=account.id) as session:
        found = use(session, session.get_one(Account, account.id))
        session.commit()
    return found


def at(seconds: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=seconds))


def enters(engine: Engine, account: Account, given: str, later: int = 0) -> bool:
    moment = NOW + timedelta(seconds=later)
    return used(engine, account, lambda session, row: code.use_code(session, row, given, SEAL, moment))


def test_the_code_of_now_works_once(engine: Engine) -> None:
    account = make_account(engine, SECRET)
    assert enters(engine, account, at())
    assert not enters(engine, account, at())


def test_a_phone_may_be_one_step_off_and_no_more(engine: Engine) -> None:
    assert enters(engine, make_account(engine, SECRET), at(-30))
    assert enters(engine, make_account(engine, SECRET), at(30))
    assert not enters(engine, make_account(engine, SECRET), at(-60))
    assert not enters(engine, make_account(engine, SECRET), at(60))


def test_an_older_code_does_not_work_after_a_newer_one(engine: Engine) -> None:
    account = make_account(engine, SECRET)
    assert enters(engine, account, at(0))
    assert not enters(engine, account, at(-30))
    assert enters(engine, account, at(30), later=30)


def test_the_code_that_set_up_an_app_opens_nothing_after_it(engine: Engine) -> None:
    account = make_account(engine, code_secret=None)
    with writing(engine, actor=account.id) as session:
        assert code.enroll(session, session.get_one(Account, account.id), SECRET, at(), SEAL, NOW)
        note(session, Act.FACTOR_ENROLLED, kind="account", record=account.id)
        session.commit()
    assert not enters(engine, account, at())
    assert enters(engine, account, at(30), later=30)


def test_a_code_may_be_typed_with_a_space_in_it(engine: Engine) -> None:
    assert enters(engine, make_account(engine, SECRET), f" {at()[:3]} {at()[3:]} ")


@pytest.mark.parametrize(
    "given", ["", "000000", "12345", "1234567", "x" * 10_000, "１２３４５６", "\ud800", "-1"]
)
def test_what_is_no_code_is_simply_wrong(engine: Engine, given: str) -> None:
    assert not enters(engine, make_account(engine, SECRET), given)


def test_of_twenty_who_give_the_same_code_at_the_same_moment_one_gets_in(engine: Engine) -> None:
    account = make_account(engine, SECRET)
    with ThreadPoolExecutor(10) as threads:
        found = list(threads.map(lambda _at: enters(engine, account, at()), range(20)))
    assert found.count(True) == 1


def test_nobody_gets_in_with_the_code_of_an_account_without_an_app(engine: Engine) -> None:
    account = make_account(engine, code_secret=None)
    assert not enters(engine, account, at())


def test_the_key_is_not_in_the_database_as_it_is_and_opens_with_the_old_secret(engine: Engine) -> None:
    account = make_account(engine, SECRET)
    assert account.code_secret is not None
    assert SECRET not in account.code_secret
    newer = Seal(("a newer secret that was put in its place", "a secret for tests, long enough to be one"))
    assert newer.open(account.code_secret) == SECRET
    assert Seal(("a newer secret that was put in its place",)).open(account.code_secret) is None


def test_a_recovery_code_works_once_however_it_is_typed(engine: Engine) -> None:
    account = make_account(engine, SECRET)
    with writing(engine, actor=account.id) as session:
        codes = code.new_recovery_codes(session, session.get_one(Account, account.id))
        session.commit()
    assert len(set(codes)) == code.RECOVERY_CODES

    def recovers(given: str) -> bool:
        return used(engine, account, lambda session, row: code.use_recovery_code(session, row, given, NOW))

    assert recovers(codes[0].upper().replace("-", " "))
    assert not recovers(codes[0])
    assert recovers(codes[1])
    assert not recovers("")
    with Session(engine) as reading:
        assert code.recovery_codes_left(reading, account.id) == code.RECOVERY_CODES - 2


def test_a_recovery_code_of_somebody_else_does_not_work(engine: Engine) -> None:
    owner, other = make_account(engine, SECRET), make_account(engine, SECRET)
    with writing(engine, actor=owner.id) as session:
        codes = code.new_recovery_codes(session, session.get_one(Account, owner.id))
        session.commit()
    assert not used(engine, other, lambda session, row: code.use_recovery_code(session, row, codes[0], NOW))


def test_new_recovery_codes_make_the_old_ones_stop_working(engine: Engine) -> None:
    account = make_account(engine, SECRET)
    with writing(engine, actor=account.id) as session:
        row = session.get_one(Account, account.id)
        old, new = code.new_recovery_codes(session, row), code.new_recovery_codes(session, row)
        session.commit()
    assert not used(engine, account, lambda session, row: code.use_recovery_code(session, row, old[0], NOW))
    assert used(engine, account, lambda session, row: code.use_recovery_code(session, row, new[0], NOW))
