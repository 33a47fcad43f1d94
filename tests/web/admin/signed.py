"""Somebody signed in on the pages for people and log: a client that has a session, its tokens, and checked pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from directory import clock
from directory.access import Role
from directory.account.secret import new_id
from directory.account.session import begin
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.membership.granting import SYSTEM, day_of, give
from directory.model import Account, Stage
from directory.store.session import writing
from tests.web.page import Page, check

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Member:
    """An account that a test made."""

    id: str
    name: str
    email: str


def make_member(
    engine: Engine,
    name: str,
    role: Role | None,
    *,
    area: str | None = None,
    organization: str | None = None,
    email: str = "",
) -> Member:
    """Make an account with one role, or with none."""
    now = clock.now()
    account_id = new_id()
    address = email or f"{account_id.lower()}@example.org"
    with writing(engine, actor=SYSTEM) as session:
        account = Account(id=account_id, email=address, name=name, lang="sv", created_at=now)
        session.add(account)
        session.flush()
        note(session, Act.ACCOUNT_CREATED, actor=SYSTEM, kind="account", record=account_id)
        if role is not None:
            give_role(session, account, role, now, area=area, organization=organization)
        session.commit()
    return Member(account_id, name, address)


def give_role(
    session: Any,
    account: Account,
    role: Role,
    now: datetime,
    *,
    area: str | None = None,
    organization: str | None = None,
) -> str:
    """Give an account a role without asking anybody; return the id of the right."""
    grant = give(
        session,
        account,
        role,
        by=SYSTEM,
        today=day_of(now),
        area=AreaId(area) if area else None,
        organization=OrganizationId(organization) if organization else None,
    )
    return grant.id


class Signed:
    """A browser that *member* is signed in with."""

    def __init__(self, app: Flask, engine: Engine, member: Member) -> None:
        self.member = member
        self.client: FlaskClient = app.test_client()
        with writing(engine, actor=member.id) as session:
            account = session.get_one(Account, member.id)
            begun = begin(
                session, account, Stage.WHOLE, clock.now(), lasts=timedelta(hours=8), device="Provläsare"
            )
            session.commit()
        self.client.set_cookie("signed-in", begun.token)

    def get(self, url: str, status: int = 200) -> Page:
        """Return the checked page at *url*."""
        return self._page(self.client.get(url), url, status)

    def status(self, url: str) -> int:
        """Return the status of *url*."""
        return self.client.get(url).status_code

    def send(self, url: str, data: dict[str, str] | None = None, *, on: str = "") -> TestResponse:
        """Send a form to *url* with the token of the page *on* (a page of theirs that has a form)."""
        pages = (self.client.get(page).text for page in (on, "/account/data") if page)
        found = next((token for page in pages if (token := TOKEN.search(page))), None)
        token = {"csrf_token": found[1]} if found else {}
        return self.client.post(url, data={**token, **(data or {})})

    def follow(self, url: str, data: dict[str, str] | None = None, *, on: str = "") -> Page:
        """Send a form, hold that it answers with 303, and return the checked page that it leads to."""
        response = self.send(url, data, on=on)
        assert response.status_code == 303, f"{url}: {response.status_code}\n{response.text[:2000]}"
        return self.get(response.headers["Location"])

    def refused(self, url: str, data: dict[str, str], *, on: str = "") -> Page:
        """Send a form, hold that it comes back with 422, and return the checked page."""
        return self._page(self.send(url, data, on=on), url, 422)

    @staticmethod
    def _page(response: TestResponse, url: str, status: int) -> Page:
        assert response.status_code == status, f"{url}: {response.status_code}, not {status}"
        page = Page(response.text)
        check(page, url=url)
        return page
