"""One short question to PostgreSQL with a deadline on this side of the wire.

``statement_timeout`` is kept by the server: a server that hangs keeps no promise. libpq's asynchronous calls let
the client stop waiting by itself.
"""

from __future__ import annotations

import select
import time
from typing import Any

from psycopg import OperationalError
from psycopg.pq import ExecStatus

DEADLINE_S = 1.0
"""Seconds. A thousand times what the question takes; a person hardly notices one second, once."""


def ask_within(connection: Any, question: str, seconds: float = DEADLINE_S) -> tuple[str, ...]:
    """Return the one row that *question* asks for, over a psycopg *connection* outside of any transaction.

    Raises:
        TimeoutError: no answer within *seconds*; the connection must be thrown away.
        psycopg.OperationalError: the connection is broken, or the server refused.
    """
    wire = connection.pgconn
    until = time.monotonic() + seconds
    wire.send_query(question.encode())
    while wire.flush():
        _wait(wire.socket, until, writing=True)
    while wire.is_busy():
        _wait(wire.socket, until)
        wire.consume_input()
    result = wire.get_result()
    while wire.get_result() is not None:
        pass
    if result is None or result.status != ExecStatus.TUPLES_OK or not result.ntuples:
        raise OperationalError("the database did not answer the question for its revision")
    return tuple(bytes(result.get_value(0, at)).decode() for at in range(result.nfields))


def _wait(socket: int, until: float, *, writing: bool = False) -> None:
    """Wait until *socket* is ready; poll, since select refuses descriptors above 1023."""
    left = until - time.monotonic()
    poll = select.poll()
    poll.register(socket, select.POLLOUT | select.POLLIN if writing else select.POLLIN)
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError("the database did not answer in time")
