"""What the viewers of the matrix do things to: posts, people, places, notes, numbers and wishes of organizations."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from directory.graph.facts import ChannelKind, Visibility
from directory.mail import LetterKind
from directory.model import (
    Changeset,
    ChangesetKind,
    ChangesetState,
    Channel,
    Contact,
    Coverage,
    Location,
    Note,
    Organization,
    OutgoingMail,
    Post,
    Service,
    Widening,
)
from tests.matrix.people import AWAY, NATION, OWN, SHELTER, SHELTERED, SOLNA

CANARY = "kanariefagel"
"""Stands in everything that is restricted: whoever reads it has opened it."""
OWNERS: dict[str, dict[str, str]] = {
    "own": {"organization_id": OWN},
    "sheltered": {"service_id": SHELTER},
    "abroad": {"organization_id": AWAY},
    "nation": {"organization_id": NATION},
}
STATES = ("shown", "waiting", "ended")


def make_parts(session: Session, now: datetime, today: date) -> None:
    """Add a part of each kind to each of ``OWNERS``, and the odd ones to their own organization."""
    session.add(Organization(id=SHELTERED, name="Provhuset (påhittad)", kind="ngo", source="Ett prov"))
    session.flush()
    session.add(
        Service(
            id=SHELTER,
            name="Skyddat (påhittat)",
            organization_id=SHELTERED,
            is_protected=True,
            source="Ett prov",
        )
    )
    session.flush()
    session.add(Coverage(id=f"{SHELTER}@{SOLNA}", service_id=SHELTER, area_id=SOLNA, source="Ett prov"))
    for name, owner in OWNERS.items():
        session.add(Post(id=f"post-{name}", title="Jour", order=0, **owner))
        session.add(Post(id=f"vacant-{name}", title="Vakant", order=1, **owner))
        session.add(Note(id=f"note-{name}", text="Ring gärna på dagen", **owner))
        if name != "sheltered":  # nothing of a protected service has an address
            session.add(Location(id=f"place-{name}", name="Öppna huset", **owner))
        session.add(
            Channel(
                id=f"channel-{name}",
                kind=ChannelKind.PHONE,
                value="+46701740616",
                display="070-174 06 16",
                visibility=Visibility.PUBLIC,
                source="Ett prov",
                **owner,
            )
        )
        session.flush()
        for state in STATES:
            _contact(session, f"{state}-{name}", f"post-{name}", owner, now, today, state=state)
        _wish(session, f"wish-{name}", f"note-{name}", owner, now)
    session.add(Note(id="note-hidden", text=CANARY, visibility=Visibility.RESTRICTED, **OWNERS["own"]))
    session.add(Location(id="place-hidden", name=CANARY, visibility=Visibility.RESTRICTED, **OWNERS["own"]))
    for name in ("restricted", "mine"):
        values = (
            {"visibility": Visibility.RESTRICTED, "name": CANARY, "email": f"{CANARY}@example.org"}
            if name == "restricted"
            else {}
        )
        proposer = "E" if name == "mine" else "below"
        _contact(
            session,
            f"waiting-{name}",
            "post-own",
            OWNERS["own"],
            now,
            today,
            state="waiting",
            proposer=proposer,
            **values,
        )
    _contact(
        session,
        "waiting-owners",
        "post-own",
        OWNERS["own"],
        now,
        today,
        state="waiting",
        proposer="O",
    )
    _contact(
        session,
        "shown-hidden",
        "post-own",
        OWNERS["own"],
        now,
        today,
        state="shown",
        name=CANARY,
        email=f"{CANARY}@example.org",
        visibility=Visibility.RESTRICTED,
    )
    for name, proposer in (("mine", "E"), ("owners", "O")):
        session.add(Note(id=f"note-{name}", text="Ring gärna", **OWNERS["own"]))
        session.flush()
        _wish(session, f"wish-{name}", f"note-{name}", OWNERS["own"], now, proposer=proposer)
    _wish(session, "wish-restricted", "note-hidden", OWNERS["own"], now)
    for name, maker, state in (
        ("mine", "E", ChangesetState.APPLIED),
        ("owners", "O", ChangesetState.APPLIED),
        ("waiting", "E", ChangesetState.WAITING),
    ):
        is_made = state is ChangesetState.APPLIED
        session.add(
            Changeset(
                id=f"change-{name}",
                kind=ChangesetKind.EDIT,
                state=state,
                organization_id=OWN,
                title="Ett prov",
                edits=[],
                made_by=maker,
                made_at=now,
                decided_by=maker if is_made else None,
                decided_at=now if is_made else None,
            )
        )
    for name in ("dead", "alive"):
        session.add(
            OutgoingMail(
                id=f"letter-{name}",
                kind=LetterKind.RIGHTS_CHANGED.value,
                recipient="brev@example.org",
                lang="sv",
                values={},
                created_at=now,
                due_at=now,
                dead_at=now if name == "dead" else None,
            )
        )
    session.flush()


def _contact(
    session: Session,
    contact_id: str,
    post_id: str,
    owner: dict[str, str],
    now: datetime,
    today: date,
    *,
    state: str,
    proposer: str = "below",
    **values: Any,
) -> None:
    session.add(
        Contact(
            **{
                "id": contact_id,
                "post_id": post_id,
                "name": f"Kim {contact_id.title()}",
                "phone": "+46701740617",
                "phone_display": "070-174 06 17",
                "email": f"{contact_id}@example.org",
                "purpose": "cases",
                "valid_from": today - timedelta(days=10),
                "valid_to": today + timedelta(days=100),
                "proposed_by": proposer,
                "approved_by": None if state == "waiting" else "system",
                "approved_at": None if state == "waiting" else now - timedelta(days=10),
                "ended_at": now if state == "ended" else None,
                **owner,
                **values,
            }
        )
    )
    session.flush()


def _wish(
    session: Session,
    wish_id: str,
    record: str,
    owner: dict[str, str],
    now: datetime,
    *,
    proposer: str = "below",
) -> None:
    session.add(
        Widening(
            id=wish_id,
            kind="note",
            record=record,
            organization_id=owner.get("organization_id", SHELTERED),
            visibility=Visibility.PUBLIC,
            proposed_by=proposer,
            proposed_at=now,
        )
    )
    session.flush()
