"""Contact cards (vCard 4.0, RFC 6350, and 3.0, RFC 2426, for older phones).

A card goes into a phone that others may look into, so it names the office and its numbers and nothing of why
they were looked up, and no contact person: whoever finds the phone must not learn who works with this. Channels that
are not verified are left out: in a phone nobody sees that they are not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import vobject
from vobject.behavior import Behavior

from directory.graph.answer import OpenChannel
from directory.graph.facts import Channel, ChannelKind, Organization, Service
from directory.graph.name import name_in

MEDIA_TYPE = "text/vcard; charset=utf-8"
Version = Literal["4.0", "3.0"]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card: ``uid`` stays the same for the same record, so that saving again replaces it."""

    uid: str
    name: str
    organization: str
    channels: tuple[Channel, ...]
    revised_at: datetime
    website: str = ""
    languages: tuple[str, ...] = ()


def card_of_organization(organization: Organization, revised_at: datetime, lang: str = "sv") -> Card:
    """Return the card of an organization; *revised_at* is the moment of the data."""
    name = name_in(organization, lang)
    return Card(
        organization.id, name, name, _verified(organization.channels), revised_at, organization.website
    )


def card_of_service(
    service: Service, organization: Organization | None, revised_at: datetime, lang: str = "sv"
) -> Card:
    """Return the card of a service, with the channels of its organization where it has no phone itself."""
    name = name_in(service, lang)
    channels = service.channels
    offered_by = ""
    if organization is not None:
        offered_by = name_in(organization, lang)
        if not any(channel.kind is ChannelKind.PHONE for channel in _verified(channels)):
            channels = (*channels, *organization.channels)
    return Card(
        service.id,
        name,
        offered_by or name,
        _verified(channels),
        revised_at,
        organization.website if organization else "",
        service.languages,
    )


def card_of_channels(
    uid: str, name: str, organization: str, channels: Iterable[OpenChannel], revised_at: datetime
) -> Card:
    """Return the card of a step of a call chain, with those of its *channels* that may be relied on."""
    return Card(uid, name, organization, tuple(each.channel for each in channels if each.is_good), revised_at)


class _VersionFirst(Behavior):  # type: ignore[misc]  # vobject ships without types
    """The order that RFC 6350 asks for. vobject's own behaviour knows vCard 3.0 only."""

    sortFirst = ("version", "uid", "fn")  # noqa: N815 the library's name


def vcard(card: Card, version: Version = "4.0") -> str:
    """Return *card* as text with CRLF line ends, folded and escaped."""
    found = vobject.vCard()
    found.behavior = _VersionFirst
    found.add("version").value = version
    found.add("uid").value = f"urn:kontaktnatet:{_plain(card.uid)}" if version == "4.0" else _plain(card.uid)
    found.add("fn").value = _escaped(card.name)
    # Both versions of the name: 3.0 demands N, and an office has no given name.
    found.add("n").value = f"{_escaped(card.name)};;;;"
    found.add("org").value = _escaped(card.organization)
    if version == "4.0":
        found.add("kind").value = "org"
    for order, channel in enumerate(card.channels, 1):
        _add(found, channel, order, version)
    if card.website.startswith(("https://", "http://")):
        found.add("url").value = _plain(card.website)
    for language in card.languages if version == "4.0" else ():
        found.add("lang").value = _plain(language)
    found.add("rev").value = card.revised_at.strftime("%Y%m%dT%H%M%SZ")
    return str(found.serialize(validate=False))


def _add(found: vobject.base.Component, channel: Channel, order: int, version: Version) -> None:
    if channel.kind is ChannelKind.PHONE:
        line = found.add("tel")
        if version == "4.0":
            line.params["VALUE"] = ["uri"]
            line.params["TYPE"] = ["work,voice"]
            line.params["PREF"] = [str(min(order, 100))]
            line.value = f"tel:{_dialled(channel.value)}"
        else:
            line.params["TYPE"] = ["WORK", "VOICE", *(["PREF"] if order == 1 else [])]
            line.value = _plain(channel.value)
    elif channel.kind is ChannelKind.EMAIL:
        line = found.add("email")
        line.params["TYPE"] = ["work"] if version == "4.0" else ["INTERNET", "WORK"]
        line.value = _escaped(channel.value)
    elif channel.value.startswith(("https://", "http://")):
        found.add("url").value = _plain(channel.value)


def _dialled(number: str) -> str:
    # RFC 3966: a number without + is local to a country and must say to which.
    plain = _plain(number)
    return plain if plain.startswith("+") else f"{plain};phone-context=+46"


def _verified(channels: Iterable[Channel]) -> tuple[Channel, ...]:
    return tuple(channel for channel in channels if channel.provenance.confidence.is_verified)


def _plain(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character)[0] != "C")


def _escaped(text: str) -> str:
    flat = " ".join(_plain(line) for line in text.splitlines())
    return flat.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
