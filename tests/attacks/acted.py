"""What people do to a network of scribbled words: they change it, propose, import, merge, ask, tell and run campaigns.

The same texts stand in every column of those acts that holds somebody's words, or those of a file.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import clock
from directory.account import ticket
from directory.graph.facts import AreaId, Group, OrganizationId
from directory.interchange.table.line import Difference, Line, State, counted, packed
from directory.ledger import Act, note
from directory.maintaining.news import Topic
from directory.model import (
    Base,
    Campaign,
    CampaignTarget,
    Changeset,
    ChangesetKind,
    ChangesetState,
    Channel,
    Confirmation,
    Conflict,
    Coverage,
    How,
    ImportRun,
    ImportState,
    Inquiry,
    News,
    NotDuplicate,
    Note,
    Once,
    OpeningException,
    Organization,
    Purpose,
    Report,
    SavedQuestion,
    Service,
    Tombstone,
    Trouble,
)
from directory.store.changeset import Edit, to_json
from directory.store.history import versions_of
from directory.store.session import writing
from tests.attacks.worded import Scribbled, texts

PAST = {
    "organization": "",
    "service": "-service",
    "channel": "-public-web",
    "opening_exception": "-closed",
    "coverage": "-covers",
    "holding": "-holds",
    "link": "-link",
    "post": "-post",
    "location": "-place0",
    "note": "-note0",
    "schedule": "-hours",
    "conflict": "-conflict",
}
"""Tables whose history has a page, and what the id of the record ends with."""
GONE = ("organization", "service")


def write_acts(session: Session, made: Scribbled, key: str, text: str, keeper: str) -> None:
    """Write *text* into everything that keeps the organization *key* true; *keeper* is asked about it by mail."""
    now = clock.now()
    _twin(session, made, key, text)
    _changes(session, made, key, text, now)
    _files(session, made, key, text, keeper, now)
    _voices(session, made, key, text, keeper, now)
    session.add(
        made.count(
            Tombstone(
                kind="organization",
                record=f"{key}-gone",
                successor_id=key,
                reason="merged",
                made_by=keeper,
                made_at=now,
                changeset_id=f"{key}-applied",
                moved=[{"table": text, "record": text, "before": {text: text}, "after": {text: text}}],
                **texts(Tombstone, text),
            )
        )
    )
    first, second = f"{key}-other", f"{key}-third"
    session.add(
        made.count(NotDuplicate(kind="organization", first=first, second=second, said_by=keeper, said_at=now))
    )
    for act in (Act.CHANGE_PROPOSED, Act.CHANGE_RETURNED, Act.IMPORT_BROUGHT, Act.TOMBSTONE_SET):
        note(
            session,
            act,
            actor=keeper,
            kind="organization",
            record=key,
            organization=OrganizationId(key),
            detail={"title": text},
        )


def change_again(session: Session, made: Scribbled, key: str, text: str) -> None:
    """Change what was written once more, so that each history has two versions to compare; note their numbers."""
    for table, ending in PAST.items():
        model = _models()[table]
        row = session.get_one(model, key + ending)
        for name in texts(model, ""):
            if name != "value":
                setattr(row, name, f"{getattr(row, name)} {text}")
    session.commit()
    connection = session.connection()
    for table, ending in PAST.items():
        versions = versions_of(connection, table, key + ending)
        made.ids.setdefault("table", []).append(table)
        made.ids.setdefault("record", []).append(key + ending)
        made.ids.setdefault("seq", []).append(str(versions[-1].seq))
        made.pages.append(
            f"/coordinate/history/{table}/{key}{ending}?older={versions[-1].seq}&newer={versions[0].seq}"
        )
    for kind in GONE:
        ending = PAST[kind]
        made.ids.setdefault("gone_kind", []).append(kind)
        made.ids.setdefault("gone_record", []).append(key + ending)
        made.ids.setdefault("twin_record", []).append(f"{key}-twin{ending}")


def _models() -> dict[str, type[Any]]:
    return {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]


def _twin(session: Session, made: Scribbled, key: str, text: str) -> None:
    """Add what is alike, to be merged; and a day on which it is closed."""
    session.add(made.count(Organization(id=f"{key}-twin", **texts(Organization, text))))
    session.flush()
    service = Service(id=f"{key}-twin-service", organization_id=f"{key}-twin", **texts(Service, text))
    session.add(made.count(service))
    session.flush()
    covers = Coverage(id=f"{key}-twin-covers", service_id=service.id, area_id=key, **texts(Coverage, text))
    session.add(made.count(covers))
    today = clock.today()
    closed = OpeningException(
        id=f"{key}-closed",
        organization_id=key,
        from_on=today,
        to_on=today + timedelta(days=9),
        **texts(OpeningException, text),
    )
    session.add(made.count(closed))
    session.flush()


def edits_with(key: str, text: str) -> list[dict[str, Any]]:
    """Return edits of several tables that say *text*: one that changes what stands, one that clashes, and new ones."""
    new = {"organization_id": key, "service_id": None, "visibility": "public"}
    return to_json(
        (
            Edit("organization", key, {"name": text}, {"name": f"{text} {text}"}),
            Edit("service", f"{key}-service", {"note": "x"}, {"note": text}),
            Edit("channel", f"{key}-new", None, {**new, "kind": "web", "order": 1, **texts(Channel, text)}),
            Edit("note", f"{key}-new", None, {**new, **texts(Note, text)}),
            Edit(
                "link",
                f"{key}-link",
                {"note": text, "source": text},
                {"note": f"{text} {text}", "source": text},
            ),
            Edit("conflict", f"{key}-conflict", {**texts(Conflict, text), "subjects": [key, text]}, None),
        )
    )


def _changes(session: Session, made: Scribbled, key: str, text: str, now: datetime) -> None:
    good = to_json((Edit("organization", key, {"name": text}, {"name": f"{text} {text}"}),))
    for name, kind, state, edits in (
        ("waiting", ChangesetKind.EDIT, ChangesetState.WAITING, good),
        ("clashing", ChangesetKind.BULK, ChangesetState.WAITING, edits_with(key, text)),
        ("returned", ChangesetKind.NEW, ChangesetState.RETURNED, edits_with(key, text)),
        ("applied", ChangesetKind.MERGE, ChangesetState.APPLIED, edits_with(key, text)),
        ("undone", ChangesetKind.RESTORE, ChangesetState.UNDONE, edits_with(key, text)),
        ("file", ChangesetKind.IMPORT, ChangesetState.WAITING, edits_with(key, text)),
    ):
        waits = state is ChangesetState.WAITING
        changeset = Changeset(
            id=f"{key}-{name}",
            kind=kind,
            state=state,
            organization_id=key,
            area_id="01",
            edits=edits,
            made_by=f"{key}-open",
            made_at=now,
            decided_by=None if waits else f"{key}-closed",
            decided_at=None if waits else now,
            answer="wrong" if state is ChangesetState.RETURNED else "",
            undone_by=f"{key}-open" if state is ChangesetState.UNDONE else None,
            undone_at=now if state is ChangesetState.UNDONE else None,
            **texts(Changeset, text),
        )
        session.add(made.add("changeset_id", changeset))
    session.flush()


def _files(session: Session, made: Scribbled, key: str, text: str, keeper: str, now: datetime) -> None:
    lines = [
        Line(
            at,
            state,
            text,
            (Difference("organization", text, text), Difference("phone", text, text, waits=True)),
            ((text, text),),
            key,
            text,
        )
        for at, state in enumerate(State)
    ]
    for state in (ImportState.UPLOADED, ImportState.TRIED, ImportState.APPLIED, ImportState.FAILED):
        is_read = state is ImportState.APPLIED
        run = ImportRun(
            id=f"{key}-{state.value}",
            state=state,
            content=None if is_read else text.encode(),
            columns={text: "organization"},
            headings=[[text, [text, text]], [text, [text]]],
            area_id="01",
            made_by=f"{key}-open",
            asked_by=keeper,
            made_at=now,
            ended_at=now if is_read else None,
            dated_on=clock.today(),
            total=4,
            done=4,
            counts=counted(lines),
            result=packed(lines),
            trouble=f"{text}\n{text}",
            changeset_id=f"{key}-applied" if is_read else None,
            proposal_id=f"{key}-file" if is_read else None,
            **texts(ImportRun, text),
        )
        session.add(made.add("run_id", run))
        made.pages.append(f"/coordinate/imports/{run.id}?columns=1")


def _voices(session: Session, made: Scribbled, key: str, text: str, keeper: str, now: datetime) -> None:
    today = clock.today()
    campaign = Campaign(
        id=f"{key}-campaign",
        topic="everything",
        area_id=AreaId("01"),
        made_by=f"{key}-open",
        made_at=now,
        starts_on=today,
        ends_on=today,
        **texts(Campaign, text),
    )
    session.add(made.add("campaign_id", campaign))
    session.flush()
    session.add(made.count(CampaignTarget(campaign_id=campaign.id, organization_id=key)))
    session.add(
        made.count(
            Inquiry(
                id=f"{key}-inquiry",
                organization_id=key,
                campaign_id=campaign.id,
                account_id=keeper,
                asked_at=now,
                last_asked_at=now,
            )
        )
    )
    made.ids["confirm_token"] = [
        ticket.issue(session, Purpose.CONFIRM, f"{key}-inquiry:letter", now),
    ]
    session.add(
        made.count(
            Confirmation(
                id=f"{key}-yes",
                kind="organization",
                record=key,
                organization_id=key,
                by=f"{key}-open",
                how=How.PHONE,
                at=now,
                until=today,
                campaign_id=campaign.id,
            )
        )
    )
    for kind, record, channel in (
        ("organization", key, f"{key}-public-phone"),
        ("service", f"{key}-service", ""),
    ):
        session.add(
            made.count(
                Report(
                    kind=kind,
                    record=record,
                    channel_id=channel,
                    trouble=next(iter(Trouble)),
                    organization_id=key,
                    first_at=now,
                    last_at=now,
                )
            )
        )
    session.add(
        made.count(
            SavedQuestion(
                id=f"{key}-question",
                account_id=keeper,
                need_id=key,
                area_id=key,
                group=Group.ANY,
                saved_at=now,
                first=f"{key}-service\n{key}",
                before=f"{key}\n{key}-twin",
                digest="0" * 64,
                changed_at=now,
            )
        )
    )
    session.add(
        made.count(News(id=f"{key}-news", account_id=keeper, topic=next(iter(Topic)), record=key, at=now))
    )
    note(session, Act.CAMPAIGN_STARTED, actor=keeper, detail={"name": text})


def write_once(engine: Engine, made: Scribbled, account: str, text: str) -> tuple[str, str, str]:
    """Write what a page said when a form acted; return the form's address, its number and where it led."""
    organization = made.ids["organization_id"][0]
    form, led = f"/offer/organizations/{organization}/confirm", f"/offer/organizations/{organization}"
    digest = sha256("\0".join((account, "offer.confirm", form, "number")).encode()).hexdigest()
    said = json.dumps([["done", text], [f"undo {text}", text], [text, text]])
    with writing(engine, actor=account) as session:
        session.add(made.count(Once(key=digest, at=clock.now(), location=led, said=said)))
        session.commit()
    return form, "number", led
