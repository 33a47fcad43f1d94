"""One change for many records: chosen by ticking, made as one act, and taken back as one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission, may_there
from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import Access, AreaId, Capacity, OrganizationId
from directory.maintaining.change import SAID_BY_COORDINATOR, Matter, Submitted, said_now, submit
from directory.maintaining.complaints import Complaints
from directory.maintaining.workplace import missing
from directory.model import ChangesetKind, Organization, Service
from directory.store.changeset import Edit, Edits, addition, edit_to

MOST = 200
"""Records that one act may change."""
SHORTEST, LONGEST = 7, 730
"""Days between two confirmations, at least and at most."""
LONGEST_CLOSURE = timedelta(days=366)
LONGEST_CAPACITY = timedelta(days=92)
MINUTES_A_DAY = 1440


class What(StrEnum):
    """The one thing that is changed."""

    CADENCE = "cadence"
    LANGUAGES = "languages"
    CAPACITY = "capacity"
    ACCESS = "access"
    CLOSED = "closed"
    """On these days other hours count, or none: holidays, summer."""
    WEBSITE = "website"


OF: Mapping[str, tuple[What, ...]] = {
    "organization": (What.CADENCE, What.CLOSED, What.WEBSITE),
    "service": (What.CADENCE, What.CLOSED, What.LANGUAGES, What.CAPACITY, What.ACCESS),
}
"""What can be changed in many organizations, and in many services."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants changed, as typed."""

    table: str
    records: tuple[str, ...]
    what: str
    fields: Mapping[str, str]

    def typed(self, name: str) -> str:
        """Return what stands in a field."""
        return self.fields.get(name, "").strip()


def choose(
    reading: Session,
    identity: Identity,
    table: str,
    borders: Borders,
    organizations: Collection[str],
    text: str = "",
) -> list[Organization | Service]:
    """List the organizations or services among *organizations* that *identity* may change, by name; *text* in it."""
    rows: list[Organization | Service] = (
        list(reading.scalars(select(Organization).order_by(Organization.name, Organization.id)))
        if table == "organization"
        else list(reading.scalars(select(Service).order_by(Service.name, Service.id)))
    )
    wanted = text.casefold().strip()
    return [
        one
        for one in rows
        if owner_of(one) in organizations
        and wanted in one.name.casefold()
        and _may(identity, owner_of(one), borders)
    ]


def owner_of(record: Organization | Service) -> str:
    """Return the id of the organization whose matter *record* is; empty for what a role offers."""
    return record.id if isinstance(record, Organization) else record.organization_id or ""


def edits_for(reading: Session, identity: Identity, wish: Wish, borders: Borders, now: datetime) -> Edits:
    """Return the edits that do what *wish* asks; records that say so already have none.

    Raises:
        Refused: a field is missing or wrong, nothing or too much was ticked, or nothing would change.
        NotFound: one of the records is not theirs to change.
    """
    today = as_local(now).date()
    found = Complaints()
    if wish.what not in OF.get(wish.table, ()):
        found.add(refuse("what", "Välj vad som ska ändras.", "Choose what to change."))
    if not wish.records:
        found.add(refuse("records", "Kryssa för minst en.", "Tick at least one."))
    elif len(wish.records) > MOST:
        found.add(refuse("records", f"Kryssa för högst {MOST} åt gången.", f"Tick at most {MOST} at a time."))
    found.settle()
    records: list[Organization | Service] = []
    for name in dict.fromkeys(wish.records):
        record: Organization | Service | None = (
            reading.get(Organization, name) if wish.table == "organization" else reading.get(Service, name)
        )
        if record is None or not _may(identity, owner_of(record), borders):
            raise missing()
        records.append(record)
    if wish.what == What.CLOSED:
        return _exceptions(wish, records, today)
    wanted = _wanted(wish, today)
    edits = tuple(edit for record in records if (edit := edit_to(record, wanted)) is not None)
    if not edits:
        raise refuse(
            "",
            "Alla står redan så. Inget skulle ändras.",
            "All of them say so already. Nothing would change.",
        )
    return said_now(edits, SAID_BY_COORDINATOR, today)


def apply_to_many(
    writing: Session,
    identity: Identity,
    edits: Edits,
    area: AreaId,
    borders: Borders,
    now: datetime,
    *,
    title: str,
) -> Submitted:
    """Make *edits*, or propose what needs other eyes, as one act that can be undone.

    Raises:
        Clashed: somebody has changed the same thing since it was looked at. Nothing was changed.
    """
    return submit(writing, identity, edits, ChangesetKind.BULK, Matter(None, title, area=area), borders, now)


def _may(identity: Identity, organization: str, borders: Borders) -> bool:
    return bool(organization) and may_there(
        identity, Permission.BULK_CHANGE, borders, organization=OrganizationId(organization)
    )


def _wanted(wish: Wish, today: date) -> dict[str, Any]:
    if wish.what == What.CADENCE:
        return {"cadence_days": _cadence(wish.typed("cadence_days"))}
    if wish.what == What.LANGUAGES:
        languages = list(
            dict.fromkeys(one.strip() for one in wish.typed("languages").split(",") if one.strip())
        )
        if not languages:
            raise refuse("languages", "Skriv minst ett språk.", "Write at least one language.")
        if any(len(one) > 60 for one in languages) or len(languages) > 40:
            raise refuse(
                "languages", "Skriv språken med komma mellan.", "Write the languages with commas between."
            )
        return {"languages": languages}
    if wish.what == What.CAPACITY:
        return _capacity(wish, today)
    if wish.what == What.ACCESS:
        if wish.typed("access") not in frozenset(Access):
            raise refuse("access", "Välj vem som får höra av sig.", "Choose who may get in touch.")
        return {"access": wish.typed("access")}
    website = wish.typed("website")
    if website and (not website.startswith("https://") or len(website) > 300 or " " in website):
        raise refuse(
            "website", "Skriv adressen så: https://www.example.org", "Write it so: https://www.example.org"
        )
    return {"website": website}


def _cadence(typed: str) -> int | None:
    if not typed:
        return None
    days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
    if not SHORTEST <= days <= LONGEST:
        raise refuse(
            "cadence_days",
            f"Skriv ett antal dagar mellan {SHORTEST} och {LONGEST}, eller lämna tomt.",
            f"Write a number of days between {SHORTEST} and {LONGEST}, or leave it empty.",
        )
    return days


def _capacity(wish: Wish, today: date) -> dict[str, Any]:
    said = wish.typed("capacity")
    if said not in frozenset(Capacity):
        raise refuse("capacity", "Välj hur det är med platser.", "Choose how it is with places.")
    if said == Capacity.UNKNOWN:
        return {"capacity": said, "capacity_until": None}
    until = _day("capacity_until", wish.typed("capacity_until"))
    if not today <= until <= today + LONGEST_CAPACITY:
        raise refuse(
            "capacity_until",
            "Välj en dag inom tre månader. Sedan blir det okänt av sig självt.",
            "Choose a day within three months. Then it becomes unknown by itself.",
        )
    end = as_local(datetime.combine(until + timedelta(days=1), datetime.min.time()))
    return {"capacity": said, "capacity_until": end.isoformat()}


def _exceptions(wish: Wish, records: list[Any], today: date) -> Edits:
    found = Complaints()
    first = found.take(lambda: _day("from_on", wish.typed("from_on")))
    last = found.take(lambda: _day("to_on", wish.typed("to_on"))) if wish.typed("to_on") else first
    opens = found.take(lambda: _clock("opens", wish.typed("opens")))
    closes = found.take(lambda: _clock("closes", wish.typed("closes")))
    found.settle()
    if first is None or last is None:
        return ()
    if last < first or last < today:
        found.add(
            refuse(
                "to_on",
                "Sista dagen är före den första, eller har varit.",
                "The last day is before the first one, or is over.",
            )
        )
    elif last - first > LONGEST_CLOSURE:
        found.add(refuse("to_on", "Välj högst ett år.", "Choose one year at most."))
    if (opens is None) != (closes is None):
        found.add(
            refuse(
                "closes",
                "Skriv båda tiderna, eller ingen om det är stängt.",
                "Write both times, or none when closed.",
            )
        )
    found.settle()
    if opens is not None and closes is not None and closes <= opens:
        closes += MINUTES_A_DAY  # open past midnight
    values: dict[str, Any] = {
        "from_on": first.isoformat(),
        "to_on": last.isoformat(),
        "opens": opens,
        "closes": closes,
        "said": wish.typed("said")[:120],
    }
    edits: list[Edit] = []
    for record in records:
        owner = {"organization_id": None, "service_id": None, f"{wish.table}_id": record.id}
        edits.append(addition("opening_exception", new_id(), {**owner, **values}))
    return said_now(tuple(edits), SAID_BY_COORDINATOR, today)


def _day(field: str, typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise refuse(field, "Skriv dagen så: 2026-12-24.", "Write the day so: 2026-12-24.") from None


def _clock(field: str, typed: str) -> int | None:
    if not typed:
        return None
    hours, _, minutes = typed.replace(".", ":").partition(":")
    parts = (hours, minutes or "00")
    if all(one.isascii() and one.isdigit() and len(one) <= 2 for one in parts):
        hour, minute = map(int, parts)
        if hour < 24 and minute < 60:
            return hour * 60 + minute
    raise refuse(field, "Skriv tiden så: 08.00.", "Write the time so: 08:00.")
