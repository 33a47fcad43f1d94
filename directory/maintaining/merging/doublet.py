"""Doublets: what both records say already, and would stand there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from directory.gazetteer.folding import fold
from directory.model import Record
from directory.store.changeset import values_of

_PLACE = ("name", "address", "postcode", "town")
_OPENING = ("channel_id", "from_on", "to_on", "opens", "closes")
_ENDS = tuple(
    f"{end}_{kind}_id" for end in ("source", "target") for kind in ("organization", "role", "service")
)


@dataclass(frozen=True, slots=True)
class Solved:
    """Something that could not simply move: *what* (a word of ``SOLUTIONS``), the table, and the record's id."""

    what: str
    table: str
    record: str


TWICE = "twice"
"""Both said the same; one of them stays."""
TO_ITSELF = "to_itself"
"""A link from one to the other, which would lead to itself, is taken out."""
OTHER_HOURS = "other_hours"
"""Hours of the one whose week was not chosen are taken out."""
IN_A_RING = "in_a_ring"
"""The record would lie above itself; its place in the tree is mended."""
POST_MOVED = "post_moved"
"""Its contact persons move to a post of the same name."""


def _channel(values: Mapping[str, Any]) -> Any:
    said = str(values["value"])
    return values["kind"], said.casefold() if values["kind"] == "email" else said


def _columns(*names: str) -> Callable[[Mapping[str, Any]], Any]:
    return lambda values: tuple(values[name] for name in names)


def _place(values: Mapping[str, Any]) -> Any:
    return tuple(fold(str(values[name])) for name in _PLACE)


SAME: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "channel": _channel,
    "coverage": _columns("area_id", "valid_from"),
    "holding": _columns("role_id", "area_id", "valid_from", "valid_to"),
    "link": _columns("kind", *_ENDS, "need_id", "condition"),
    "location": _place,
    "note": _columns("text"),
    "opening_exception": _columns(*_OPENING),
    "schedule": _columns("channel_id", "days", "opens", "closes", "valid_from", "valid_to", "as_printed"),
}
"""Table → what makes two rows of one owner the same."""


def sameness(record: Record, changed: Mapping[str, Any]) -> Any:
    """Return what tells whether *record*, with these values *changed*, is the same as another one of its owner."""
    return SAME[str(record.__tablename__)]({**values_of(record), **changed})


def known(records: Iterable[Record], changed: Mapping[str, Mapping[str, Any]]) -> dict[Any, Record]:
    """Return *records* by their sameness, each with what is changed of it (by id)."""
    return {sameness(record, changed.get(record.id, {})): record for record in records}
