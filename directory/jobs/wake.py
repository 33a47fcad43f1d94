"""Wake a worker when a transaction that posted a letter has been committed: the letter leaves within a second."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session

from directory.mail.letter import POSTED

log = structlog.get_logger(__name__)


def wake_after_commits(wish: Callable[[], None]) -> Callable[[], None]:
    """Call *wish* after each commit of this process that posted letters; return what ends that."""

    def committed(session: Session) -> None:
        if session.in_nested_transaction() or not session.info.pop(POSTED, False):
            return
        try:
            wish()
        except Exception as error:
            # The letter is committed and the change with it: it leaves with the next minute.
            log.warning("worker_not_woken", reason=type(error).__name__)

    event.listen(Session, "after_commit", committed)

    def end() -> None:
        event.remove(Session, "after_commit", committed)

    return end
