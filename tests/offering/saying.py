"""What the tests of this package say things with: the small network with its people, and somebody who sends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.access import Permission
from directory.graph.facts import Visibility
from directory.maintaining.change import Submitted
from directory.maintaining.workplace import get_workplace
from directory.model import Contact, Post
from directory.offering.sending import Sender
from directory.store.session import GraphSession, writing
from tests.maintaining import network

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
"""A Tuesday."""
TODAY = date(2026, 11, 24)


def sender(session: Session, engine: Engine, name: str = "editor", now: datetime = NOON) -> Sender:
    """Return one of the people of the small network, who says something of Haven."""
    edges = network.borders(engine)
    found = get_workplace(session, network.who(name), "haven", edges, Permission.OFFER_CHANGE)
    return Sender(network.who(name), found, edges, now)


def do(
    engine: Engine,
    act: Callable[[GraphSession, Sender], Submitted],
    name: str = "editor",
    now: datetime = NOON,
) -> Submitted:
    """Do one act in a transaction of its own."""
    with writing(engine, actor=name) as session:
        session.expire_on_commit = False
        done = act(session, sender(session, engine, name, now))
        session.commit()
    return done


def listed(engine: Engine, *names: str, **values: Any) -> None:
    """Have people hold a post of Haven, approved."""
    with writing(engine) as session:
        if session.get(Post, "duty") is None:
            session.add(Post(id="duty", title="Dagjour", organization_id="haven"))
            session.flush()
        for name in names:
            said: dict[str, Any] = {
                "organization_id": "haven", "post_id": "duty", "name": f"{name.title()} (påhittad)",
                "purpose": "cases", "visibility": Visibility.NETWORK, "valid_from": TODAY,
                "valid_to": date(2027, 11, 1), "approved_at": NOON, **values,
            }  # fmt: skip
            session.add(Contact(id=name, **said))
        session.commit()
