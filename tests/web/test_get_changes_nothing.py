"""Looking changes nothing: every address by GET, as every role, leaves the database as it was."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, text

from directory.access import Permission, Role, needs
from tests.store.small import fill
from tests.web.account.signing_in import make_account, signed_in_client, site_on

COUNTED = {"throttle", "job_run"}
"""Tables that may change by looking: how often links were tried, and when jobs ran beside it."""
LAST_USE = {"account_session": "used_at"}
"""When a session was used last is written every few minutes."""
ROLES = [role for role in Role if role.is_granted]


def content(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table that may not change by looking."""
    found = {}
    with engine.connect() as connection:
        for table in sorted(set(inspect(engine).get_table_names()) - COUNTED):
            columns = [each["name"] for each in inspect(engine).get_columns(table)]
            kept = ", ".join(f'"{name}"' for name in columns if name != LAST_USE.get(table))
            rows = connection.execute(text(f'SELECT {kept} FROM "{table}"')).all()
            found[table] = sorted((tuple(row) for row in rows), key=repr)
    return found


def addresses(site: Flask, values: dict[str, str]) -> list[str]:
    """Return an address for every route that can be opened by GET."""
    found = []
    for rule in site.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            given = {name: values.get(name, "x") for name in rule.arguments}
            found.append((rule.build(given, append_unknown=False) or ("", "/"))[1])
    return found


def changed_by_looking(site: Flask, engine: Engine, role: Role) -> list[str]:
    """List the addresses that changed the database when somebody with *role* looked at them."""
    somebody = make_account(engine, role)
    client = signed_in_client(site, somebody)
    values = {"account_id": somebody.id, "organization_id": "huset", "area_id": "0138"}
    before = content(engine)
    changed: list[str] = []
    asked = addresses(site, values)
    for address in asked:
        assert client.get(address).status_code < 500, address
    if content(engine) == before:
        return []
    before = content(engine)
    for address in asked:  # something did: once more, looking after each of them
        client.get(address)
        after = content(engine)
        if after != before:
            changed.append(f"{address}: {[table for table in after if after[table] != before[table]]}")
            before = after
    return changed or ["something, when it was opened for the first time"]


@pytest.mark.parametrize("role", ROLES)
def test_whoever_looks_changes_nothing(engine: Engine, role: Role) -> None:
    fill(engine)
    assert changed_by_looking(site_on(engine), engine, role) == []


def test_an_address_that_changes_something_when_it_is_opened_would_be_found(engine: Engine) -> None:
    fill(engine)
    site = site_on(engine)

    @needs(Permission.ABOUT_READ)
    def planted() -> str:
        with engine.begin() as connection:
            connection.execute(text("UPDATE account SET code_step = code_step + 1"))
        return "changed"

    site.add_url_rule("/planted", "planted", planted)
    assert changed_by_looking(site, engine, Role.CASEWORKER) == ["/planted: ['account']"]
