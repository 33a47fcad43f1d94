"""What is due leaves once, is tried again when it did not, and is given up in the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.errors import NotFound
from directory.mail import Delivered, LetterKind, deliver_due, delivery, drop, list_dead, retry
from directory.mail.backoff import JITTER, LONGEST_PAUSE, MOST_ATTEMPTS, pause_after
from directory.mail.carrier import Refused
from directory.mail.delivery import FAILURES_IN_A_ROW
from directory.mail.outbox import LEASE, claim, forget_sent, mark_failed, mark_sent, open_session
from directory.model import OutgoingMail, Ticket
from directory.model.ticket import Purpose
from tests.mail.postbox import HOME, NOW, VALUES, Failing, Kept, post_one, row, rows, settings_with

SETTINGS = settings_with()
MINUTE = timedelta(minutes=1)


def test_a_letter_that_was_posted_is_sent_once(engine: Engine) -> None:
    letter = post_one(engine)
    kept = Kept()
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=kept) == Delivered(sent=1)
    assert deliver_due(engine, SETTINGS, NOW + 600 * MINUTE, {}, carrier=kept) == Delivered()
    (message,) = kept.messages
    assert message["To"] == "eva@example.org"
    assert message["From"] == "Kontaktnätet <kontakt@example.org>"
    assert message["Subject"] == "Ditt lösenord är ändrat"
    assert message["Message-ID"] == f"<{letter}@kontakt.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime - NOW < MINUTE
    assert message.get_content_type() == "text/plain"
    assert VALUES["link"] in message.get_content()


def test_what_a_letter_said_is_forgotten_when_it_has_left(engine: Engine) -> None:
    post_one(engine)
    deliver_due(engine, SETTINGS, NOW, {}, carrier=Kept())
    assert row(engine).values == {}
    assert row(engine).sent_at is not None
    assert row(engine).leased_until is None


def test_the_id_of_what_a_letter_is_about_does_not_leave_with_it(engine: Engine) -> None:
    post_one(engine, kind=LetterKind.CONTACT_ENDED, values={"at": "i dag", "contact_id": "person-7"})
    kept = Kept()
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=kept) == Delivered(sent=1)
    assert "person-7" not in kept.messages[0].as_string()


def test_a_letter_that_is_not_due_yet_waits(engine: Engine) -> None:
    post_one(engine)
    assert deliver_due(engine, SETTINGS, NOW - MINUTE, {}, carrier=Kept()) == Delivered()


def test_an_answer_in_english_is_written_to_who_reads_english(engine: Engine) -> None:
    post_one(engine, lang="en")
    kept = Kept()
    deliver_due(engine, SETTINGS, NOW, {}, carrier=kept)
    assert kept.messages[0]["Subject"] == "Your password was changed"
    assert kept.messages[0]["Content-Language"] == "en"


def test_a_letter_that_did_not_leave_is_tried_again_later_with_the_same_id(engine: Engine) -> None:
    letter = post_one(engine)
    failing = Failing([ConnectionRefusedError("eva@example.org"), TimeoutError()])
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=failing) == Delivered(failed=1)
    first = row(engine)
    assert (first.attempts, first.trouble, first.leased_until) == (1, "ConnectionRefusedError", None)
    assert first.values == VALUES
    assert MINUTE <= first.due_at - NOW <= MINUTE * (1 + JITTER) + timedelta(seconds=5)
    assert deliver_due(engine, SETTINGS, NOW + 0.9 * MINUTE, {}, carrier=failing) == Delivered()
    assert deliver_due(engine, SETTINGS, NOW + 2 * MINUTE, {}, carrier=failing) == Delivered(failed=1)
    assert row(engine).trouble == "TimeoutError"
    assert deliver_due(engine, SETTINGS, NOW + 10 * MINUTE, {}, carrier=failing) == Delivered(sent=1)
    assert failing.kept.messages[0]["Message-ID"] == f"<{letter}@kontakt.example.org>"
    assert row(engine).trouble == ""


def test_the_pauses_grow_from_a_minute_to_six_hours_and_end_after_two_days() -> None:
    minutes = [pause_after(attempt, 0) / MINUTE for attempt in range(1, MOST_ATTEMPTS)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, *[360] * 6]
    assert 40 < sum(minutes) / 60 < 48
    assert pause_after(3, 1) == 4 * MINUTE * (1 + JITTER)
    assert pause_after(500, 0) == LONGEST_PAUSE


def test_a_letter_that_never_leaves_is_given_up_and_kept_for_the_administrator(engine: Engine) -> None:
    letter = post_one(engine)
    at, attempts = NOW, 0
    while row(engine).dead_at is None:
        attempts += 1
        deliver_due(engine, SETTINGS, at, {}, carrier=Failing([OSError()]))
        at += LONGEST_PAUSE * 1.3
    assert attempts == MOST_ATTEMPTS
    with Session(engine) as session:
        (dead,) = list_dead(session)
        assert (dead.id, dead.trouble, dead.values) == (letter, "OSError", VALUES)
    assert deliver_due(engine, SETTINGS, at, {}, carrier=Kept()) == Delivered()


def test_a_recipient_who_is_refused_for_good_is_given_up_at_once(engine: Engine) -> None:
    post_one(engine)
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=Failing([Refused(550)])) == Delivered(dead=1)
    assert row(engine).trouble == "Refused 550"


def test_a_dead_letter_can_be_tried_again(engine: Engine) -> None:
    letter = post_one(engine)
    deliver_due(engine, SETTINGS, NOW, {}, carrier=Failing([Refused(550)]))
    with open_session(engine) as session:
        retry(session, letter, now=NOW)
        session.commit()
    kept = Kept()
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=kept) == Delivered(sent=1)
    assert kept.recipients == ["eva@example.org"]


def test_a_dead_letter_can_be_dropped_and_one_that_lives_cannot(engine: Engine) -> None:
    letter = post_one(engine)
    for act in (lambda session: drop(session, letter), lambda session: retry(session, letter, now=NOW)):
        with open_session(engine) as session, pytest.raises(NotFound):
            act(session)
    deliver_due(engine, SETTINGS, NOW, {}, carrier=Failing([Refused(550)]))
    with open_session(engine) as session:
        drop(session, letter)
        session.commit()
        assert list_dead(session) == []
    assert rows(engine) == []


def test_a_mail_server_that_is_away_costs_three_attempts_and_not_one_for_each_letter(engine: Engine) -> None:
    for number in range(20):
        post_one(engine, to=f"p{number}@example.org")
    always = Failing([OSError()] * 100)
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=always) == Delivered(failed=FAILURES_IN_A_ROW)
    assert sum(each.attempts for each in rows(engine)) == FAILURES_IN_A_ROW


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(engine: Engine) -> None:
    post_one(engine, to="a@example.org")
    with open_session(engine) as session:
        session.get_one(OutgoingMail, row(engine).id).kind = "of_a_later_edition"
        session.commit()
    post_one(engine, to="b@example.org", kind=LetterKind.RESET, values={"account_id": "1"})
    post_one(engine, to="c@example.org")
    kept = Kept()
    assert deliver_due(engine, SETTINGS, NOW, {}, carrier=kept) == Delivered(sent=1, failed=2)
    assert kept.recipients == ["c@example.org"]
    assert [each.trouble for each in rows(engine)] == ["ValueError", "NoMaker", ""]


def ticket(now: datetime) -> Ticket:
    return Ticket(
        id="t",
        purpose=Purpose.RESET,
        subject="1",
        token_hash="h" * 43,
        created_at=now,
        expires_at=now + MINUTE,
    )


def test_a_late_letter_gets_its_words_when_it_leaves(engine: Engine) -> None:
    post_one(engine, kind=LetterKind.RESET, values={"account_id": "1"})

    def make(session: Session, letter: OutgoingMail, now: datetime) -> dict[str, str]:
        assert letter.values == {"account_id": "1"}
        session.add(ticket(now))
        return {"link": f"{HOME}/reset/canary-token", "until": "i kväll"}

    class Looking(Kept):
        """Looks at what is committed at the moment when the letter leaves."""

        def carry(self, message: EmailMessage) -> None:
            with Session(engine) as session:
                assert session.get(Ticket, "t") is not None
            super().carry(message)

    kept = Looking()
    with structlog.testing.capture_logs() as lines:
        assert deliver_due(engine, SETTINGS, NOW, {LetterKind.RESET: make}, carrier=kept) == Delivered(sent=1)
    assert f"{HOME}/reset/canary-token" in kept.messages[0].get_content()
    assert "canary" not in repr([vars(each) for each in rows(engine)]) + repr(lines)


def test_a_late_letter_that_nobody_needs_any_more_is_dropped(engine: Engine) -> None:
    post_one(engine, kind=LetterKind.INVITATION, values={"invitation_id": "1"})
    kept = Kept()
    makers = {LetterKind.INVITATION: lambda _session, _row, _now: None}
    assert deliver_due(engine, SETTINGS, NOW, makers, carrier=kept) == Delivered(dropped=1)
    assert rows(engine) == []
    assert kept.messages == []


def test_what_a_maker_has_half_done_is_undone_when_it_fails(engine: Engine) -> None:
    post_one(engine, kind=LetterKind.RESET, values={"account_id": "1"})

    def make(session: Session, _row: OutgoingMail, now: datetime) -> dict[str, str]:
        session.add(ticket(now))
        session.flush()
        raise LookupError("eva@example.org has the token canary-token")

    with structlog.testing.capture_logs() as lines:
        deliver_due(engine, SETTINGS, NOW, {LetterKind.RESET: make}, carrier=Kept())
    assert (row(engine).trouble, row(engine).attempts) == ("LookupError", 1)
    with Session(engine) as session:
        assert session.get(Ticket, "t") is None
    assert "canary" not in repr(lines)


def test_neither_address_nor_words_nor_the_answer_of_a_server_are_ever_logged(engine: Engine) -> None:
    person = {**VALUES, "person": "Eva Prov"}
    for kind, values in ((LetterKind.PASSWORD_CHANGED, VALUES), (LetterKind.QUOTA_REACHED, person)):
        letter = post_one(engine, kind=kind, values=values)
    answers = [OSError("550 eva@example.org unknown canary"), Refused(550)]
    with structlog.testing.capture_logs() as lines:
        deliver_due(engine, SETTINGS, NOW, {}, carrier=Failing(answers))
    assert [line["event"] for line in lines] == ["letter_not_sent"] * 2
    said = repr(lines)
    for secret in ("eva", "example.org", "canary", letter, *VALUES.values(), "Eva Prov"):
        assert secret not in said
    assert "canary" not in repr([each.trouble for each in rows(engine)])


def test_a_worker_that_dies_leaves_its_letter_to_another_one(engine: Engine) -> None:
    post_one(engine)
    with open_session(engine) as session:
        assert claim(session, NOW) is not None
        session.commit()
    # It died here. Until its lease is over nobody touches the letter, since it may be just leaving.
    assert deliver_due(engine, SETTINGS, NOW + LEASE - MINUTE, {}, carrier=Kept()) == Delivered()
    assert deliver_due(engine, SETTINGS, NOW + LEASE, {}, carrier=Kept()) == Delivered(sent=1)


class Killed(BaseException):
    """The worker ends between the mail server's yes and its own note."""


def test_a_letter_that_comes_twice_can_be_seen_to_be_the_same(engine: Engine) -> None:
    post_one(engine)
    kept = Kept()

    class Dying(Kept):
        def carry(self, message: EmailMessage) -> None:
            kept.carry(message)
            raise Killed

    with pytest.raises(Killed):
        deliver_due(engine, SETTINGS, NOW, {}, carrier=Dying())
    assert deliver_due(engine, SETTINGS, NOW + 2 * LEASE, {}, carrier=kept) == Delivered(sent=1)
    first, second = kept.messages
    assert first["Message-ID"] == second["Message-ID"]


def test_a_run_that_takes_longer_than_a_lease_still_leases_its_last_letter(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_one(engine, to="a@example.org")
    post_one(engine, to="b@example.org")
    clock = iter(range(0, 10_000, 400))
    monkeypatch.setattr(delivery, "monotonic", lambda: next(clock))
    leases: list[datetime | None] = []

    class Looking(Kept):
        def carry(self, message: EmailMessage) -> None:
            leases.append(next(each.leased_until for each in rows(engine) if each.recipient == message["To"]))

    deliver_due(engine, SETTINGS, NOW, {}, carrier=Looking())
    assert leases == [NOW + timedelta(seconds=seconds) + LEASE for seconds in (400, 800)]


def test_a_slow_worker_cannot_undo_what_a_later_one_did(engine: Engine) -> None:
    post_one(engine)
    with open_session(engine) as session:
        slow = claim(session, NOW)
        assert slow is not None
        session.expunge(slow)
        session.commit()
    with open_session(engine) as session:
        assert claim(session, NOW + LEASE) is not None
        session.commit()
    with open_session(engine) as session:
        assert not mark_failed(session, slow, NOW, trouble="OSError", due_at=NOW)
        session.commit()
    assert row(engine).leased_until == NOW + 2 * LEASE
    with open_session(engine) as session:
        mark_sent(session, slow, NOW + LEASE)
        session.commit()
    assert row(engine).sent_at == NOW + LEASE, "it did leave, whoever had the lease"


def test_addresses_of_letters_that_left_are_not_kept_for_ever(engine: Engine) -> None:
    post_one(engine, to="old@example.org")
    deliver_due(engine, SETTINGS, NOW, {}, carrier=Kept())
    post_one(engine, to="waits@example.org")
    with open_session(engine) as session:
        assert forget_sent(session, NOW) == 0
        assert forget_sent(session, NOW + MINUTE) == 1
        session.commit()
    assert [each.recipient for each in rows(engine)] == ["waits@example.org"]
