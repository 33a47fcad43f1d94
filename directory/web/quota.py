"""Count the contacts that are shown and are not public, and show no more of them to who has seen very many today."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from flask import Flask, current_app, g

from directory import clock
from directory.access import Identity
from directory.access.borders import NetworkBorders
from directory.graph.answer import Answer
from directory.graph.facts import Organization, Service, Visibility
from directory.graph.hidden import hidden_parts
from directory.membership.quota import Quota
from directory.settings import Settings


def open_quota(app: Flask, settings: Settings) -> None:
    """Count for this application; without a database behind the snapshots (tests) nothing is counted."""
    engine = getattr(app.extensions["snapshots"], "engine", None)
    app.extensions["quota"] = (
        Quota(engine, most=settings.contacts_per_day, site=settings.base_url) if engine is not None else None
    )


def is_over(identity: Identity) -> bool:
    """Tell whether *identity* has seen as many contacts as one may see in a day; then it is shown the public part."""
    quota: Quota | None = current_app.extensions.get("quota")
    g.is_over_quota = quota is not None and quota.is_over(identity.account, clock.now())
    return bool(g.is_over_quota)


def shown(records: Iterable[Organization | Service | None]) -> None:
    """Say that a page shows *records* with everything of them that whoever asks may see."""
    quota: Quota | None = current_app.extensions.get("quota")
    identity: Identity | None = g.get("viewer")
    if quota is None or identity is None or g.snapshot.viewer is Visibility.PUBLIC:
        return
    parts = set(chain.from_iterable(hidden_parts(record) for record in records if record is not None))
    if parts:
        now = clock.now()
        borders = NetworkBorders(g.snapshot.network, clock.as_local(now).date())
        quota.see(identity, parts, borders, now)


def shown_in(answer: Answer) -> None:
    """Say that *answer* is shown: its calls, its duties and those who give the help."""
    shown(
        chain(
            *((step.organization, step.service) for step in answer.act_now),
            *(line.organizations for line in answer.duties),
            *((one.organization, one.service) for one in answer.providers),
        )
    )
