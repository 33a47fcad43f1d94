"""Which records a changeset may hold, in which order they are written, and the words that a service is said with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import inspect

from directory.model import (
    Absence,
    Base,
    Channel,
    Conflict,
    Contact,
    Coverage,
    Duty,
    Holding,
    Link,
    Location,
    Note,
    OpeningException,
    Organization,
    Post,
    Record,
    Schedule,
    Service,
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    ServiceReferralRole,
    ServiceStatus,
)

EDITABLE: Mapping[str, type[Record]] = MappingProxyType(
    {
        model.__tablename__: model
        for model in (
            Organization,
            Service,
            Channel,
            Schedule,
            OpeningException,
            Coverage,
            Holding,
            Link,
            Post,
            Contact,
            Absence,
            Location,
            Note,
            Duty,
            Conflict,
        )
    }
)
"""Table → class, in an order in which every record comes after what it refers to."""

ONLY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "contact": frozenset({"post_id", "organization_id", "service_id"}),
        "duty": frozenset({"organization_id"}),
    }
)
"""Of a contact person and of a duty only whose it is may change here (a merge): nothing personal stands in a changeset,
and a law is not edited."""

WHERE_FROM = frozenset({"source", "dated", "on", "confidence", "confirmed_on"})
"""Where a record's values come from. It goes with them and never clashes: that somebody has confirmed a record
meanwhile is no reason not to change it, nor not to take a change back."""

KEPT_BY_THE_STORE = frozenset({"id", "version", "origin", "seed_digest"})


class Word(NamedTuple):
    """Rows that say one word of a service each; together they are one value of an edit."""

    model: type[Base]
    key: str
    value: str = ""
    """The attribute that goes with the key; empty: the value is a list of keys."""
    is_ordered: bool = False


WORDS: Mapping[str, Word] = MappingProxyType(
    {
        "needs": Word(ServiceNeed, "need_id", is_ordered=True),
        "acceptance": Word(ServiceAcceptance, "group", "acceptance"),
        "statuses": Word(ServiceStatus, "status"),
        "languages": Word(ServiceLanguage, "language", is_ordered=True),
        "referral_roles": Word(ServiceReferralRole, "role_id", is_ordered=True),
    }
)
"""Attribute of ``Service`` → how its rows become a value: *needs* a list, *acceptance* group → what is said."""


@cache
def columns_of(model: type[Record]) -> tuple[str, ...]:
    """Return the attributes of *model* that an edit may hold, without the words of a service."""
    only = ONLY.get(str(model.__tablename__))
    return tuple(
        attribute.key
        for attribute in inspect(model).column_attrs
        if attribute.key not in KEPT_BY_THE_STORE and (only is None or attribute.key in only)
    )


def attributes_of(model: type[Record]) -> tuple[str, ...]:
    """Return everything that an edit of *model* may hold."""
    return (*columns_of(model), *WORDS) if model is Service else columns_of(model)
