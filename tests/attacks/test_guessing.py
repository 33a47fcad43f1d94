"""A hundred guesses at the same moment, at four processes: ten passwords and five codes are looked at, no more.

What reaches the check is counted by the answers: 422 says that it was looked at, 429 that it was not. Each guess
comes from another address, as those of a net of hijacked machines do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from directory.db import for_writing
from directory.model import Throttle
from tests.attacks.besieged import besieged, make_somebody
from tests.attacks.caller import Answer, Caller
from tests.store.small import fill
from tests.web.account.signing_in import Somebody

AT_ONCE = 100
LOOKED_AT, REFUSED = 422, 429

IN_MEMORY = '''
"""The planted fault: each process counts for itself."""
import collections
import directory.account.throttle as throttle
from directory.account.complaint import TooMany

counted = collections.Counter()


def take(engine, trial, subject, now):
    counted[trial, subject] += 1
    if counted[trial, subject] > trial.value.most:
        raise TooMany("", sv="", en="", retry_after_s=300)


throttle.take = take
'''


@pytest.fixture
def town(engine: Engine) -> Engine:
    fill(engine)
    return engine


def at_once(once: Callable[[int], Answer]) -> Counter[int]:
    """Count the statuses of a hundred requests at the same moment."""
    with ThreadPoolExecutor(32) as threads:
        return Counter(answer.status for answer in threads.map(once, range(AT_ONCE)))


def guess_passwords(site: str, address: str) -> Counter[int]:
    """Guess a hundred passwords of one address."""
    caller = Caller(site)
    token = caller.ask("/account/sign-in").csrf

    def once(at: int) -> Answer:
        data = {"csrf_token": token, "email": address, "password": f"guess number {at}"}
        return caller.ask("/account/sign-in", data, keeps=False, X_Forwarded_For=f"192.0.2.{at}")

    return at_once(once)


def half_way(site: str, who: Somebody) -> Caller:
    """Return somebody who has found out the password, and not the code."""
    caller = Caller(site, {"X-Forwarded-For": "198.51.100.1"})
    answer = caller.send("/account/sign-in", email=who.email, password=who.password)
    assert (answer.status, answer.location) == (303, "/account/code"), answer.text
    return caller


def guess_codes(site: str, who: Somebody) -> Counter[int]:
    """Guess a hundred codes, in two halves of signing in at the same time."""
    callers = [half_way(site, who), half_way(site, who)]
    tokens = [caller.ask("/account/code").csrf for caller in callers]

    def once(at: int) -> Answer:
        data = {"csrf_token": tokens[at % 2], "code": f"{at:06}"}
        return callers[at % 2].ask("/account/code", data, keeps=False, X_Forwarded_For=f"192.0.2.{at}")

    return at_once(once)


def let_pass(engine: Engine, pause: timedelta) -> None:
    """Let time pass for what was counted."""
    with for_writing(engine).begin() as connection:
        for key, last_at in connection.execute(select(Throttle.key, Throttle.last_at)).all():
            connection.execute(update(Throttle).where(Throttle.key == key).values(last_at=last_at - pause))


def test_a_net_of_machines_gets_ten_passwords_and_five_codes_in_five_minutes(
    town: Engine, tmp_path: Path
) -> None:
    anna, bo = make_somebody(town), make_somebody(town)
    with besieged(town, tmp_path) as site:
        assert guess_passwords(site, anna.email) == {LOOKED_AT: 10, REFUSED: 90}
        assert guess_passwords(site, "nobody@example.org") == {LOOKED_AT: 10, REFUSED: 90}
        assert guess_codes(site, bo) == {LOOKED_AT: 5, REFUSED: 95}
    let_pass(town, timedelta(minutes=4))
    with besieged(town, tmp_path) as site:  # the server was started anew within the five minutes
        assert guess_passwords(site, anna.email) == {REFUSED: AT_ONCE}
        assert guess_passwords(site, f" {anna.email.upper()}\t") == {REFUSED: AT_ONCE}, "another spelling"
        assert guess_passwords(site, "nobody@example.org") == {REFUSED: AT_ONCE}
        assert guess_codes(site, bo) == {REFUSED: AT_ONCE}

        caller = Caller(site)
        wrong = caller.send("/account/sign-in", email=anna.email, password="not the password")
        right = caller.send("/account/sign-in", email=anna.email, password=anna.password)
        unknown = caller.send("/account/sign-in", email="nobody@example.org", password=anna.password)
        assert {wrong.status, right.status, unknown.status} == {REFUSED}
        assert wrong.body == right.body == unknown.body
        assert wrong.headers["Retry-After"] == right.headers["Retry-After"] == unknown.headers["Retry-After"]
        assert "signing-in" not in "".join(caller.cookies)

        let_pass(town, timedelta(minutes=1))
        assert caller.send("/account/sign-in", email=anna.email, password=anna.password).status == 303
        caller = half_way(site, bo)
        answer = caller.send("/account/code", code=bo.code())
        assert (answer.status, answer.location) == (303, "/account"), "nobody is locked out for good"


def test_a_count_in_the_memory_of_each_process_would_let_more_through(town: Engine, tmp_path: Path) -> None:
    with besieged(town, tmp_path, planted=IN_MEMORY) as site:
        assert guess_passwords(site, "nobody@example.org")[LOOKED_AT] > 10
