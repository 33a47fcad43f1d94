"""Posts with who holds them, locations and notes, as far as a viewer may know of them.

Like channels (``contact``): what a viewer may not see is not read at all, and neither is a person who was not
approved, has left or has objected. A post is read without its holder, and looks as if it were vacant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from directory.clock import as_local
from directory.graph.facts import (
    AreaId,
    Away,
    Channel,
    ChannelKind,
    Confidence,
    ContactPerson,
    Location,
    Note,
    Post,
    Provenance,
    Visibility,
)
from directory.model import Absence as AbsenceRow
from directory.model import Contact as ContactRow
from directory.model import Location as LocationRow
from directory.model import Note as NoteRow
from directory.model import Post as PostRow
from directory.model import Service as ServiceRow
from directory.store.fact.contact import SEEN_BY
from directory.store.fact.instant import instant
from directory.store.fact.select import Ids, by, rows

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Parts:
    """The posts, locations and notes of organizations or services, by the id of their owner."""

    posts: dict[str, tuple[Post, ...]]
    locations: dict[str, tuple[Location, ...]]
    notes: dict[str, tuple[Note, ...]]

    def posts_of(self, owner: str) -> tuple[Post, ...]:
        """Return the posts of *owner* in their order, possibly none."""
        return self.posts.get(owner, ())

    def locations_of(self, owner: str) -> tuple[Location, ...]:
        """Return the locations of *owner*, ordered by id."""
        return self.locations.get(owner, ())

    def notes_of(self, owner: str) -> tuple[Note, ...]:
        """Return the notes about *owner*, ordered by id."""
        return self.notes.get(owner, ())


def read_parts(connection: Connection, viewer: Visibility, day: date, owner: str, ids: Ids = None) -> Parts:
    """Return the parts of all owners, or of those with *ids*, that *viewer* may see on *day* or later.

    ``owner`` names the column of the owner: ``organization_id`` or ``service_id``.
    """
    posts, places, notes = PostRow.__table__.c, LocationRow.__table__.c, NoteRow.__table__.c
    people = ContactRow.__table__.c
    holders = by(
        lambda row: row.post_id,
        rows(connection, ContactRow, owner, ids, people[owner].is_not(None), *is_shown(viewer, day)),
    )
    away = _absences(connection, viewer, day, owner, ids)
    found_posts = rows(connection, PostRow, owner, ids, posts[owner].is_not(None))
    return Parts(
        posts=_grouped(
            owner,
            (
                (row, _post(row, holders[row.id], away))
                for row in sorted(found_posts, key=lambda row: (row.shown_order, row.id))
            ),
        ),
        locations=_grouped(
            owner,
            (
                (row, _location(row))
                for row in rows(
                    connection,
                    LocationRow,
                    owner,
                    ids,
                    places[owner].is_not(None),
                    places.visibility.in_(SEEN_BY[viewer]),
                    _is_not_protected(),
                )
            ),
        ),
        notes=_grouped(
            owner,
            (
                (row, Note(row.id, row.text, row.text_en, row.visibility))
                for row in rows(
                    connection,
                    NoteRow,
                    owner,
                    ids,
                    notes[owner].is_not(None),
                    notes.visibility.in_(SEEN_BY[viewer]),
                )
            ),
        ),
    )


def is_shown(viewer: Visibility, day: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which *viewer* may see a contact person on *day*, or on a day after it.

    Whoever begins later is read: a snapshot may live until then, and pages ask ``holders_on``.
    """
    person = ContactRow.__table__.c
    return (
        person.visibility.in_(SEEN_BY[viewer]),
        person.approved_at.is_not(None),
        person.objected_at.is_(None),
        person.ended_at.is_(None),
        person.valid_to >= day,
    )


def _is_not_protected() -> ColumnElement[bool]:
    """No location of a protected service leaves the database, whoever put it there and whatever it says of itself.

    Nor one of an organization all of whose services are protected. It is refused when it is written, too.
    """
    place, service = LocationRow.__table__.c, ServiceRow.__table__.c
    protected = select(service.id).where(service.is_protected)
    offers = service.organization_id.is_not(None)
    with_protected = select(service.organization_id).where(offers, service.is_protected)
    with_others = select(service.organization_id).where(offers, ~service.is_protected)
    return or_(place.service_id.is_(None), place.service_id.not_in(protected)) & or_(
        place.organization_id.is_(None),
        place.organization_id.not_in(with_protected),
        place.organization_id.in_(with_others),
    )


def _grouped(owner: str, found: Iterable[tuple[Row[Any], Part]]) -> dict[str, tuple[Part, ...]]:
    groups: dict[str, list[Part]] = {}
    for row, part in found:
        groups.setdefault(getattr(row, owner), []).append(part)
    return {name: tuple(parts) for name, parts in groups.items()}


def _absences(
    connection: Connection, viewer: Visibility, day: date, owner: str, ids: Ids
) -> dict[str, tuple[Away, ...]]:
    """Return the absences that are not over, by contact person. Who stands in is named to whoever may see her."""
    absence, person = AbsenceRow.__table__.c, ContactRow.__table__.c
    may_see = select(person.id).where(*is_shown(viewer, day))
    found = rows(
        connection,
        AbsenceRow,
        owner,
        ids,
        absence[owner].is_not(None),
        absence.to_on >= day,
        absence.contact_id.in_(may_see),
    )
    named = {row.stand_in_id for row in found if row.stand_in_id is not None}
    seen = set(connection.scalars(may_see.where(person.id.in_(sorted(named))))) if named else frozenset[str]()
    away: dict[str, list[Away]] = {}
    for row in sorted(found, key=lambda row: (row.from_on, row.to_on, row.id)):
        stand_in = row.stand_in_id if row.stand_in_id in seen else None
        away.setdefault(row.contact_id, []).append(Away(row.from_on, row.to_on, stand_in))
    return {name: tuple(absences) for name, absences in away.items()}


def _post(row: Row[Any], holders: list[Row[Any]], away: dict[str, tuple[Away, ...]]) -> Post:
    return Post(
        id=row.id,
        title=row.title,
        title_en=row.title_en,
        holders=tuple(
            _person(one, away.get(one.id, ()))
            for one in sorted(holders, key=lambda one: (one.valid_from, one.id))
        ),
        order=row.shown_order,
    )


def _person(row: Row[Any], away: tuple[Away, ...]) -> ContactPerson:
    """Return a contact person. Her channels are known from her own approval: somebody looked, on that day."""
    approved_at = instant(row.approved_at)
    on = None if approved_at is None else as_local(approved_at).date()
    known = Provenance("", confidence=Confidence.CONFIRMED, on=on, confirmed_on=on)
    ways = ((ChannelKind.PHONE, row.phone, row.phone_display), (ChannelKind.EMAIL, row.email, row.email))
    return ContactPerson(
        id=row.id,
        name=row.name,
        channels=tuple(
            Channel(f"{row.id}:{kind}", kind, value, display, known, order, visibility=row.visibility)
            for order, (kind, value, display) in enumerate(ways)
            if value
        ),
        visibility=row.visibility,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        away=away,
    )


def _location(row: Row[Any]) -> Location:
    return Location(
        id=row.id,
        name=row.name,
        address=row.address,
        postcode=row.postcode,
        town=row.town,
        visibility=row.visibility,
        area=AreaId(row.area_id) if row.area_id else None,
        latitude=row.latitude,
        longitude=row.longitude,
    )
