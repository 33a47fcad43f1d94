"""A letter is posted with what it tells of or not at all, to an address that is one."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.db import for_writing
from directory.mail import LetterKind, NotAnAddress, post, withdraw
from directory.mail.letter import FORMS, address_of
from tests.mail.postbox import VALUES, post_one, row, rows


def test_a_letter_is_there_after_the_commit_and_not_before(engine: Engine) -> None:
    with Session(for_writing(engine)) as session:
        letter = post(session, LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=VALUES)
        session.commit()
    kept = row(engine)
    assert (kept.id, kept.kind, kept.recipient, kept.values) == (
        letter,
        "password_changed",
        "eva@example.org",
        VALUES,
    )
    assert kept.created_at.tzinfo is not None
    assert len(letter) >= 32


def test_what_was_rolled_back_is_told_to_nobody(engine: Engine) -> None:
    with Session(for_writing(engine)) as session:
        post(session, LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=VALUES)
        session.flush()
        session.rollback()
    with suppress(ZeroDivisionError), Session(for_writing(engine)) as session, session.begin():
        post(session, LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=VALUES)
        session.flush()
        raise ZeroDivisionError
    assert rows(engine) == []


@pytest.mark.parametrize("kind", [kind for kind, form in FORMS.items() if form.is_late])
def test_no_token_is_ever_put_into_the_outbox(kind: LetterKind) -> None:
    for name in ("link", "token", "code", "until"):
        with pytest.raises(ValueError, match="ids only"):
            post(Session(), kind, to="eva@example.org", lang="sv", values={name: "x"})


def test_letters_with_links_that_open_something_are_late() -> None:
    late = {kind for kind, form in FORMS.items() if form.is_late}
    assert late == {
        LetterKind.INVITATION,
        LetterKind.RESET,
        LetterKind.CONTACT_LISTED,
        LetterKind.INQUIRY,
    }


@pytest.mark.parametrize("values", [{}, {"at": "i dag"}, {**VALUES, "name": "Eva"}])
def test_a_letter_that_could_not_be_written_is_not_posted(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="takes"):
        post(Session(), LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="sv", values=values)


def test_a_letter_in_a_language_that_there_is_not_is_not_posted() -> None:
    with pytest.raises(ValueError, match="no letters in"):
        post(Session(), LetterKind.PASSWORD_CHANGED, to="eva@example.org", lang="../sv", values=VALUES)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "eva",
        "@example.org",
        "eva@",
        "eva@example..org",
        "eva@-example.org",
        "eva@example.org, ola@example.org",
        "eva@example.org\nBcc: ola@example.org",
        "eva@example.org\r\nRCPT TO:<ola@example.org>",
        "eva@example.org\x00",
        "eva\u2028@example.org",
        "Eva <eva@example.org>",
        '"eva ola"@example.org',
        "eva@ola@example.org",
        "eva@[127.0.0.1]",
        "е" + "va@example.org",
        "eva@" + "a" * 300 + ".org",
        "a" * 250 + "@example.org",
        "eva@example.org" * 1000,
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(NotAnAddress) as error:
        address_of(address)
    assert "eva" not in error.value.message
    assert error.value.details["sv"]
    assert error.value.details["en"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("eva@example.org", "eva@example.org"),
        (" Eva.Ek+natt@example.org ", "Eva.Ek+natt@example.org"),
        ("eva@växjö.example", "eva@xn--vxj-qla6g.example"),
        ("o'brien@example.org", "o'brien@example.org"),
    ],
)
def test_an_address_is_kept_as_mail_servers_take_it(typed: str, kept: str) -> None:
    assert address_of(typed) == kept


def test_nothing_is_kept_about_somebody_who_is_erased(engine: Engine) -> None:
    for to in ("eva@example.org", "eva@example.org", "ola@example.org"):
        post_one(engine, to=to)
    with Session(for_writing(engine)) as session:
        assert withdraw(session, to="eva@example.org") == 2
        session.commit()
    assert [each.recipient for each in rows(engine)] == ["ola@example.org"]
