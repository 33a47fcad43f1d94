"""What records are made of, as JSON: channels, posts with who holds them, locations, notes.

Whatever stands in a fact is for whoever the snapshot was built for; nothing is left out here but who has left.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from directory.graph.facts import Channel, ContactPerson, Location, Note, Organization, Post, Service
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
        **provenance_to_json(channel.provenance),
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
    return {"post": post, **_person(asked.person)}


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
