"""Possible duplicates: pairs of records that are alike, with the reasons. They are never merged by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Identity
from directory.account.complaint import refuse
from directory.gazetteer.folding import fold, spell
from directory.graph.facts import ChannelKind, Visibility
from directory.ledger import Act, note
from directory.maintaining.stone import KINDS
from directory.model import (
    Channel,
    Coverage,
    Location,
    NotDuplicate,
    Organization,
    Service,
)


class Reason(StrEnum):
    """Why two records may be one; the words for them stand in the web."""

    NAME = "name"
    """The same name, but for case and dashes. *Håbo* and *Habo* are two."""
    NEARLY = "nearly"
    """Nearly the same name, or the same without its dots and rings."""
    PHONE = "phone"
    MAIL = "mail"
    WEB = "web"
    """The same page on the web, and not only the same site."""
    PLACE = "place"
    """The same address to visit."""
    AREA = "area"
    """They serve the same area."""


SCORES: Mapping[Reason, int] = {
    Reason.NAME: 60,
    Reason.NEARLY: 35,
    Reason.PHONE: 35,
    Reason.MAIL: 35,
    Reason.WEB: 25,
    Reason.PLACE: 25,
    Reason.AREA: 10,
}
"""What each reason adds; there is no organization number among the facts that we keep."""
ENOUGH = 45
"""Below this a pair is not worth a look: one shared switchboard, or one word in common."""
ALIKE = 92
"""How alike two names must be, of 100, to be nearly the same."""
CROWD = 6
"""A number or word that more records than this share tells nothing: a switchboard, *kvinnojour*."""
COMMON = frozenset(
    {"ab", "av", "för", "förening", "föreningen", "i", "kommun", "och", "of", "på", "region", "the"}
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records of ``kind`` (*organization*, *service*) that may be one. ``first`` < ``second``; 45 to 100."""

    kind: str
    first: str
    second: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Known:
    """What is compared of one record."""

    id: str
    name: str
    names: frozenset[str]
    marks: dict[Reason, set[str]]


def suggest(
    reading: Session, kind: str = "organization", *, within: Collection[str] | None = None
) -> list[Suggestion]:
    """Return the pairs of *kind* that are alike, the most alike first.

    *within*: only pairs of which at least one is among these ids. Restricted channels and places are not compared, and
    protected services are not suggested. Pairs that somebody has said to be two are left out.
    """
    records = _records(reading, kind)
    dismissed = {
        (one.first, one.second)
        for one in reading.scalars(select(NotDuplicate).where(NotDuplicate.kind == kind))
    }
    found = []
    for first, second in sorted(_blocks(records)):
        if (first, second) in dismissed or (
            within is not None and first not in within and second not in within
        ):
            continue
        if (suggestion := _compared(kind, records[first], records[second])) is not None:
            found.append(suggestion)
    return sorted(found, key=lambda one: (-one.score, one.first, one.second))


def say_they_are_two(
    writing: Session, identity: Identity, kind: str, one: str, other: str, now: datetime
) -> None:
    """Remember that two records that are alike are two.

    Raises:
        Refused: they are one and the same, or of a kind that is not compared.
    """
    if kind not in KINDS or one == other:
        raise refuse("", "Välj två poster av samma slag.", "Choose two records of the same kind.")
    first, second = sorted((one, other))
    if writing.get(NotDuplicate, (kind, first, second)) is None:
        row = NotDuplicate(kind=kind, first=first, second=second, said_by=identity.account, said_at=now)
        writing.add(row)
        note(writing, Act.DUPLICATE_DISMISSED, kind=kind, record=first, detail={"second": second})
        writing.flush()


def _records(reading: Session, kind: str) -> dict[str, _Known]:
    if kind == Organization.__tablename__:
        records = {
            row.id: _known(row.id, row.name, row.name_en)
            for row in reading.scalars(select(Organization).where(Organization.is_historical.is_(False)))
        }
        websites = {row.id: row.website for row in reading.scalars(select(Organization)) if row.id in records}
        for name, website in websites.items():
            if page := _page(website):
                records[name].marks[Reason.WEB].add(page)
    else:
        rows = reading.scalars(select(Service).where(Service.is_protected.is_(False)))
        records = {row.id: _known(row.id, row.name, row.name_en) for row in rows}
        for service, area in reading.execute(select(Coverage.service_id, Coverage.area_id)):
            if service in records:
                records[service].marks[Reason.AREA].add(area)
    _mark(reading, kind, records)
    return records


def _known(record: str, name: str, name_en: str) -> _Known:
    names = frozenset(spell(one) for one in (name, name_en) if one)
    return _Known(record, spell(name), names, defaultdict(set))


def _mark(reading: Session, kind: str, records: Mapping[str, _Known]) -> None:
    owner = f"{kind}_id"
    channels = select(getattr(Channel, owner), Channel.kind, Channel.value).where(
        getattr(Channel, owner).is_not(None), Channel.visibility != Visibility.RESTRICTED
    )
    for name, sort, value in reading.execute(channels):
        reason = {ChannelKind.PHONE: Reason.PHONE, ChannelKind.EMAIL: Reason.MAIL}.get(sort)
        if name in records and reason is not None:
            records[name].marks[reason].add(value.casefold())
    places = select(getattr(Location, owner), Location.address, Location.town).where(
        getattr(Location, owner).is_not(None), Location.visibility != Visibility.RESTRICTED
    )
    for name, address, town in reading.execute(places):
        if name in records and address:
            records[name].marks[Reason.PLACE].add(fold(f"{address} {town}"))


def _page(website: str) -> str:
    """Return a web address without what does not matter; empty for a bare site, which many may share."""
    bare = website.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
    return bare if "/" in bare or bare.count(".") == 1 else ""


def _blocks(records: Mapping[str, _Known]) -> set[tuple[str, str]]:
    """Return the pairs that have something in common; all others cannot be alike enough."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in records.values():
        for name in one.names:
            blocks["name", fold(name)].add(one.id)
            for word in set(name.split()) - COMMON:
                blocks["word", word].add(one.id)
        for reason in (Reason.PHONE, Reason.MAIL, Reason.WEB, Reason.PLACE):
            for mark in one.marks[reason]:
                blocks[reason, mark].add(one.id)
    pairs: set[tuple[str, str]] = set()
    for (sort, _mark), ids in blocks.items():
        if 1 < len(ids) <= (CROWD * 10 if sort == "word" else CROWD):
            pairs.update(combinations(sorted(ids), 2))
    return pairs


def _compared(kind: str, one: _Known, other: _Known) -> Suggestion | None:
    reasons = list(_reasons(one, other))
    if not any(reason in (Reason.NAME, Reason.NEARLY) for reason in reasons) and len(reasons) < 2:
        return None
    score = min(sum(SCORES[reason] for reason in reasons), 100)
    return Suggestion(kind, one.id, other.id, score, tuple(reasons)) if score >= ENOUGH else None


def _reasons(one: _Known, other: _Known) -> Iterable[Reason]:
    if not one.names.isdisjoint(other.names):
        yield Reason.NAME
    elif fold(one.name) == fold(other.name) or fuzz.token_sort_ratio(one.name, other.name) >= ALIKE:
        yield Reason.NEARLY
    for reason in (Reason.PHONE, Reason.MAIL, Reason.WEB, Reason.PLACE, Reason.AREA):
        if not one.marks[reason].isdisjoint(other.marks[reason]):
            yield reason
