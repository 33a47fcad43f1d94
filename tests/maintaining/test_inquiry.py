"""An organization is asked by mail, answers by a link without signing in, is reminded twice, and then rung up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory.account.complaint import Expired, Refused
from directory.clock import as_local, now
from directory.graph.facts import ChannelKind, Confidence, Visibility
from directory.ledger import Act, note
from directory.mail.words import words_for
from directory.maintaining import inquiry
from directory.maintaining.confirming import confirm
from directory.maintaining.inquiry import (
    ASKED_BY_MAIL,
    PATH,
    State,
    ask,
    look,
    mailboxes_of,
    say_wrong,
    say_yes,
)
from directory.maintaining.report import open_reports
from directory.model import (
    Account,
    Channel,
    Confirmation,
    Coverage,
    Grant,
    How,
    Inquiry,
    LedgerEntry,
    News,
    Organization,
    OutgoingMail,
    Service,
    Trouble,
)
from directory.store.session import writing
from tests.mail.postbox import settings_with
from tests.maintaining import network
from tests.store import small

SITE = network.SITE
SETTINGS = settings_with()
DAY = timedelta(days=1)


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def change(engine: Engine, act: Callable[[Session], object]) -> None:
    with writing(engine) as session:
        act(session)
        note(session, Act.ACCOUNT_CHANGED)
        session.commit()


def leave(engine: Engine, *accounts: str) -> None:
    """End the accounts, so that nobody belongs to Haven any more."""

    def act(session: Session) -> None:
        for name in accounts:
            session.get_one(Account, name).disabled_at = now()

    change(engine, act)


def mailbox(engine: Engine, **values: object) -> None:
    """Give Haven a mailbox of its own."""
    change(
        engine,
        lambda session: session.add(
            Channel(
                id="haven:mail",
                organization_id="haven",
                kind=ChannelKind.EMAIL,
                display="haven@example.org",
                **{
                    **small.SOURCED,
                    "value": "haven@example.org",
                    "visibility": Visibility.PUBLIC,
                    **values,
                },
            )
        ),
    )


def asked(engine: Engine, at: datetime | None = None) -> int:
    with writing(engine, actor="inquiries") as session:
        posted = ask(session, "haven", at or now())
        session.commit()
        return posted


def letters(engine: Engine) -> list[OutgoingMail]:
    with Session(engine) as session:
        rows = session.scalars(select(OutgoingMail).order_by(OutgoingMail.created_at, OutgoingMail.id)).all()
        session.expunge_all()
        return [row for row in rows if row.kind == "inquiry"]


def made(engine: Engine, letter: OutgoingMail, at: datetime | None = None) -> dict[str, str]:
    """Return what the letter says when it leaves."""
    with writing(engine) as session:
        [(kind, make)] = inquiry.makers(SITE).items()
        values = make(session, letter, at or now())
        session.commit()
    assert values is not None
    assert words_for(kind, letter.lang, values, home=SITE)
    return dict(values)


def is_mine(letter: OutgoingMail) -> bool:
    """Whether it went to the owner of Haven."""
    return letter.recipient == "owner@example.org"


def token_of(values: dict[str, str]) -> str:
    return values["link"].removeprefix(SITE + PATH)


@pytest.fixture
def token(haven: Engine) -> str:
    """The link that the owner of Haven got."""
    asked(haven)
    return token_of(made(haven, letters(haven)[0]))


def state_of(engine: Engine, token: str, at: datetime | None = None) -> State:
    with Session(engine) as session:
        return look(session, token, at or now()).state


def say(engine: Engine, token: str, at: datetime | None = None) -> State:
    with writing(engine, actor=ASKED_BY_MAIL) as session:
        done = say_yes(session, token, at or now(), lang="sv").state
        session.commit()
        return done


def test_the_owner_is_asked_in_her_language_and_not_the_mailbox(haven: Engine) -> None:
    mailbox(haven)
    change(haven, lambda session: setattr(session.get_one(Account, "owner"), "lang", "en"))
    assert asked(haven) == 1
    [letter] = letters(haven)
    assert (letter.recipient, letter.lang) == ("owner@example.org", "en")
    assert set(letter.values) == {"inquiry_id"}


def test_without_members_its_own_mailbox_is_asked(haven: Engine) -> None:
    mailbox(haven)
    leave(haven, "owner", "editor")
    assert asked(haven) == 1
    assert letters(haven)[0].recipient == "haven@example.org"


@pytest.mark.parametrize(
    "values",
    [{"visibility": Visibility.RESTRICTED}, {"confidence": Confidence.MEMORY}, {"value": "ingen adress"}],
)
def test_a_mailbox_that_is_restricted_or_not_known_for_sure_is_not_written_to(
    haven: Engine, values: dict[str, object]
) -> None:
    mailbox(haven, **values)
    leave(haven, "owner", "editor")
    with Session(haven) as session:
        assert mailboxes_of(session, "haven", as_local(now()).date()) == []


def test_an_organization_with_a_protected_service_is_not_named_in_its_letter(haven: Engine) -> None:
    def add(session: Session) -> None:
        session.get_one(Service, "shelter").referral = "Genom socialtjänsten"

    change(haven, add)
    asked(haven)
    facts = made(haven, letters(haven)[0])["facts"]
    assert facts == "Hänvisning: Genom socialtjänsten"


def test_a_letter_says_what_everybody_may_read_and_nothing_else(haven: Engine) -> None:
    change(haven, _close_shelter)
    asked(haven)
    facts = made(haven, letters(haven)[0])["facts"].split("\n")
    assert facts[0] == "Haven"
    assert "Telefon: 070-174 06 42" in facts
    assert "Öppet: måndag–fredag 08.00–17.00" in facts
    assert "Erbjuder: Advice" in facts
    assert len(facts) == 4, "the number of the network is not in a letter"


def _close_shelter(session: Session) -> None:
    for model in (Channel, Coverage):
        for row in session.scalars(select(model).where(model.service_id == "shelter")).all():
            session.delete(row)
    session.flush()
    session.delete(session.get_one(Service, "shelter"))


def test_an_organization_whose_protected_service_has_ended_is_not_named_either(haven: Engine) -> None:
    ended = as_local(now()).date() - DAY
    change(haven, lambda session: setattr(session.get_one(Service, "shelter"), "valid_to", ended))
    asked(haven)
    assert "Haven" not in made(haven, letters(haven)[0])["facts"]


def test_looking_changes_nothing_however_often(haven: Engine, token: str) -> None:
    def rows() -> list[object]:
        with haven.connect() as connection:
            models = (Inquiry, Confirmation, LedgerEntry, Organization, Channel)
            return [
                connection.execute(select(model.__table__).order_by(*model.__table__.primary_key)).all()
                for model in models
            ]

    before = rows()
    for _ in range(3):
        assert state_of(haven, token) is State.OPEN
    assert rows() == before


def test_a_yes_confirms_what_a_member_sees_and_says_how(haven: Engine, token: str) -> None:
    assert say(haven, token) is State.OPEN
    with Session(haven) as session:
        given = session.scalars(select(Confirmation)).one()
        assert (given.how, given.by, given.record) == (How.MAIL_LINK, "owner", "haven")
        assert session.get_one(Channel, "haven:night").confirmed_on is not None
        assert session.get_one(Channel, "shelter:phone").confirmed_on is None, "restricted"
        assert session.scalars(select(Inquiry)).one().answer == "right"


def test_a_general_mailbox_sees_and_confirms_what_everybody_does(haven: Engine) -> None:
    mailbox(haven)
    leave(haven, "owner", "editor")
    asked(haven)
    link = token_of(made(haven, letters(haven)[0]))
    with Session(haven) as session:
        own = look(session, link, now()).own
        assert own is not None
        assert [one for said in own.said("sv") for one, _words in said.channels] == [
            "haven:mail",
            "haven:phone",
        ]
    say(haven, link)
    with Session(haven) as session:
        assert session.get_one(Channel, "haven:phone").confirmed_on is not None
        assert session.get_one(Channel, "haven:night").confirmed_on is None


def test_a_link_that_is_used_twice_says_that_it_is_answered(haven: Engine, token: str) -> None:
    say(haven, token)
    assert say(haven, token) is State.ANSWERED
    with Session(haven) as session:
        assert session.scalar(select(func.count(Confirmation.id))) == 1


def test_what_was_answered_another_way_is_answered_for_the_link_too(haven: Engine, token: str) -> None:
    with writing(haven, actor="editor") as session:
        confirm(session, kind="organization", record="haven", how=How.WORKSPACE, by="editor", now=now())
        session.commit()
    assert state_of(haven, token) is State.ANSWERED


def test_a_link_expires_after_two_months_and_a_made_up_one_never_worked(haven: Engine, token: str) -> None:
    assert state_of(haven, token, now() + 59 * DAY) is State.OPEN
    for wrong, at in ((token, now() + 61 * DAY), ("x" * 43, now()), ("", now())):
        with pytest.raises(Expired):
            state_of(haven, wrong, at)


def test_who_has_left_is_told_so_and_can_answer_no_more(haven: Engine, token: str) -> None:
    change(haven, lambda session: setattr(session.get_one(Grant, "grant-owner"), "ended_at", now()))
    assert state_of(haven, token) is State.LEFT
    assert say(haven, token) is State.LEFT
    with Session(haven) as session:
        assert session.scalars(select(Confirmation)).all() == []


def test_an_organization_that_has_ended_is_told_so(haven: Engine, token: str) -> None:
    ended = as_local(now()).date() - DAY
    change(haven, lambda session: setattr(session.get_one(Organization, "haven"), "valid_to", ended))
    assert say(haven, token) is State.GONE


def test_something_wrong_becomes_a_report_that_the_coordinator_is_told_of(haven: Engine, token: str) -> None:
    parts = {(Trouble.WRONG_NUMBER, "haven:night"), (Trouble.WRONG_HOURS, "")}
    with writing(haven, actor=ASKED_BY_MAIL) as session:
        say_wrong(session, token, parts, network.borders(haven), now(), lang="sv")
        session.commit()
    with Session(haven) as session:
        told = {(one.told.trouble, one.told.channel) for one in open_reports(session)}
        assert told == parts
        assert session.scalars(select(Inquiry)).one().answer == "wrong"
        news = {(one.account_id, one.topic) for one in session.scalars(select(News))}
        assert news == {("coordinator", "reported")}


@pytest.mark.parametrize(
    "parts", [set(), {(Trouble.WRONG_NUMBER, "shelter:phone")}, {(Trouble.FULL, "nobody")}]
)
def test_nothing_ticked_and_what_is_not_shown_is_refused(
    haven: Engine, token: str, parts: set[tuple[Trouble, str]]
) -> None:
    with writing(haven, actor=ASKED_BY_MAIL) as session, pytest.raises(Refused):
        say_wrong(session, token, parts, network.borders(haven), now(), lang="sv")
    assert state_of(haven, token) is State.OPEN


def test_nobody_gets_two_open_questions_about_the_same_organization(haven: Engine) -> None:
    assert [asked(haven), asked(haven, now() + 40 * DAY)] == [1, 0]


def test_whoever_keeps_many_organizations_gets_a_few_letters_a_day(haven: Engine) -> None:
    def many(session: Session) -> None:
        for number in range(8):
            name = f"small-{number}"
            session.add(small.organization(name))
            session.flush()
            session.add(
                Channel(
                    id=f"{name}:mail",
                    organization_id=name,
                    kind=ChannelKind.EMAIL,
                    value="alla@example.org",
                    display="alla@example.org",
                    visibility=Visibility.PUBLIC,
                    **small.SOURCED,
                )
            )

    change(haven, many)

    def ask_all(at: datetime) -> int:
        with writing(haven) as session:
            posted = sum(ask(session, f"small-{number}", at) for number in range(8))
            session.commit()
            return posted

    assert ask_all(now()) == 5
    assert ask_all(now()) == 0
    assert ask_all(now() + DAY) == 3


def test_a_link_that_went_out_first_works_beside_that_of_the_reminder(haven: Engine, token: str) -> None:
    later = now() + 8 * DAY
    made_before = {one.id for one in letters(haven)}
    assert inquiry.run(haven, SETTINGS, later)["reminded"] == 1
    [reminder] = [one for one in letters(haven) if one.id not in made_before and is_mine(one)]
    second = token_of(made(haven, reminder, later))
    assert second != token
    assert state_of(haven, token, later) is state_of(haven, second, later) is State.OPEN


def test_it_is_reminded_after_one_and_after_three_weeks_and_then_rung(haven: Engine) -> None:
    began = now()
    done = {
        day: inquiry.run(haven, SETTINGS, began + day * DAY)
        for day in (0, 1, 6, 7, 8, 20, 21, 22, 27, 28, 29)
    }
    assert done[0] == {"asked": 2, "reminded": 0, "to_ring": 0}, "Haven and Office have members"
    assert [day for day, one in done.items() if one["reminded"]] == [7, 21]
    assert [day for day, one in done.items() if one["to_ring"]] == [28]
    with Session(haven) as session:
        assert {(one.account_id, one.topic) for one in session.scalars(select(News))} == {
            ("coordinator", "due")
        }


def test_who_has_answered_is_neither_reminded_nor_asked_again_before_it_is_due(haven: Engine) -> None:
    inquiry.run(haven, SETTINGS, now())
    mine = next(one for one in letters(haven) if is_mine(one))
    say(haven, token_of(made(haven, mine)))
    for day in (7, 21, 30, 59):
        inquiry.run(haven, SETTINGS, now() + day * DAY)
    assert len([one for one in letters(haven) if is_mine(one)]) == 1
    assert inquiry.run(haven, SETTINGS, now() + 60 * DAY)["asked"] == 1


def test_an_installation_without_members_writes_to_nobody(engine: Engine) -> None:
    small.fill(engine)
    mailbox(engine)
    assert inquiry.run(engine, SETTINGS, now()) == {"asked": 0, "reminded": 0, "to_ring": 0}


def test_a_letter_that_was_answered_before_it_left_does_not_leave(haven: Engine) -> None:
    asked(haven)
    letter = letters(haven)[0]
    say(haven, token_of(made(haven, letter)))
    with writing(haven) as session:
        [make] = inquiry.makers(SITE).values()
        assert make(session, letter, now()) is None
