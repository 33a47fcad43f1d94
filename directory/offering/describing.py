"""What an organization and its services are called and say of themselves, and a service that is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.complaint import Refused, refuse
from directory.account.secret import new_id
from directory.graph.facts import Access, ChannelKind
from directory.maintaining import typed
from directory.maintaining.change import Submitted
from directory.maintaining.complaints import Complaints
from directory.model import Area, ChangesetKind, Need, Service
from directory.offering.reaching import Way, reached_by
from directory.offering.sending import Sender, send
from directory.offering.stood import check_stood
from directory.offering.taking import GROUP_FIELDS
from directory.store.changeset import Edit, addition, edit_to

LONGEST_NAME = 120
MOST_AREAS, MOST_NEEDS = 30, 20
TAKEN = frozenset({"prefers", "accepts", "ask_first", "excludes"})
"""What can be said of a group; nothing said is unknown."""
FIELDS = ("name", "name_en", "website", "note", "access", "referral")


@dataclass(frozen=True, slots=True)
class Said:
    """Names and words as typed. ``website`` is an organization's, ``access`` and ``referral`` a service's."""

    name: str = ""
    name_en: str = ""
    note: str = ""
    website: str = ""
    access: str = ""
    referral: str = ""


@dataclass(frozen=True, slots=True)
class NewService:
    """A service as typed: *needs* and *areas* by id, *groups* value of a narrow group → acceptance."""

    said: Said
    needs: Sequence[str]
    groups: Mapping[str, str]
    areas: Sequence[str]


def describe_organization(writing: Session, sender: Sender, said: Said, mark: str) -> Submitted:
    """Change name, website and words of the organization. Another website waits for somebody else's eyes.

    Raises:
        Refused: something typed cannot be taken; each at its field.
        Clashed: somebody has changed it since the form with *mark* was opened.
        ProtectedPlace: it would tell where a protected place is.
    """
    record = sender.workplace.organization
    found = Complaints()
    wanted = _named(found, said, sender)
    website = found.take(lambda: _website(said.website))
    found.settle()
    check_stood(mark, [record])
    return send(writing, sender, [edit_to(record, {**wanted, "website": website or ""})])


def describe_service(writing: Session, sender: Sender, service: Service, said: Said, mark: str) -> Submitted:
    """Change name and words of a service, and how one gets there.

    Raises:
        Refused: something typed cannot be taken; each at its field.
        Clashed: somebody has changed it since the form with *mark* was opened.
        ProtectedPlace: it would tell where a protected place is.
    """
    found = Complaints()
    wanted = _named(found, said, sender) | _got_to(found, said, sender)
    found.settle()
    check_stood(mark, [service])
    return send(writing, sender, [edit_to(service, wanted)], service.name)


def propose_service(writing: Session, sender: Sender, new: NewService) -> Submitted:
    """Propose a service: it is shown when a coordinator has looked at it.

    Raises:
        Refused: something typed cannot be taken, or is missing; each at its field.
        ProtectedPlace: it would tell where a protected place is.
    """
    found = Complaints()
    words = _named(found, new.said, sender) | _got_to(found, new.said, sender)
    if any(one.name.casefold() == new.said.name.strip().casefold() for one in sender.workplace.services):
        found.add(refuse("name", "En verksamhet heter redan så.", "A service has that name already."))
    needs = _known(writing, Need, new.needs, MOST_NEEDS)
    areas = _known(writing, Area, new.areas, MOST_AREAS)
    if not needs:
        found.add(refuse("needs", "Välj minst ett behov.", "Choose at least one need."))
    if not areas:
        found.add(
            refuse(
                "areas", "Välj minst en kommun eller ett län.", "Choose at least one municipality or county."
            )
        )
    groups = {group: said for group, said in new.groups.items() if group in GROUP_FIELDS and said in TAKEN}
    if not groups:
        found.add(
            refuse(
                "groups", "Säg vad som gäller för minst en grupp.", "Say what holds for at least one group."
            )
        )
    found.settle()
    name = f"service-{new_id()}"
    values = {
        "organization_id": sender.workplace.organization.id,
        **words,
        "needs": needs,
        "acceptance": groups,
    }
    edits: list[Edit | None] = [addition("service", name, values)]
    edits += [
        addition("coverage", f"{name}@{area}", {"service_id": name, "area_id": area, "serves": True})
        for area in areas
    ]
    return send(writing, sender, edits, str(words["name"]), kind=ChangesetKind.NEW)


def _named(found: Complaints, said: Said, sender: Sender) -> dict[str, str]:
    today = sender.day.date()
    name = found.take(lambda: typed.words_of("name", said.name, today, most=LONGEST_NAME))
    name_en = found.take(
        lambda: typed.words_of("name_en", said.name_en, today, is_needed=False, most=LONGEST_NAME)
    )
    note = found.take(
        lambda: typed.words_of("note", said.note, today, is_needed=False, most=typed.LONGEST_TEXT)
    )
    return {"name": name or "", "name_en": name_en or "", "note": note or ""}


def _got_to(found: Complaints, said: Said, sender: Sender) -> dict[str, str]:
    today = sender.day.date()
    if said.access not in frozenset(Access):
        found.add(refuse("access", "Välj hur man kommer dit.", "Choose how one gets there."))
    referral = found.take(lambda: typed.words_of("referral", said.referral, today, is_needed=False, most=300))
    return {"access": said.access, "referral": referral or ""}


def _website(given: str) -> str:
    if not given.strip():
        return ""
    try:
        return reached_by(ChannelKind.WEB, Way(value=given))[0]
    except Refused as error:
        raise refuse("website", str(error.details["sv"]), str(error.details["en"])) from None


def _known(reading: Session, model: type[Need] | type[Area], ids: Iterable[str], most: int) -> list[str]:
    wanted = list(dict.fromkeys(ids))[:most]
    there = set(reading.scalars(select(model.id).where(model.id.in_(wanted))))
    return [one for one in wanted if one in there]
