"""What a row says of its service, against what stands. A protection is set by a file, and never cleared."""

from __future__ import annotations

from typing import Any

from directory.graph.facts import ChannelKind
from directory.interchange.table.cells import LEVELS, Said
from directory.interchange.table.column import Column
from directory.interchange.table.draft import Draft
from directory.interchange.table.finding import Target
from directory.interchange.table.known import Known
from directory.interchange.table.line import Difference
from directory.interchange.table.organization import checked
from directory.interchange.table.shown import access_of, groups_of, languages_of, needs_of
from directory.interchange.table.stored import Stored, Values
from directory.protection import is_geographic, say, telling

EMPTY: Values = {
    "needs": [],
    "acceptance": {},
    "languages": [],
    "age_min": None,
    "age_max": None,
    "access": "unknown",
    "referral": "",
    "is_protected": False,
}
"""What a service says of itself before anything is said."""


def compare_service(draft: Draft, target: Target, said: Said, stored: Stored, known: Known) -> None:
    """Add to *draft* what the row says of the service itself."""
    row = stored.services.get(target.service, EMPTY)
    if target.is_protected:
        _tells_no_place(draft, target, said, stored)
    wanted = _wanted(said, row)
    youngest, oldest = ({**row, **wanted}[name] for name in ("age_min", "age_max"))
    if not said.wrong and youngest is not None and oldest is not None and youngest > oldest:
        draft.refuse(
            f"Åldern skulle börja på {youngest} och sluta på {oldest}. Fyll i båda.",
            f"The age would begin at {youngest} and end at {oldest}. Fill in both.",
        )
    if target.is_new_service:
        checked(draft, Column.SERVICE, target.service_name)
        values = {"organization_id": target.organization, "name": target.service_name, **wanted}
        draft.add("service", values, Column.SERVICE, target.service_name, record=target.service)
        if not wanted.get("needs"):
            draft.remark(
                "Behov saknas. Utan behov kommer tjänsten inte med i något svar.",
                "The needs are missing. Without any the service is in no answer.",
            )
        _show(draft, EMPTY, wanted, known)
        return
    name = said.text.get(Column.SERVICE, "")
    if name and (Column.SERVICE_ID in said.text or Column.ID in said.text):
        before = row["name"]
        if " ".join(before.split()) != name and checked(draft, Column.SERVICE, name):
            draft.change("service", row, {"name": name}, Column.SERVICE, (before, name))
    for names, column in _COLUMNS:
        part = {one: wanted[one] for one in names if one in wanted}
        if part and any(row[one] != value for one, value in part.items()):
            shown = _cell(column, row, known), _cell(column, {**row, **part}, known)
            draft.change("service", row, part, column, shown)
    if said.is_protected is False and row["is_protected"]:
        draft.remark(
            "Skyddet står kvar: en fil tar aldrig bort ett skydd.",
            "The protection stays: a file never takes one away.",
        )


_COLUMNS = (
    (("needs",), Column.NEEDS),
    (("acceptance",), Column.ACCEPTS),
    (("age_min", "age_max"), Column.AGES),
    (("languages",), Column.LANGUAGES),
    (("access",), Column.ACCESS),
    (("referral",), Column.REFERRAL),
    (("is_protected",), Column.PROTECTED),
)


def _wanted(said: Said, row: Values) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if said.needs:
        wanted["needs"] = [str(need) for need in said.needs]
    if said.acceptance:
        wanted["acceptance"] = _acceptance(said, row["acceptance"])
    for name, value in (("age_min", said.age_min), ("age_max", said.age_max)):
        if value is not None:
            wanted[name] = value
    if said.languages:
        wanted["languages"] = list(said.languages)
    if said.access is not None:
        wanted["access"] = said.access.value
    if Column.REFERRAL in said.text:
        wanted["referral"] = said.text[Column.REFERRAL]
    if said.is_protected:
        wanted["is_protected"] = True
    return wanted


def _acceptance(said: Said, there: dict[str, str]) -> dict[str, str]:
    """Return what is said of the groups: a cell lists all groups of its level; other levels stay as they are."""
    spoken = {level.value for level in said.acceptance}
    merged = {group: level for group, level in there.items() if level not in spoken}
    for level in LEVELS.values():
        for group in said.acceptance.get(level, ()):
            merged[str(group)] = level.value
    return dict(sorted(merged.items()))


def _cell(column: Column, row: Values, known: Known) -> str:
    if column is Column.NEEDS:
        return needs_of(row["needs"], known.needs)
    if column is Column.ACCEPTS:
        parts = ((name, groups_of(row["acceptance"], level)) for name, level in LEVELS.items())
        return " / ".join(f"{_LEVEL_WORDS[name]}{groups}" for name, groups in parts if groups)
    if column is Column.AGES:
        youngest, oldest = ("" if row[name] is None else str(row[name]) for name in ("age_min", "age_max"))
        return f"{youngest}–{oldest}" if youngest or oldest else ""
    if column is Column.LANGUAGES:
        return languages_of(row["languages"])
    if column is Column.ACCESS:
        return access_of(row["access"])
    if column is Column.PROTECTED:
        return "ja" if row["is_protected"] else "nej"
    return str(row["referral"])


_LEVEL_WORDS = {
    Column.PREFERS: "helst ",
    Column.ACCEPTS: "",
    Column.ASKS_FIRST: "fråga först: ",
    Column.EXCLUDES: "inte ",
}


def _show(draft: Draft, empty: Values, wanted: dict[str, Any], known: Known) -> None:
    """Say what a new service brings, one column each, without adding edits for it."""
    for names, column in _COLUMNS:
        if any(one in wanted for one in names):
            draft.differences.append(Difference(column, "", _cell(column, {**empty, **wanted}, known)))


def _tells_no_place(draft: Draft, target: Target, said: Said, stored: Stored) -> None:
    """Refuse words that would tell where a protected place is; the store would refuse them, too, and all the rest."""
    columns = (Column.SERVICE, Column.REFERRAL, Column.HOURS)
    texts = [said.text[column] for column in columns if column in said.text]
    if target.adds or stored.is_only_protected(target.organization):
        texts.append(said.text.get(Column.ORGANIZATION, ""))
    told = dict.fromkeys(one.kind for text in texts if text for one in telling(text, towns=stored.towns))
    for kind in told:
        draft.refuse(say(kind, "sv"), say(kind, "en"))
    was = stored.services.get(target.service, EMPTY)["is_protected"]
    if not was and _has_a_place(target.service, stored):
        draft.refuse(
            "Tjänsten kan inte skyddas medan den har en adress eller ett nummer med riktnummer. Ta bort det först.",
            "The service cannot be protected while it has an address or a number with an area code. "
            "Take that away first.",
        )


def _has_a_place(service: str, stored: Stored) -> bool:
    return service in stored.has_place or any(
        row["kind"] == ChannelKind.PHONE.value and is_geographic(row["value"])
        for row in stored.channels.get(service, [])
    )
