"""What the viewers of the matrix are asked by mail, told, follow and run: inquiries, reports, questions, campaigns."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from directory import clock
from directory.account import ticket
from directory.graph.facts import Group
from directory.ledger import Act, note
from directory.model import Campaign, CampaignTarget, Inquiry, Purpose, Report, SavedQuestion, Trouble
from tests.matrix.people import ABROAD, AWAY, COUNTY, OWN, SHELTERED, SOLNA, SOMEBODY
from tests.matrix.table import Line

NEED = "boende_akut"


def make_voices(session: Session, now: datetime) -> dict[str, str]:
    """Add what there is to answer, tell, follow and run; return the tokens of the links by name."""
    for organization in (OWN, SHELTERED, AWAY):
        session.add(
            Report(
                kind="organization",
                record=organization,
                channel_id="",
                trouble=Trouble.FULL,
                organization_id=organization,
                first_at=now,
                last_at=now,
            )
        )
    for viewer in SOMEBODY:
        session.add(
            SavedQuestion(
                id=f"question-{viewer}",
                account_id=viewer,
                need_id=NEED,
                area_id=SOLNA,
                group=Group.ANY,
                saved_at=now,
                first="sv-112\n",
                before="\n",
                digest="0" * 64,
                changed_at=now,
            )
        )
    today = clock.today()
    session.add(
        Campaign(
            id="campaign-own",
            name="campaign",
            topic="everything",
            area_id=COUNTY,
            made_by="C",
            made_at=now,
            starts_on=today,
            ends_on=today,
        )
    )
    session.flush()
    for organization in (OWN, SHELTERED):
        session.add(CampaignTarget(campaign_id="campaign-own", organization_id=organization))
    note(session, Act.CAMPAIGN_STARTED)
    return _tokens(session, now)


def _tokens(session: Session, now: datetime) -> dict[str, str]:
    tokens = {}
    for name, account, until in (
        ("own", "O", None),
        ("used", "E", None),
        ("left", "left", None),
        ("late", "below", now - timedelta(seconds=1)),
    ):
        is_answered = name == "used"
        session.add(
            Inquiry(
                id=f"inquiry-{name}",
                organization_id=OWN,
                account_id=account,
                asked_at=now,
                last_asked_at=now,
                answered_at=now if is_answered else None,
                answer="right" if is_answered else "",
            )
        )
        tokens[f"confirm-{name}"] = ticket.issue(
            session, Purpose.CONFIRM, f"inquiry-{name}:letter", now, until=until
        )
    return tokens


def voiced(line: Line, thing: str, viewer: str) -> dict[str, dict[str, str]]:
    """Return the forms of those routes, right in every field."""
    today = clock.today()
    return {
        "/confirm/wrong": {"wrong": "wrong_hours:"},
        "/report/organizations/<organization_id>": {"trouble": "full"},
        "/report/services/<service_id>": {"reached": "reached"},
        "/report/questions/new": {"need": "boende_skyddat", "area": SOLNA},
        "/coordinate/campaigns/new": {
            "topic": "everything",
            "area": ABROAD if viewer == "N" else COUNTY,
            "starts_on": (today + timedelta(days=1)).isoformat(),
            "ends_on": (today + timedelta(days=9)).isoformat(),
            "checked": "yes",
        },
    }


def question_of(thing: str, viewer: str) -> str:
    """Return the id of somebody's question."""
    return {"own": f"question-{viewer}", "others": f"question-{'W' if viewer != 'W' else 'E'}"}.get(
        thing, "no"
    )
