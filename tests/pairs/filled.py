"""A country with hidden parts: every kind of part, seen by everybody, by the network, by nobody's class or not yet.

Ids say who may see it: ``p-`` everybody, ``n-`` the network, ``r-`` nobody's page: restricted, waiting, ended,
objected to, or a place of a protected service.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from directory.access import Role
from directory.access.borders import NetworkBorders
from directory.access.identity import Grant as Right
from directory.access.rules import stands_over
from directory.graph.facts import AreaId, ChannelKind, Confidence, OrganizationId, Visibility
from directory.model import (
    Absence,
    Channel,
    Conflict,
    Contact,
    Location,
    Note,
    OpeningException,
    Organization,
    Post,
    Schedule,
    Service,
)
from directory.model.schedule import Certainty
from directory.store.session import writing
from directory.store.snapshot import Snapshots
from tests.pairs.words import LABEL, ROOM, STREET, SURNAME, TOWN, fixed_line, mailbox, mobile
from tests.pairs.world import FROZEN, OWN

PUBLIC, NETWORK, RESTRICTED = Visibility.PUBLIC, Visibility.NETWORK, Visibility.RESTRICTED
TODAY = FROZEN.date()
CONFLICTED = "ngo-ssm-cr"


def fill(engine: Engine) -> None:
    """Give organizations and services all over the country parts that not everybody may see."""
    with writing(engine, actor="test") as session:
        elsewhere = _in_the_county_of_the_coordinator(engine)
        services = list(session.scalars(select(Service).order_by(Service.id)))
        owners = {service.organization_id for service in services if service.organization_id}
        chosen = list(session.scalars(select(Organization.id).order_by(Organization.id)))
        some = sorted(owners | set(chosen[::9]) | {f"m-{code}" for code in ("0138", "0180", "0184", "0880")})
        protected = {service.organization_id for service in services if service.is_protected}
        hiding = [service.id for service in services if service.is_protected]
        parts: list[Any] = []
        for number, name in enumerate(some):
            if name not in elsewhere and name != CONFLICTED:
                parts += _parts({"organization_id": name}, name, number, is_protected=name in protected)
        for number, service in enumerate(services):
            if service.organization_id not in elsewhere:
                owner = {"service_id": service.id}
                parts += _parts(owner, service.id, number, is_protected=service.is_protected)
        for name in OWN:
            parts += _workplace(name)
        _add(session, parts)
        session.commit()
    with writing(engine, actor="hidden-account-1") as session:  # few enough for the log to tell of each
        _add(
            session,
            [*_parts({"organization_id": CONFLICTED}, CONFLICTED, 5, is_protected=False), _conflict()],
        )
        session.commit()
    _past_the_guard(engine, hiding)


def _add(session: Session, parts: list[Any]) -> None:
    """Add what others refer to first: a post before who holds it, a number before its hours."""
    session.add_all(one for one in parts if isinstance(one, (Post, Channel)))
    session.flush()
    session.add_all(one for one in parts if not isinstance(one, (Post, Channel, Absence)))
    session.flush()
    session.add_all(one for one in parts if isinstance(one, Absence))


def _in_the_county_of_the_coordinator(engine: Engine) -> frozenset[str]:
    """Return the organizations that the coordinator elsewhere stands over: to that one nothing there is hidden."""
    network = Snapshots(engine).current().network
    borders = NetworkBorders(network, TODAY)
    right = Right("", Role.COORDINATOR, TODAY, TODAY, area=AreaId("12"))
    return frozenset(
        one
        for one in network.organizations
        if stands_over(right, borders, organization=OrganizationId(one), area=None)
    )


def _parts(owner: dict[str, str], name: str, number: int, *, is_protected: bool) -> Iterator[Any]:
    line = mobile if is_protected else fixed_line
    if not name.startswith("sv-") or number % 2:
        for mark, visibility in (("n", NETWORK), ("r", RESTRICTED)):
            phone, shown = line(number + (0 if mark == "n" else 7))
            channel = Channel(
                id=f"{mark}-{name}-phone",
                kind=ChannelKind.PHONE,
                value=phone,
                display=shown,
                label=LABEL,
                order=number % 3 - 1,
                visibility=visibility,
                on=TODAY - timedelta(days=number % 40),
                confidence=Confidence.CONFIRMED,
                **owner,
            )
            yield channel
            yield _hours(f"{mark}-{name}-hours", channel.id, number, owner)
            yield _days(f"{mark}-{name}-days", channel.id, number, owner)
    yield from _people(name, owner, number, line)
    for mark, visibility in (("p", PUBLIC), ("n", NETWORK), ("r", RESTRICTED)):
        word = "Ring klockan vid grinden." if mark == "p" else f"Fråga efter nyckeln, {ROOM} {number}."
        yield Note(id=f"{mark}-{name}-note", text=word, text_en=word, visibility=visibility, **owner)
        if not is_protected:
            yield _place(f"{mark}-{name}-place", visibility, number, owner)


def _people(name: str, owner: dict[str, str], number: int, line: Any) -> Iterator[Any]:
    post = Post(id=f"p-{name}-post", title="Dagjour", title_en="Day duty", order=1, **owner)
    yield post
    for at, (kind, values) in enumerate(_states().items()):
        phone, shown = line(number + at)
        yield Contact(
            id=f"{kind}-{name}-person",
            post_id=post.id,
            name=f"{'Anna' if at % 2 else 'Ali'} {SURNAME}",
            phone=phone,
            phone_display=shown,
            email=mailbox(number),
            purpose="working with exposed people",
            valid_from=TODAY - timedelta(days=200),
            valid_to=TODAY + timedelta(days=100 + number % 9),
            proposed_by="hidden-account-1",
            **{"approved_at": FROZEN - timedelta(days=30 + number % 60), **values},
            **owner,
        )
        yield _away(f"{kind}-{name}-away", f"{kind}-{name}-person", number, owner)


def _states() -> dict[str, dict[str, Any]]:
    return {
        "n": {"visibility": NETWORK},
        "r": {"visibility": RESTRICTED},
        "r-waits": {"visibility": PUBLIC, "approved_at": None},
        "r-waits-too": {"visibility": NETWORK, "approved_at": None},
        "r-ended": {"visibility": PUBLIC, "ended_at": FROZEN - timedelta(days=3)},
        "r-objected": {"visibility": PUBLIC, "objected_at": FROZEN - timedelta(days=2)},
    }


def _hours(name: str, channel: str, number: int, owner: dict[str, str]) -> Schedule:
    return Schedule(
        id=name,
        channel_id=channel,
        days="0,1,2,3,4",
        opens=480 + number % 60,
        closes=960 + number % 60,
        certainty=Certainty.STATED,
        as_printed=f"vardagar, {LABEL}",
        **owner,
    )


def _days(name: str, channel: str, number: int, owner: dict[str, str]) -> OpeningException:
    first = TODAY + timedelta(days=number % 5)
    return OpeningException(
        id=name,
        channel_id=channel,
        from_on=first,
        to_on=first + timedelta(days=4),
        said=f"stängt, {LABEL}",
        **owner,
    )


def _away(name: str, contact: str, number: int, owner: dict[str, str]) -> Absence:
    first = TODAY - timedelta(days=number % 3)
    return Absence(id=name, contact_id=contact, from_on=first, to_on=first + timedelta(days=7), **owner)


def _place(name: str, visibility: Visibility, number: int, owner: dict[str, str]) -> Location:
    is_open = visibility is PUBLIC
    return Location(
        id=name,
        name="Besöket" if is_open else f"Vid {ROOM}",
        address="Provgatan 1" if is_open else f"{STREET} {number}",
        postcode="111 11" if is_open else "222 22",
        town="Provstad" if is_open else TOWN,
        latitude=59.1 if is_open else 59.3 + number / 500,
        longitude=18.1 if is_open else 18.0 + number / 500,
        visibility=visibility,
        **owner,
    )


def _workplace(name: str) -> Iterator[Any]:
    """Yield the parts of the organization of somebody who asks: theirs to see, and the same in both databases."""
    owner = {"organization_id": name}
    yield Post(id=f"p-{name}-post", title="Växel", title_en="Desk", order=1, **owner)
    yield Contact(
        id=f"p-{name}-person",
        post_id=f"p-{name}-post",
        name="Pia Prov (påhittad)",
        phone="+46846500405",
        phone_display="08-465 004 05",
        email=f"pia@{name}.example.org",
        visibility=PUBLIC,
        purpose="working with exposed people",
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 6, 1),
        approved_at=FROZEN - timedelta(days=90),
        **owner,
    )
    yield Note(id=f"p-{name}-note", text="Porten är grön.", text_en="Green.", visibility=NETWORK, **owner)


def _conflict() -> Conflict:
    """Return what two sources say about a number that is hidden."""
    return Conflict(
        id="r-conflict",
        subject=f"numret, {LABEL}",
        subjects=[f"r-{CONFLICTED}-phone"],
        value_a=fixed_line(3)[1],
        value_b=fixed_line(4)[1],
        advice=f"Ask about {LABEL}.",
        advice_sv=f"Fråga om {LABEL}.",
    )


def _past_the_guard(engine: Engine, services: list[str]) -> None:
    """Put places into protected services as only somebody at the database itself could."""
    insert = text(
        "INSERT INTO location (id, service_id, name, address, postcode, town, latitude, longitude, visibility, "
        "version, origin) VALUES (:id, :service, '', :address, '222 22', :town, 59.4, 18.2, 'public', 1, 'here')"
    )
    with engine.begin() as connection:
        for service in services:
            connection.execute(
                insert,
                {"id": f"r-{service}-place", "service": service, "address": f"{STREET} 9", "town": TOWN},
            )
