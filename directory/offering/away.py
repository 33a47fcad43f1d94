"""Absences: who holds a post is away from a day to a day, and who answers meanwhile. Why is not asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.account.complaint import Refused, refuse
from directory.account.secret import new_id
from directory.graph.facts import Visibility
from directory.maintaining.change import Submitted
from directory.maintaining.complaints import Complaints
from directory.maintaining.person import is_shown
from directory.maintaining.workplace import Workplace, missing, parts_of
from directory.model import Absence, Contact
from directory.offering.dates import read_days
from directory.offering.sending import Sender, send
from directory.store.changeset import addition, removal

FIELDS = ("contact", "stand_in", "from_on", "to_on")


def list_people(reading: Session, workplace: Workplace, today: date) -> list[Contact]:
    """List who holds a post today and is no secret to the network, by name, then id."""
    people = [
        one
        for one in parts_of(reading, Contact, workplace)
        if is_shown(one, today) and one.replaces_id is None and one.visibility is not Visibility.RESTRICTED
    ]
    return sorted(people, key=lambda one: (one.name, one.id))


def list_absences(
    reading: Session, workplace: Workplace, today: date
) -> list[tuple[Absence, Contact, Contact | None]]:
    """List the absences that are not over with who is away and who stands in, by day; no restricted person's."""
    people = {one.id: one for one in list_people(reading, workplace, today)}
    found = [one for one in _absences_of(reading, list(people)) if one.to_on >= today]
    return [(one, people[one.contact_id], people.get(one.stand_in_id or "")) for one in found]


def add_absence(
    writing: Session, sender: Sender, contact: str, stand_in: str, first: str, last: str
) -> Submitted:
    """Say that a contact person is away, and who stands in; an empty *stand_in*: nobody.

    Raises:
        NotFound: one of the two is nobody whom the organization shows.
        Refused: she would stand in for herself, or for somebody who stands in for her; is away herself then, or stops
            being listed before; is away already; the end lies before the start. Each at its field.
    """
    today = sender.day.date()
    people = {one.id: one for one in list_people(writing, sender.workplace, today)}
    found = Complaints()
    days = found.take(lambda: read_days(first, last, today))
    away = people.get(contact)
    if away is None:
        found.add(refuse("contact", "Välj vem som är borta.", "Choose who is away."))
    found.settle()
    if away is None or days is None:
        raise AssertionError("what was not complained of is there")
    absences = _absences_of(writing, list(people))
    for one in absences:
        if one.contact_id == away.id and _meets(one, days):
            raise refuse(
                "from_on",
                f"{away.name} är redan borta {one.from_on} till {one.to_on}. Ta bort det först.",
                f"{away.name} is away from {one.from_on} to {one.to_on} already. Take that away first.",
            )
    if away.valid_to < days[1]:
        raise refuse(
            "to_on",
            f"{away.name} står här till {away.valid_to}. Välj en dag före det, eller förläng först.",
            f"{away.name} is listed until {away.valid_to}. Choose a day before that, or renew first.",
        )
    _refuse_waiting(absences, people, away, days, stand_in)
    if stand_in:
        _check_stand_in(absences, people, away, stand_in, days)
    values = {
        "organization_id": away.organization_id,
        "service_id": away.service_id,
        "contact_id": away.id,
        "stand_in_id": stand_in or None,
        "from_on": days[0].isoformat(),
        "to_on": days[1].isoformat(),
    }
    return send(writing, sender, [addition("absence", f"away-{new_id()}", values)])


def remove_absence(writing: Session, sender: Sender, absence: Absence) -> Submitted:
    """Have somebody answer again herself."""
    return send(writing, sender, [removal(absence)])


def get_absence(reading: Session, sender: Sender, absence_id: str) -> Absence:
    """Return one absence of the organization.

    Raises:
        NotFound: there is none, or it is none of this organization, or of somebody restricted.
    """
    people = {one.id for one in list_people(reading, sender.workplace, sender.day.date())}
    found = reading.get(Absence, absence_id)
    if found is None or found.contact_id not in people:
        raise missing()
    return found


def may_stand_in(stand_in: Contact, away: Contact) -> bool:
    """Whether somebody belongs to the organization itself or to the same service: there she is found when asked for."""
    return stand_in.organization_id is not None or stand_in.service_id == away.service_id


def _check_stand_in(
    absences: Sequence[Absence],
    people: dict[str, Contact],
    away: Contact,
    stand_in: str,
    days: tuple[date, date],
) -> None:
    if stand_in == away.id:
        raise refuse(
            "stand_in",
            "Ingen kan stå in för sig själv. Välj någon annan, eller ingen.",
            "Nobody can stand in for herself. Choose somebody else, or nobody.",
        )
    chosen = people.get(stand_in)
    if chosen is None:
        raise missing()
    if not may_stand_in(chosen, away):
        raise _at(
            f"{chosen.name} hör till en annan verksamhet. Välj någon i samma, eller i organisationen.",
            f"{chosen.name} belongs to another service. Choose somebody of the same one, or of the organization.",
        )
    if chosen.valid_to < days[1]:
        raise _at(
            f"{chosen.name} står här till {chosen.valid_to}, och det är för kort. Välj någon annan, eller förläng.",
            f"{chosen.name} is listed until {chosen.valid_to}, which is too short. Choose somebody else, or renew.",
        )
    followed = chosen.id
    ring = {away.id}
    while followed:
        theirs = next((one for one in absences if one.contact_id == followed and _meets(one, days)), None)
        if theirs is None:
            break
        if theirs.stand_in_id in ring:
            raise _at(
                f"{people[followed].name} är borta då, och {away.name} står in. Det går runt: välj någon annan.",
                f"{people[followed].name} is away then, and {away.name} stands in. That goes round: choose another.",
            )
        if followed == chosen.id:
            raise _at(
                f"{chosen.name} är själv borta {theirs.from_on} till {theirs.to_on}. Välj någon annan.",
                f"{chosen.name} is away from {theirs.from_on} to {theirs.to_on} herself. Choose somebody else.",
            )
        ring.add(followed)
        followed = theirs.stand_in_id or ""


def _refuse_waiting(
    absences: Sequence[Absence],
    people: dict[str, Contact],
    away: Contact,
    days: tuple[date, date],
    stand_in: str,
) -> None:
    """Refuse where somebody counts on her in those days: then nobody would answer for that one."""
    for one in absences:
        if one.stand_in_id == away.id and _meets(one, days) and one.contact_id != stand_in:
            absent = people[one.contact_id].name if one.contact_id in people else ""
            raise refuse(
                "contact",
                f"{away.name} står in för {absent} {one.from_on} till {one.to_on}. Ändra det först.",
                f"{away.name} stands in for {absent} from {one.from_on} to {one.to_on}. Change that first.",
            )


def _absences_of(reading: Session, people: Sequence[str]) -> list[Absence]:
    rows = select(Absence).where(or_(Absence.contact_id.in_(people), Absence.stand_in_id.in_(people)))
    return list(reading.scalars(rows.order_by(Absence.from_on, Absence.to_on, Absence.id)))


def _meets(absence: Absence, days: tuple[date, date]) -> bool:
    return absence.from_on <= days[1] and days[0] <= absence.to_on


def _at(sv: str, en: str) -> Refused:
    return refuse("stand_in", sv, en)
