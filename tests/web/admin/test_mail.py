"""Letters that were given up: seen by administrators, with the person behind the address hidden."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import clock
from directory.ledger import Act
from directory.ledger.reading import list_entries
from directory.model import OutgoingMail
from directory.web.admin.mail import masked
from tests.web.admin.signed import Signed

HERE = "/admin/mail"


@pytest.fixture
def letter(database: Engine) -> str:
    """Return the id of a letter that was given up."""
    now = clock.now()
    with Session(database) as session:
        row = OutgoingMail(
            id=f"letter-{now.timestamp()}-{id(session)}",
            kind="invitation",
            recipient="karin.hemlig@example.org",
            lang="sv",
            values={},
            created_at=now,
            due_at=now,
            attempts=12,
            dead_at=now,
            trouble="SMTPRecipientsRefused",
        )
        session.add(row)
        session.commit()
        return row.id


def test_an_administrator_sees_what_went_wrong_and_not_to_whom(administrator: Signed, letter: str) -> None:
    page = administrator.get(HERE)
    assert letter in page.html
    assert "k•••@example.org" in page.words
    assert "karin" not in page.html
    assert "SMTPRecipientsRefused" in page.words
    assert "12 försök" in page.words


def test_nobody_else_opens_the_page(coordinator: Signed, owner: Signed, letter: str) -> None:
    for who in (coordinator, owner):
        assert who.status(HERE) == 403
        assert who.send(f"{HERE}/{letter}/retry", on="/admin/invitations").status_code == 403


def test_a_letter_is_tried_again_or_dropped_and_both_are_noted(
    administrator: Signed, database: Engine, letter: str
) -> None:
    assert "prövas igen" in administrator.follow(f"{HERE}/{letter}/retry", on=HERE).words
    with Session(database) as session:
        row = session.get_one(OutgoingMail, letter)
        assert (row.dead_at, row.attempts) == (None, 0)
        row.dead_at = clock.now()
        session.commit()
    assert "borttaget" in administrator.follow(f"{HERE}/{letter}/drop", on=HERE).words
    with Session(database) as session:
        assert session.get(OutgoingMail, letter) is None
        acts = [one.act for one in list_entries(session.connection(), record=letter).entries]
    assert acts == [Act.MAIL_DROPPED, Act.MAIL_RETRIED]
    assert "redan borta" in administrator.follow(f"{HERE}/{letter}/drop", on=HERE).words


def test_an_address_is_masked_whatever_it_is() -> None:
    assert masked("k@example.org") == "k•••@example.org"
    assert masked("karin.ek@kommun.example") == "k•••@kommun.example"
