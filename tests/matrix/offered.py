"""Forms of an organization's own workspace that are right in every field, with the mark of what stands."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import clock
from directory.model import Channel, Organization, Schedule, Service
from directory.offering.stood import mark_of
from tests.matrix.people import ARCHIVED, AWAY, NATION, OWN, SHELTER, SHELTERED
from tests.matrix.table import Line
from tests.matrix.world import World

SERVICES = {"own": "sv-crossroads", "sheltered": SHELTER, "nation": "sv-1000mott"}
WHOSE = {"own": OWN, "sheltered": SHELTERED, "abroad": AWAY, "nation": NATION, "archived": ARCHIVED}


def offered(line: Line, thing: str, world: World, owner: str) -> dict[str, dict[str, str]]:
    """Return the form of each route; *owner*: the service that the form names, or nothing."""
    soon = (clock.today() + timedelta(days=1)).isoformat()
    start = "/offer/organizations/<organization_id>"
    if not line.route.startswith("/offer") or line.method != "POST":
        return {}
    marks = _marks(line, thing, world)
    return {
        f"{start}/hours": {"day-0": "9-12", "of": owner, "mark": marks},
        f"{start}/dates": {"act": "add", "from_on": soon, "hours": "10-12", "of": owner},
        f"{start}/away": {"act": "add", "contact": f"shown-{thing}", "from_on": soon},
        f"{start}/words": {"name": "Ett nytt namn", "mark": marks},
        f"{start}/ways": {
            "act": "add", "kind": "phone", "value": "070-174 06 42", "is_work_mobile": "yes", "owner": owner,
            "visibility": "public",
        },
        f"{start}/services/new": {
            "name": "Ny verksamhet", "needs": "boende", "areas": "0184", "group-girl": "accepts", "access": "direct",
        },
        "/offer/services/<service_id>": {"act": "room", "capacity": "full", "until": "a_day", "mark": marks},
        "/offer/channels/<channel_id>": {
            "value": "070-174 06 43", "is_work_mobile": "yes", "label": "Jour", "mark": marks,
        },
    }  # fmt: skip


def _marks(line: Line, thing: str, world: World) -> str:
    """Return the mark of what the form of *line* changes; of no hours at all where the service is the place's own."""
    with Session(world.app.extensions["snapshots"].engine) as session:
        if line.route.endswith("/<service_id>"):
            service = session.get(Service, SERVICES.get(thing, ""))
            return mark_of([service] if service is not None else [])
        if line.route.endswith("/<channel_id>"):
            channel = session.get(Channel, f"channel-{thing}")
            return mark_of([channel] if channel is not None else [])
        if line.route.endswith("/words"):
            organization = session.get(Organization, WHOSE.get(thing, ""))
            return mark_of([organization] if organization is not None else [])
        its = select(Schedule).where(
            Schedule.organization_id == WHOSE.get(thing), Schedule.channel_id.is_(None)
        )
        return mark_of([] if thing == "sheltered" else session.scalars(its))
