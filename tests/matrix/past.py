"""What has happened to the organizations of the matrix: changed, contradicted, alike; who may look and take back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.maintaining.merging import plan_merge
from directory.model import Changeset, ChangesetKind, ChangesetState, Conflict, Organization
from tests.matrix.people import AWAY, COUNTY, NATION, OWN
from tests.matrix.table import Line

SAID = "Känd sedan länge"
SEEDED = "2"
"""The number of the entry by which the seeds added every record."""
BESIDE = {"own": "m-0184", "abroad": "m-1480", "crossed": AWAY, "nation": "m-0184", "missing": "m-0184"}
"""The other one of two, by object: a municipality of the same county."""
WHOSE = {"own": OWN, "abroad": AWAY, "crossed": OWN, "nation": NATION}


def make_past(session: Session, now: datetime) -> None:
    """Change an organization of each county, keep that as an act, and let sources contradict each other."""
    for thing in ("own", "abroad"):
        organization = session.get_one(Organization, WHOSE[thing])
        was, organization.note = organization.note, SAID
        edit = {
            "table": "organization",
            "record": organization.id,
            "before": {"note": was},
            "after": {"note": SAID},
        }
        session.add(
            Changeset(
                id=f"done-{thing}",
                kind=ChangesetKind.EDIT,
                state=ChangesetState.APPLIED,
                organization_id=organization.id,
                area_id=COUNTY,
                title=organization.name,
                edits=[edit],
                made_by="C",
                made_at=now,
                decided_by="C",
                decided_at=now,
            )
        )
        session.add(
            Conflict(
                id=f"conflict-{thing}",
                subject="Namnet",
                subjects=[organization.id],
                value_a="det ena",
                value_b="det andra",
                advice="Ring.",
            )
        )


def past_values(route: str, thing: str) -> dict[str, str]:
    """Return the arguments of the routes of the past for *thing*."""
    record = WHOSE.get(thing, "no-such-record")
    found = {
        "table": "organization",
        "kind": "organization",
        "record": record,
        "seq": SEEDED,
        "kept": record,
        "gone": BESIDE.get(thing, ""),
        "first": record,
        "second": BESIDE.get(thing, ""),
        "conflict_id": f"conflict-{thing}",
    }
    return found | (
        {"changeset_id": f"done-{thing}"}
        if route.startswith(("/coordinate/take-back", "/coordinate/changes"))
        else {}
    )


def past_forms(line: Line, thing: str, engine: Engine) -> dict[str, dict[str, str]]:
    """Return the forms of the routes of the past, right in every field."""
    forms = {
        "/coordinate/remove/<kind>/<record>": {"why": "closed"},
        "/coordinate/conflicts/<conflict_id>": {"holds": "first"},
    }
    if line.route == "/coordinate/merge/<kind>/<kept>/<gone>" and thing in ("own", "abroad"):
        with Session(engine) as session:
            pair = (session.get_one(Organization, one) for one in (WHOSE[thing], BESIDE[thing]))
            forms[line.route] = {"stamp": plan_merge(session, *pair).stamp}
    return forms
