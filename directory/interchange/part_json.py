"""What records are made of, as JSON: channels, posts with who holds them, locations, notes.

Whatever stands in a fact is for whoever the snapshot was built for; nothing is left out here but who has left.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from directory.graph.facts import (
    Away,
    Channel,
    ContactPerson,
    Location,
    Note,
    OpeningException,
    Organization,
    Post,
    Schedule,
    Service,
)
from directory.graph.post import Asked, holders_on, title_in
from directory.interchange.provenance_json import provenance_to_json

Json = dict[str, Any]


def channel_item(channel: Channel) -> Json:
    """Return a channel without regard to the moment."""
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "value": channel.value,
        "display": channel.display,
        "label": channel.label,
        "is_good": channel.provenance.confidence.is_verified,
        "hours": channel.schedule.as_printed if channel.schedule else "",
        "exceptions": exceptions_to_json(channel.schedule),
        **provenance_to_json(channel.provenance),
    }


def exceptions_to_json(schedule: Schedule | None) -> list[Json]:
    """Return the dates on which other hours count than those of the week, in their order."""
    return [] if schedule is None else [exception_item(one) for one in schedule.exceptions]


def exception_item(exception: OpeningException) -> Json:
    """Return one exception. ``opens`` and ``closes`` are minutes from midnight of the day, and may pass 1440."""
    is_closed = exception.is_closed
    return {
        "from": exception.from_on.isoformat(),
        "to": exception.to_on.isoformat(),
        "is_closed": is_closed,
        "opens": None if is_closed else exception.opens,
        "closes": None if is_closed else exception.closes,
        "said": exception.said,
    }


def parts_to_json(owner: Organization | Service, day: date, lang: str) -> Json:
    """Return the posts of *owner* with who holds them on *day*, its locations and the notes about it."""
    return {
        "posts": [_post(post, day, lang) for post in owner.posts],
        "locations": [_location(location) for location in owner.locations],
        "notes": [_note(note, lang) for note in owner.notes],
    }


def asked_to_json(asked: Asked | None, lang: str) -> Json | None:
    """Return whom to ask for, and by which post."""
    if asked is None:
        return None
    post = {"id": asked.post.id, "name": title_in(asked.post, lang)}
    instead_of = asked.instead_of and {"id": asked.instead_of.id, "name": asked.instead_of.name}
    return {"post": post, "instead_of": instead_of, **_person(asked.person)}


def _post(post: Post, day: date, lang: str) -> Json:
    return {
        "id": post.id,
        "name": title_in(post, lang),
        "holders": [_person(person) for person in holders_on(post, day)],
    }


def _person(person: ContactPerson) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "channels": [channel_item(channel) for channel in person.channels],
        "visibility": person.visibility.value,
        "valid_from": person.valid_from.isoformat(),
        "valid_to": person.valid_to.isoformat(),
        "away": [_away(absence) for absence in person.away],
    }


def _away(absence: Away) -> Json:
    return {
        "from": absence.from_on.isoformat(),
        "to": absence.to_on.isoformat(),
        "stand_in": absence.stand_in,
    }


def _location(location: Location) -> Json:
    return {
        "id": location.id,
        "name": location.name,
        "address": location.address,
        "postcode": location.postcode,
        "town": location.town,
        "area": location.area,
        "latitude": location.latitude,
        "longitude": location.longitude,
        "visibility": location.visibility.value,
    }


def _note(note: Note, lang: str) -> Json:
    text = note.text_en if lang == "en" and note.text_en else note.text
    return {"id": note.id, "text": text, "visibility": note.visibility.value}
