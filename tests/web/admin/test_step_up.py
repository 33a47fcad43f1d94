"""What is sensitive asks who one is first, and nobody is sent back to an address that has no page."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import Engine

from directory import clock
from directory.access import Role
from directory.model import AccountSession
from directory.store.session import writing
from tests.web.admin.conftest import SOLNA, SignIn
from tests.web.admin.signed import Signed


def test_every_address_that_changes_something_can_be_come_back_to(network_site: Flask) -> None:
    methods: dict[str, set[str]] = {}
    for rule in network_site.url_map.iter_rules():
        if rule.endpoint.startswith("admin."):
            methods.setdefault(rule.rule, set()).update(rule.methods or ())
    assert len(methods) > 12
    assert [rule for rule, found in methods.items() if "GET" not in found] == []


def test_a_coordinator_who_has_sat_there_for_long_shows_who_they_are_first(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    worker = sign_in("Länge Kvar (påhittad)", Role.CASEWORKER, area=SOLNA).member
    with writing(database) as session:
        for row in session.query(AccountSession).filter(AccountSession.account_id == coordinator.member.id):
            row.confirmed_at = clock.now() - timedelta(minutes=30)
        session.commit()
    person = f"/admin/people/{worker.id}"
    coordinator.get(person)  # looking needs no more than the role
    coordinator.get("/admin/log")
    for path in (f"{person}/end", f"{person}/rights", f"{person}/recover", "/admin/invitations"):
        response = coordinator.client.get(path)
        assert response.status_code == 303
        assert response.headers["Location"].startswith("/account/confirm?next=")
    response = coordinator.client.get("/admin/log/export?group=restricted")
    assert "group" in response.headers["Location"]
    response = coordinator.send(f"{person}/end", on=person)
    assert response.headers["Location"].startswith("/account/confirm?next=")
    coordinator.get(person)
    sign_in(worker)  # nothing ended
