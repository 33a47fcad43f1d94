"""An editor who writes down where a protected place is gets told why not, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from directory.errors import ProtectedPlace
from directory.graph.facts import AreaKind, ChannelKind, LinkKind, Visibility
from directory.model import (
    Area,
    Base,
    Channel,
    Conflict,
    Contact,
    Coverage,
    Link,
    Location,
    Note,
    Organization,
    Post,
    Schedule,
    Service,
    ServiceLanguage,
)
from directory.store.guard import MAY_UNPROTECT, check_all, refuse_places
from directory.store.session import GraphSession, writing
from tests.store.small import SOURCED, fill, organization

STREET = "Vi finns på Storgatan 5"
OWNER = {"service_id": "shelter"}
CHANNEL: dict[str, Any] = {
    "id": "new",
    "kind": ChannelKind.EMAIL,
    "value": "hjalp@example.org",
    "display": "hjalp@example.org",
    "visibility": Visibility.NETWORK,
    **SOURCED,
}
LINK: dict[str, Any] = {
    "id": "new",
    "kind": LinkKind.REFERS_TO,
    "source_organization_id": "office",
    "target_service_id": "shelter",
    **SOURCED,
}
CONTACT: dict[str, Any] = {
    "id": "new",
    "post_id": "post",
    "name": "Exempel (påhittad)",
    "purpose": "placeringar",
    "valid_from": date(2026, 1, 1),
    "valid_to": date(2026, 12, 31),
    "is_demo": True,
    **OWNER,
}
CONFLICT: dict[str, Any] = {
    "id": "new",
    "subject": "målgrupp",
    "subjects": ["shelter"],
    "value_a": "a",
    "value_b": "b",
    "advice": "c",
}
NEW: dict[str, tuple[Callable[..., Base], dict[str, Any]]] = {
    "channel.label": (Channel, {**CHANNEL, **OWNER}),
    "channel.display": (Channel, {**CHANNEL, **OWNER}),
    "channel.value": (Channel, {**CHANNEL, **OWNER}),
    "channel.note": (Channel, {**CHANNEL, **OWNER}),
    "channel.source": (Channel, {**CHANNEL, **OWNER}),
    "schedule.as_printed": (Schedule, {"id": "new", **OWNER, **SOURCED}),
    "schedule.note": (Schedule, {"id": "new", **OWNER, **SOURCED}),
    "coverage.note": (Coverage, {"id": "new", "area_id": "SE", **OWNER, **SOURCED}),
    "link.condition_text": (Link, LINK),
    "link.note": (Link, LINK),
    "note.text": (Note, {"id": "new", "text": "x", **OWNER}),
    "note.text_en": (Note, {"id": "new", "text": "x", **OWNER}),
    "post.title": (Post, {"id": "new", "title": "x", **OWNER}),
    "post.title_en": (Post, {"id": "new", "title": "x", **OWNER}),
    "contact.name": (Contact, CONTACT),
    "contact.purpose": (Contact, CONTACT),
    "conflict.value_a": (Conflict, CONFLICT),
    "conflict.advice_sv": (Conflict, CONFLICT),
}
"""Column → a record of the protected service that may hold a street in it."""
OF_SERVICE = ("name", "name_en", "referral", "note", "source")
OF_ORGANIZATION = ("name", "name_en", "note")


@pytest.fixture
def network(engine: Engine) -> Engine:
    fill(engine)
    with writing(engine) as session:
        session.add(Post(id="post", title="Placeringssamordnare", service_id="shelter"))
        session.add(Area(id="2582", kind=AreaKind.MUNICIPALITY, name="Boden", **SOURCED))
        session.commit()
    return engine


def refused(engine: Engine, change: Callable[[GraphSession], None]) -> ProtectedPlace | None:
    """Make a change and return the error that it met; afterwards the database is as it was, if there was one."""
    before = _texts(engine)
    try:
        with writing(engine) as session:
            change(session)
            session.commit()
    except ProtectedPlace as error:
        assert _texts(engine) == before, "a refused change leaves nothing"
        return error
    assert _texts(engine) != before, "a change that was let through is written"
    return None


def _texts(engine: Engine) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [
            tuple(row)
            for table in Base.metadata.sorted_tables
            if table.name not in ("ledger_head", "graph_revision")
            for row in connection.execute(select(table)).all()
        ]


def assert_says_why(error: ProtectedPlace | None, field: str, *texts: str) -> None:
    assert error is not None, f"{field} was written"
    assert (error.status, error.code, error.details["field"]) == (422, "protected-place", field)
    assert error.details["kinds"]
    assert str(error.details["sv"]).endswith(".")
    assert str(error.details["en"]) == error.message
    assert error.details["sv"] != error.details["en"]
    said = f"{error} {error.details}"
    assert not any(text in said for text in (STREET, "Storgatan", *texts)), "never the text itself"


@contextmanager
def without_the_guard() -> Iterator[None]:
    event.remove(GraphSession, "before_flush", refuse_places)
    try:
        yield
    finally:
        event.listen(GraphSession, "before_flush", refuse_places, insert=True)


@pytest.mark.parametrize("field", NEW)
def test_an_editor_cannot_add_a_street_to_what_a_protected_service_has(network: Engine, field: str) -> None:
    model, values = NEW[field]
    column = field.partition(".")[2]
    record = {**values, column: STREET}
    assert_says_why(refused(network, lambda session: session.add(model(**record))), field)
    if field != "channel.value":
        assert refused(network, lambda session: session.add(model(**values))) is None, (
            "without the street it may"
        )


@pytest.mark.parametrize("column", OF_SERVICE)
def test_an_editor_cannot_change_a_text_of_a_protected_service_to_a_street(
    network: Engine, column: str
) -> None:
    def change(session: GraphSession) -> None:
        setattr(session.get_one(Service, "shelter"), column, STREET)

    assert_says_why(refused(network, change), f"service.{column}")


@pytest.mark.parametrize("column", OF_ORGANIZATION)
def test_an_organization_that_has_protected_services_only_is_one_with_them(
    network: Engine, column: str
) -> None:
    def change(session: GraphSession) -> None:
        setattr(session.get_one(Organization, "haven"), column, STREET)

    assert_says_why(refused(network, change), f"organization.{column}")
    with writing(network) as session:
        session.add(Service(id="advice", name="Rådgivning", organization_id="haven", **SOURCED))
        session.commit()
    assert refused(network, change) is None, "an organization with an open service may have an address"
    assert refused(network, lambda session: session.delete(session.get_one(Service, "advice"))) is not None


def test_an_organization_without_protected_services_may_say_where_it_is(network: Engine) -> None:
    def change(session: GraphSession) -> None:
        session.get_one(Organization, "office").note = STREET

    assert refused(network, change) is None


@pytest.mark.parametrize("owner", [OWNER, {"organization_id": "haven"}])
def test_a_protected_service_has_no_location_whatever_it_says(network: Engine, owner: dict[str, str]) -> None:
    location = {"id": "new", "name": "Mötesplats", **owner}
    assert_says_why(refused(network, lambda session: session.add(Location(**location))), "location.address")


def test_a_protected_service_has_no_number_with_an_area_code(network: Engine) -> None:
    phone = {**CHANNEL, "kind": ChannelKind.PHONE, **OWNER}
    with_code = {**phone, "value": "+46846500442", "display": "växeln"}
    error = refused(network, lambda session: session.add(Channel(**with_code)))
    assert_says_why(error, "channel.value", "46846500442")
    without = {**phone, "value": "+4620390000", "display": "020-39 00 00"}
    assert refused(network, lambda session: session.add(Channel(**without))) is None
    contact = {**CONTACT, "phone": "+46846500442", "phone_display": "växeln"}
    assert_says_why(refused(network, lambda session: session.add(Contact(**contact))), "contact.phone")


def test_a_language_of_a_protected_service_is_read_before_it_knows_its_service(network: Engine) -> None:
    def change(session: GraphSession) -> None:
        service = session.get_one(Service, "shelter")
        service.languages.append(ServiceLanguage(language=STREET))

    assert_says_why(refused(network, change), "service_language.language")


def test_a_town_of_the_database_is_told_by_its_name(network: Engine) -> None:
    def change(session: GraphSession) -> None:
        session.get_one(Service, "shelter").referral = "boendet ligger i boden"

    error = refused(network, change)
    assert_says_why(error, "service.referral", "boden")
    assert error is not None
    assert error.details["kinds"] == ("town",)


def test_a_link_to_a_map_is_no_website_of_an_organization_behind_a_shelter(network: Engine) -> None:
    def change(address: str) -> Callable[[GraphSession], None]:
        return lambda session: setattr(session.get_one(Organization, "haven"), "website", address)

    assert_says_why(refused(network, change("https://maps.example.org/x")), "organization.website")
    assert refused(network, change("https://www.example.org/storgatan")) is None


def test_whoever_turns_a_protection_on_has_everything_looked_through(network: Engine) -> None:
    with writing(network) as session:
        session.add(organization("open"))
        session.flush()
        session.add(Service(id="house", name="Öppet hus", organization_id="open", **SOURCED))
        session.flush()
        session.add(Channel(**{**CHANNEL, "label": STREET, "service_id": "house"}))
        session.commit()

    def protect(session: GraphSession) -> None:
        session.get_one(Service, "house").is_protected = True

    assert_says_why(refused(network, protect), "channel.label")

    def mend_and_protect(session: GraphSession) -> None:
        session.get_one(Channel, "new").label = ""
        protect(session)

    assert refused(network, mend_and_protect) is None


def test_a_service_that_moves_under_an_organization_with_an_address_is_looked_through_with_it(
    network: Engine,
) -> None:
    with writing(network) as session:
        session.add(organization("open", note=STREET))
        session.commit()

    def move(session: GraphSession) -> None:
        session.get_one(Service, "shelter").organization_id = "open"

    assert_says_why(refused(network, move), "organization.note")


def test_nobody_clears_a_protection_without_the_right_to(network: Engine) -> None:
    def clear(session: GraphSession) -> None:
        session.get_one(Service, "shelter").is_protected = False

    error = refused(network, clear)
    assert error is not None
    assert error.details["field"] == "service.is_protected"
    assert "samordnare" in str(error.details["sv"])
    assert "coordinator" in str(error.details["en"])

    def clear_with_the_right(session: GraphSession) -> None:
        session.info[MAY_UNPROTECT] = True
        clear(session)

    assert refused(network, clear_with_the_right) is None


def test_without_the_guard_a_street_goes_through_and_is_found_afterwards(network: Engine) -> None:
    model, values = NEW["channel.label"]
    with without_the_guard(), pytest.raises(AssertionError, match=r"channel.label was written"):
        assert_says_why(
            refused(network, lambda session: session.add(model(**{**values, "label": STREET}))),
            "channel.label",
        )
    with pytest.raises(ProtectedPlace), writing(network) as session:
        check_all(session)
