"""Letters on standard error, for trying out: nothing leaves this machine."""

from __future__ import annotations

import sys
from email.message import EmailMessage
from threading import Lock

RULE = "─" * 72
_one_at_a_time = Lock()


class Console:
    """Prints letters, so that whoever tries the program can follow their links."""

    def carry(self, message: EmailMessage) -> None:
        """Print *message*."""
        headers = "".join(f"{name}: {message[name]}\n" for name in ("From", "To", "Subject"))
        with _one_at_a_time:
            sys.stderr.write(f"{RULE}\n{headers}\n{message.get_content()}{RULE}\n")
            sys.stderr.flush()
