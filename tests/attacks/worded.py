"""Which columns hold somebody's words, read off the tables: what is written into them, and what was written.

A column that is added is written into as well, or is named here with the reason why nobody's words stand there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Enum, String

from directory.model import Base

NOBODYS_WORDS = {
    **dict.fromkeys(("seed_digest", "digest", "previous", "detail_digest", "token_hash", "salt"), "digests"),
    **dict.fromkeys(("proposed_by", "approved_by", "invited_by", "given_by", "actor"), "ids of accounts"),
    **dict.fromkeys(("record", "subject_id", "organization", "area"), "ids of records"),
    **dict.fromkeys(("lang", "language", "act", "days", "phase"), "one of a few words"),
    **dict.fromkeys(("password_hash", "code_secret"), "hashed, encrypted"),
    "phone": "E.164, which the database checks",
    "geometry": "drawn borders, shown nowhere",
    "trouble": "the class of an error",
    "framework": "one of a few words",
    **dict.fromkeys(
        ("made_by", "asked_by", "decided_by", "undone_by", "settled_by", "said_by"), "ids of accounts"
    ),
    "confirmation.by": "the id of an account",
    **dict.fromkeys(("confirmation.kind", "campaign_target.how", "inquiry.answer"), "one of a few words"),
    **dict.fromkeys(
        ("campaign.topic", "news.topic", "tombstone.reason", "changeset.answer"),
        "one of a few words, checked when chosen",
    ),
    **dict.fromkeys(("saved_question.first", "saved_question.before"), "ids of records, one a line"),
    "once.location": "an address that the program made of a route and ids",
}
"""Columns that hold text of the program, by name or by table and name, with the reason."""
WITHOUT_WORDS = frozenset(
    {
        "border",
        "ticket",
        "job_run",
        "ledger_entry",
        "ledger_head",
        "ledger_detail",
        "widening",
        "do_not_list",
        "place",
        "role_grant",
        "account_session",
    }
)
"""Tables without a person's words; what stands in the log's details is written by the changes below, and the device
of a session is two words of ours."""


def texts(model: type[Base], text: str, **given: Any) -> dict[str, Any]:
    """Return *text* for each column of *model* that holds words, but for those *given*."""
    found: dict[str, Any] = {}
    for prop in model.__mapper__.column_attrs:
        column = prop.columns[0]
        if (
            isinstance(column.type, String)
            and not isinstance(column.type, Enum)
            and not column.foreign_keys
            and not column.primary_key
            and not prop.key.endswith("_id")
            and prop.key not in NOBODYS_WORDS
            and f"{model.__tablename__}.{prop.key}" not in NOBODYS_WORDS
        ):
            found[prop.key] = text
    return {**found, **given}


def worded_tables() -> set[str]:
    """Return the tables that hold words, as far as the columns say."""
    return {mapper.class_.__tablename__ for mapper in Base.registry.mappers if texts(mapper.class_, "x")}


@dataclass
class Scribbled:
    """The ids of what was written, by the name that addresses use for them; tokens of links among them."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    """Addresses beside those that the ids lead to."""
    tables: set[str] = field(default_factory=set)
    cells: int = 0

    def add(self, name: str, row: Any) -> Any:
        self.ids.setdefault(name, []).append(row.id)
        return self.count(row)

    def count(self, row: Any) -> Any:
        self.tables.add(row.__tablename__)
        self.cells += len(texts(type(row), "x"))
        return row
