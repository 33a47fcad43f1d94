"""A passkey opens the account of its owner, and nothing else does: whatever is wrong, the answer is the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from webauthn import verify_authentication_response

from directory.account import passkey, session
from directory.account.complaint import Refused
from directory.account.passkey import LONGEST_ID, MOST, NOBODY, Site, wrong_passkey
from directory.account.secret import new_token
from directory.model import Account, Passkey, Stage
from directory.store.session import writing
from tests.account.authenticator import PRESENT, Authenticator
from tests.account.people import LASTS, NOW, make_account

SITE = Site.of("https://kontakt.example.org")


def options_to_add(engine: Engine, account: Account, now: datetime = NOW) -> str:
    with writing(engine, actor=account.id) as opened:
        options = passkey.options_to_add(opened, opened.get_one(Account, account.id), SITE, now)
        opened.commit()
    return options


def add(engine: Engine, account: Account, reply: str, name: str = "Min telefon", now: datetime = NOW) -> None:
    with writing(engine, actor=account.id) as opened:
        passkey.add(opened, opened.get_one(Account, account.id), reply, name, SITE, now)
        opened.commit()


def owner_of(engine: Engine, key: Authenticator, **values: object) -> Account:
    """Make an account that has *key*."""
    account = make_account(engine, **values)
    add(engine, account, key.make(options_to_add(engine, account)))
    return account


def options_to_enter(engine: Engine, account_id: str = NOBODY, now: datetime = NOW) -> str:
    with writing(engine, actor="test") as opened:
        options = passkey.options_to_enter(opened, SITE, now, account_id=account_id)
        opened.commit()
    return options


def enter(
    engine: Engine, reply: str, account_id: str = NOBODY, now: datetime = NOW, site: Site = SITE
) -> str:
    """Sign in (or confirm) with *reply*; return the id of the account."""
    with writing(engine, actor="test") as opened:
        try:
            account = passkey.enter(opened, reply, site, now, account_id=account_id)
        except Refused:
            opened.commit()  # the challenge is used up all the same
            raise
        session.begin(opened, account, Stage.WHOLE, now, lasts=LASTS, device="")
        opened.commit()
        return account.id


def refused(act: Callable[[], object]) -> dict[str, object]:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.details


ALWAYS = wrong_passkey().details


def test_a_key_signs_its_owner_in_again_and_again(engine: Engine) -> None:
    key = Authenticator()
    account = owner_of(engine, key)
    for _ in range(3):
        assert enter(engine, key.sign(options_to_enter(engine))) == account.id
    with Session(engine) as reading:
        row = reading.scalars(select(Passkey)).one()
        assert (row.name, row.sign_count, row.used_at) == ("Min telefon", 3, NOW)


def test_a_key_without_a_counter_works_too(engine: Engine) -> None:
    key = Authenticator()
    account = owner_of(engine, key)
    for _ in range(2):
        key.count = -1
        assert enter(engine, key.sign(options_to_enter(engine))) == account.id


def test_a_key_shows_anew_who_somebody_is_and_only_that(engine: Engine) -> None:
    key, other = Authenticator(), Authenticator()
    anna, bo = owner_of(engine, key), owner_of(engine, other)
    assert enter(engine, key.sign(options_to_enter(engine, anna.id)), anna.id) == anna.id
    options = options_to_enter(engine, anna.id)
    assert [each["id"] for each in json.loads(options)["allowCredentials"]] == [key.name]
    assert refused(lambda: enter(engine, other.sign(options), anna.id)) == ALWAYS
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine, bo.id)), anna.id)) == ALWAYS
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine)), anna.id)) == ALWAYS
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine, anna.id)))) == ALWAYS


def test_what_a_browser_is_asked_for_is_a_person_who_is_verified(engine: Engine) -> None:
    account = make_account(engine)
    made = json.loads(options_to_add(engine, account))
    assert made["rp"]["id"] == "kontakt.example.org"
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert account.id not in json.dumps(made), "no id of ours lies in a key"
    asked = json.loads(options_to_enter(engine))
    assert asked["userVerification"] == "required"
    assert asked["allowCredentials"] == [], "nobody learns which keys there are"


def test_a_challenge_works_once_and_for_five_minutes(engine: Engine) -> None:
    key = Authenticator()
    owner_of(engine, key)
    options = options_to_enter(engine)
    assert enter(engine, key.sign(options))
    assert refused(lambda: enter(engine, key.sign(options))) == ALWAYS
    late = NOW + timedelta(minutes=5, seconds=1)
    options = options_to_enter(engine)
    assert refused(lambda: enter(engine, key.sign(options), now=late)) == ALWAYS


def test_a_challenge_that_was_answered_wrongly_is_used_up(engine: Engine) -> None:
    key = Authenticator()
    owner_of(engine, key)
    options = options_to_enter(engine)
    assert refused(lambda: enter(engine, key.sign(options, spoil=True))) == ALWAYS
    assert refused(lambda: enter(engine, key.sign(options))) == ALWAYS


def test_a_challenge_that_nobody_here_made_is_refused(engine: Engine) -> None:
    key = Authenticator()
    owner_of(engine, key)
    assert refused(lambda: enter(engine, key.sign(json.dumps({"challenge": new_token()})))) == ALWAYS


WRONG: dict[str, Callable[[Authenticator], Authenticator]] = {
    "of another site": lambda key: replace(key, origin="https://kontakt.example.com"),
    "of a sibling": lambda key: replace(key, origin="https://evil.kontakt.example.org"),
    "without TLS": lambda key: replace(key, origin="http://kontakt.example.org"),
    "of another port": lambda key: replace(key, origin="https://kontakt.example.org:8443"),
    "of another relying party": lambda key: replace(key, rp_id="example.org"),
    "without a person": lambda key: replace(key, flags=0),
    "without a person who is verified": lambda key: replace(key, flags=PRESENT),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_signature_that_is_wrong_is_refused(engine: Engine, why: str) -> None:
    key = Authenticator()
    owner_of(engine, key)
    assert refused(lambda: enter(engine, WRONG[why](key).sign(options_to_enter(engine)))) == ALWAYS


@pytest.mark.parametrize("why", WRONG)
def test_a_key_that_is_made_wrongly_is_refused(engine: Engine, why: str) -> None:
    account = make_account(engine)
    options = options_to_add(engine, account)
    assert refused(lambda: add(engine, account, WRONG[why](Authenticator()).make(options))) == ALWAYS


def test_keys_are_of_the_algorithms_that_are_written_down_and_of_no_other(engine: Engine) -> None:
    account = make_account(engine)
    asked = json.loads(options_to_add(engine, account))["pubKeyCredParams"]
    assert {one["alg"] for one in asked} == {-7, -8, -257}, "ES256, EdDSA and RS256, as docs/security.md says"
    for other in (-35, -36, -39, -47, -65535, 0):
        key = Authenticator(algorithm=other)
        options = options_to_add(engine, account)
        reply = key.make(options)
        assert refused(lambda reply=reply: add(engine, account, reply)) == ALWAYS, other


def test_a_forged_signature_and_a_foreign_key_are_refused(engine: Engine) -> None:
    key, stranger = Authenticator(), Authenticator()
    owner_of(engine, key)
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine), spoil=True))) == ALWAYS
    assert refused(lambda: enter(engine, stranger.sign(options_to_enter(engine)))) == ALWAYS
    impostor = replace(stranger, id=key.id)
    assert refused(lambda: enter(engine, impostor.sign(options_to_enter(engine)))) == ALWAYS


def test_a_key_that_was_copied_is_found_by_its_counter(engine: Engine) -> None:
    key = Authenticator(count=5)
    owner_of(engine, key)
    copy = replace(key)
    assert enter(engine, key.sign(options_to_enter(engine)))
    assert refused(lambda: enter(engine, copy.sign(options_to_enter(engine)))) == ALWAYS


def test_the_key_of_an_account_that_is_closed_is_refused(engine: Engine) -> None:
    key = Authenticator()
    account = owner_of(engine, key)
    with writing(engine, actor="test") as opened:
        from directory.ledger import Act, note

        opened.get_one(Account, account.id).disabled_at = NOW
        note(opened, Act.ACCOUNT_DISABLED, kind="account", record=account.id)
        opened.commit()
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine)))) == ALWAYS


def test_a_challenge_of_somebody_else_makes_no_key(engine: Engine) -> None:
    anna, bo = make_account(engine), make_account(engine)
    options = options_to_add(engine, bo)
    assert refused(lambda: add(engine, anna, Authenticator().make(options))) == ALWAYS
    assert refused(lambda: add(engine, anna, Authenticator().make(options_to_enter(engine)))) == ALWAYS


def test_a_key_belongs_to_one_account(engine: Engine) -> None:
    key = Authenticator()
    owner_of(engine, key)
    other = make_account(engine)
    options = options_to_add(engine, other)
    assert refused(lambda: add(engine, other, key.make(options))) == ALWAYS


def test_an_account_has_at_most_twenty_keys(engine: Engine) -> None:
    account = make_account(engine)
    early = options_to_add(engine, account)
    for _ in range(MOST):
        add(engine, account, Authenticator().make(options_to_add(engine, account)))
    assert "20" in str(refused(lambda: options_to_add(engine, account))["sv"])
    assert "20" in str(refused(lambda: add(engine, account, Authenticator().make(early)))["sv"])


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "min\u200btelefon", "min\x00", "\ud800"])
def test_a_key_has_a_plain_name(engine: Engine, name: str) -> None:
    account = make_account(engine)
    reply = Authenticator().make(options_to_add(engine, account))
    assert refused(lambda: add(engine, account, reply, name))["field"] == "name"
    add(engine, account, reply, "Min telefon")


@pytest.mark.parametrize("key_id", ["", "-", "x" * 2000, "a\x00b", "\ud800", "../x", "å"])
def test_a_key_that_is_not_there_is_not_removed(engine: Engine, key_id: str) -> None:
    account = make_account(engine)
    with writing(engine, actor=account.id) as opened:
        assert not passkey.remove(opened, opened.get_one(Account, account.id), key_id)


def test_a_key_is_removed_by_its_owner_only(engine: Engine) -> None:
    key = Authenticator()
    anna, bo = owner_of(engine, key), make_account(engine)
    for account, is_gone in ((bo, False), (anna, True)):
        with writing(engine, actor=account.id) as opened:
            assert passkey.remove(opened, opened.get_one(Account, account.id), key.name) is is_gone
            opened.commit()
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine)))) == ALWAYS


GARBAGE = [
    "",
    "null",
    "[]",
    "0",
    '"text"',
    "{",
    "{}",
    "\x00",
    "\ud800",
    "9" * 5000,
    "[" * 60_000,
    '{"a":' * 20_000,
    '{"response": null}',
    '{"response": []}',
    '{"response": {"clientDataJSON": 1}}',
    '{"response": {"clientDataJSON": "%%%"}}',
    '{"response": {"clientDataJSON": "å"}}',
    '{"response": {"clientDataJSON": "' + "A" * 60_000 + '"}}',
    '{"response": {"clientDataJSON": "bnVsbA"}}',
    '{"response": {"clientDataJSON": "W10"}}',
    '{"response": {"clientDataJSON": "eyJjaGFsbGVuZ2UiOjF9"}}',
]


@pytest.mark.parametrize("reply", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_refused_in_the_same_words(engine: Engine, reply: str) -> None:
    account = make_account(engine)
    assert refused(lambda: enter(engine, reply)) == ALWAYS
    assert refused(lambda: add(engine, account, reply)) == ALWAYS


NOT_AN_ID = [None, 0, [], {}, "", "-", "x" * (LONGEST_ID + 1), "a\x00b", "\ud800", "å"]


@pytest.mark.parametrize("bent", NOT_AN_ID, ids=range(len(NOT_AN_ID)))
@pytest.mark.parametrize("field", ["id", "rawId", "type", "authenticatorAttachment", "response"])
def test_a_reply_with_one_field_bent_is_refused_in_the_same_words(
    engine: Engine, field: str, bent: object
) -> None:
    key = Authenticator()
    account = owner_of(engine, key)
    if field == "authenticatorAttachment" and not isinstance(bent, str):
        pytest.skip("this is how a browser says that it does not know")
    assert refused(lambda: enter(engine, key.sign(options_to_enter(engine), **{field: bent}))) == ALWAYS
    reply = Authenticator().make(options_to_add(engine, account), **{field: bent})
    assert refused(lambda: add(engine, account, reply)) == ALWAYS


@pytest.mark.parametrize("part", ["authenticatorData", "signature", "userHandle", "attestationObject"])
@pytest.mark.parametrize("bent", [0, [], {}, "", "AA", "%", "å", "A" * 50_000, "_" * 99])
def test_a_reply_with_one_part_bent_is_refused_in_the_same_words(
    engine: Engine, part: str, bent: object
) -> None:
    key = Authenticator()
    account = owner_of(engine, key)
    signed = json.loads(key.sign(options_to_enter(engine)))
    if part in signed["response"] and not (part == "userHandle" and isinstance(bent, str)):
        signed["response"][part] = bent
        assert refused(lambda: enter(engine, json.dumps(signed))) == ALWAYS
    made = json.loads(Authenticator().make(options_to_add(engine, account)))
    if part in made["response"]:
        made["response"][part] = bent
        assert refused(lambda: add(engine, account, json.dumps(made))) == ALWAYS


def test_a_check_that_is_left_out_would_be_found(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    key = Authenticator()
    owner_of(engine, key)

    def careless(**given: object) -> object:
        return verify_authentication_response(**{**given, "require_user_verification": False})  # type: ignore[arg-type]

    monkeypatch.setattr(passkey, "verify_authentication_response", careless)
    assert enter(engine, replace(key, flags=PRESENT).sign(options_to_enter(engine)))


@pytest.mark.parametrize(
    ("address", "domain", "origin", "has_passkeys"),
    [
        ("https://kontakt.example.org", "kontakt.example.org", "https://kontakt.example.org", True),
        ("https://kontakt.example.org:8443", "kontakt.example.org", "https://kontakt.example.org:8443", True),
        ("http://localhost:8000", "localhost", "http://localhost:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1", "http://127.0.0.1:8000", False),
        ("https://192.0.2.1", "192.0.2.1", "https://192.0.2.1", False),
        ("http://kontakt.example.org", "kontakt.example.org", "http://kontakt.example.org", False),
    ],
)
def test_keys_are_bound_to_the_base_url(address: str, domain: str, origin: str, has_passkeys: bool) -> None:
    site = Site.of(address)
    assert (site.domain, site.origin, site.has_passkeys) == (domain, origin, has_passkeys)
