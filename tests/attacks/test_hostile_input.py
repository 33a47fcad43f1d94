"""Hostile input is harmless: any value in any field of any form, at any address, by anybody. No 5xx, nothing slow.

The forms are those of the pages themselves: each page is opened, its forms are read, and what is sent is drawn for
their fields; now and then a field too many, one twice, a file, another type of body, another method.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote

import psutil
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from directory.access import Role
from directory.db import for_writing, make_engine
from directory.model import Account, AccountSession, Grant, OutgoingMail, Throttle
from directory.store.schema import upgrade
from tests.attacks.hostile import values
from tests.attacks.scribbled import scribble
from tests.databases import settings_for
from tests.store.small import fill
from tests.web.account.signing_in import PLACES, Somebody, a_client, give_role, make_account, site_on
from tests.web.admin.signed import Member, Signed

LONGEST_S = 5.0
MOST_GROWN = 256 * 1024 * 1024
SHORT, FULL = 1_000, 20_000
NAMES = (
    *(
        "q",
        "need",
        "area",
        "group",
        "at",
        "age",
        "page",
        "next",
        "lang",
        "kind",
        "role",
        "from",
        "to",
        "record",
    ),
    *("organization", "before", "email", "password", "code", "name", "owner", "text", "phone", "visibility"),
)
VIEWERS = (None, *PLACES)


@dataclass
class Case:
    """What is sent: to which route, with what in its parts, parameters and form."""

    rule: int
    viewer: int
    parts: list[str]
    query: list[tuple[str, str]]
    form: dict[str, str]
    way: str
    is_known: bool
    """Whether the parts are ids that there are."""


cases = st.builds(
    Case,
    rule=st.integers(0, 10_000),
    viewer=st.integers(0, len(VIEWERS) - 1),
    parts=st.lists(values, min_size=3, max_size=3),
    query=st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=3),
    form=st.dictionaries(st.integers(0, 12).map(str), values, max_size=9),
    way=st.sampled_from(["form"] * 12 + ["json", "bytes", "multipart", "twice", "no type", "method"]),
    is_known=st.sampled_from([True, True, True, False]),
)


@dataclass
class Besieger:
    """Sends cases to a site, and notes what was answered and what should not have been."""

    app: Flask
    ids: dict[str, list[str]]
    people: dict[Role | None, Somebody | None]
    wrong: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0

    def __post_init__(self) -> None:
        self.engine = self.app.extensions["snapshots"].engine
        self.rules = [
            (rule, method)
            for rule in sorted(self.app.url_map.iter_rules(), key=str)
            for method in sorted((rule.methods or set()) & {"GET", "POST"})
            for _ in range(3 if method == "POST" else 1)
        ]
        self.clients: dict[Role | None, FlaskClient] = {}
        self._fields: dict[str, tuple[str, ...]] = {}
        self._tokens: dict[Role | None, str] = {}

    def send(self, case: Case) -> None:
        rule, method = self.rules[case.rule % len(self.rules)]
        viewer = VIEWERS[case.viewer]
        client = self._client(viewer)
        path = rule.rule
        for name, value in zip(sorted(rule.arguments), case.parts, strict=False):
            known = self.ids.get(name, [])
            given_part = known[len(value) % len(known)] if known and case.is_known else value
            path = re.sub(
                rf"<(?:\w+:)?{name}>", quote(given_part.encode("utf-8", "surrogatepass"), safe=""), path
            )
        query = "&".join(
            f"{name}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in case.query
        )
        url = f"{path}?{query}" if query else path
        began = perf_counter()
        sent_by = "PATCH" if case.way == "method" else method
        answer = client.open(url, method=sent_by, **self._body(case, client, viewer, method, path))
        took = perf_counter() - began
        self.slowest = max(self.slowest, took)
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.wrong.append(f"{answer.status_code}: {method} {url[:300]} as {viewer} {case}")
        if took > LONGEST_S:
            self.wrong.append(f"{took:.1f} s: {method} {url[:300]} as {viewer}")
        if method == "POST" and answer.status_code < 400:
            self._mend(viewer)

    def _body(
        self, case: Case, client: FlaskClient, viewer: Role | None, method: str, path: str
    ) -> dict[str, Any]:
        if method == "GET":
            return {}
        names = self._names(client, path)
        form = {names[int(at) % len(names)]: value for at, value in case.form.items()}
        token = {"csrf_token": self._token(client, viewer)}
        plain = {name: value.encode("utf-8", "surrogatepass") for name, value in {**token, **form}.items()}
        body = "&".join(f"{quote(name)}={quote(value)}" for name, value in plain.items())
        kind = "application/x-www-form-urlencoded"
        if case.way == "json":
            kind = "application/json"
            body = "{" + ",".join(f'"{name}": "{value!r}"' for name, value in form.items()) + "}"
        elif case.way == "bytes":
            body = "".join(case.parts)
        elif case.way == "multipart":
            kind = "multipart/form-data; boundary=x"
            head = "--x\r\nContent-Disposition: form-data; name="
            parts = (f'{head}"{name}"\r\n\r\n{value}\r\n' for name, value in {**token, **form}.items())
            body = "".join(parts) + "--x--"
        elif case.way == "twice":
            body += "&" + body.replace("csrf_token", "other")
        elif case.way == "no type":
            kind = "text/plain"
        return {"data": body.encode("utf-8", "surrogatepass"), "content_type": kind}

    def _names(self, client: FlaskClient, path: str) -> tuple[str, ...]:
        """Return the fields of the form that is sent to *path*, as its page has them."""
        if path not in self._fields:
            page = client.get(path)
            text = page.text if page.mimetype == "text/html" else ""
            found = re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', text)
            self._fields[path] = tuple(sorted({*found} - {"csrf_token"})) + NAMES[-8:]
        return self._fields[path]

    def _token(self, client: FlaskClient, viewer: Role | None) -> str:
        if viewer not in self._tokens:
            page = client.get("/account" if viewer else "/account/sign-in").text
            found = re.search(r'name="csrf_token" value="([^"]+)"', page)
            self._tokens[viewer] = found[1] if found else ""
        return self._tokens[viewer]

    def _client(self, viewer: Role | None) -> FlaskClient:
        if viewer not in self.clients:
            who = self.people[viewer]
            signed = Signed(self.app, self.engine, Member(who.id, who.name, who.email)) if who else None
            self.clients[viewer] = signed.client if signed else a_client(self.app)
            self._tokens.pop(viewer, None)
        return self.clients[viewer]

    def _mend(self, viewer: Role | None) -> None:
        """Undo what a form has done to those who send forms: they are signed in, open, and have their rights."""
        self._tokens.pop(viewer, None)
        ours = [who.id for who in self.people.values() if who]
        with for_writing(self.engine).begin() as connection:
            connection.execute(delete(Throttle))
            connection.execute(delete(OutgoingMail))
            connection.execute(
                update(Account).where(Account.id.in_(ours)).values(disabled_at=None, erased_at=None)
            )
            connection.execute(update(Grant).where(Grant.account_id.in_(ours)).values(ended_at=None))
            alive = set(
                connection.scalars(
                    select(AccountSession.account_id).where(AccountSession.account_id.in_(ours))
                )
            )
        for role, who in self.people.items():
            if who and who.id not in alive:
                self.clients.pop(role, None)


@pytest.fixture
def besieger(tmp_path: Path) -> Besieger:
    path = tmp_path / "kontaktnatet.db"
    path.touch()
    engine = make_engine(settings_for(f"sqlite:///{path}"))
    upgrade(engine)
    fill(engine)
    people: dict[Role | None, Somebody | None] = {role: make_account(engine, role) for role in PLACES}
    people[None] = None
    owner = people[Role.NGO_OWNER]
    assert owner is not None
    made = scribble(engine, "Ord", 1, owner.id)
    for role, who in people.items():
        if who and role in (Role.NGO_EDITOR,):
            give_role(engine, who.id, role, organization="x1")
    ids = {**made.ids, "session_id": ["x"], "filename": ["css/base.css", "x"], "edition_asked": ["x"]}
    app = site_on(engine)
    app.testing = False
    return Besieger(app, ids, people)


def besiege(besieger: Besieger, amount: int, drawn: int) -> None:
    """Send *amount* cases."""

    every = list(HealthCheck)

    @seed(drawn)
    @settings(
        max_examples=amount,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=every,
    )
    @given(cases)
    def send(case: Case) -> None:
        besieger.send(case)

    send()


def grown(besieger: Besieger, amount: int) -> int:
    """Send *amount* cases; return by how many bytes this process has grown."""
    process = psutil.Process()
    besiege(besieger, 50, 1)  # what is loaded once is loaded
    before = process.memory_info().rss
    for drawn in range(2, 2 + max(1, amount // 2_000)):
        besiege(besieger, min(amount, 2_000), drawn)
        print(f"{besieger.statuses.total()} cases, {len(besieger.wrong)} wrong: {besieger.wrong[:2]}")
    return process.memory_info().rss - before


def check(besieger: Besieger, amount: int) -> None:
    more = grown(besieger, amount)
    sent = sum(besieger.statuses.values())
    found = sorted(besieger.statuses.items())
    print(f"{sent} cases, slowest {besieger.slowest:.2f} s, {more >> 20} MiB more: {found}")
    assert besieger.wrong == []
    assert sent >= amount * 0.95, "hypothesis ran out of cases"
    assert more < MOST_GROWN
    assert {200, 303, 400, 403, 404, 422} <= set(besieger.statuses)


def test_a_thousand_requests_that_nobody_would_make_on_purpose_are_harmless(besieger: Besieger) -> None:
    check(besieger, SHORT)


@pytest.mark.slow
def test_twenty_thousand_of_them_are_harmless(besieger: Besieger) -> None:
    check(besieger, FULL)


def test_a_view_that_trips_over_a_sign_would_be_found(besieger: Besieger) -> None:
    """The planted fault: a view that takes everything for a number."""
    rules = [at for at, (rule, _method) in enumerate(besieger.rules) if rule.endpoint == "catalogue.areas"]
    view = besieger.app.view_functions["catalogue.areas"]

    def careless(*args: Any, **more: Any) -> Any:
        from flask import request

        int(request.args.get("page") or 0)
        return view(*args, **more)

    careless.needs_permission = view.needs_permission  # type: ignore[attr-defined]
    besieger.app.view_functions["catalogue.areas"] = careless
    for value in ("1", "x"):
        besieger.send(Case(rules[0], 0, ["", "", ""], [("page", value)], {}, "form", is_known=True))
    assert len(besieger.wrong) == 1
    assert besieger.wrong[0].startswith("500")
