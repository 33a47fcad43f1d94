"""A made-up country of any size, for benchmarks: the shape of Sweden, invented services, the same for the same seed.

One nation, 21 counties, 290 municipalities (inhabitants by Zipf), 150 districts; per service on average 1.45 needs,
1.95 groups and 1.53 served areas, a month of last confirmation within three years, and one of sixteen weeks of hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from directory.graph.facts import (
    Acceptance,
    Area,
    AreaId,
    AreaKind,
    Capacity,
    Channel,
    ChannelKind,
    Coverage,
    Facts,
    Group,
    Need,
    NeedId,
    Opening,
    Organization,
    OrganizationId,
    PartOf,
    Provenance,
    Schedule,
    Service,
    ServiceId,
)

COUNTIES, MUNICIPALITIES, DISTRICTS = 21, 290, 150
ROOTS, LEAVES = 6, 3
SWEDEN = ZoneInfo("Europe/Stockholm")
GROUPS = (Group.ADULT_WOMAN, Group.ADULT_MAN, Group.GIRL, Group.BOY)
KNOWN = Provenance("made up", "2026-01-01", date(2026, 1, 1))


@dataclass(frozen=True, slots=True)
class CoreQuestion:
    """One question of the core: who gives this help to this group here, at this moment."""

    area: AreaId
    need: NeedId
    group: Group
    at: datetime


def needs() -> tuple[Need, ...]:
    """Return a tree of six needs with three narrower ones each."""
    roots = [Need(NeedId(f"n{r}"), f"n{r}", f"n{r}") for r in range(ROOTS)]
    leaves = [
        Need(NeedId(f"n{r}.{i}"), f"n{r}.{i}", f"n{r}.{i}", NeedId(f"n{r}"))
        for r in range(ROOTS)
        for i in range(LEAVES)
    ]
    return (*roots, *leaves)


def areas() -> tuple[tuple[Area, ...], tuple[PartOf, ...]]:
    """Return the areas of the country and how they lie in each other."""
    found = [_area("SE", AreaKind.NATION)]
    parts = []
    for c in range(COUNTIES):
        found.append(_area(f"c{c}", AreaKind.COUNTY))
        parts.append((f"c{c}", "SE"))
    for m in range(MUNICIPALITIES):
        found.append(_area(f"m{m}", AreaKind.MUNICIPALITY))
        parts.append((f"m{m}", f"c{m % COUNTIES}"))
    for d in range(DISTRICTS):
        found.append(_area(f"d{d}", AreaKind.DISTRICT))
        parts.append((f"d{d}", f"m{d % 5}"))
    return tuple(found), tuple(PartOf(AreaId(one), AreaId(other), KNOWN) for one, other in parts)


def _area(name: str, kind: AreaKind) -> Area:
    return Area(AreaId(name), kind, name, name, KNOWN)


def country(size: int, seed: int = 1) -> Facts:
    """Return a country with *size* services. The facts share provenances, hours and groups, as a database read does."""
    random = Random(seed)
    found, parts = areas()
    terms = [need.id for need in needs()]
    weeks = [_week(random) for _ in range(16)]
    months = [
        Provenance("made up", day.isoformat(), day)
        for day in (date(2026, 11, 1) - timedelta(days=30 * i) for i in range(36))
    ]
    takes = [_acceptance(random) for _ in range(64)]
    organizations = tuple(_organization(number) for number in range(max(size // 3, 1)))
    towns = list(accumulate(1 / (rank + 1) for rank in range(MUNICIPALITIES)))
    services = []
    for number in range(size):
        provenance = random.choice(months)
        services.append(
            Service(
                ServiceId(f"s{number}"),
                f"Service {number}",
                organizations[number % len(organizations)].id,
                tuple(random.sample(terms, random.choices((1, 2, 3), (64, 27, 9))[0])),
                random.choice(takes),
                tuple(Coverage(area, KNOWN) for area in _served(random, towns)),
                provenance,
                schedule=random.choice(weeks),
                capacity=random.choices((Capacity.FREE, Capacity.FEW, Capacity.UNKNOWN), (3, 2, 5))[0],
                age_min=18 if random.random() < 0.05 else None,
            )
        )
    return Facts(
        areas=found,
        part_of=parts,
        needs=needs(),
        organizations=organizations,
        services=tuple(services),
    )


def questions(count: int, seed: int = 2) -> list[CoreQuestion]:
    """Return *count* questions, asked where people live, at any hour of the year."""
    random = Random(seed)
    terms = [need.id for need in needs()]
    towns = list(accumulate(1 / (rank + 1) for rank in range(MUNICIPALITIES)))
    start = datetime(2026, 11, 24, tzinfo=SWEDEN)
    return [
        CoreQuestion(
            _place(random, towns),
            random.choice(terms),
            random.choice(GROUPS),
            start + timedelta(minutes=random.randrange(60 * 24 * 28)),
        )
        for _ in range(count)
    ]


def _place(random: Random, towns: list[float]) -> AreaId:
    town = random.choices(range(MUNICIPALITIES), cum_weights=towns)[0]
    if town < 5 and random.random() < 0.5:
        return AreaId(f"d{town + 5 * random.randrange(DISTRICTS // 5)}")
    return AreaId(f"m{town}")


def _served(random: Random, towns: list[float]) -> list[AreaId]:
    kind = random.random()
    if kind < 0.02:
        return [AreaId("SE")]
    if kind < 0.12:
        return [AreaId(f"c{random.randrange(COUNTIES)}")]
    count = random.choices((1, 2, 3), (60, 30, 20))[0]
    return list(dict.fromkeys(_place(random, towns) for _ in range(count)))


def _week(random: Random) -> Schedule:
    if random.random() < 0.15:
        return Schedule((Opening(frozenset(range(9)), 0, 1440),))
    opens = 60 * random.randrange(7, 18)
    rows = [Opening(frozenset(range(5)), opens, opens + 60 * random.randrange(4, 11))]
    if random.random() < 0.4:
        rows.append(Opening(frozenset({5, 6, 7}), 600, 600 + 60 * random.randrange(3, 14)))
    return Schedule(tuple(rows))


def _acceptance(random: Random) -> tuple[tuple[Group, Acceptance], ...]:
    count = random.choices((1, 2, 3, 4), (42, 31, 17, 10))[0]
    kinds = (Acceptance.PREFERS, Acceptance.ACCEPTS, Acceptance.ASK_FIRST)
    return tuple((group, random.choices(kinds, (1, 8, 1))[0]) for group in random.sample(GROUPS, count))


def _organization(number: int) -> Organization:
    name = f"o{number}"
    phone = Channel(
        f"{name}:phone", ChannelKind.PHONE, f"+4684650{number:06d}", f"08-4650{number:06d}", KNOWN
    )
    return Organization(OrganizationId(name), name, name, "ngo", KNOWN, channels=(phone,))
