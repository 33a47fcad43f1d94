"""The links of letters in the matrix: invitations, new passwords and listings, of every kind that there can be."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from directory.access import Role
from directory.account import ticket
from directory.model import Invitation, Purpose
from tests.matrix.people import AWAY, COUNTY, NATION, OWN, SOLNA

INVITED: dict[str, tuple[str, Role, str, str, str]] = {
    "below": ("ny1@example.org", Role.NGO_EDITOR, OWN, "", "O"),
    "county": ("ny2@example.org", Role.CASEWORKER, "", SOLNA, "C"),
    "abroad": ("ny3@example.org", Role.NGO_OWNER, AWAY, "", "A"),
    "boss": ("ny4@example.org", Role.COORDINATOR, "", COUNTY, "A"),
    "nation": ("ny5@example.org", Role.NGO_OWNER, NATION, "", "A"),
    "members": ("m@example.org", Role.CASEWORKER, "", SOLNA, "C"),
    "unfounded": ("ny6@example.org", Role.NGO_EDITOR, OWN, "", "X"),
    "accepted": ("ny7@example.org", Role.NGO_EDITOR, OWN, "", "O"),
    "withdrawn": ("ny8@example.org", Role.NGO_EDITOR, OWN, "", "O"),
    "late": ("ny9@example.org", Role.NGO_EDITOR, OWN, "", "O"),
}
"""Address, role, organization, area, and who invited. Whoever invited to ``unfounded`` has no rights any more."""


def make_tickets(session: Session, now: datetime) -> dict[str, str]:
    """Add the invitations and every kind of link; return the tokens by name."""
    tokens: dict[str, str] = {"missing": "a" * 43}
    for name, (email, role, organization, area, by) in INVITED.items():
        session.add(
            Invitation(
                id=f"invitation-{name}",
                email=email,
                name=f"Inbjuden {name.title()}",
                lang="sv",
                role=role,
                organization_id=organization or None,
                area_id=area or None,
                invited_by=by,
                created_at=now,
                expires_at=now - timedelta(days=1) if name == "late" else now + timedelta(days=7),
                accepted_at=now if name == "accepted" else None,
                withdrawn_at=now if name == "withdrawn" else None,
            )
        )
        tokens[f"invitation-{name}"] = ticket.issue(
            session, Purpose.INVITATION, f"invitation-{name}", now, until=now + timedelta(days=7)
        )
    for name, account, until in (
        ("fresh", "M", None),
        ("late", "W", now - timedelta(seconds=1)),
        ("left", "left", None),
    ):
        tokens[f"reset-{name}"] = ticket.issue(session, Purpose.RESET, account, now, until=until)
    past = now - timedelta(seconds=1)
    tokens["listing-late"] = ticket.issue(session, Purpose.LISTING, "shown-nation", now, until=past)
    tokens["reset-used"] = ticket.issue(session, Purpose.RESET, "E", now)
    ticket.use(session, Purpose.RESET, tokens["reset-used"], now)
    for name, contact in (("own", "shown-own"), ("gone", "shown-gone")):
        tokens[f"listing-{name}"] = ticket.issue(session, Purpose.LISTING, contact, now)
    tokens["listing-used"] = ticket.issue(session, Purpose.LISTING, "shown-abroad", now)
    ticket.use(session, Purpose.LISTING, tokens["listing-used"], now)
    session.flush()
    return tokens
