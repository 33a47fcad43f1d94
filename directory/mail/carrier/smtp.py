"""Letters by SMTP (RFC 5321, submission by RFC 6409): encrypted, to a server whose certificate is verified."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from ipaddress import ip_address
from typing import Any

from directory.mail.carrier.refused import Refused
from directory.mail.message import host
from directory.settings import SMTP_PORTS, Settings

TIMEOUT_S = 15.0
"""For each step of the conversation. A letter's lease is longer than all of them together."""


class Smtp:
    """A mail server that takes letters from us."""

    def __init__(self, settings: Settings, timeout_s: float = TIMEOUT_S) -> None:
        self._settings = settings
        self._timeout_s = timeout_s
        self._trust = ssl.create_default_context()
        self._trust.minimum_version = ssl.TLSVersion.TLSv1_2

    def carry(self, message: EmailMessage) -> None:
        """Hand *message* over.

        Raises:
            Refused: the server refuses the recipient with a 5xx.
            OSError: the server is away, slow, does not speak TLS or cannot prove who it is, or does not take the
                letter now (SMTP errors are ``OSError``).
        """
        server = self._open()
        try:
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as error:
                code = max((code for code, _ in error.recipients.values()), default=0)
                if 500 <= code < 600:
                    raise Refused(code) from None
                raise
            # It has been taken: a server that does not say good-bye changes nothing about that.
            with suppress(OSError):
                server.quit()
        finally:
            server.close()

    def _open(self) -> smtplib.SMTP:
        chosen = self._settings
        to: dict[str, Any] = {
            "host": chosen.smtp_host,
            "port": chosen.smtp_port or SMTP_PORTS[chosen.smtp_tls],
            "local_hostname": _greeting(host(chosen)),
            "timeout": self._timeout_s,
        }
        is_tls = chosen.smtp_tls == "tls"
        server = smtplib.SMTP_SSL(**to, context=self._trust) if is_tls else smtplib.SMTP(**to)
        try:
            if chosen.smtp_tls == "starttls":
                server.starttls(context=self._trust)
            if chosen.smtp_user:
                server.login(chosen.smtp_user, chosen.smtp_password)
        except BaseException:
            server.close()
            raise
        return server


def _greeting(host: str) -> str:
    """Return how we say who we are (RFC 5321, 4.1.3): the public name of the site, never that of this machine."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return f"[{'IPv6:' if address.version == 6 else ''}{address}]"
