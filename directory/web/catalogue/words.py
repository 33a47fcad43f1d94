"""The catalogue's own words for what the facts say in codes, and the functions that its templates call.

Names of records stand in the records in both languages; sentences about hours and freshness come from ``explain``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel import Locale
from babel.numbers import format_decimal
from flask import g, url_for
from flask_babel import lazy_gettext

from directory.graph.answer import OpenChannel
from directory.graph.explain import say_group, say_status
from directory.graph.facts import (
    Acceptance,
    Access,
    Area,
    AreaKind,
    Capacity,
    ChannelKind,
    DutyKind,
    DutyPlace,
    Group,
    LegalStatus,
    LinkKind,
    Need,
    Organization,
    Post,
    ResidenceCondition,
    Role,
    Service,
)
from directory.graph.name import name_in
from directory.graph.post import title_in
from directory.web.catalogue import blueprint
from directory.web.when import say_date

AREA_KINDS: Mapping[str, object] = {
    AreaKind.NATION: lazy_gettext("hela landet"),
    AreaKind.COUNTY: lazy_gettext("län"),
    AreaKind.MUNICIPALITY: lazy_gettext("kommun"),
    AreaKind.DISTRICT: lazy_gettext("stadsdelsområde"),
    AreaKind.COOPERATION: lazy_gettext("samverkansområde"),
}
ORGANIZATION_KINDS: Mapping[str, object] = {
    "municipality": lazy_gettext("Kommunal verksamhet"),
    "region": lazy_gettext("Region"),
    "authority": lazy_gettext("Statlig myndighet"),
    "ngo": lazy_gettext("Ideell organisation"),
    "faith": lazy_gettext("Trossamfund"),
    "foundation": lazy_gettext("Stiftelse"),
    "association": lazy_gettext("Förbund av kommuner och regioner"),
    "io": lazy_gettext("Mellanstatlig organisation"),
}
ACCEPTANCES: Mapping[str, object] = {
    Acceptance.PREFERS: lazy_gettext("Främst till för"),
    Acceptance.ACCEPTS: lazy_gettext("Tar emot"),
    Acceptance.ASK_FIRST: lazy_gettext("En del: fråga först"),
    Acceptance.UNKNOWN: lazy_gettext("Inte känt: fråga först"),
    Acceptance.EXCLUDES: lazy_gettext("Tar inte emot"),
}
ACCESSES: Mapping[str, object] = {
    Access.DIRECT: lazy_gettext("Vem som helst kan höra av sig direkt."),
    Access.PROFESSIONAL: lazy_gettext("Bara för den som möter den utsatta i sitt arbete."),
    Access.REFERRAL: lazy_gettext("Bara genom den som placerar eller hänvisar."),
    Access.UNKNOWN: lazy_gettext("Hur man kommer dit framgår inte av någon källa. Ring och fråga."),
}
CAPACITIES: Mapping[str, object] = {
    Capacity.FREE: lazy_gettext("Det finns plats"),
    Capacity.FEW: lazy_gettext("Få platser kvar"),
    Capacity.UNKNOWN: lazy_gettext("Inte känt om det finns plats"),
    Capacity.FULL: lazy_gettext("Fullt"),
}
CHANNEL_KINDS: Mapping[str, object] = {
    ChannelKind.PHONE: lazy_gettext("Telefon"),
    ChannelKind.EMAIL: lazy_gettext("E-post"),
    ChannelKind.WEB: lazy_gettext("Webbplats"),
    ChannelKind.CHAT: lazy_gettext("Chatt"),
    ChannelKind.FORM: lazy_gettext("Formulär"),
}
DUTY_KINDS: Mapping[str, object] = {
    DutyKind.DECIDES: lazy_gettext("Beslutar"),
    DutyKind.PAYS: lazy_gettext("Betalar"),
    DutyKind.DELIVERS: lazy_gettext("Utför"),
    DutyKind.ADVISES: lazy_gettext("Ger råd"),
    DutyKind.COORDINATES: lazy_gettext("Samordnar"),
}
DUTY_PLACES: Mapping[str, object] = {
    DutyPlace.STAY: lazy_gettext("där personen är"),
    DutyPlace.RESIDENCE: lazy_gettext("där personen är bosatt"),
    DutyPlace.ARRIVAL: lazy_gettext("där personen först gav sig till känna"),
    DutyPlace.ASSIGNED: lazy_gettext("dit personen har anvisats"),
    DutyPlace.NATION: lazy_gettext("i hela landet"),
}
RESIDENCES: Mapping[str, object] = {
    ResidenceCondition.ANY: "",
    ResidenceCondition.SAME: lazy_gettext("bara den som är bosatt på orten"),
    ResidenceCondition.ELSEWHERE: lazy_gettext("bara den som är bosatt i en annan kommun"),
    ResidenceCondition.NOT_IN_SWEDEN: lazy_gettext("bara den som inte är bosatt i Sverige"),
}
PHASES: Mapping[str, object] = {
    "any": "",
    "acute": lazy_gettext("akut"),
    "after_acute": lazy_gettext("efter det akuta"),
    "arrival": lazy_gettext("vid ankomsten"),
    "assigned": lazy_gettext("efter anvisningen"),
    "decision": lazy_gettext("vid beslutet"),
    "long_term": lazy_gettext("på sikt"),
    "protected_housing": lazy_gettext("i skyddat boende"),
    "reflection": lazy_gettext("under betänketiden"),
    "reimbursement": lazy_gettext("när kostnader ersätts"),
    "guardian": lazy_gettext("när god man behövs"),
    "after_report": lazy_gettext("efter polisanmälan"),
    "investigation": lazy_gettext("under förundersökningen"),
}
LINKS_FROM: Mapping[str, object] = {
    LinkKind.STANDS_IN_FOR: lazy_gettext("Tar över när dessa inte kan nås"),
    LinkKind.REFERS_TO: lazy_gettext("Hänvisar till"),
    LinkKind.SUCCEEDS: lazy_gettext("Kom efter"),
    LinkKind.FUNDS: lazy_gettext("Betalar"),
    LinkKind.SUPERVISES: lazy_gettext("Har tillsyn över"),
    LinkKind.HANDS_OVER_TO: lazy_gettext("Lämnar över till"),
    LinkKind.CONSULTS: lazy_gettext("Rådfrågar"),
}
"""Headings over what a record is linked to."""
LINKS_TO: Mapping[str, object] = {
    LinkKind.STANDS_IN_FOR: lazy_gettext("Dessa tar över när ingen svarar"),
    LinkKind.REFERS_TO: lazy_gettext("Dessa hänvisar hit"),
    LinkKind.SUCCEEDS: lazy_gettext("Gick upp i eller ersattes av"),
    LinkKind.FUNDS: lazy_gettext("Betalas av"),
    LinkKind.SUPERVISES: lazy_gettext("Står under tillsyn av"),
    LinkKind.HANDS_OVER_TO: lazy_gettext("Tar över från"),
    LinkKind.CONSULTS: lazy_gettext("Rådfrågas av"),
}
"""Headings over what is linked to a record."""


def named(record: Need | Role | Organization | Service) -> str:
    """Return the name of a record in the language of the page."""
    return name_in(record, g.lang)


def area_name(area: Area) -> str:
    """Return the official name of an area; of the country the name that everybody says."""
    return area.name if area.kind is AreaKind.NATION else area.full_name or area.name


def described(need: Need) -> str:
    """Return what a need means, in the language of the page."""
    return need.description_en if g.lang == "en" and need.description_en else need.description_sv


def group_word(group: Group) -> str:
    """Return a group as a label: ``Kvinnor``."""
    word = say_group(group.value, g.lang)
    return word[:1].upper() + word[1:]


def status_word(status: LegalStatus) -> str:
    """Return a legal status in words."""
    return say_status(status.value, g.lang)


def language_word(code: str) -> str:
    """Return the name of the language *code*."""
    return str(Locale(g.lang).languages.get(code, code))


def organization_kind(kind: str) -> str:
    """Return the kind of an organization in words; a kind that nobody has named yet as it is."""
    return str(ORGANIZATION_KINDS.get(kind, kind))


def phase_word(phase: str) -> str:
    """Return a phase in words; one that nobody has named yet without its underscores."""
    return str(PHASES.get(phase, phase.replace("_", " ")))


def period(valid_from: date | None, valid_to: date | None) -> str:
    """Return a period as ``1 januari 2015 – 30 juni 2020``; an open end is left open, no period is empty."""
    if valid_from is None and valid_to is None:
        return ""
    ends = (say_date(day, g.lang) if day else "" for day in (valid_from, valid_to))
    return " – ".join(ends).strip()


def node_href(node: str) -> str:
    """Return the address of the page of an organization, role or service; empty when it is none of them."""
    network = g.snapshot.network
    if node in network.organizations:
        return url_for("catalogue.organization", organization_id=node)
    if node in network.services:
        return url_for("catalogue.service", service_id=node)
    return url_for("catalogue.role", role_id=node) if node in network.roles else ""


def node_name(node: str) -> str:
    """Return the name of any record by its id, in the language of the page."""
    network = g.snapshot.network
    for kind in (network.organizations, network.services, network.roles, network.needs):
        found = kind.get(node)
        if found is not None:
            return named(found)
    return str(network.name_of(node))


def say_number(number: int) -> str:
    """Return a whole number as it is written in the language of the page: ``76 543``."""
    return format_decimal(number, locale=g.lang)


def post_title(post: Post) -> str:
    """Return the title of a post in the language of the page."""
    return title_in(post, g.lang)


def is_phone(channel: OpenChannel) -> bool:
    """Whether a channel is called and not written to."""
    return channel.channel.kind is ChannelKind.PHONE


@blueprint.context_processor
def _for_templates() -> dict[str, object]:
    return {
        "acceptance_words": ACCEPTANCES,
        "access_words": ACCESSES,
        "area_name": area_name,
        "area_words": AREA_KINDS,
        "capacity_words": CAPACITIES,
        "channel_words": CHANNEL_KINDS,
        "described": described,
        "duty_words": DUTY_KINDS,
        "group_word": group_word,
        "is_phone": is_phone,
        "language_word": language_word,
        "named": named,
        "node_href": node_href,
        "node_name": node_name,
        "organization_kind": organization_kind,
        "period": period,
        "phase_word": phase_word,
        "post_title": post_title,
        "place_words": DUTY_PLACES,
        "residence_words": RESIDENCES,
        "say_number": say_number,
        "status_word": status_word,
    }
