"""The site as it runs in production, in this process, over HTTPS as far as it can see; and people signed in to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from directory import clock
from directory.account import session as sessions
from directory.app import create_app
from directory.model import Account, Stage
from directory.store.session import writing
from tests.account.people import LASTS
from tests.attacks.besieged import BASE, settings_of
from tests.web.account.signing_in import BROWSER, Somebody, csrf_of

WHOLE, HALF, FORM = "__Host-signed-in", "__Host-signing-in", "__Host-session"


def production(engine: Engine, folder: Path, **changes: Any) -> Flask:
    """Return the application with the settings of production, but for *changes*."""
    settings = settings_of(engine, folder).model_copy(update={"proxies": 0, **changes})
    return create_app(settings)


@dataclass
class Browser:
    """A browser on HTTPS. Every answer is kept."""

    app: Flask
    answers: list[TestResponse] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client: FlaskClient = self.app.test_client()
        self.client.environ_base["HTTP_USER_AGENT"] = BROWSER

    def get(self, path: str, **more: Any) -> TestResponse:
        return self._kept(self.client.get(path, base_url=BASE, **more))

    def post(self, path: str, **more: Any) -> TestResponse:
        return self._kept(self.client.post(path, base_url=BASE, **more))

    def send(self, path: str, *, form: str = "", **data: Any) -> TestResponse:
        """Fill in the form of the page *form* (else of *path* itself) and send it to *path*."""
        page = self.get(form or path)
        assert page.status_code == 200, f"{form or path}: {page.status_code}"
        return self.post(path, data={"csrf_token": csrf_of(page.text), **data})

    def cookie(self, name: str = WHOLE) -> str:
        found = self.client.get_cookie(name, domain="kontakt.example")
        return found.value if found is not None else ""

    def set_cookie(self, value: str, name: str = WHOLE) -> None:
        self.client.set_cookie(name, value, domain="kontakt.example")

    def give_password(self, who: Somebody, **data: Any) -> TestResponse:
        return self.send("/account/sign-in", email=who.email, password=who.password, **data)

    def sign_in(self, who: Somebody, **data: Any) -> TestResponse:
        """Walk the whole way in; return the last answer."""
        assert self.give_password(who, **data).location == "/account/code"
        return self.send("/account/code", code=who.code())

    def is_signed_in(self) -> bool:
        return self.get("/account").status_code == 200

    def _kept(self, answer: TestResponse) -> TestResponse:
        self.answers.append(answer)
        return answer


def signed_in(app: Flask, who: Somebody) -> Browser:
    """Return a browser that *who* has just signed in with, without the walk."""
    with writing(app.extensions["snapshots"].engine, actor=who.id) as session:
        account = session.get_one(Account, who.id)
        begun = sessions.begin(session, account, Stage.WHOLE, clock.now(), lasts=LASTS, device="")
        session.commit()
    browser = Browser(app)
    browser.set_cookie(begun.token)
    return browser
