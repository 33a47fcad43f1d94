"""Which edits wait for other eyes: whatever could send somebody to the wrong person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from directory.graph.facts import Visibility
from directory.store.changeset import Edit, Edits

REACHES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "channel": frozenset({"kind", "value", "display", "organization_id", "service_id"}),
        "organization": frozenset({"website", "parent_id"}),
        "service": frozenset({"organization_id", "role_id", "is_emergency_line"}),
        "link": frozenset(
            {
                "kind",
                "source_organization_id",
                "source_role_id",
                "source_service_id",
                "target_organization_id",
                "target_role_id",
                "target_service_id",
            }
        ),
        "holding": frozenset({"role_id", "area_id", "organization_id"}),
    }
)
"""Table → columns that decide whom somebody reaches: numbers, mailboxes, links, and who stands for what."""

BREADTH = {Visibility.RESTRICTED.value: 0, Visibility.NETWORK.value: 1, Visibility.PUBLIC.value: 2}


def needs_other_eyes(edit: Edit, *, is_coordinator: bool) -> bool:
    """Tell whether *edit* waits for somebody else, however trusted its maker is (SAFETY, rule 14).

    A coordinator may take away at once what is wrong: less is said, and nobody is sent anywhere. For the
    organization itself that waits, too, and so does everything that is new.
    """
    if edit.is_addition:
        if edit.table == "service":
            return not is_coordinator
        return edit.table in ("organization", "channel", "link", "holding")
    if edit.is_removal:
        return not is_coordinator and edit.table in ("organization", "service", "channel", "link", "holding")
    if edit.table == "service" and edit.before and edit.before.get("is_protected") is True:
        return True
    if _is_seen_by_more(edit):
        return True
    return not REACHES.get(edit.table, frozenset()).isdisjoint(edit.after or {})


def split(edits: Edits, *, is_coordinator: bool) -> tuple[Edits, Edits]:
    """Return the edits that hold at once, and those that wait.

    What belongs to a record that is still to be approved waits with it.
    """
    waits = [needs_other_eyes(one, is_coordinator=is_coordinator) for one in edits]
    new = {one.record for one, later in zip(edits, waits, strict=True) if later and one.is_addition}
    has_grown = bool(new)
    while has_grown:
        has_grown = False
        for index, one in enumerate(edits):
            if not waits[index] and _names(one, new):
                waits[index] = True
                if one.is_addition:
                    new.add(one.record)
                    has_grown = True
    both = list(zip(edits, waits, strict=True))
    return tuple(one for one, later in both if not later), tuple(one for one, later in both if later)


def _names(edit: Edit, records: set[str]) -> bool:
    return any(isinstance(value, str) and value in records for value in (edit.after or {}).values())


def _is_seen_by_more(edit: Edit) -> bool:
    was, becomes = (str((side or {}).get("visibility") or "") for side in (edit.before, edit.after))
    return bool(was and becomes) and BREADTH[becomes] > BREADTH[was]
