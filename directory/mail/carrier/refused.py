"""What a carrier says when a letter will never arrive."""

from __future__ import annotations


class Refused(Exception):
    """The recipient is refused for good. ``code`` is the mail server's number (RFC 5321, 4.2), without its words."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
