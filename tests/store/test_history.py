"""Whoever asks what was said on a day gets what was said then, and of what is protected or hidden now nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import today
from directory.graph.facts import Acceptance, Group, Visibility
from directory.ledger.erase import erase_detail
from directory.ledger.reading import list_entries
from directory.ledger.verify import verify
from directory.model import (
    Channel,
    Contact,
    Coverage,
    Link,
    Location,
    Organization,
    Post,
    Service,
    ServiceLanguage,
)
from directory.store import trace
from directory.store.changeset import addition, apply, edit_to, inverse, removal, values_of
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.history import Past, as_of, past_of, versions_of
from directory.store.history.rows import Rows, fact_models
from directory.store.session import writing
from tests.store.small import SOURCED, fill, phone

Ticking = Callable[[], datetime]
KEPT_BY_THE_STORE = {"seed_digest", "origin", "version"}


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    """Let every look at the clock be a second later than the one before: the ledger keeps whole seconds."""
    seconds = count()

    def tick() -> datetime:
        return datetime(2026, 11, 20, tzinfo=UTC) + timedelta(seconds=next(seconds))

    monkeypatch.setattr(import_module("directory.ledger.note"), "now", tick)
    return tick


def rows_of(engine: Engine) -> dict[str, list[tuple[str, ...]]]:
    """Return every row of facts in words, but for what the store keeps for itself."""
    rows = Rows(fact_models())
    with engine.connect() as connection:
        rows.read(connection)
    return {
        table: sorted(
            tuple(
                f"{name}={trace.plain(value)}"
                for name, value in sorted(row.items())
                if name not in KEPT_BY_THE_STORE
            )
            for row in found.values()
        )
        for table, found in rows.tables.items()
    }


def fill_openly(engine: Engine) -> None:
    """Write the small network, with a service that is not protected."""
    fill(engine)
    with writing(engine) as session:
        session.add(
            Service(
                id="advice",
                name="Advice",
                organization_id="office",
                languages=[ServiceLanguage(language="sv"), ServiceLanguage(language="so", order=1)],
                **SOURCED,
            )
        )
        session.flush()
        session.add(phone("advice:phone", service_id="advice", order=1))
        session.commit()


def scribble(session: Session, drawn: random.Random, number: int) -> None:
    """Change, add or remove something, as a person or a file might."""
    service = session.get(Service, "advice")
    kind = drawn.randrange(7)
    if kind == 0 and service is not None:
        languages = drawn.sample(["sv", "so", "ar", "en"], drawn.randrange(4))
        accepted = {Group.GIRL.value: drawn.choice(list(Acceptance)).value}
        wanted = {"languages": languages, "acceptance": accepted, "name": f"Advice {number}"}
        _make(session, edit_to(service, wanted))
    elif kind == 1:
        values = {
            "organization_id": "office",
            "kind": "phone",
            "value": "+46701740642",
            "display": str(number),
        }
        apply(session, (addition("channel", f"c{number}", {**values, "visibility": "network"}),))
    elif kind == 2 and (one := drawn.choice(session.scalars(select(Channel)).all())) is not None:
        _make(session, edit_to(one, {"order": number}))
    elif kind == 3:
        made = session.scalars(select(Channel).where(Channel.id.like("c%"))).all()
        if made:
            apply(session, (removal(drawn.choice(made)),))
    elif kind == 4:
        link = session.scalars(select(Link)).first()
        if link is not None:
            _make(session, edit_to(link, {"condition_text": str(number)}))
    elif kind == 5:
        session.get_one(Organization, "office").name = f"Office {number}"
    else:
        session.add(Post(id=f"p{number}", organization_id="office", title=f"Post {number}"))


def _make(session: Session, edit: Any) -> None:
    if edit is not None:
        apply(session, (edit,))


@pytest.mark.parametrize("most", [trace.MOST_ENTRIES, 0], ids=["one-entry-each", "one-entry-for-all"])
def test_on_every_day_the_rows_are_those_of_that_day(
    engine: Engine, ticking: Ticking, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(trace, "MOST_ENTRIES", most)
    drawn, seen = random.Random(4), [(ticking(), rows_of(engine))]
    fill_openly(engine)
    seen.append((ticking(), rows_of(engine)))
    for number in range(30):
        with writing(engine) as session:
            for act in range(drawn.randrange(1, 4)):
                scribble(session, drawn, number * 10 + act)
            session.commit()
        seen.append((ticking(), rows_of(engine)))
    for moment, stood in drawn.sample(seen, 12) + seen[:3]:
        then = rows_of(as_of(engine, moment, is_exact=True))
        assert then == stood
    with engine.connect() as connection:
        assert verify(connection).is_whole


def test_what_a_load_of_very_many_changed_can_be_taken_back(
    engine: Engine, ticking: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_openly(engine)
    moment, stood = ticking(), rows_of(engine)
    monkeypatch.setattr(trace, "MOST_ENTRIES", 1)
    with writing(engine) as session:
        service = session.get_one(Service, "advice")
        apply(
            session,
            (
                edit_to(service, {"languages": ["so", "en"], "name": "Other"}),  # type: ignore[arg-type]
                removal(session.get_one(Channel, "advice:phone")),
            ),
        )
        session.commit()
    with engine.connect() as connection:
        (entry,) = list_entries(connection, most=1).entries
    assert entry.act == "records.changed_many"
    assert rows_of(as_of(engine, moment, is_exact=True)) == stood


def test_the_versions_of_a_service_hold_its_words_and_lead_back_to_its_first_day(
    engine: Engine, ticking: Ticking
) -> None:
    fill_openly(engine)
    with writing(engine, actor="kim") as session:
        service = session.get_one(Service, "advice")
        first = values_of(service)
        edit = edit_to(service, {"languages": ["en"], "name": "Råd"})
        assert edit is not None
        apply(session, (edit,))
        session.commit()
    with writing(engine, actor="ali") as session:
        apply(session, inverse((edit,)))
        session.commit()
    with engine.connect() as connection:
        newest, middle, oldest = versions_of(connection, "service", "advice")
    assert (newest.actor, middle.actor) == ("ali", "kim")
    assert oldest.act == "record.added"
    assert newest.values == oldest.values == first
    assert middle.before == {"languages": ["sv", "so"], "name": "Advice"}
    assert middle.after == {"languages": ["en"], "name": "Råd"}


def facts_on(past: Past) -> Any:
    with consistent_read(past.engine) as connection:
        return read_facts(connection, Visibility.NETWORK, today())


def test_what_is_restricted_now_was_so_on_every_earlier_day(engine: Engine, ticking: Ticking) -> None:
    fill_openly(engine)
    moment = ticking()
    with writing(engine) as session:
        session.get_one(Channel, "advice:phone").visibility = Visibility.RESTRICTED
        session.commit()
    then = facts_on(past_of(engine, moment))
    assert [one.channels for one in then.services if one.id == "advice"] == [()]
    with consistent_read(as_of(engine, moment, is_exact=True)) as connection:
        exact = read_facts(connection, Visibility.NETWORK, today())
    assert [len(one.channels) for one in exact.services if one.id == "advice"] == [1]


def test_where_a_service_was_before_it_was_protected_is_not_told(engine: Engine, ticking: Ticking) -> None:
    fill_openly(engine)
    with writing(engine) as session:
        session.add(
            Location(id="there", service_id="advice", name="Råd", address="Exempelgatan 1", town="Solna")
        )
        session.commit()
    moment = ticking()
    with writing(engine) as session:
        session.delete(session.get_one(Location, "there"))
        session.get_one(Service, "advice").name = "Skydd"
        session.get_one(Service, "advice").is_protected = True
        session.commit()
    past = past_of(engine, moment)
    assert "Exempelgatan" not in str(rows_of(past.engine))
    assert past.withheld["location"] == ("there",)
    with writing(engine) as session:  # neither when it is gone altogether
        session.delete(session.get_one(Channel, "advice:phone"))
        session.delete(session.get_one(Service, "advice"))
        session.commit()
    assert "Exempelgatan" not in str(rows_of(past_of(engine, moment).engine))
    assert "Exempelgatan" in str(rows_of(as_of(engine, moment, is_exact=True)))


def test_what_was_erased_is_said_to_be_unknown_and_is_not_invented(engine: Engine, ticking: Ticking) -> None:
    fill_openly(engine)
    moment = ticking()
    with writing(engine) as session:
        session.get_one(Coverage, session.scalars(select(Coverage.id)).first()).serves = False
        session.delete(session.get_one(Channel, "advice:phone"))
        session.commit()
    with engine.connect() as connection:
        (gone,) = list_entries(connection, record="advice:phone", acts=["record.removed"]).entries
    with writing(engine) as session:
        erase_detail(session, [gone.seq], "retention")
        session.commit()
    past = past_of(engine, moment, is_exact=True)
    assert past.unknown == {"channel": ("advice:phone",)}
    assert "advice:phone" not in str(rows_of(past.engine)["channel"])
    before = past_of(engine, moment - timedelta(days=1), is_exact=True)
    assert before.unknown == {}, "before it was added it is known that it was not there"


def test_a_person_who_is_not_listed_any_more_is_not_shown_again(engine: Engine, ticking: Ticking) -> None:
    fill_openly(engine)
    with writing(engine) as session:
        session.add(Post(id="duty-officer", organization_id="office", title="Jour"))
        session.flush()
        session.add(
            Contact(
                id="kim",
                post_id="duty-officer",
                organization_id="office",
                name="Kim Exempelsson",
                purpose="work",
                valid_from=today(),
                valid_to=today(),
            )
        )
        session.commit()
    moment = ticking()
    with writing(engine) as session:
        session.delete(session.get_one(Contact, "kim"))
        session.commit()
    assert rows_of(past_of(engine, moment).engine)["contact"] == []
    assert past_of(engine, moment).withheld["contact"] == ("kim",)
    assert "Kim Exempelsson" in str(rows_of(as_of(engine, moment, is_exact=True))["contact"])
