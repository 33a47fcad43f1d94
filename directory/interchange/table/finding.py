"""Which record a row is about: by its id, else by its name; two rows never say something of the same service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from directory.account.secret import new_id
from directory.interchange.table.cells import Said
from directory.interchange.table.column import Column
from directory.interchange.table.draft import Draft
from directory.interchange.table.heading import plain
from directory.interchange.table.reach import Reach
from directory.interchange.table.stored import Stored


@dataclass(slots=True)
class Target:
    """What a row is about. ``service`` is empty for a row about an organization alone.

    ``adds``: whether this row is the one that adds its new organization.
    """

    organization: str
    name: str
    is_new_organization: bool = False
    adds: bool = False
    service: str = ""
    service_name: str = ""
    is_new_service: bool = False
    is_protected: bool = False

    @property
    def has_service(self) -> bool:
        """Whether the row is about a service."""
        return bool(self.service)

    @property
    def title(self) -> str:
        """What the row is about, in words."""
        return " · ".join(part for part in (self.name, self.service_name) if part)


class Finder:
    """Finds records for the rows of one file, and remembers those that are new in it."""

    def __init__(self, stored: Stored, reach: Reach) -> None:
        self._stored = stored
        self._reach = reach
        self._new: dict[str, tuple[str, str]] = {}
        """Plain name of a new organization → its id and its name."""
        self._new_services: dict[tuple[str, str], int] = {}
        self._rows: dict[str, int] = {}
        self._said: dict[tuple[str, str], tuple[int, Any]] = {}

    def find(self, said: Said, draft: Draft) -> Target | None:
        """Return what the row is about; None, with the reason in *draft*, where that cannot be told."""
        record = said.text.get(Column.ID, "")
        service = said.text.get(Column.SERVICE_ID) or (record if record in self._stored.services else "")
        is_organization = not service and (
            record in self._stored.organizations or ("organization", record) in self._stored.buried
        )
        organization = said.text.get(Column.ORGANIZATION_ID) or (record if is_organization else "")
        if service:
            target = self._by_service_id(service, said, draft)
        else:
            target = self._organization(organization, said, draft)
            if target is not None and Column.SERVICE in said.text and not self._service(target, said, draft):
                target = None
        if target is None:
            return None
        if not target.is_new_organization and not self._reach.organization(target.organization):
            draft.refuse(
                "Organisationen ligger inte helt inom ditt område, så du kan inte ändra den.",
                "The organization does not lie wholly inside of your area, so you cannot change it.",
            )
            return None
        if target.has_service and (earlier := self._rows.get(target.service)):
            self._twice(draft, earlier)
            return None
        was = self._stored.services.get(target.service, {}).get("is_protected") is True
        target.is_protected = was or (target.has_service and said.is_protected is True)
        if not target.has_service and not target.is_new_organization:
            target.is_protected = self._stored.is_only_protected(target.organization)
        return target

    def keep(self, number: int, target: Target, draft: Draft) -> None:
        """Remember what the row says; refuse it where an earlier row says something else of the organization."""
        mine = {
            (one.record, name): value
            for one in draft.edits
            if one.table == "organization" and one.after is not None
            for name, value in one.after.items()
        }
        for key, value in mine.items():
            line, other = self._said.get(key, (number, value))
            if other != value:
                draft.refuse(
                    f"Rad {line} säger något annat om organisationen. Låt raderna säga samma sak.",
                    f"Line {line} says something else of the organization. Let the lines say the same.",
                )
                return
        self._said.update({key: (number, value) for key, value in mine.items()})
        if target.has_service:
            self._rows[target.service] = number
        if target.is_new_service:
            self._new_services[target.organization, plain(target.service_name)] = number
        if target.adds:
            self._new[plain(target.name)] = target.organization, target.name

    def _by_service_id(self, service: str, said: Said, draft: Draft) -> Target | None:
        row = self._stored.services.get(service)
        if row is None:
            self._missing(draft, "service", service)
            return None
        owner = row["organization_id"]
        if owner is None:
            draft.refuse(
                "Tjänsten hör till en funktion, inte till en organisation. En fil kan inte ändra den.",
                "The service belongs to a role, not to an organization. A file cannot change it.",
            )
            return None
        named = said.text.get(Column.ORGANIZATION_ID)
        if named is not None and named != owner:
            draft.refuse(
                "Tjänsten hör till en annan organisation än raden säger. En fil flyttar inte tjänster.",
                "The service belongs to another organization than the line says. A file moves no services.",
            )
            return None
        return Target(
            owner, self._stored.organizations[owner]["name"], service=service, service_name=row["name"]
        )

    def _organization(self, record: str, said: Said, draft: Draft) -> Target | None:
        if record:
            row = self._stored.organizations.get(record)
            if row is None:
                self._missing(draft, "organization", record)
                return None
            return Target(record, row["name"])
        name = said.text.get(Column.ORGANIZATION, "")
        if not name:
            draft.refuse(
                "Organisationens namn saknas. Fyll i det, eller ange ett id.",
                "The name of the organization is missing. Fill it in, or give an id.",
            )
            return None
        key = plain(name)
        found = self._stored.by_name.get(key, [])
        near = [one for one in found if self._reach.organization(one)]
        if len(near) == 1 or (len(found) == 1 and not near):
            only = (near or found)[0]
            return Target(only, self._stored.organizations[only]["name"])
        if near:
            draft.refuse(
                f"Flera organisationer heter ”{name}”. Ange id för den som gäller: {', '.join(near[:5])}.",
                f"Several organizations are called “{name}”. Give the id of the right one: {', '.join(near[:5])}.",
            )
            return None
        if key in self._new:
            known, shown = self._new[key]
            return Target(known, shown, is_new_organization=True)
        if ("organization", key) in self._stored.buried_names:
            self._buried(draft)
            return None
        return Target(new_id(), name, is_new_organization=True, adds=True)

    def _service(self, target: Target, said: Said, draft: Draft) -> bool:
        name = said.text[Column.SERVICE]
        target.service_name = name
        found = self._stored.service_named(target.organization, name)
        if len(found) > 1:
            draft.refuse(
                f"Organisationen har flera tjänster som heter ”{name}”. Ange tjänstens id: {', '.join(found[:5])}.",
                f"The organization has several services called “{name}”. Give the id: {', '.join(found[:5])}.",
            )
            return False
        if found:
            target.service, target.service_name = found[0], self._stored.services[found[0]]["name"]
            return True
        if earlier := self._new_services.get((target.organization, plain(name))):
            self._twice(draft, earlier)
            return False
        if ("service", plain(name)) in self._stored.buried_names:
            self._buried(draft)
            return False
        target.service, target.is_new_service = new_id(), True
        return True

    def _missing(self, draft: Draft, kind: str, record: str) -> None:
        if (kind, record) in self._stored.buried:
            self._buried(draft)
            return
        draft.refuse(
            f"Det finns ingen post med id ”{record[:60]}”. Låt cellen vara tom om posten är ny.",
            f"There is no record with the id “{record[:60]}”. Leave the cell empty if the record is new.",
        )

    @staticmethod
    def _buried(draft: Draft) -> None:
        draft.refuse(
            "Posten är borttagen och ska inte läsas in igen. Ta bort raden, eller släpp in posten först.",
            "The record was taken out and is not to be read in again. Take the line out, or let it in first.",
        )

    @staticmethod
    def _twice(draft: Draft, earlier: int) -> None:
        draft.refuse(
            f"Rad {earlier} handlar om samma tjänst. Slå ihop raderna.",
            f"Line {earlier} is about the same service. Make them one line.",
        )
