"""What is answered tells nobody which accounts there are: not by its words, and not by the time it takes.

Two kinds of address are tried in turns, so that a busy machine slows both alike. The figure is the chance that a known
address took longer than an unknown one (the area under the ROC curve): 0.5 is a coin, 1 is a list of accounts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from time import perf_counter

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, delete

from directory import clock
from directory.access import Role
from directory.account import entering, password
from directory.db import for_writing
from directory.ledger import Act, note
from directory.model import Account, OutgoingMail, Passkey, Throttle
from directory.store.session import writing
from tests.store.small import fill
from tests.web.account.signing_in import a_client, csrf_of, make_account, site_on

pytestmark = pytest.mark.usefixtures("dear_hashes")

LOWEST, HIGHEST = 0.45, 0.55
ROUNDS = 3
"""A coin thrown a few hundred times lands outside of that once in twenty; three times in a row it does not."""
ROUGHLY = (0.35, 0.65)
"""For fifty pairs, whose figure is spread three times as wide as that of four hundred."""
UNKNOWN = "nobody00@example.org"
WRONG = "not the password at all"


def chance_of_longer(first: list[float], second: list[float]) -> float:
    """Return the chance that one of *first* is longer than one of *second* (Mann-Whitney's U, ties count half)."""
    longer = sum((one > other) + (one == other) / 2 for one in first for other in second)
    return longer / (len(first) * len(second))


Send = Callable[[str], int]


def measured(engine: Engine, send: Send, known: str, pairs: int) -> float:
    """Return the figure of *pairs* known and unknown addresses, in an order that is drawn anew for each pair."""
    took: dict[str, list[float]] = {known: [], UNKNOWN: []}
    drawn = random.Random(4)
    send(known)
    send(UNKNOWN)
    for _ in range(pairs):
        with for_writing(engine).begin() as connection:
            connection.execute(delete(Throttle))
            connection.execute(delete(OutgoingMail))
        for address in drawn.sample((known, UNKNOWN), 2):
            began = perf_counter()
            send(address)
            took[address].append(perf_counter() - began)
    return chance_of_longer(took[known], took[UNKNOWN])


def is_a_coin(
    engine: Engine, send: Send, known: str, pairs: int, lowest: float = LOWEST, highest: float = HIGHEST
) -> bool:
    """Tell whether time says nothing, in one of three measurements: a difference would show in each."""
    figures = []
    for _ in range(ROUNDS):
        figures.append(measured(engine, send, known, pairs))
        print(f"chance that a known address takes longer, of {pairs} pairs: {figures[-1]:.3f}")
        if lowest <= figures[-1] <= highest:
            return True
    return False


@pytest.fixture
def town(engine: Engine) -> Engine:
    fill(engine)
    return engine


@pytest.fixture
def app(town: Engine) -> Flask:
    return site_on(town)


def signing_in(client: FlaskClient) -> Send:
    token = csrf_of(client.get("/account/sign-in").text)

    def send(address: str) -> int:
        data = {"csrf_token": token, "email": address, "password": WRONG}
        return client.post("/account/sign-in", data=data).status_code

    return send


def resetting(client: FlaskClient) -> Send:
    token = csrf_of(client.get("/account/reset").text)
    return lambda address: (
        client.post("/account/reset", data={"csrf_token": token, "email": address}).status_code
    )


def test_the_time_of_a_wrong_password_tells_nobody_roughly_whether_there_is_an_account(
    app: Flask, town: Engine
) -> None:
    anna = make_account(town, Role.CASEWORKER, email="person00@example.org")
    assert is_a_coin(town, signing_in(a_client(app)), anna.email, 50, *ROUGHLY)


@pytest.mark.slow
def test_the_time_of_a_wrong_password_does_not_tell_somebody_patient_either(app: Flask, town: Engine) -> None:
    anna = make_account(town, Role.CASEWORKER, email="person00@example.org")
    assert is_a_coin(town, signing_in(a_client(app)), anna.email, 400)


def test_the_time_of_a_lost_password_does_not_tell_whether_somebody_has_an_account(
    app: Flask, town: Engine
) -> None:
    anna = make_account(town, Role.CASEWORKER, email="person00@example.org")
    assert is_a_coin(town, resetting(a_client(app)), anna.email, 300)


def test_without_a_hash_for_nobody_the_time_would_tell(
    app: Flask, town: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_right = password.is_right
    monkeypatch.setattr(
        entering.password, "is_right", lambda stored, given: stored is not None and is_right(stored, given)
    )
    anna = make_account(town, Role.CASEWORKER, email="person00@example.org")
    assert measured(town, signing_in(a_client(app)), anna.email, 20) > 0.9


def test_a_look_up_that_only_known_addresses_cost_would_tell(
    app: Flask, town: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault at resetting: the letter is made at once, for those who have an account."""
    from directory.account import changing
    from directory.account.ticket import issue
    from directory.model import Purpose

    wish = changing.wish_reset

    def careless(session: object, address: str, lang: str) -> None:
        if address.startswith("person"):
            for _ in range(20):
                issue(session, Purpose.RESET, address, clock.now())  # type: ignore[arg-type]
                session.flush()  # type: ignore[attr-defined]
        wish(session, address, lang)  # type: ignore[arg-type]

    monkeypatch.setattr(changing, "wish_reset", careless)
    anna = make_account(town, Role.CASEWORKER, email="person00@example.org")
    assert not is_a_coin(town, resetting(a_client(app)), anna.email, 60)


def kinds(engine: Engine) -> dict[str, str]:
    """Make an account of each kind that cannot be signed in to like this; return their addresses, all as long."""
    made = {"unknown": "person07@example.org"}
    for at, (kind, values) in enumerate(
        {
            "known": {},
            "disabled": {"disabled_at": clock.now()},
            "passkey only": {"password_hash": None, "has_app": False},
            "no password yet": {"password_hash": None},
            "demo": {"is_demo": True},
        }.items()
    ):
        made[kind] = f"person0{at}@example.org"
        account = make_account(engine, Role.CASEWORKER, email=made[kind], **values)  # type: ignore[arg-type]
        if kind == "passkey only":
            with writing(engine, actor="test") as session:
                key = Passkey(
                    id="key", account_id=account.id, public_key=b"x", name="Key", added_at=clock.now()
                )
                session.add(key)
                note(session, Act.PASSKEY_ADDED, actor=account.id, kind="account", record=account.id)
                session.commit()
    return made


def answered(
    client: FlaskClient, url: str, address: str, **data: str
) -> tuple[int, list[tuple[str, str]], str]:
    """Return status, headers and body for *address*, without what is drawn anew for each answer and the address."""
    token = csrf_of(client.get(url).text)
    reply = client.post(url, data={"csrf_token": token, "email": address, **data})
    body = re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", reply.text).replace(address, "ADDRESS")
    headers = [(name, value) for name, value in reply.headers if name != "Set-Cookie"]
    return reply.status_code, headers, body


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    ("url", "data"),
    [("/account/sign-in", {"password": WRONG}), ("/account/reset", {})],
    ids=["sign-in", "reset"],
)
def test_the_same_is_answered_whatever_account_there_is(
    app: Flask, town: Engine, url: str, data: dict[str, str], lang: str
) -> None:
    addresses = kinds(town)
    found = {}
    for kind, address in addresses.items():
        client = a_client(app)
        found[kind] = answered(client, f"{url}?lang={lang}", address, **data)
        cookies = {cookie.key for cookie in client._cookies.values()}
        assert cookies == {"session"}, kind
    assert {kind for kind, answer in found.items() if answer != found["unknown"]} == set()
    assert found["unknown"][0] in (422, 303)


def test_one_word_more_for_a_disabled_account_would_be_seen(
    app: Flask, town: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = entering.check_password

    def talkative(engine: Engine, email: str, *rest: object, **more: object) -> str:
        with engine.connect() as connection:
            found = connection.execute(Account.__table__.select().where(Account.email == email)).first()
        if found is not None and found.disabled_at is not None:
            raise entering.wrong_code()
        return check(engine, email, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(entering, "check_password", talkative)
    addresses = kinds(town)
    found = {
        kind: answered(a_client(app), "/account/sign-in", address, password=WRONG)
        for kind, address in addresses.items()
    }
    assert {kind for kind, answer in found.items() if answer != found["unknown"]} == {"disabled"}
