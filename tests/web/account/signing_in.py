"""Somebody who signs in to a real site: an account with a role, and a client that walks the whole way in.

For every test that needs somebody signed in: ``make_account(engine, Role.COORDINATOR, area="01")``, then
``signed_in_client(app, account)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from directory import clock
from directory.access import Role
from directory.account.code import code_now, new_code_secret
from directory.account.secret import Seal
from directory.app import create_app
from directory.db import for_writing
from directory.graph.facts import AreaId, OrganizationId
from directory.membership.granting import give
from directory.model import Account
from directory.settings import Settings
from directory.store.session import writing
from tests.account.people import PASSWORD
from tests.account.people import make_account as make_bare_account
from tests.databases import settings_for

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PLACES: dict[Role, dict[str, str]] = {
    Role.CASEWORKER: {"area": "0163"},
    Role.NGO_EDITOR: {"organization": "haven"},
    Role.NGO_OWNER: {"organization": "haven"},
    Role.COORDINATOR: {"area": "01"},
    Role.ADMINISTRATOR: {},
}
"""Where a role is had when a test does not say so."""
LINKS = ("/account/reset/", "/account/invitation/", "/listing/")
"""Links of mails lead on to an address without their token."""
_numbers = count(1)


@dataclass
class Somebody:
    """An account as its owner knows it. *key* is that of the app on their phone; empty before it is set up."""

    id: str
    email: str
    name: str
    key: str
    password: str = PASSWORD

    def code(self) -> str:
        """Return the code that the app shows now."""
        return code_now(self.key, clock.now())


def site_on(engine: Engine, **changes: Any) -> Flask:
    """Return the application on the database of *engine*, as one process of several would hold it."""
    return create_app(site_settings(engine, **changes))


def site_settings(engine: Engine, **changes: Any) -> Settings:
    """Return the settings of a site on the database of *engine*."""
    return settings_for(engine.url, **{"base_url": "http://localhost", **changes})


def make_account(
    engine: Engine, *roles: Role, has_app: bool = True, organization: str = "", area: str = "", **values: Any
) -> Somebody:
    """Make an account with *roles*, at the place given or the usual one of each role."""
    number, key = next(_numbers), new_code_secret()
    settings = site_settings(engine)
    sealed = Seal((settings.secret_key, *settings.old_secret_keys)).close(key)
    made = make_bare_account(
        engine,
        **{
            "id": f"somebody{number}",
            "email": f"somebody{number}@example.org",
            "code_secret": sealed if has_app else None,
            **values,
        },
    )
    place = {"organization": organization, "area": area} if organization or area else None
    for role in roles:
        give_role(engine, made.id, role, **(place or PLACES[role]))
    return Somebody(made.id, made.email or "", made.name, key if has_app else "")


def give_role(engine: Engine, account_id: str, role: Role, *, organization: str = "", area: str = "") -> str:
    """Give an account a role; return the id of the right."""
    with writing(engine, actor="test") as session:
        grant = give(
            session,
            session.get_one(Account, account_id),
            role,
            by="test",
            today=today(),
            organization=OrganizationId(organization) if organization else None,
            area=AreaId(area) if area else None,
        )
        session.commit()
        return grant.id


def today() -> date:
    """Return the Swedish day."""
    return clock.today()


def a_client(app: Flask) -> FlaskClient:
    """Return a browser that has not been here before."""
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = BROWSER
    return client


def csrf_of(html: str) -> str:
    """Return the token of the first form of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found is not None, "there is no form on the page"
    return found[1]


def send(client: FlaskClient, url: str, *, form: str = "", **data: str) -> TestResponse:
    """Fill in the form on the page *form* (else on the page *url* itself) and send it to *url*."""
    page = client.get(form or url)
    if page.status_code == 303 and url.startswith(LINKS):
        url = page.location
        page = client.get(url)
    assert page.status_code == 200, f"GET {form or url}: {page.status_code}"
    return client.post(url, data={"csrf_token": csrf_of(page.text), **data})


def opened(client: FlaskClient, link: str) -> str:
    """Open the link of a mail; return the address that it leads on to, which holds no token."""
    response = client.get(link)
    assert response.status_code == 303, response.status_code
    assert link.partition("?")[0].rsplit("/", 1)[1] not in response.location
    return response.location


def give_password(client: FlaskClient, somebody: Somebody, **data: str) -> TestResponse:
    """Take the first step of signing in."""
    return send(
        client, "/account/sign-in", **{"email": somebody.email, "password": somebody.password, **data}
    )


def forget_used_code(app: Flask, somebody: Somebody) -> None:
    """Let the code of this half minute work once more: a test does not wait thirty seconds for the next."""
    with for_writing(app.extensions["snapshots"].engine).begin() as connection:
        connection.execute(update(Account).where(Account.id == somebody.id).values(code_step=0))


def sign_in(client: FlaskClient, somebody: Somebody) -> TestResponse:
    """Walk the whole way in; return the last response, which leads on."""
    forget_used_code(client.application, somebody)
    response = give_password(client, somebody)
    assert response.status_code == 303, response.status_code
    assert response.location == "/account/code"
    response = send(client, "/account/code", code=somebody.code())
    assert response.status_code == 303, response.status_code
    return response


def signed_in_client(app: Flask, somebody: Somebody) -> FlaskClient:
    """Return a browser in which *somebody* is signed in, just now."""
    client = a_client(app)
    sign_in(client, somebody)
    return client


def token_of(client: FlaskClient, name: str = "signed-in") -> str:
    """Return the token that a browser holds; empty when it holds none."""
    cookie = client.get_cookie(name)
    return cookie.value if cookie is not None else ""


def with_token(app: Flask, token: str) -> FlaskClient:
    """Return another browser that holds a copy of a cookie."""
    client = a_client(app)
    client.set_cookie("signed-in", token)
    return client


def is_signed_in(client: FlaskClient) -> bool:
    """Tell whether the site knows who asks."""
    return client.get("/account").status_code == 200
