"""A letter as mail programs know it (RFC 5322): plain text, nothing that tells on the reader, one id for ever."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from directory.mail.words import Words
from directory.model.outgoing_mail import OutgoingMail
from directory.settings import Settings

SITE = "Kontaktnätet"


def message_of(row: OutgoingMail, words: Words, settings: Settings, now: datetime) -> EmailMessage:
    """Return the letter of *row*, with the row's ``Message-ID``: one that comes twice is seen to be the same."""
    message = EmailMessage()
    message["From"] = sender(settings)
    message["To"] = Address(addr_spec=row.recipient)
    message["Subject"] = words.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{row.id}@{host(settings)}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office reply, please
    message.set_content(words.body, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = row.lang
    return message


def sender(settings: Settings) -> Address:
    """Return who letters are from; without a setting, an address at the host of the start page."""
    name, address = parseaddr(settings.mail_from)
    return Address(name or SITE, addr_spec=address or f"kontaktnatet@{host(settings)}")


def host(settings: Settings) -> str:
    """Return the host of the start page."""
    return urlsplit(settings.base_url).hostname or "localhost"
