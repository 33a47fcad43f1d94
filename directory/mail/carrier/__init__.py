"""Carriers: how a letter leaves the house. Chosen by the settings; to the worker they are all the same."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Protocol

from directory.mail.carrier.console import Console
from directory.mail.carrier.file import Folder
from directory.mail.carrier.refused import Refused
from directory.mail.carrier.smtp import Smtp
from directory.settings import Settings

__all__ = ["Carrier", "Console", "Folder", "Refused", "Smtp", "carrier_for"]


class Carrier(Protocol):
    """Takes letters away."""

    def carry(self, message: EmailMessage) -> None:
        """Take *message* to its one recipient; when this returns, somebody else answers for it.

        Raises:
            Refused: the recipient does not exist, or is refused for good.
            Exception: anything else: it may go better later.
        """


def carrier_for(settings: Settings) -> Carrier:
    """Return the carrier that the settings name."""
    if settings.mail == "smtp":
        return Smtp(settings)
    if settings.mail == "file":
        return Folder(settings.mail_folder or settings.instance_folder / "mail")
    return Console()
