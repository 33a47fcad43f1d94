"""What is said of an organization, in lines that it can say yes or no to: on the page of its link, and in its letter.

Read as its class of viewers sees it: a member of the network as the network does, a general mailbox as everybody does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.graph.explain import say_group
from directory.graph.facts import (
    Acceptance,
    Capacity,
    Channel,
    ChannelKind,
    Organization,
    Service,
    Visibility,
)
from directory.graph.matching import is_valid_on
from directory.graph.name import name_in
from directory.mail.words import one_line
from directory.maintaining.inquiry.week import say_week
from directory.model import Area, FactKind, TouchedFact
from directory.model import Service as ServiceRow
from directory.store.facts import read_changed

MOST_AREAS = 12
"""Names of areas that are listed; of more only how many there are."""
MOST_IN_A_LETTER = 14
"""Lines of a letter; the page of its link shows all."""
WORDS = {
    "sv": {
        ChannelKind.PHONE: "Telefon",
        ChannelKind.EMAIL: "Mail",
        ChannelKind.WEB: "Webb",
        ChannelKind.CHAT: "Chatt",
        ChannelKind.FORM: "Formulär",
        Acceptance.ACCEPTS: "Tar emot",
        Acceptance.PREFERS: "Främst för",
        Acceptance.ASK_FIRST: "Fråga först",
        Acceptance.EXCLUDES: "Tar inte emot",
        Capacity.FREE: "Det finns plats",
        Capacity.FEW: "Få platser",
        Capacity.FULL: "Fullt",
        "ages": "Ålder",
        "open": "Öppet",
        "languages": "Språk",
        "areas": "Område",
        "some": "{} områden",
        "referral": "Hänvisning",
        "web": "Webbplats",
        "from": "från {} år",
        "to": "till och med {} år",
        "and": "{}–{} år",
        "services": "Erbjuder",
        "more": "Resten står på sidan.",
        "page": "Det står på sidan som länken leder till.",
    },
    "en": {
        ChannelKind.PHONE: "Phone",
        ChannelKind.EMAIL: "Mail",
        ChannelKind.WEB: "Web",
        ChannelKind.CHAT: "Chat",
        ChannelKind.FORM: "Form",
        Acceptance.ACCEPTS: "Accepts",
        Acceptance.PREFERS: "Mainly for",
        Acceptance.ASK_FIRST: "Ask first",
        Acceptance.EXCLUDES: "Does not accept",
        Capacity.FREE: "There is room",
        Capacity.FEW: "Few places",
        Capacity.FULL: "Full",
        "ages": "Age",
        "open": "Open",
        "languages": "Languages",
        "areas": "Area",
        "some": "{} areas",
        "referral": "Referral",
        "web": "Website",
        "from": "from {} years",
        "to": "up to {} years",
        "and": "{}–{} years",
        "services": "Offers",
        "more": "The rest is on the page.",
        "page": "It is on the page that the link leads to.",
    },
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the organization itself, or of one of its services: a name, and lines of label and value.

    ``channels``: ids and words of the ways to reach it, to name the one that is wrong.
    """

    kind: str
    record: str
    name: str
    lines: tuple[tuple[str, str], ...]
    channels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Own:
    """All that is said of an organization, its own part first.

    ``is_hidden``: a service of it is protected, or was: a letter that goes astray would tell who shelters people.
    """

    organization: Organization
    services: tuple[Service, ...]
    areas: dict[str, str]
    today: date
    is_hidden: bool

    def said(self, lang: str) -> tuple[Said, ...]:
        """Return everything in words of *lang*."""
        own = self.organization
        lines = [*_ways(own, self.today, lang), *_open(own, self.today, lang)]
        if own.website:
            lines.append((WORDS[lang]["web"], own.website))
        head = Said("organization", own.id, name_in(own, lang), tuple(lines), _channels(own.channels, lang))
        return (head, *(self._service(one, lang) for one in self.services))

    def in_a_letter(self, lang: str) -> str:
        """Return what a letter may say, a line each.

        Of an organization with a protected service that is its referral route, and not even its name.
        """
        words = WORDS[lang]
        if self.is_hidden:
            routes = (service.referral for service in self.services if service.is_protected)
            lines = [f"{words['referral']}: {route}" for route in routes if route] or [words["page"]]
        else:
            own = self.organization
            lines = [name_in(own, lang)]
            lines += [
                f"{label}: {value}" for label, value in (*_phones(own, lang), *_open(own, self.today, lang))
            ]
            lines += [f"{words['services']}: {name_in(service, lang)}" for service in self.services]
        shown = [one_line(line) for line in lines[:MOST_IN_A_LETTER]]
        return "\n".join([*shown, words["more"]] if len(lines) > MOST_IN_A_LETTER else shown)

    def _service(self, service: Service, lang: str) -> Said:
        words = WORDS[lang]
        lines = list(_ways(service, self.today, lang))
        if service.referral:
            lines.append((words["referral"], service.referral))
        lines += _open(service, self.today, lang)
        for kind in (Acceptance.PREFERS, Acceptance.ACCEPTS, Acceptance.ASK_FIRST, Acceptance.EXCLUDES):
            groups = [say_group(group.value, lang) for group, said in service.acceptance if said is kind]
            if groups:
                lines.append((words[kind], ", ".join(groups)))
        if service.age_min is not None or service.age_max is not None:
            lines.append((words["ages"], _ages(service, lang)))
        if service.languages:
            lines.append((words["languages"], ", ".join(service.languages)))
        if places := self._places(service, lang):
            lines.append((words["areas"], places))
        if service.capacity is not Capacity.UNKNOWN and not service.is_protected:
            lines.append(("", words[service.capacity]))
        channels = _channels(service.channels, lang)
        return Said("service", service.id, name_in(service, lang), tuple(lines), channels)

    def _places(self, service: Service, lang: str) -> str:
        served = [
            self.areas.get(one.area, one.area)
            for one in service.coverage
            if one.serves and is_valid_on(self.today, one.valid_from, one.valid_to)
        ]
        return WORDS[lang]["some"].format(len(served)) if len(served) > MOST_AREAS else ", ".join(served)


def own_facts(reading: Session, organization: str, viewer: Visibility, today: date) -> Own | None:
    """Return what *viewer* may know of an organization today; None when it exists no longer."""
    rows = reading.execute(
        select(ServiceRow.id, ServiceRow.is_protected)
        .where(ServiceRow.organization_id == organization)
        .order_by(ServiceRow.id)
    ).all()
    names = [row.id for row in rows]
    touched = [TouchedFact(FactKind.ORGANIZATION, organization)]
    touched += [TouchedFact(FactKind.SERVICE, name) for name in names]
    seen = read_changed(reading.connection(), viewer, touched, today)
    found = next(iter(seen.organizations.values()))
    if found is None or (found.valid_to is not None and found.valid_to < today):
        return None
    services = tuple(
        one
        for name in names
        if (one := seen.services[name]) is not None and is_valid_on(today, one.valid_from, one.valid_to)
    )
    wanted = {covered.area for service in services for covered in service.coverage}
    areas = {
        row.id: row.name for row in reading.execute(select(Area.id, Area.name).where(Area.id.in_(wanted)))
    }
    return Own(found, services, areas, today, any(row.is_protected for row in rows))


def _ways(of: Organization | Service, today: date, lang: str) -> Iterator[tuple[str, str]]:
    for channel in of.channels:
        label = WORDS[lang][channel.kind] + (f", {channel.label}" if channel.label else "")
        hours = "; ".join(say_week(channel.schedule, today, lang)) if channel.schedule else ""
        value = channel.display or channel.value
        yield label, f"{value} ({hours})" if hours else value


def _phones(of: Organization | Service, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the numbers alone: a letter repeats no mailbox and no address of a page."""
    for channel in of.channels:
        if channel.kind is ChannelKind.PHONE:
            yield WORDS[lang][channel.kind], channel.display


def _open(of: Organization | Service, today: date, lang: str) -> list[tuple[str, str]]:
    return [(WORDS[lang]["open"], line) for line in say_week(of.schedule, today, lang)]


def _channels(channels: tuple[Channel, ...], lang: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, f"{WORDS[lang][one.kind]} {one.display or one.value}".strip()) for one in channels)


def _ages(service: Service, lang: str) -> str:
    words = WORDS[lang]
    if service.age_min is None:
        return words["to"].format(service.age_max)
    return (
        words["from"].format(service.age_min)
        if service.age_max is None
        else words["and"].format(service.age_min, service.age_max)
    )
