"""However many guess at the same moment, no more get through than the limit says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update

from directory.account import throttle
from directory.account.complaint import TooMany
from directory.account.throttle import Trial, forget, take
from directory.db import for_writing
from directory.model import Throttle
from tests.account.people import NOW

MINUTE = timedelta(minutes=1)


def through(engine: Engine, times: int, trial: Trial = Trial.PASSWORD, now: datetime = NOW) -> int:
    """Return how many of *times* trials get through, one after the other."""
    return sum(gets_through(engine, trial, now) for _ in range(times))


def gets_through(engine: Engine, trial: Trial = Trial.PASSWORD, now: datetime = NOW) -> bool:
    try:
        take(engine, trial, "somebody@example.org", now)
    except TooMany:
        return False
    return True


def test_the_limit_gets_through_and_then_a_sentence_says_how_long_to_wait(engine: Engine) -> None:
    assert through(engine, 25) == 10
    with pytest.raises(TooMany, match="Vänta 5 minuter") as error:
        take(engine, Trial.PASSWORD, "somebody@example.org", NOW)
    assert error.value.details["retry_after_s"] == 300


def test_after_the_pause_it_may_be_tried_again_and_nobody_is_locked_out_for_good(engine: Engine) -> None:
    through(engine, 25)
    assert through(engine, 5, now=NOW + 4 * MINUTE) == 0  # refused trials do not prolong the pause
    assert through(engine, 25, now=NOW + 5 * MINUTE) == 10


def test_in_no_five_minutes_more_than_the_limit_gets_through(engine: Engine) -> None:
    """One guess every twenty seconds for an hour: whatever five minutes one looks at."""
    taken = [at for at in range(0, 3600, 20) if gets_through(engine, now=NOW + timedelta(seconds=at))]
    assert max(sum(start <= at < start + 300 for at in taken) for start in taken) <= 10


def test_one_is_not_counted_for_another(engine: Engine) -> None:
    through(engine, 25)
    take(engine, Trial.PASSWORD, "another@example.org", NOW)
    take(engine, Trial.CODE, "somebody@example.org", NOW)


def test_what_went_well_is_forgotten(engine: Engine) -> None:
    through(engine, 10)
    forget(engine, Trial.PASSWORD, "somebody@example.org")
    assert through(engine, 25) == 10


def test_codes_run_out_for_half_a_day_for_who_tries_five_every_five_minutes(engine: Engine) -> None:
    taken = sum(through(engine, 5, Trial.CODE, now=NOW + 5 * turn * MINUTE) for turn in range(40))
    assert taken == 50
    assert through(engine, 5, Trial.CODE, now=NOW + timedelta(hours=16)) == 5
    forget(engine, Trial.CODE, "somebody@example.org")
    assert through(engine, 5, Trial.CODE, now=NOW + timedelta(hours=16)) == 5


def test_no_address_is_written_down(engine: Engine) -> None:
    through(engine, 1)
    with engine.connect() as connection:
        [row] = connection.execute(select(Throttle.__table__))
    assert "somebody" not in str(row)


def test_what_no_limit_asks_about_any_more_is_cleared_away(engine: Engine) -> None:
    through(engine, 3)
    assert throttle.clear_old(engine, NOW + 6 * MINUTE) == 0
    longest = max(trial.value.pause for trial in Trial)
    assert throttle.clear_old(engine, NOW + longest + timedelta(hours=1)) == 1


def in_parallel(engine: Engine, once: Callable[[Engine], bool], times: int = 100) -> int:
    with ThreadPoolExecutor(20) as threads:
        return sum(threads.map(lambda _at: once(engine), range(times)))


def test_of_a_hundred_guesses_at_the_same_moment_ten_get_through(engine: Engine) -> None:
    assert in_parallel(engine, gets_through) == 10
    assert in_parallel(engine, lambda engine: gets_through(engine, Trial.CODE)) == 5


def test_counting_first_and_writing_then_would_let_more_through(engine: Engine) -> None:
    """The planted fault: look, then write. The assertion above must not hold for it."""
    from time import sleep

    take(engine, Trial.PASSWORD, "somebody@example.org", NOW)

    def careless(engine: Engine) -> bool:
        with engine.connect() as connection:
            found = connection.scalar(select(Throttle.count))
        if found is None or found >= 10:
            return False
        sleep(0.02)
        with for_writing(engine).begin() as connection:
            connection.execute(update(Throttle).values(count=Throttle.count + 1))
        return True

    assert in_parallel(engine, careless, 40) > 10


def test_four_processes_and_a_restart_share_one_limit(engine: Engine) -> None:
    url = engine.url.render_as_string(hide_password=False)

    def guessing() -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "tests.account.guessing", url, "25"]
        return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)

    processes = [guessing() for _ in range(4)]
    assert sum(int(process.communicate(timeout=60)[0]) for process in processes) == 10
    assert int(guessing().communicate(timeout=60)[0]) == 0
