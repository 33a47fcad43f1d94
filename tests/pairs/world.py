"""The moment, the places and the people of the pairs: who asks, and who is hidden from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from directory.access import Role

FROZEN = datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC)
"""A Tuesday, ten o'clock in Sweden. Every request of a pair is asked at this moment."""
SECRET = "only for pairs of databases in tests, and nowhere else"
SESSIONS = ("reading", "writing", "ending")
"""What each account has a session for: some requests end the one they come with."""
OWNED, EDITED = "m-1280-evon", "jour-malmo"
OWN = (OWNED, EDITED)
"""Organizations in Malmö whose owner and editor ask."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks. ``role`` None: the public, without an account."""

    name: str
    role: Role | None = None
    organization: str | None = None
    area: str | None = None

    @property
    def account(self) -> str:
        """The id of the account, as long as ids are."""
        return f"asker-{self.name}".ljust(16, "-")

    def token(self, session: str) -> str:
        """Return the token of one of its sessions."""
        return f"token-of-{self.name}-{session}"


ANYBODY = Asker("public")
CASEWORKER = Asker("caseworker", Role.CASEWORKER, area="0138")
EDITOR = Asker("editor", Role.NGO_EDITOR, organization=EDITED)
OWNER = Asker("owner", Role.NGO_OWNER, organization=OWNED)
COORDINATOR = Asker("coordinator", Role.COORDINATOR, area="12")
ADMINISTRATOR = Asker("administrator", Role.ADMINISTRATOR)
INSIDER = Asker("insider", Role.COORDINATOR, area="01")
"""Coordinator where the hidden things are: asks first, so that what is kept for them could be shown to others."""
ASKERS = (ANYBODY, CASEWORKER, EDITOR, OWNER, COORDINATOR, ADMINISTRATOR)

HIDDEN_ACCOUNTS = {
    "hidden-account-1": (Role.COORDINATOR, None, "01"),
    "hidden-account-2": (Role.CASEWORKER, None, "0180"),
    "hidden-account-3": (Role.NGO_OWNER, "ngo-ssm-cr", None),
    "hidden-account-4": (Role.NGO_EDITOR, "ngo-ssm-cr", None),
    "hidden-account-5": (Role.ADMINISTRATOR, None, None),
}
"""People whom nobody sees who does not stand over them: role, organization, area."""
SEEN_ACCOUNTS = {
    "seen-account-001": (Role.CASEWORKER, None, "1280"),
    "seen-account-002": (Role.NGO_EDITOR, OWNED, None),
}
"""People whom the coordinator of Skåne stands over; one of them also the owner. The same in both databases."""
