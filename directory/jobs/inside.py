"""A worker in threads of this process: it touches no signal, ends with it, and never keeps it from starting."""

from __future__ import annotations

import atexit
import logging
import sqlite3
from collections.abc import Callable, Iterable

import structlog
from huey.consumer import Consumer

from directory.db import make_engine
from directory.jobs.job import Job
from directory.jobs.queue import Queue, make_queue
from directory.jobs.wake import wake_after_commits
from directory.settings import Settings

log = structlog.get_logger(__name__)

THREADS = 2
"""So that letters do not wait for a long job."""
LONGEST_NAP_S = 0.5
"""Between two looks at an empty queue: a letter leaves within a second of its commit."""
TICK_S = 10
GRACE_S = 5.0
"""How long a process that ends waits for a letter that is just leaving; less than the server's own patience."""


class Inside:
    """What was started, and how to end it."""

    def __init__(self, queue: Queue, consumer: Consumer | None) -> None:
        self.queue = queue
        self._consumer = consumer
        self._stop_waking: Callable[[], None] | None = wake_after_commits(queue.wish)

    def stop(self) -> None:
        """End the threads; a job that is under way gets a few seconds. Safe to repeat."""
        atexit.unregister(self.stop)
        if self._stop_waking is not None:
            self._stop_waking()
            self._stop_waking = None
        if self._consumer is not None:
            self._consumer.stop(graceful=True)
            self._consumer = None


def start_inside(
    settings: Settings, jobs: Iterable[Job], *, works: bool = True, in_memory: bool = False
) -> Inside | None:
    """Start a worker for *jobs* inside this process and return at once; None if its queue cannot be made.

    Without *works* it only wakes the workers of other processes after letters were posted here.
    """
    _quieten()
    try:
        huey = make_queue(settings, in_memory=in_memory)
    except (OSError, sqlite3.Error) as error:
        # Pages are answered all the same. Said once, loudly: letters wait until somebody mends it.
        log.warning("no_worker", reason=type(error).__name__, folder=str(settings.instance_folder))
        return None
    queue = Queue(huey, make_engine(settings), settings, jobs)
    consumer = None
    if works:
        consumer = _Consumer(
            huey,
            workers=THREADS,
            initial_delay=0.1,
            max_delay=LONGEST_NAP_S,
            scheduler_interval=TICK_S,
            check_worker_health=False,
            shutdown_timeout=GRACE_S,
        )
        consumer.start()
    inside = Inside(queue, consumer)
    atexit.register(inside.stop)
    return inside


class _Consumer(Consumer):  # type: ignore[misc]  # huey has no types
    """Huey's consumer as a guest: signals are the host's."""

    def _set_signal_handlers(self) -> None:
        pass


class _Quiet(logging.Handler):
    """Says what went wrong in the queue by the class of the error: Huey's own words come with whole tracebacks."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        log.warning("queue_trouble", reason=error.__name__ if error else record.levelname.lower())


def _quieten() -> None:
    logger = logging.getLogger("huey")
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    logger.handlers = [_Quiet()]
