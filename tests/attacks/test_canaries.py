"""A day of work, with the log at its most talkative: nothing that was said in it stands in what the server prints.

Nor in the pages of errors, in the errors of the API, in the letters of others, nor, as far as it is a secret, in the
database.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, text

from directory import clock
from directory.access import Role
from directory.account.code import code_now
from directory.account.password import hash_of
from directory.db import for_writing
from directory.graph.facts import Visibility
from directory.model import Note, Post
from directory.store.session import writing
from tests.attacks.besieged import besieged, make_somebody
from tests.attacks.caller import Answer, Caller
from tests.attacks.canaries import Canaries
from tests.store.small import fill
from tests.web.account.signing_in import Somebody

PATIENCE_S = 40
SENTENCE = "Kanarie Sentencia vill ha boende i Sollentuna i natt"
NOISY = """
import flask
asked = flask.Flask.full_dispatch_request


def noisy(self):
    print("asked for", flask.request.full_path, flush=True)
    return asked(self)


flask.Flask.full_dispatch_request = noisy
"""
"""The planted fault: a line with the whole address."""


@dataclass
class Day:
    """What was said, and all that came out of it."""

    said: Canaries
    printed: str
    answers: list[tuple[str, Answer]]
    letters: list[tuple[str, str]]
    """Recipient and all of a letter."""
    stored: bytes


@pytest.fixture
def town(engine: Engine) -> Engine:
    fill(engine)
    with writing(engine) as session:
        session.add(Post(id="jour", organization_id="haven", title="Dagjour"))
        session.add(
            Note(
                id="hidden",
                organization_id="haven",
                visibility=Visibility.RESTRICTED,
                text="Kanarie Notandum",
            )
        )
        session.commit()
    return engine


def somebody(town: Engine, said: Canaries, who: str, *roles: Role) -> Somebody:
    """Make somebody whose name, address and password are canaries."""
    password = f"kanarie {who} sju gula cyklar"
    made = make_somebody(
        town,
        *roles,
        email=f"kanarie.{who}@example.org",
        name=f"Kanarie {who.title()}sdotter (påhittad)",
        password_hash=hash_of(password),
    )
    made.password = password
    said.secret |= {f"password of {who}": password, f"key of {who}": made.key}
    said.personal |= {f"address of {who}": made.email, f"name of {who}": f"Kanarie {who.title()}sdotter"}
    return made


def renew_codes(town: Engine) -> None:
    """Let the codes of this half minute work once more."""
    with for_writing(town).begin() as connection:
        connection.execute(text("UPDATE account SET code_step = 0"))


def sign_in(site: str, town: Engine, said: Canaries, who: Somebody) -> Caller:
    """Sign in, with a wrong password and a wrong code on the way."""
    renew_codes(town)
    caller = Caller(site, {"User-Agent": "Kanarie-Agent/1.0", "Referer": "https://kanarie-referer.example/"})
    caller.send("/account/sign-in", email=who.email, password="kanarie wrong password")
    caller.send("/account/sign-in?next=/areas%3Fq%3DKanarienext", email=who.email, password=who.password)
    caller.send("/account/code", code="Kanariecode")
    code = who.code()
    answer = caller.send("/account/code", code=code)
    assert answer.status == 303, answer.text
    said.secret |= {f"code of {who.email}": code}
    said.secret |= {f"{name} of {who.email}": value for name, value in caller.cookies.items()}
    said.personal |= {"browser": "Kanarie-Agent", "where from": "kanarie-referer", "next": "Kanarienext"}
    return caller


def letters_in(folder: Path) -> list[tuple[str, str]]:
    """Return recipient and words of every letter that was sent."""
    found = []
    for path in sorted(folder.glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default)
        body = message.get_body(("plain",))
        assert body is not None
        headers = "\n".join(f"{name}: {value}" for name, value in message.items())
        found.append((str(message["To"]), f"{headers}\n{body.get_content()}"))
    return found


def link_in(folder: Path, kind: str) -> str:
    """Wait for the letter with a link of that kind; return its path."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        for _to, words in letters_in(folder):
            found = re.search(rf"https://kontakt\.example(/{kind}/([\w-]+))", words)
            if found:
                return found[1]
        time.sleep(0.3)
    raise AssertionError(f"no letter with a link to {kind}")


def live(site: str, town: Engine, said: Canaries, folder: Path) -> list[tuple[str, Answer]]:
    """Live through the day; return everything that was answered."""
    owner = somebody(town, said, "owner", Role.NGO_OWNER)
    keeper = somebody(town, said, "keeper", Role.COORDINATOR)
    visitor = Caller(site)
    callers = [visitor, _ask(site, said), sign_in(site, town, said, owner)]
    _lose_password(visitor, said, folder, owner)
    caller = sign_in(site, town, said, owner)
    _propose(caller, said)
    boss = sign_in(site, town, said, keeper)
    _invite(boss, visitor, said, folder)
    _open(caller, said)
    callers += [caller, boss, _provoke(site, town, said, caller)]
    return [one for each in callers for one in each.answers]


def _ask(site: str, said: Canaries) -> Caller:
    caller = Caller(site, {"X-Forwarded-For": "203.0.113.77"})
    said.personal |= {
        "sentence": SENTENCE,
        "first name in a sentence": "Kanarie Sentencia",
        "address": "203.0.113.77",
    }
    said.personal |= {"query": "Kanariequery", "path": "Kanariepath", "parameter": "Kanarieparam"}
    caller.ask("/", {"q": SENTENCE})
    caller.ask("/", {"q": "Kanariequery 070-174 06 78"})
    caller.ask(
        "/api/v1/reading", body=json.dumps({"sentence": SENTENCE}).encode(), Content_Type="application/json"
    )
    caller.ask("/api/v1/answer", body=b'{"sentence": "Kanariequery', Content_Type="application/json")
    for path in (
        "/search",
        "/areas",
        "/organizations",
        "/services",
        "/api/v1/search",
        "/api/v1/places",
        "/answer",
    ):
        caller.ask(
            f"{path}?q=Kanariequery&need=Kanariequery&area=Kanariequery&Kanarieparam={quote(SENTENCE)}"
        )
    for path in (
        "/Kanariepath",
        "/organizations/Kanariepath",
        "/areas/Kanariepath",
        "/api/v1/areas/Kanariepath",
    ):
        caller.ask(path)
    return caller


def _lose_password(caller: Caller, said: Canaries, folder: Path, who: Somebody) -> None:
    caller.send("/account/reset", email=who.email)
    link = link_in(folder, "account/reset")
    said.secret["token of the reset"] = link.rpartition("/")[2]
    said.secret["new password"] = who.password = "kanarie efteråt åtta blå bussar"
    form = caller.ask(link).location
    caller.send(form, password="kanariekort")
    assert caller.send(form, password=who.password).status == 303
    caller.ask(link)
    caller.ask(form)


def _invite(boss: Caller, visitor: Caller, said: Canaries, folder: Path) -> None:
    said.personal |= {
        "address of the new one": "kanarie.ny@example.org",
        "name of the new one": "Kanarie Nykomling",
    }
    form = {
        "name": "Kanarie Nykomling",
        "email": "kanarie.ny@example.org",
        "role": "caseworker",
        "lang": "sv",
    }
    boss.send("/admin/invitations", **{**form, "email": "Kanarieingenadress"}, place="Sollentuna")
    answer = boss.send("/admin/invitations", **form, place="Sollentuna")
    assert answer.status == 303, answer.text
    link = link_in(folder, "account/invitation")
    said.secret |= {
        "token of the invitation": link.rpartition("/")[2],
        "first password": "kanarie ny nio röda tåg",
    }
    answer = visitor.send(
        visitor.ask(link).location, name="Kanarie Nykomling", password="kanarie ny nio röda tåg"
    )
    assert answer.status == 303, answer.text
    page = visitor.ask("/account/second-factor").text
    key = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    assert key is not None
    secret = key[0].replace(" ", "")
    said.secret |= {
        "key of the new one": secret,
        "key in fours": key[0],
        "code of the new one": code_now(secret, clock.now()),
    }
    visitor.send("/account/second-factor", code="000000")
    assert visitor.send("/account/second-factor", code=code_now(secret, clock.now())).status == 303
    page = visitor.ask("/account/recovery-codes").text
    codes = re.findall(r"<li>([a-z2-9]{4}(?:-[a-z2-9]{4})+)</li>", page)
    assert len(codes) == 10
    said.secret |= {f"recovery code {at}": code for at, code in enumerate(codes)}


def _propose(caller: Caller, said: Canaries) -> None:
    contact = {
        "name": "Kanarie Kontaktsson",
        "phone": "070-174 06 77",
        "is_work_mobile": "yes",
        "email": "kanarie.kontakt@example.org",
        "words": "kanariens ändamål",
        "visibility": "network",
        "valid_to": clock.today().replace(year=clock.today().year + 1).isoformat(),
    }
    caller.send("/maintain/posts/jour/people/new", **{**contact, "why": "x", "phone": "kanarienummer"})
    answer = caller.send("/maintain/posts/jour/people/new", **contact, why="cases")
    assert answer.status == 303, answer.text
    said.personal |= {"contact": "Kanarie Kontaktsson", "mail of the contact": "kanarie.kontakt@example.org"}
    said.personal |= {
        "number": "08-465 004 77",
        "number as stored": "+46846500477",
        "purpose": "kanariens ändamål",
    }
    caller.send("/maintain/organizations/haven/notes/new", text="Kanarie Anteckning", visibility="network")
    said.personal["note"] = "Kanarie Anteckning"


def _open(caller: Caller, said: Canaries) -> None:
    answer = caller.send("/maintain/organizations/haven/restricted", reason="case")
    assert "Kanarie Notandum" in answer.text
    said.personal["restricted note"] = "Kanarie Notandum"


def _provoke(site: str, town: Engine, said: Canaries, signed: Caller) -> Caller:
    """Provoke every error that there is, with a canary in each."""
    caller = Caller(site)
    said.personal["error"] = "Kanarieerror"
    wrong = {
        "csrf_token": "Kanarieerror",
        "email": "kanarieerror@example.org",
        "password": "Kanarieerror",
        "q": "Kanarieerror",
    }
    for path in (
        "/account/sign-in",
        "/account/reset",
        "/account/invitation/Kanarieerror",
        "/account/reset/Kanarieerror",
    ):
        caller.ask(path, wrong)
        caller.ask(path + "?x=Kanarieerror", method="DELETE")
    caller.ask("/account/reset/Kanarieerror")
    caller.ask("/listing/Kanarieerror")
    caller.ask("/", {"q": "Kanarieerror" * 20_000})
    caller.ask("/", Host="kanarieerror.example")
    caller.ask("/", Cookie="__Host-signed-in=Kanarieerror; __Host-session=Kanarieerror")
    caller.ask("/api/v1/answer", body=b"Kanarieerror", Content_Type="text/kanarieerror")
    caller.ask("/%00Kanarieerror")
    caller.ask("/admin/log?x=Kanarieerror")  # a filter that there is would be kept, to come back to
    signed.ask("/admin/people/Kanarieerror?x=Kanarieerror")
    for _ in range(12):
        caller.send("/account/sign-in", email="kanarieerror@example.org", password="Kanarieerror")
    # Now faults of ours: a value that no program wrote, and a table that is away.
    with for_writing(town).begin() as connection:
        if town.dialect.name == "sqlite":
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
            connection.execute(text("UPDATE note SET visibility = 'Kanarieerror' WHERE id = 'hidden'"))
            connection.execute(text("PRAGMA ignore_check_constraints = OFF"))
        connection.execute(text("DROP TABLE outgoing_mail"))
    fault = signed.ask("/maintain/organizations/haven")
    away = caller.send("/account/reset", email="kanarieerror.away@example.org")
    assert town.dialect.name != "sqlite" or fault.status == 500, fault.status
    assert away.status in (500, 503), away.status
    signed.answers += caller.answers
    return caller


def lived(town: Engine, folder: Path, *, planted: str = "") -> Day:
    """Serve, live through the day, and gather everything that came out."""
    said = Canaries()
    more = {"DIRECTORY_LOG_LEVEL": "debug", "DIRECTORY_WORKS_INSIDE": "true", "DIRECTORY_WORKERS": "1"}
    with besieged(town, folder, planted=planted, **more) as site:
        answers = live(site, town, said, folder / "mail")
    stored = b""
    if town.dialect.name == "sqlite":
        file = Path(str(town.url.database))
        stored = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    printed = (folder / "server.log").read_text(encoding="utf-8", errors="replace")
    return Day(said, printed, answers, letters_in(folder / "mail"), stored)


def without_times(printed: str) -> str:
    """Return the log without its moments and durations: six digits of a second may look like a code."""
    return re.sub(r'"(timestamp|ms)": ?("[^"]*"|[\d.]+)', "", printed)


def test_nothing_that_was_said_in_a_day_comes_out_where_it_should_not(town: Engine, tmp_path: Path) -> None:
    day = lived(town, tmp_path)
    assert day.printed.count('"answered"') > 80, day.printed[-2000:]
    assert day.said.find(without_times(day.printed)) == [], "in what the server prints"

    statuses = {answer.status for _path, answer in day.answers}
    assert {200, 303, 400, 403, 404, 405, 410, 413, 422, 429} <= statuses
    for path, answer in day.answers:
        where = {
            **(day.said.secret if answer.status != 200 else {}),
            **(day.said.personal if answer.status >= 400 and answer.status != 422 else {}),
        }
        words = re.sub(r'<a class="top-link" href="/account".*?</a>', "", answer.text)  # one's own name
        told = f"{answer.headers.as_string()}\n{words}" if answer.status >= 400 else words
        if path == "/account/second-factor":  # the key stands there until its first code was right
            where = {what: word for what, word in where.items() if not what.startswith("key ")}
        cookies = {
            what: word
            for what, word in where.items()
            if word not in str(answer.headers.get_all("Set-Cookie"))
        }
        assert day.said.find(told, among=cookies) == [], f"in the answer {answer.status} of {path}"

    assert len(day.letters) >= 4
    for to, words in day.letters:
        own = to.partition("@")[0].rpartition(".")[2]
        mine = {"ny": "new one", "kontakt": "contact"}.get(own, own)
        foreign = {what: word for what, word in day.said.personal.items() if mine not in what}
        token = {what: word for what, word in day.said.secret.items() if not what.startswith("token")}
        assert day.said.find(words, among=token) == [], f"a secret in a letter to {to}"
        allowed = {"name of owner", "name of keeper"}  # who invites or proposes is named
        found = [what for what in day.said.find(words, among=foreign) if what not in allowed]
        assert found == [], f"of others in a letter to {to}"

    stored = day.stored.decode("utf-8", "replace")
    assert town.dialect.name != "sqlite" or "Kanarie Kontaktsson" in stored
    assert day.said.find(stored, among={w: s for w, s in day.said.secret.items() if not s.isdigit()}) == []


def test_a_line_with_the_whole_address_would_be_found(town: Engine, tmp_path: Path) -> None:
    said = Canaries(personal={"query": "Kanariequery"})
    with besieged(town, tmp_path, planted=NOISY, DIRECTORY_WORKERS="1", DIRECTORY_LOG_LEVEL="debug") as site:
        Caller(site).ask("/search?q=Kanariequery")
    assert said.find((tmp_path / "server.log").read_text(encoding="utf-8")) == ["query"]


@pytest.mark.parametrize(
    "form", ["Kanarie Ord", "kanarie ord", "Kanarie%20Ord", "Kanarie+Ord", "S2FuYXJpZSBPcmQ="]
)
def test_a_canary_is_found_again_however_it_was_bent(form: str) -> None:
    assert Canaries(personal={"word": "Kanarie Ord"}).find(f'{{"x": "a {form} b"}}') == ["word"]
