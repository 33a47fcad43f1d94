"""What a row says of its organization, against what stands."""

from __future__ import annotations

from directory.account.complaint import Refused
from directory.interchange.table.cells import Said
from directory.interchange.table.column import Column
from directory.interchange.table.draft import Draft
from directory.interchange.table.finding import Target
from directory.interchange.table.shown import kind_of
from directory.interchange.table.stored import Stored
from directory.maintaining.typed import title_of

KIND = "ngo"
"""Of a new organization of which nothing is said; the line says that it was taken to be one."""


def compare_organization(draft: Draft, target: Target, said: Said, stored: Stored) -> None:
    """Add to *draft* what the row says of the organization itself."""
    if target.is_new_organization:
        if target.adds:
            _add(draft, target, said)
        return
    row = stored.organizations[target.organization]
    name = said.text.get(Column.ORGANIZATION, "")
    by_id = Column.ORGANIZATION_ID in said.text or Column.ID in said.text or Column.SERVICE_ID in said.text
    if name and by_id and " ".join(row["name"].split()) != name and checked(draft, Column.ORGANIZATION, name):
        draft.change("organization", row, {"name": name}, Column.ORGANIZATION, (row["name"], name))
    kind = said.text.get(Column.KIND, "")
    if kind:
        draft.change("organization", row, {"kind": kind}, Column.KIND, (kind_of(row["kind"]), kind_of(kind)))
    website = said.text.get(Column.WEBSITE, "")
    if website and website.rstrip("/") != row["website"].rstrip("/"):
        draft.change("organization", row, {"website": website}, Column.WEBSITE, (row["website"], website))


def checked(draft: Draft, column: Column, name: str) -> bool:
    """Return whether a new name is one: a line that reaches nobody and tells no place; else *draft* says why."""
    try:
        title_of(column, name)
    except Refused as error:
        draft.refuse(str(error.details["sv"]), str(error.details["en"]))
        return False
    return True


def _add(draft: Draft, target: Target, said: Said) -> None:
    checked(draft, Column.ORGANIZATION, target.name)
    kind = said.text.get(Column.KIND, "")
    if not kind:
        draft.remark(
            "Typen saknas. Organisationen läses in som ideell.",
            "The kind is missing. The organization is read in as an NGO.",
        )
    values = {"name": target.name, "kind": kind or KIND, "website": said.text.get(Column.WEBSITE, "")}
    draft.add("organization", values, Column.ORGANIZATION, target.name, record=target.organization)
