"""Draws a small network, one fact a line, so that a test shows the graph it is about.

    area:boda part-of area:lan                 area:lan part-of area:SE
    need:akut broader need:boende              need:skydd urgent
    role:soc held-by org:kommun in area:boda   role:jour held-by nobody in area:boda [memory]
    org:kommun phone 08-465 004 10             org:gammal ended 2015-01-01
    service:s offered-by org:kommun            service:s offered-by-role role:soc
    service:s serves area:boda until 2023-12-31     service:s does-not-serve area:boda
    service:s meets need:boende need:akut      service:s takes adult woman, girl
    service:s prefers / asks-first / excludes boy        service:s ages 18 -
    service:s open MO-FR 08:00-16:30 / open always / may-open MO-SU 08:00-22:00
    service:s phone 08-465 004 11 2014-09-25 [memory]    service:s emergency / protected / referral
    service:s statuses no_permit               service:s known 2026-01-15
    duty:d need:boende role:soc decides stay acute [adult woman, adult man] {resident elsewhere}
    role:jour stands-in-for role:soc when closed
    org:b stands-in-for role:jour when closed  org:a refers-to org:b   org:ny succeeds org:gammal

``[memory]`` at the end sets the confidence of the line's fact. Numbers are from the series reserved for fiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from directory.graph import facts as f
from directory.graph.network import Network
from directory.graph.question import Question

SWEDEN = ZoneInfo("Europe/Stockholm")
TUESDAY_TEN = datetime(2026, 11, 24, 10, 0, tzinfo=SWEDEN)
SATURDAY_THREE = datetime(2026, 11, 28, 3, 0, tzinfo=SWEDEN)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "PH", "PE")


def drawn(text: str, **changes: Any) -> f.Facts:
    """Return the facts drawn in *text*."""
    return _Drawing(text).facts(**changes)


def network(text: str, **changes: Any) -> Network:
    """Return the network drawn in *text*."""
    return Network.build(drawn(text, **changes))


def ask(
    need: str, area: str, at: datetime = TUESDAY_TEN, group: f.Group = f.Group.ANY, **fields: Any
) -> Question:
    """Return a question for one need (or several, separated by spaces)."""
    return Question(tuple(need.split()), area, at, group, **fields)  # type: ignore[arg-type]


class _Drawing:
    def __init__(self, text: str) -> None:
        self.areas: dict[str, f.Area] = {}
        self.part_of: list[f.PartOf] = []
        self.needs: dict[str, f.Need] = {}
        self.roles: dict[str, f.Role] = {}
        self.organizations: dict[str, f.Organization] = {}
        self.services: dict[str, f.Service] = {}
        self.holdings: list[f.Holding] = []
        self.duties: list[f.Duty] = []
        self.links: list[f.Link] = []
        self.rows: dict[str, list[f.Opening]] = defaultdict(list)
        for number, raw in enumerate(text.strip().splitlines(), 1):
            line = raw.split("#")[0].strip()
            if line:
                self._read(line, number)

    def facts(self, **changes: Any) -> f.Facts:
        services = tuple(
            replace(service, schedule=f.Schedule(tuple(self.rows.get(name, ()))))
            for name, service in self.services.items()
        )
        return f.Facts(
            areas=tuple(self.areas.values()),
            part_of=tuple(self.part_of),
            needs=tuple(self.needs.values()),
            roles=tuple(self.roles.values()),
            organizations=tuple(self.organizations.values()),
            holdings=tuple(self.holdings),
            duties=tuple(self.duties),
            services=services,
            links=tuple(self.links),
            **changes,
        )

    def _read(self, line: str, number: int) -> None:
        confidence = f.Confidence.SOURCE
        marked = re.search(r"\s*\[(confirmed|source|inferred|memory|unknown)\]$", line)
        if marked:
            confidence, line = f.Confidence(marked[1]), line[: marked.start()]
        source = f.Provenance(f"drawing line {number}", "2026-01-01", date(2026, 1, 1), confidence)
        subject, verb, *rest = line.split(" ")
        kind, _, name = subject.partition(":")
        getattr(self, "_" + kind)(name, verb, rest, source)

    def _touch(self, word: str) -> str:
        kind, _, name = word.partition(":")
        known = f.Provenance("drawing", "2026-01-01", date(2026, 1, 1))
        if kind == "area":
            self.areas.setdefault(name, f.Area(name, _area_kind(name), name, name, known))  # type: ignore[arg-type]
        elif kind == "need":
            self.needs.setdefault(name, f.Need(name, name, name))  # type: ignore[arg-type]
        elif kind == "role":
            self.roles.setdefault(name, f.Role(name, name, name, known))  # type: ignore[arg-type]
        elif kind == "org":
            self.organizations.setdefault(name, f.Organization(name, name, name, "authority", known))  # type: ignore[arg-type]
        elif kind == "service":
            self.services.setdefault(name, f.Service(name, name, None, (), (), (), known))  # type: ignore[arg-type]
        return name

    def _area(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        self._touch(f"area:{name}")
        if verb == "part-of":
            self.part_of.append(f.PartOf(name, self._touch(rest[0]), source))  # type: ignore[arg-type]
        elif verb == "became":
            self._touch(rest[0])
            ended = date.fromisoformat(rest[1])
            self.areas[name] = replace(self.areas[name], valid_to=ended, successor=rest[0].partition(":")[2])

    def _need(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        self._touch(f"need:{name}")
        changes: dict[str, Any] = {
            "broader": {"broader": self._touch(rest[0]) if rest else None},
            "urgent": {"is_urgent": True},
            "professionals": {"is_for_professionals": True},
        }[verb]
        self.needs[name] = replace(self.needs[name], **changes)

    def _role(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        self._touch(f"role:{name}")
        if verb != "held-by":
            self._link(name, verb, rest, source)
            return
        holder = None if rest[0] == "nobody" else self._touch(rest[0])
        area = self._touch(rest[2])
        self.holdings.append(f.Holding(f"{name}:{area}:{holder}", name, area, holder, source))  # type: ignore[arg-type]

    def _org(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        self._touch(f"org:{name}")
        one = self.organizations[name]
        if verb == "phone":
            self.organizations[name] = replace(one, channels=(*one.channels, _phone(name, rest, source)))
        elif verb == "ended":
            self.organizations[name] = replace(one, valid_to=date.fromisoformat(rest[0]))
        else:
            self._link(name, verb, rest, source)

    def _link(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        kind = {"stands-in-for": "stands_in_for", "refers-to": "refers_to", "succeeds": "succeeds"}[verb]
        when = rest[2] if len(rest) > 2 else "always"
        link = f.Link(
            f"{name}-{kind}-{rest[0]}",
            f.LinkKind(kind),
            name,
            self._touch(rest[0]),
            source,
            None,
            f.LinkCondition(when),
        )
        self.links.append(link)

    def _duty(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        words = " ".join(rest)
        groups = re.search(r"\[(.+?)\]", words)
        residence = re.search(r"\{resident (\w+)\}", words)
        statuses = re.search(r"<(.+?)>", words)
        role, kind, place, phase = rest[:4]
        self.duties.append(
            f.Duty(
                name,
                self._touch(verb),  # type: ignore[arg-type]
                f.DutyKind(kind),
                frozenset(map(f.Group, groups[1].split(", "))) if groups else f.Group.ANY.members,
                phase,
                f.DutyPlace(place),
                source,
                role=self._touch(role) if role.startswith("role:") else None,  # type: ignore[arg-type]
                organization=self._touch(role) if role.startswith("org:") else None,  # type: ignore[arg-type]
                residence=f.ResidenceCondition(residence[1]) if residence else f.ResidenceCondition.ANY,
                statuses=frozenset(map(f.LegalStatus, statuses[1].split())) if statuses else frozenset(),
                legal_basis="SoL",
            )
        )

    def _service(self, name: str, verb: str, rest: list[str], source: f.Provenance) -> None:
        self._touch(f"service:{name}")
        one = self.services[name]
        words = " ".join(rest)
        said = {"takes": "accepts", "prefers": "prefers", "asks-first": "ask_first", "excludes": "excludes"}
        if verb in said:
            pairs = tuple((f.Group(group), f.Acceptance(said[verb])) for group in words.split(", "))
            one = replace(one, acceptance=(*one.acceptance, *pairs))
        elif verb in ("open", "may-open"):
            self.rows[name].append(_opening(rest, is_certain=verb == "open"))
        elif verb in ("serves", "does-not-serve"):
            ends = date.fromisoformat(rest[2]) if len(rest) > 2 else None
            fact = f.Coverage(self._touch(rest[0]), source, verb == "serves", None, ends)  # type: ignore[arg-type]
            one = replace(one, coverage=(*one.coverage, fact))
        else:
            one = replace(one, **self._plain(name, one, verb, rest, source))
        self.services[name] = one

    def _plain(
        self, name: str, one: f.Service, verb: str, rest: list[str], source: f.Provenance
    ) -> dict[str, Any]:
        if verb == "phone":
            return {"channels": (*one.channels, _phone(name, rest, source))}
        if verb == "ages":
            low, high = (int(word) if word != "-" else None for word in rest)
            return {"age_min": low, "age_max": high}
        if verb == "known":
            return {"provenance": replace(one.provenance, on=date.fromisoformat(rest[0]))}
        return {
            "offered-by": lambda: {"organization": self._touch(rest[0])},
            "offered-by-role": lambda: {"role": self._touch(rest[0])},
            "meets": lambda: {"needs": (*one.needs, *map(self._touch, rest))},
            "emergency": lambda: {"is_emergency_line": True},
            "protected": lambda: {"is_protected": True},
            "referral": lambda: {"access": f.Access.REFERRAL, "referral": " ".join(rest)},
            "statuses": lambda: {"statuses": frozenset(map(f.LegalStatus, rest))},
            "capacity": lambda: {"capacity": f.Capacity(rest[0])},
        }[verb]()


def _area_kind(name: str) -> f.AreaKind:
    if name == "SE":
        return f.AreaKind.NATION
    return f.AreaKind.COUNTY if name.startswith("lan") else f.AreaKind.MUNICIPALITY


def _phone(owner: str, rest: list[str], source: f.Provenance) -> f.Channel:
    dated = date.fromisoformat(rest[-1]) if re.fullmatch(r"\d{4}-\d\d-\d\d", rest[-1]) else None
    display = " ".join(rest[:-1] if dated else rest)
    value = re.sub(r"\D", "", display)
    return f.Channel(
        f"{owner}:{value}", f.ChannelKind.PHONE, value, display, replace(source, on=dated or source.on)
    )


def _opening(rest: list[str], *, is_certain: bool) -> f.Opening:
    if rest[0] == "always":
        return f.Opening(frozenset(range(9)), 0, 1440)
    days: set[int] = set()
    for part in rest[0].split(","):
        first, _, last = part.partition("-")
        days.update(range(DAYS.index(first), DAYS.index(last or first) + 1))
    opens, closes = (int(word[:2]) * 60 + int(word[3:]) for word in rest[1].split("-"))
    return f.Opening(frozenset(days), opens, closes, is_certain)
