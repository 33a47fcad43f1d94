"""The plan of a merge: every edit that it takes, and what could not simply move. Nothing is changed yet."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.maintaining.aside import count_grants
from directory.maintaining.leaving import referring
from directory.maintaining.merging.doublet import (
    IN_A_RING,
    OTHER_HOURS,
    SAME,
    TO_ITSELF,
    TWICE,
    Solved,
    known,
    sameness,
)
from directory.maintaining.merging.field import GONE, HOURS, Field, chosen_values, fields_of
from directory.maintaining.merging.posts import move_posts
from directory.model import Channel, Conflict, Link, OpeningException, Organization, Record, Schedule, Service
from directory.store.changeset import EDITABLE, Edit, Edits, edit_to, removal, to_json, values_of

PERSONAL = frozenset({"post", "contact"})
"""Tables that move post by post (``posts``)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do. ``moved``: how many rows of each table go over; ``grants``: how many rights do.

    ``stamp`` is the same as long as nothing that matters has changed: what was looked at is what is done.
    """

    kept: Organization | Service
    gone: Organization | Service
    fields: list[Field]
    edits: Edits
    solved: tuple[Solved, ...]
    moved: Mapping[str, int]
    grants: int

    @property
    def kind(self) -> str:
        """The table of both."""
        return str(self.kept.__tablename__)

    @property
    def stamp(self) -> str:
        """A digest of all edits but for the ids of what is new."""
        said = [one for one in to_json(self.edits) if one["before"] is not None]
        for one in said:
            if one["table"] == "contact" and one["after"] is not None:
                one["after"] = {}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def plan_merge(
    reading: Session,
    kept: Organization | Service,
    gone: Organization | Service,
    choices: Mapping[str, str] | None = None,
) -> Plan:
    """Return the plan by which *gone* becomes a part of *kept*; *choices*: field → whose value holds.

    Raises:
        Refused: they are the same, of different kinds, or only one of them is protected.
    """
    _check(kept, gone)
    return _Planner(reading, kept, gone, choices or {}).plan()


def _check(kept: Organization | Service, gone: Organization | Service) -> None:
    if type(kept) is not type(gone) or kept.id == gone.id:
        raise refuse("other", "Välj en annan post av samma slag.", "Choose another record of the same kind.")
    if isinstance(kept, Service) and isinstance(gone, Service) and kept.is_protected != gone.is_protected:
        raise refuse(
            "other",
            "Bara den ena är skyddad. Sätt samma skydd på båda först.",
            "Only one of them is protected. Give both the same protection first.",
        )


class _Planner:
    """Collects the values that change, by table and id, and what goes."""

    def __init__(
        self,
        reading: Session,
        kept: Organization | Service,
        gone: Organization | Service,
        choices: Mapping[str, str],
    ) -> None:
        self._reading, self._kept, self._gone, self._choices = reading, kept, gone, choices
        self._table = str(kept.__tablename__)
        self._records: dict[tuple[str, str], Record] = {}
        self._changed: dict[tuple[str, str], dict[str, Any]] = {}
        self._going: dict[tuple[str, str], Record] = {(self._table, gone.id): gone}
        self._solved: list[Solved] = []
        self._fields = fields_of(kept, gone)

    def plan(self) -> Plan:
        """Return the plan."""
        self._point_here()
        self._settle_channels()
        self._settle_hours()
        for table in ("coverage", "holding", "link", "location", "note", "opening_exception"):
            self._settle(table)
        self._conflicts()
        self._values()
        edits = [
            edit
            for key, wanted in sorted(self._changed.items())
            if key not in self._going and (edit := edit_to(self._records[key], wanted)) is not None
        ]
        posts = move_posts(self._reading, self._table, self._kept.id, self._gone.id)
        self._solved += posts.solved
        edits += posts.edits
        edits += [removal(record) for _key, record in sorted(self._going.items(), key=lambda item: item[0])]
        moved = Counter(key[0] for key in self._changed if key not in self._going and key[0] != self._table)
        moved["contact"] += posts.people
        grants = count_grants(self._reading, self._gone.id) if self._table == "organization" else 0
        return Plan(
            self._kept,
            self._gone,
            self._fields,
            _once(edits),
            tuple(self._solved),
            {table: count for table, count in sorted(moved.items()) if count},
            grants,
        )

    def _point_here(self) -> None:
        """Let everything that refers to the one that goes refer to the one that stays."""
        for attribute, record in referring(self._reading, self._table, [self._gone.id]):
            if str(record.__tablename__) not in PERSONAL:
                self._change(record, {attribute: self._kept.id})

    def _change(self, record: Record, wanted: Mapping[str, Any]) -> None:
        key = (str(record.__tablename__), record.id)
        self._records[key] = record
        self._changed.setdefault(key, {}).update(wanted)

    def _leave(self, record: Record, what: str) -> None:
        self._going[str(record.__tablename__), record.id] = record
        self._solved.append(Solved(what, str(record.__tablename__), record.id))

    def _of(self, table: str, owner: str) -> list[Any]:
        model = EDITABLE[table]
        column = getattr(model, f"{self._table}_id", None)
        if column is None:
            return []
        return list(self._reading.scalars(select(model).where(column == owner).order_by(model.id)))

    def _settle_channels(self) -> None:
        """Take out numbers that both have; hours of such a number go to the one that stays, or go with it."""
        here = known(self._of("channel", self._kept.id), {})
        for channel in self._of("channel", self._gone.id):
            same = here.get(sameness(channel, {}))
            if same is None:
                continue
            self._leave(channel, TWICE)
            has_week = bool(self._at(Schedule, same.id))
            for row in (*self._at(Schedule, channel.id), *self._at(OpeningException, channel.id)):
                if has_week and isinstance(row, Schedule):
                    self._leave(row, OTHER_HOURS)
                else:
                    self._change(row, {"channel_id": same.id})

    def _at(self, model: type[Schedule] | type[OpeningException], channel: str) -> list[Any]:
        return list(
            self._reading.scalars(select(model).where(model.channel_id == channel).order_by(model.id))
        )

    def _settle_hours(self) -> None:
        """Let one week hold: two together would say that it is open whenever either was."""
        ours = [row for row in self._of("schedule", self._kept.id) if row.channel_id is None]
        theirs = [row for row in self._of("schedule", self._gone.id) if row.channel_id is None]
        if not ours or not theirs:
            return
        said = [{"hours": [values_of(row) for row in rows]} for rows in (ours, theirs)]
        self._fields = [
            replace(field, kept=said[0], gone=said[1], is_different=True) if field.name == HOURS else field
            for field in self._fields
        ]
        for row in ours if self._choices.get(HOURS) == GONE else theirs:
            self._leave(row, OTHER_HOURS)

    def _settle(self, table: str) -> None:
        """Take out what stands there already, and links that would lead from the record to itself."""
        moving = [
            self._records[key]
            for key in sorted(self._changed)
            if key[0] == table and key not in self._going and self._names_the_kept(key)
        ]
        standing = [row for row in self._standing(table) if row not in moving]
        here = known(standing, {}) if table in SAME else {}
        for record in moving:
            changed = self._changed[table, record.id]
            if isinstance(record, Link) and _leads_to_itself(record, changed, self._table):
                self._leave(record, TO_ITSELF)
                continue
            same = sameness(record, changed)
            if same in here:
                self._leave(record, TWICE)
            here.setdefault(same, record)

    def _standing(self, table: str) -> list[Any]:
        if table != Link.__tablename__:
            return self._of(table, self._kept.id)
        found = [record for _name, record in referring(self._reading, self._table, [self._kept.id])]
        return list({record.id: record for record in found if isinstance(record, Link)}.values())

    def _names_the_kept(self, key: tuple[str, str]) -> bool:
        return self._kept.id in self._changed[key].values()

    def _conflicts(self) -> None:
        """Let what sources say of the one that goes, or of a number that goes, be about what stays."""
        channels = {key[1] for key in self._going if key[0] == Channel.__tablename__}
        for conflict in self._reading.scalars(select(Conflict).order_by(Conflict.id)):
            if {self._gone.id, *channels}.isdisjoint(conflict.subjects):
                continue
            about = [self._kept.id if one == self._gone.id else one for one in conflict.subjects]
            self._change(
                conflict, {"subjects": list(dict.fromkeys(one for one in about if one not in channels))}
            )

    def _values(self) -> None:
        """Write what was chosen, and mend the tree where the record would lie above itself."""
        wanted = chosen_values([field for field in self._fields if field.name != HOURS], self._choices)
        if isinstance(self._kept, Organization) and self._is_above_itself(wanted["parent_id"]):
            wanted["parent_id"] = self._free_parent()
            self._solved.append(Solved(IN_A_RING, self._table, self._kept.id))
        self._change(self._kept, wanted)

    def _free_parent(self) -> str | None:
        """Return the nearest organization above either of the two that does not lie below the one that stays."""
        for start in (self._gone, self._kept):
            above = start.parent_id if isinstance(start, Organization) else None
            if above is not None and above != self._gone.id and not self._is_above_itself(above):
                return above
        return None

    def _is_above_itself(self, parent: str | None) -> bool:
        seen: set[str] = set()
        while parent is not None and parent not in seen:
            if parent in (self._kept.id, self._gone.id):
                return True
            seen.add(parent)
            above = self._reading.get(Organization, parent)
            parent = above.parent_id if above is not None else None
        return False


def _leads_to_itself(link: Link, changed: Mapping[str, Any], table: str) -> bool:
    ends = [
        changed.get(f"{end}_{table}_id", getattr(link, f"{end}_{table}_id")) for end in ("source", "target")
    ]
    return ends[0] is not None and ends[0] == ends[1]


def _once(edits: list[Edit]) -> Edits:
    """Return *edits*, each record once."""
    return tuple({(one.table, one.record): one for one in edits}.values())
