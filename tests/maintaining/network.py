"""A small network with people who keep it: an editor and an owner of Haven, a coordinator of the county, a stranger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from directory.access import AccountId, Grant, Identity, Permission, Role
from directory.access.borders import NetworkBorders
from directory.clock import as_local, now
from directory.graph.facts import AreaId, OrganizationId, Visibility
from directory.graph.network import Network
from directory.ledger import Act, note
from directory.maintaining.deciding import approve, is_restricted
from directory.maintaining.person import Draft, list_person
from directory.maintaining.post import Titles, add_post
from directory.maintaining.restricted import open_one
from directory.maintaining.workplace import Workplace, get_workplace
from directory.model import Account, Contact, Coverage, Post, Service
from directory.model import Grant as GrantRow
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.session import GraphSession, writing
from tests.store import small

SITE = "https://kontakt.example.org"
NAME, PHONE, SHOWN, MAIL = "Kim Exempelsson", "08-465 004 15", "+46846500415", "kim@haven.example.org"
"""A person who does not exist, with a number kept for fiction."""

ROLES: dict[str, tuple[Role, str | None, str | None]] = {
    "editor": (Role.NGO_EDITOR, "haven", None),
    "owner": (Role.NGO_OWNER, "haven", None),
    "coordinator": (Role.COORDINATOR, None, "01"),
    "stranger": (Role.NGO_OWNER, "office", None),
    "caseworker": (Role.CASEWORKER, None, "01"),
    "administrator": (Role.ADMINISTRATOR, None, None),
}


def fill(engine: Engine) -> None:
    """Write the small network, and an account with its right for each of ``ROLES``."""
    small.fill(engine)
    today = as_local(now()).date()
    with writing(engine) as session:
        session.add(Service(id="advice", name="Advice", organization_id="haven", **small.SOURCED))
        session.flush()
        session.add(Coverage(id="advice@01", service_id="advice", area_id="01", **small.SOURCED))
        for name, (role, organization, area) in ROLES.items():
            session.add(
                Account(
                    id=name,
                    email=f"{name}@example.org",
                    name=f"{name.title()} (påhittad)",
                    created_at=now(),
                    lang="sv",
                )
            )
            session.flush()
            session.add(
                GrantRow(
                    id=f"grant-{name}",
                    account_id=name,
                    role=role,
                    organization_id=organization,
                    area_id=area,
                    given_by="system",
                    valid_from=today,
                    valid_to=today + timedelta(days=3650),
                )
            )
        note(session, Act.DEMO_LOADED)
        session.commit()


def invited(engine: Engine, **givers: str) -> None:
    """Say who gave some of them their rights."""
    with writing(engine) as session:
        for name, giver in givers.items():
            session.get_one(GrantRow, f"grant-{name}").given_by = giver
            note(session, Act.GRANT_GIVEN, kind="account", record=name)
        session.commit()


def who(name: str) -> Identity:
    """Return one of them as an identity."""
    role, organization, area = ROLES[name]
    grant = Grant(
        f"grant-{name}",
        role,
        date(2020, 1, 1),
        date(2099, 1, 1),
        OrganizationId(organization) if organization else None,
        AreaId(area) if area else None,
    )
    return Identity(
        AccountId(name),
        f"{name.title()} (påhittad)",
        f"{name}@example.org",
        "sv",
        f"session-{name}",
        datetime.now(UTC),
        (grant,),
    )


def borders(engine: Engine) -> NetworkBorders:
    """Return the borders as the database has them."""
    today = as_local(now()).date()
    with consistent_read(engine) as connection:
        return NetworkBorders(Network.build(read_facts(connection, Visibility.PUBLIC, today)), today)


def workplace(session: GraphSession, name: str, engine: Engine) -> Workplace:
    """Return Haven for one of them."""
    return get_workplace(session, who(name), "haven", borders(engine), Permission.CONTACT_PROPOSE)


def draft(**changes: Any) -> Draft:
    """Return a good draft, changed."""
    end = as_local(now()).date() + timedelta(days=300)
    values = {"name": NAME, "phone": PHONE, "email": MAIL, "why": "cases", "valid_to": end.isoformat()}
    return Draft(**{**values, **changes})


def with_post(engine: Engine, owner: str = "") -> str:
    """Add a post to Haven, or to its service *owner*; return its id."""
    with writing(engine, actor="editor") as session:
        made = add_post(session, workplace(session, "editor", engine), owner, Titles("Dagjour", "Day duty"))
        session.commit()
        return made.id


def propose(engine: Engine, post_id: str, by: str = "editor", **changes: Any) -> str:
    """Propose somebody as one of them; return the id of the proposal."""
    edges = borders(engine)
    with writing(engine, actor=by) as session:
        contact = list_person(
            session,
            who(by),
            workplace(session, by, engine),
            session.get_one(Post, post_id),
            draft(**changes),
            edges,
            now(),
            site=SITE,
        )
        session.commit()
        return contact.id


def say_yes(engine: Engine, contact_id: str, by: str = "owner", told: str = "") -> str:
    """Approve a proposal as one of them; return the id of who is shown."""
    with writing(engine, actor=by) as session:
        contact = session.get_one(Contact, contact_id)
        if is_restricted(session, contact):
            edges = borders(engine)
            open_one(session, who(by), workplace(session, by, engine), contact, edges, now(), site=SITE)
            session.commit()
        shown = approve(
            session, who(by), workplace(session, by, engine), contact, contact.version, now(), told=told
        )
        session.commit()
        return shown.id


def listed(engine: Engine, **changes: Any) -> str:
    """Have somebody proposed and approved; return the id."""
    return say_yes(engine, propose(engine, with_post(engine), **changes))
