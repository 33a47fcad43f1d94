"""What a column can say, with its name for people and the headings by which it is known, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Column(StrEnum):
    """One thing that a column says of an organization or of a service of it."""

    ID = "id"
    ORGANIZATION_ID = "organization_id"
    ORGANIZATION_NUMBER = "organization_number"
    ORGANIZATION = "organization"
    KIND = "kind"
    WEBSITE = "website"
    SERVICE_ID = "service_id"
    SERVICE = "service"
    NEEDS = "needs"
    ACCEPTS = "accepts"
    PREFERS = "prefers"
    ASKS_FIRST = "asks_first"
    EXCLUDES = "excludes"
    AGES = "ages"
    AGE_MIN = "age_min"
    AGE_MAX = "age_max"
    LANGUAGES = "languages"
    AREAS = "areas"
    ACCESS = "access"
    REFERRAL = "referral"
    PHONE = "phone"
    EMAIL = "email"
    HOURS = "hours"
    PROTECTED = "protected"
    ADDRESS = "address"
    TOWN = "town"


class Naming(NamedTuple):
    """The name of a column for people, and further headings that mean it."""

    sv: str
    en: str
    also: tuple[str, ...] = ()


NAMES: Mapping[Column, Naming] = MappingProxyType(
    {
        Column.ID: Naming("Id", "Id", ("nr", "post", "record id")),
        Column.ORGANIZATION_ID: Naming(
            "Organisationens id", "Organization id", ("org id", "organisation id")
        ),
        Column.ORGANIZATION_NUMBER: Naming(
            "Organisationsnummer", "Organization number", ("org.nr", "orgnr", "org nr", "org. nummer")
        ),
        Column.ORGANIZATION: Naming(
            "Organisation",
            "Organization",
            (
                "namn",
                "name",
                "organisationsnamn",
                "organisationens namn",
                "organisation name",
                "organization name",
                "förening",
                "verksamhet",
                "aktör",
                "huvudman",
                "utförare",
                "agency",
            ),
        ),
        Column.KIND: Naming(
            "Typ", "Kind", ("typ av organisation", "organisationstyp", "sektor", "organization type", "type")
        ),
        Column.WEBSITE: Naming(
            "Webbplats",
            "Website",
            ("webb", "hemsida", "webbsida", "webbadress", "länk", "url", "web", "homepage", "link", "www"),
        ),
        Column.SERVICE_ID: Naming("Tjänstens id", "Service id", ("tjänst id",)),
        Column.SERVICE: Naming(
            "Tjänst",
            "Service",
            (
                "tjänstens namn",
                "insats",
                "erbjudande",
                "stödets namn",
                "mottagning",
                "service name",
                "verksamhetens namn",
                "enhet",
                "program",
            ),
        ),
        Column.NEEDS: Naming(
            "Behov",
            "Needs",
            ("behov som möts", "stöd", "typ av stöd", "hjälp med", "need", "kategori", "category"),
        ),
        Column.ACCEPTS: Naming(
            "Målgrupp",
            "Groups",
            (
                "målgrupper",
                "tar emot",
                "grupper",
                "grupp",
                "för vem",
                "för vilka",
                "accepts",
                "group",
                "target group",
            ),
        ),
        Column.PREFERS: Naming("Helst", "Prefers", ("i första hand", "prioriterar")),
        Column.ASKS_FIRST: Naming("Fråga först", "Ask first", ("efter samtal", "asks first")),
        Column.EXCLUDES: Naming("Tar inte emot", "Excludes", ("ej", "inte för", "tar ej emot", "not for")),
        Column.AGES: Naming("Ålder", "Ages", ("åldrar", "åldersgrupp", "åldersgräns", "age", "age range")),
        Column.AGE_MIN: Naming(
            "Ålder från",
            "Age from",
            ("från ålder", "lägsta ålder", "minimiålder", "min ålder", "minimum age"),
        ),
        Column.AGE_MAX: Naming(
            "Ålder till", "Age to", ("till ålder", "högsta ålder", "maxålder", "max ålder", "maximum age")
        ),
        Column.LANGUAGES: Naming("Språk", "Languages", ("talar", "language", "språkkunskaper")),
        Column.AREAS: Naming(
            "Kommun",
            "Areas served",
            (
                "kommuner",
                "område",
                "områden",
                "län",
                "region",
                "upptagningsområde",
                "kommun/län",
                "verksamhetsområde",
                "täcker",
                "kommunkod",
                "area",
                "areas",
                "municipality",
                "municipalities",
                "county",
                "geografiskt område",
            ),
        ),
        Column.ACCESS: Naming("Vem får kontakta", "Access", ("kontaktväg", "tillgång", "nås av")),
        Column.REFERRAL: Naming("Hur man kommer dit", "Referral", ("remiss", "remissväg", "ansökan")),
        Column.PHONE: Naming(
            "Telefon",
            "Phone",
            ("telefonnummer", "tel", "tfn", "tel.nr", "telnr", "mobil", "phone number", "telephone", "växel"),
        ),
        Column.EMAIL: Naming(
            "Mail",
            "E-mail",
            ("e-post", "epost", "mejl", "mailadress", "e-postadress", "mejladress", "email", "email address"),
        ),
        Column.HOURS: Naming(
            "Öppettider",
            "Hours",
            ("öppettid", "öppet", "tider", "telefontid", "telefontider", "opening hours"),
        ),
        Column.PROTECTED: Naming(
            "Skyddad",
            "Protected",
            ("skyddad adress", "skyddat boende", "sekretess", "hemlig adress", "skyddat"),
        ),
        Column.ADDRESS: Naming(
            "Adress", "Address", ("gatuadress", "besöksadress", "street", "street address", "postadress")
        ),
        Column.TOWN: Naming("Ort", "Town", ("postort", "stad", "city", "postnummer", "postnr")),
    }
)
"""Every column, in the order in which they are offered."""

NOT_READ = frozenset({Column.ADDRESS, Column.TOWN, Column.ORGANIZATION_NUMBER})
"""Columns that are recognised so that it can be said that nothing of them is stored."""
