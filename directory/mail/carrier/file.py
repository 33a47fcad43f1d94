"""One file for each letter (RFC 5322, ``.eml``), for trying out, or for another program to take away."""

from __future__ import annotations

import os
import re
import secrets
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]")


class Folder:
    """A folder of letters that only its owner can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, message: EmailMessage) -> None:
        """Write *message* to a file named by its id: whole or not at all, and once even if it is carried twice."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = NOT_IN_A_NAME.sub("", str(message["Message-ID"]).partition("@")[0])
        half = self._folder / f".{name}.{secrets.token_hex(4)}"
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.as_bytes(policy=SMTP))
                file.flush()
                os.fsync(file.fileno())
            half.replace(self._folder / f"{name}.eml")
        finally:
            half.unlink(missing_ok=True)
