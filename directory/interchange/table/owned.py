"""What an organization or a service has, against what a row says of it: numbers, mailboxes, hours, areas, a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from directory.graph.facts import AreaId, ChannelKind, Visibility
from directory.interchange.table.cells import Said
from directory.interchange.table.column import Column
from directory.interchange.table.draft import Draft
from directory.interchange.table.known import Known
from directory.interchange.table.number import Number
from directory.interchange.table.shown import area_word, hours_of, phone_shown
from directory.interchange.table.stored import Stored, Values
from directory.maintaining.typed import digest_of
from directory.protection import is_geographic


class Owner(NamedTuple):
    """Whose it is. ``record``: the id of an organization or service, new ones included."""

    record: str
    is_service: bool
    is_new: bool
    is_protected: bool

    @property
    def columns(self) -> Mapping[str, str | None]:
        """The two columns that name the owner."""
        return {
            "organization_id": None if self.is_service else self.record,
            "service_id": self.record if self.is_service else None,
        }


def compare_owned(draft: Draft, owner: Owner, said: Said, stored: Stored) -> None:
    """Add to *draft* what a row says of numbers, mailboxes, hours and the place of *owner*."""
    _phones(draft, owner, said.phones, stored)
    mails = [Number(one, one) for one in said.mails]
    _channels(draft, owner, ChannelKind.EMAIL, mails, stored)
    if Column.HOURS in said.text:
        _hours(draft, owner, said.text[Column.HOURS], stored)
    if Column.ADDRESS in said.text or Column.TOWN in said.text:
        _place(draft, owner, said, stored)


def compare_coverage(
    draft: Draft, service: str, areas: Sequence[AreaId], stored: Stored, known: Known
) -> None:
    """Let *service* serve exactly *areas*: what a cell lists is what holds."""
    there = {row["area_id"]: row for row in stored.coverage.get(service, [])}
    for area in areas:
        if area not in there:
            values = {"service_id": service, "area_id": area, "serves": True}
            draft.add("coverage", values, Column.AREAS, area_word(area, known.areas))
    for area, row in there.items():
        if area not in areas:
            draft.remove("coverage", row, Column.AREAS, area_word(AreaId(area), known.areas))


def _phones(draft: Draft, owner: Owner, numbers: Sequence[Number], stored: Stored) -> None:
    there = {row["value"] for row in _of_kind(stored, owner, ChannelKind.PHONE)}
    taken = []
    for number in numbers:
        if number.value not in there and number.is_mobile and not number.is_for_work:
            draft.refuse(
                f"{number.display} är ett mobilnummer. Är det en tjänstemobil, skriv (tjänst) efter numret. "
                "En privat mobil får inte stå här.",
                f"{number.display} is a mobile number. If it is a work phone, write (work) after it. "
                "A private mobile must not stand here.",
            )
            continue
        if number.value not in there and owner.is_protected and is_geographic(number.value):
            draft.refuse(
                f"{number.display} har ett riktnummer, och tjänsten är skyddad: numret säger var den ligger.",
                f"{number.display} has an area code, and the service is protected: it tells where that is.",
            )
            continue
        taken.append(number)
    _channels(draft, owner, ChannelKind.PHONE, taken, stored)


def _channels(
    draft: Draft, owner: Owner, kind: ChannelKind, brought: Sequence[Number], stored: Stored
) -> None:
    """Add what is missing. A file takes nothing away; only where one stands and one is brought, that one changes."""
    rows = _of_kind(stored, owner, kind)
    there = {row["value"].lower() for row in rows}
    column = Column.PHONE if kind is ChannelKind.PHONE else Column.EMAIL
    missing = [one for one in brought if one.value.lower() not in there]
    for one in missing:
        if digest_of(one.value) in stored.objected:
            draft.refuse(
                f"{one.display} får inte stå i katalogen: den som har det har sagt ifrån.",
                f"{one.display} must not stand in the directory: whoever has it objected.",
            )
            return
    if len(rows) == 1 and len(brought) == 1 and missing:
        row, one = rows[0], brought[0]
        changed = {"value": one.value, "display": one.display, **({"label": one.label} if one.label else {})}
        draft.change("channel", row, changed, column, (phone_shown(row), _shown(one)))
        return
    visibility = Visibility.NETWORK if owner.is_protected else Visibility.PUBLIC
    order = 1 + max((row["order"] for row in stored.channels.get(owner.record, [])), default=-1)
    for number, one in enumerate(missing, start=order):
        values: dict[str, Any] = {
            **owner.columns,
            "kind": kind.value,
            "value": one.value,
            "display": one.display,
            "label": one.label,
            "order": number,
            "visibility": visibility.value,
        }
        draft.add("channel", values, column, _shown(one))


def _hours(draft: Draft, owner: Owner, text: str, stored: Stored) -> None:
    rows = stored.schedules.get(owner.record, [])
    shown = hours_of(rows)
    if " ".join(shown.split()) == text:
        return
    if any(row["days"] for row in rows):
        draft.remark(
            "Öppettiderna är inlagda dag för dag. En fil ändrar dem inte: gör det på tjänstens sida.",
            "The hours are entered day by day. A file does not change them: do it on the page of the service.",
        )
        return
    if not rows:
        values = {**owner.columns, "days": "", "certainty": "stated", "as_printed": text}
        draft.add("schedule", values, Column.HOURS, text)
        return
    draft.change("schedule", rows[0], {"as_printed": text}, Column.HOURS, (shown, text))
    for row in rows[1:]:
        draft.remove("schedule", row, Column.HOURS, str(row["as_printed"]))


def _place(draft: Draft, owner: Owner, said: Said, stored: Stored) -> None:
    if owner.is_protected:
        draft.remark(
            "Adress och ort läses inte in: tjänsten är skyddad.",
            "Address and town are not read in: the service is protected.",
        )
        return
    rows = stored.locations.get(owner.record, [])
    wanted: dict[str, Any] = {
        column.value: said.text[column] for column in (Column.ADDRESS, Column.TOWN) if column in said.text
    }
    shown = ", ".join(wanted.values())
    if any(all(row[name] == value for name, value in wanted.items()) for row in rows):
        return
    if len(rows) > 1 or len(rows) != (owner.record in stored.has_place):
        draft.remark(
            "Adressen läses inte in: det finns flera platser. Ändra på organisationens sida.",
            "The address is not read in: there are several places. Change it on the organization's page.",
        )
    elif rows:
        before = ", ".join(str(rows[0][name]) for name in wanted if rows[0][name])
        draft.change("location", rows[0], wanted, Column.ADDRESS, (before, shown))
    elif Column.ADDRESS in said.text:
        values = {**owner.columns, **wanted, "visibility": Visibility.NETWORK.value}
        draft.add("location", values, Column.ADDRESS, shown)


def _of_kind(stored: Stored, owner: Owner, kind: ChannelKind) -> list[Values]:
    return [row for row in stored.channels.get(owner.record, []) if row["kind"] == kind.value]


def _shown(one: Number) -> str:
    return f"{one.display} ({one.label})" if one.label else one.display
