"""What the past may tell today: a place that is protected now was never told, and what is restricted now always was.

Nobody is shown again who is not listed any more, either. So going back shows less than there once was, never more
than whoever looks may know now.
"""

from __future__ import annotations

from typing import Any

from directory.graph.facts import Visibility
from directory.model import Conflict, Organization, Service
from directory.store.history.rows import PEOPLE, Rows
from directory.store.history.steps import Step

BREADTH = {Visibility.RESTRICTED: 0, Visibility.NETWORK: 1, Visibility.PUBLIC: 2}
_SERVICE, _ORGANIZATION = str(Service.__tablename__), str(Organization.__tablename__)
_CONFLICT = str(Conflict.__tablename__)


class Decent:
    """Takes steps back on *rows* as far as they may be told. ``withheld``: (table, id) of those that were not."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.withheld: set[tuple[str, str]] = set()
        self._protected = {row["id"] for row in rows.tables.get(_SERVICE, {}).values() if row["is_protected"]}
        self._only_protected = {
            row["organization_id"]
            for row in rows.tables.get(_SERVICE, {}).values()
            if row["is_protected"] and row["organization_id"]
        }
        for row in rows.tables.get(_SERVICE, {}).values():
            if not row["is_protected"]:
                self._only_protected.discard(row["organization_id"])

    def take_back(self, step: Step) -> None:
        """Make the row of *step* what it was before it, or leave it as it is where that may not be told."""
        if step.table not in self._rows.tables:
            return
        if step.before is not None and (step.table == PEOPLE or self._is_protected(step)):
            self.withheld.add((step.table, step.record))
            self._remember(step)
            return
        narrow = self._visibility(step)
        self._rows.take_back(step)
        row = self._rows.find(step.table, step.record)
        if row is not None and narrow is not None and BREADTH[row["visibility"]] > BREADTH[narrow]:
            row["visibility"] = narrow

    def _visibility(self, step: Step) -> Visibility | None:
        row = self._rows.find(step.table, step.record)
        return row.get("visibility") if row is not None else None

    def _is_protected(self, step: Step) -> bool:
        said = {
            **(step.after or {}),
            **(self._rows.find(step.table, step.record) or {}),
            **(step.before or {}),
        }
        if step.table == _SERVICE:
            return step.record in self._protected or said.get("is_protected") is True
        if step.table == _ORGANIZATION:
            return step.record in self._only_protected
        if step.table == _CONFLICT:
            about = set(said.get("subjects") or ())
            return not (self._protected | self._only_protected).isdisjoint(about)
        return self._has_protected_owner(step, said)

    def _has_protected_owner(self, step: Step, said: dict[str, Any]) -> bool:
        columns = ("service_id", "source_service_id", "target_service_id")
        if step.table.startswith(f"{_SERVICE}_") and step.record in self._protected:
            return True
        if any(said.get(name) in self._protected for name in columns if said.get(name) is not None):
            return True
        return said.get("organization_id") in self._only_protected and said.get("service_id") is None

    def _remember(self, step: Step) -> None:
        """Bring a protected service back as it was when it went: only that it was there, and whom it served."""
        if step.table != _SERVICE or step.after is not None:
            return
        self._rows.take_back(step)
        self._protected.add(step.record)
        row = self._rows.find(_SERVICE, step.record)
        owner = row["organization_id"] if row is not None else None
        others = self._rows.tables[_SERVICE].values()
        if owner and all(one["is_protected"] for one in others if one["organization_id"] == owner):
            self._only_protected.add(owner)
