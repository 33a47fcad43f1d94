"""The words for every table and column that a changeset may hold; a test holds that none is without."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from directory.graph.facts import (
    Acceptance,
    Access,
    Capacity,
    ChannelKind,
    LinkCondition,
    LinkKind,
    Visibility,
)

TABLES: Mapping[str, object] = {
    "organization": lazy_gettext("Organisation"),
    "service": lazy_gettext("Verksamhet"),
    "channel": lazy_gettext("Kontaktväg"),
    "schedule": lazy_gettext("Öppettid"),
    "opening_exception": lazy_gettext("Avvikande öppettid"),
    "coverage": lazy_gettext("Område"),
    "holding": lazy_gettext("Ansvar"),
    "link": lazy_gettext("Koppling"),
    "post": lazy_gettext("Funktion"),
    "contact": lazy_gettext("Kontaktperson"),
    "absence": lazy_gettext("Frånvaro"),
    "location": lazy_gettext("Besöksplats"),
    "note": lazy_gettext("Anteckning"),
    "duty": lazy_gettext("Regel om ansvar"),
    "conflict": lazy_gettext("Källor som säger olika"),
}

_OWNER = {"organization_id": lazy_gettext("Organisation"), "service_id": lazy_gettext("Verksamhet")}
_PERIOD = {"valid_from": lazy_gettext("Gäller från"), "valid_to": lazy_gettext("Gäller till")}
_DAYS = {"from_on": lazy_gettext("Från och med"), "to_on": lazy_gettext("Till och med")}
_NAME = {"name": lazy_gettext("Namn"), "name_en": lazy_gettext("Namn på engelska")}
_HOURS = {"opens": lazy_gettext("Öppnar"), "closes": lazy_gettext("Stänger")}
_SEEN = {"visibility": lazy_gettext("Vem som ser det")}
_CADENCE = {"cadence_days": lazy_gettext("Bekräftas var")}
_KNOWN = {
    "source": lazy_gettext("Källa"),
    "dated": lazy_gettext("Källans datum"),
    "on": lazy_gettext("Känt sedan"),
    "confidence": lazy_gettext("Hur säkert"),
    "note": lazy_gettext("Om källan"),
    "confirmed_on": lazy_gettext("Bekräftat"),
}
KNOWN = frozenset(_KNOWN)
"""Columns that say how a fact is known; they change with every edit and are shown small."""

COLUMNS: Mapping[str, Mapping[str, object]] = {
    "organization": {
        **_NAME,
        "kind": lazy_gettext("Slag"),
        "parent_id": lazy_gettext("Del av"),
        "website": lazy_gettext("Webbplats"),
        "is_historical": lazy_gettext("Finns inte längre"),
        **_CADENCE,
        **_PERIOD,
        **_KNOWN,
    },
    "service": {
        **_NAME,
        "organization_id": lazy_gettext("Organisation"),
        "role_id": lazy_gettext("Ges av den som är"),
        "age_min": lazy_gettext("Lägsta ålder"),
        "age_max": lazy_gettext("Högsta ålder"),
        "access": lazy_gettext("Vem som får höra av sig"),
        "referral": lazy_gettext("Så kommer man dit"),
        "capacity": lazy_gettext("Platser"),
        "capacity_until": lazy_gettext("Platserna gäller till"),
        "is_protected": lazy_gettext("Skyddad"),
        "is_emergency_line": lazy_gettext("Nödnummer"),
        **_CADENCE,
        **_PERIOD,
        **_KNOWN,
        "needs": lazy_gettext("Hjälper med"),
        "acceptance": lazy_gettext("Tar emot"),
        "statuses": lazy_gettext("Rättslig ställning"),
        "languages": lazy_gettext("Språk"),
        "referral_roles": lazy_gettext("Hänvisas av"),
    },
    "channel": {
        **_OWNER,
        "kind": lazy_gettext("Slag"),
        "value": lazy_gettext("Leder till"),
        "display": lazy_gettext("Visas som"),
        "label": lazy_gettext("Ord bredvid"),
        "order": lazy_gettext("Ordning"),
        **_SEEN,
        **_KNOWN,
    },
    "schedule": {
        **_OWNER,
        "channel_id": lazy_gettext("Gäller bara"),
        "days": lazy_gettext("Dagar"),
        **_HOURS,
        "certainty": lazy_gettext("Hur säkert är det öppet"),
        "as_printed": lazy_gettext("Som det står tryckt"),
        **_PERIOD,
        **_KNOWN,
    },
    "opening_exception": {
        **_OWNER,
        "channel_id": lazy_gettext("Gäller bara"),
        **_DAYS,
        **_HOURS,
        "said": lazy_gettext("Det som visas"),
        **_KNOWN,
    },
    "coverage": {
        "service_id": lazy_gettext("Verksamhet"),
        "area_id": lazy_gettext("Område"),
        "serves": lazy_gettext("Arbetar där"),
        **_PERIOD,
        **_KNOWN,
    },
    "holding": {
        "role_id": lazy_gettext("Roll"),
        "area_id": lazy_gettext("Område"),
        "organization_id": lazy_gettext("Organisation"),
        **_PERIOD,
        **_KNOWN,
    },
    "link": {
        "kind": lazy_gettext("Slag"),
        "source_organization_id": lazy_gettext("Från organisation"),
        "source_role_id": lazy_gettext("Från roll"),
        "source_service_id": lazy_gettext("Från verksamhet"),
        "target_organization_id": lazy_gettext("Till organisation"),
        "target_role_id": lazy_gettext("Till roll"),
        "target_service_id": lazy_gettext("Till verksamhet"),
        "need_id": lazy_gettext("Behov"),
        "condition": lazy_gettext("När"),
        "condition_text": lazy_gettext("När, i egna ord"),
        **_PERIOD,
        **_KNOWN,
    },
    "post": {
        **_OWNER,
        "title": lazy_gettext("Titel"),
        "title_en": lazy_gettext("Titel på engelska"),
        "order": lazy_gettext("Ordning"),
    },
    "contact": {**_OWNER, "post_id": lazy_gettext("Funktion")},
    "absence": {
        **_OWNER,
        "contact_id": lazy_gettext("Vem som är borta"),
        "stand_in_id": lazy_gettext("Vem som svarar i stället"),
        **_DAYS,
    },
    "location": {
        **_OWNER,
        "name": lazy_gettext("Namn"),
        "address": lazy_gettext("Adress"),
        "postcode": lazy_gettext("Postnummer"),
        "town": lazy_gettext("Ort"),
        "area_id": lazy_gettext("Område"),
        "latitude": lazy_gettext("Latitud"),
        "longitude": lazy_gettext("Longitud"),
        **_SEEN,
    },
    "note": {
        **_OWNER,
        "text": lazy_gettext("Text"),
        "text_en": lazy_gettext("Text på engelska"),
        **_SEEN,
    },
    "duty": {"organization_id": lazy_gettext("Organisation")},
    "conflict": {
        "subject": lazy_gettext("Vad det gäller"),
        "subjects": lazy_gettext("Vilka det gäller"),
        "value_a": lazy_gettext("Den ena källan säger"),
        "source_a": lazy_gettext("Den ena källan"),
        "dated_a": lazy_gettext("Den ena källans datum"),
        "value_b": lazy_gettext("Den andra källan säger"),
        "source_b": lazy_gettext("Den andra källan"),
        "dated_b": lazy_gettext("Den andra källans datum"),
        "advice": lazy_gettext("Råd"),
        "advice_sv": lazy_gettext("Råd på svenska"),
    },
}

CHOICES: Mapping[str, Mapping[str, object]] = {
    "acceptance": {
        Acceptance.PREFERS: lazy_gettext("främst till för"),
        Acceptance.ACCEPTS: lazy_gettext("tar emot"),
        Acceptance.ASK_FIRST: lazy_gettext("fråga först"),
        Acceptance.UNKNOWN: lazy_gettext("inte känt"),
        Acceptance.EXCLUDES: lazy_gettext("tar inte emot"),
    },
    "access": {
        Access.DIRECT: lazy_gettext("vem som helst"),
        Access.PROFESSIONAL: lazy_gettext("bara yrkesverksamma"),
        Access.REFERRAL: lazy_gettext("bara genom den som hänvisar"),
        Access.UNKNOWN: lazy_gettext("inte känt"),
    },
    "capacity": {
        Capacity.FREE: lazy_gettext("det finns plats"),
        Capacity.FEW: lazy_gettext("få platser kvar"),
        Capacity.UNKNOWN: lazy_gettext("inte känt"),
        Capacity.FULL: lazy_gettext("fullt"),
    },
    "visibility": {
        Visibility.PUBLIC: lazy_gettext("alla"),
        Visibility.NETWORK: lazy_gettext("de som är inloggade"),
        Visibility.RESTRICTED: lazy_gettext("de som har behov av det"),
    },
    "certainty": {"stated": lazy_gettext("säkert"), "possible": lazy_gettext("kanske, ring och fråga")},
    "condition": {
        LinkCondition.ALWAYS: lazy_gettext("alltid"),
        LinkCondition.CLOSED: lazy_gettext("när det är stängt"),
        LinkCondition.UNKNOWN_OR_CLOSED: lazy_gettext("när det är stängt eller okänt"),
        LinkCondition.VACANT: lazy_gettext("när ingen har tjänsten"),
        LinkCondition.FULL: lazy_gettext("när det är fullt"),
        LinkCondition.NO_ANSWER: lazy_gettext("när ingen svarar"),
        LinkCondition.OTHER: lazy_gettext("annat"),
    },
}
"""Column → value → words. What several tables call *kind* stands in ``KINDS``."""

KINDS: Mapping[str, Mapping[str, object]] = {
    "organization": {
        "municipality": lazy_gettext("kommunal verksamhet"),
        "region": lazy_gettext("region"),
        "authority": lazy_gettext("statlig myndighet"),
        "ngo": lazy_gettext("ideell organisation"),
        "faith": lazy_gettext("trossamfund"),
        "foundation": lazy_gettext("stiftelse"),
        "association": lazy_gettext("förbund av kommuner och regioner"),
        "io": lazy_gettext("mellanstatlig organisation"),
    },
    "channel": {
        ChannelKind.PHONE: lazy_gettext("telefon"),
        ChannelKind.EMAIL: lazy_gettext("e-post"),
        ChannelKind.WEB: lazy_gettext("webbplats"),
        ChannelKind.CHAT: lazy_gettext("chatt"),
        ChannelKind.FORM: lazy_gettext("formulär"),
    },
    "link": {
        LinkKind.STANDS_IN_FOR: lazy_gettext("tar över för"),
        LinkKind.REFERS_TO: lazy_gettext("hänvisar till"),
        LinkKind.SUCCEEDS: lazy_gettext("kom efter"),
        LinkKind.FUNDS: lazy_gettext("betalar"),
        LinkKind.SUPERVISES: lazy_gettext("har tillsyn över"),
        LinkKind.HANDS_OVER_TO: lazy_gettext("lämnar över till"),
        LinkKind.CONSULTS: lazy_gettext("rådfrågar"),
    },
}

SPECIAL_DAYS: Mapping[int, object] = {7: lazy_gettext("röd dag"), 8: lazy_gettext("dag före röd dag")}
