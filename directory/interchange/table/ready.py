"""Who asked for something to be done with a run, with the rights that hold now, and whom to tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import PERMISSIONS, AccountId, Identity, Permission, Role, may_there, stands_over
from directory.access.borders import NetworkBorders
from directory.account.complaint import refuse
from directory.account.identity import as_value, read_grants
from directory.clock import as_local
from directory.graph.facts import AreaId, Visibility
from directory.maintaining.news import Topic, tell_in_digest
from directory.model import Account, ImportRun
from directory.model import Grant as GrantRow
from directory.store.session import GraphSession
from directory.store.snapshot import Snapshot, Snapshots


@dataclass(frozen=True, slots=True)
class Ready:
    """What is known before anything is written."""

    run: str
    identity: Identity
    area: AreaId | None
    borders: NetworkBorders
    file_name: str
    snapshot: Snapshot


def ready_for(
    engine: Engine, run_id: str, now: datetime, permission: Permission = Permission.IMPORT_RUN
) -> Ready:
    """Return who asked, with the rights that hold now.

    Raises:
        Refused: they may not do it there any more.
    """
    snapshot = Snapshots(engine).current(Visibility.NETWORK)
    borders = NetworkBorders(snapshot.network, as_local(now).date())
    with Session(engine) as reading:
        run = reading.get_one(ImportRun, run_id)
        identity = identity_of(reading, run.asked_by, now)
        area = AreaId(run.area_id) if run.area_id is not None else None
        file_name = run.file_name
    if identity is None or not may_there(identity, permission, borders, area=area):
        raise refuse(
            "",
            "Den som bad om det har inte rätt till det längre. Inget är ändrat.",
            "Whoever asked for it has no right to it any more. Nothing was changed.",
        )
    return Ready(run_id, identity, area, borders, file_name, snapshot)


def identity_of(reading: Session, account_id: str, now: datetime) -> Identity | None:
    """Return an account with the rights that it has today, without a session; None where it is closed."""
    account = reading.get(Account, account_id)
    if account is None or not account.is_open:
        return None
    return Identity(
        AccountId(account.id),
        account.name,
        account.email or "",
        account.lang,
        "",
        now,
        read_grants(reading, account.id, as_local(now).date()),
        account.is_demo,
    )


def tell_others(session: GraphSession, ready: Ready, changeset: str, now: datetime) -> None:
    """Tell the other coordinators of the area that something waits for them, with their next digest."""
    today = as_local(now).date()
    rows = session.scalars(
        select(GrantRow).where(
            GrantRow.role.in_([role for role in Role if Permission.CHANGE_APPROVE in PERMISSIONS[role]]),
            GrantRow.ended_at.is_(None),
            GrantRow.valid_from <= today,
            GrantRow.valid_to >= today,
            GrantRow.account_id != ready.identity.account,
        )
    )
    told = {
        row.account_id
        for row in rows
        if stands_over(as_value(row), ready.borders, organization=None, area=ready.area)
    }
    for account in sorted(told):
        tell_in_digest(session, account, Topic.WAITING, changeset, now)
