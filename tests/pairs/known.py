"""What whoever asks could know to ask for: ids, names and questions, real ones, hidden ones and wrong ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from directory.finding.ask import ask
from directory.finding.fields import question_from_fields
from directory.store.snapshot import Snapshot
from tests.pairs.asked import Pairs
from tests.pairs.words import other, sought
from tests.pairs.world import (
    ADMINISTRATOR,
    EDITED,
    FROZEN,
    HIDDEN_ACCOUNTS,
    OWNED,
    SEEN_ACCOUNTS,
    SESSIONS,
    Asker,
)

T = TypeVar("T")
WRONG = ("nothing-here", "R-NGO-SSM-CR-NOTE", "å ä/ö", "%2e%2e", "x" * 300)
PROTECTED, HIDING = ("sv-talita", "sv-noomi"), ("sv-crossroads", "sv-bris", "sv-jour-sthlm", "sv-kvinnofrid")
HOLDING = ("ngo-ssm-cr", "m-0138", "ngo-talita", "se-polisen", "ngo-bris", "m-0180", EDITED)
NIGHT, DAY = "2026-11-28T03:00", "2026-11-24T10:00"


@dataclass(frozen=True)
class Known:
    """Everything to ask with, more of it when ``is_full``."""

    snapshot: Snapshot
    asker: Asker
    is_full: bool

    def some(self, every: Sequence[T], few: int, many: int) -> tuple[T, ...]:
        """Return *few* of *every* in the short set and *many* in the full one, spread evenly."""
        most = many if self.is_full else few
        step = max(len(every) / most, 1.0) if most else 1.0
        return tuple(every[int(at * step)] for at in range(min(most, len(every))))

    @property
    def words(self) -> tuple[str, ...]:
        """What is typed by somebody who looks for what is hidden; the short set takes turns."""
        turn = len(self.asker.name) % 3
        return sought()[turn % 2 :: 2] if self.is_full else (*sought()[:7:3], *sought()[turn + 7 :: 8])

    def values(self, argument: str) -> tuple[str, ...]:
        """Return values for an argument of a route.

        Raises:
            KeyError: nobody thought of that argument; it has to be added here.
        """
        return _VALUES[argument](self)

    def question(self, number: int) -> Pairs:
        """Return the fields of the question *number* of a long row of different ones."""
        network = self.snapshot.network
        needs, areas = sorted(network.needs), sorted(network.areas)
        first = ("boende_akut", "boende_skyddat", "radgivning_yrkesverksamma", "barnskydd", "vard_akut")
        near = ("0138", "0180", "0184", "0880", "1280", "0980", "1480", "2580")
        need = first[number % 5] if number < 40 or number % 3 == 0 else needs[number % len(needs)]
        area = near[number % 8] if number < 40 or number % 3 == 0 else areas[number * 7 % len(areas)]
        group = ("adult-woman", "girl", "adult-man", "boy", "any-adult")[number // 2 % 4]
        fields = [("need", need), ("area", area), ("group", group), ("at", (NIGHT, DAY)[number // 3 % 2])]
        if number % 7 == 3:
            fields.insert(3, ("age", str(14 + number % 20)))
        if number % 11 == 5:
            fields.append(("language", "ar"))
        return tuple(fields)

    def steps(self, fields: Pairs) -> tuple[str, ...]:
        """Return the ids of whom to call, in the answer to a question."""
        try:
            question = question_from_fields(dict(fields), self.snapshot, FROZEN)
        except Exception:
            return ("sv-crossroads",)
        return tuple(step.id for step in ask(question, self.snapshot).act_now)


def _organizations(known: Known) -> tuple[str, ...]:
    some = known.some(sorted(known.snapshot.network.organizations), 2, 60)
    first = (*HOLDING[:3], OWNED, "r-ngo-ssm-cr-person", WRONG[0])
    return (*first, *HOLDING[3:], "hidden-account-1", *some, *WRONG[1:2])


def _services(known: Known) -> tuple[str, ...]:
    some = known.some(sorted(known.snapshot.network.services), 1, 60)
    return (*PROTECTED, *HIDING[:2], WRONG[0], *HIDING[2:], *some, *WRONG[1:2])


def _parts(kind: str, *marks: str) -> tuple[str, ...]:
    owners = ("ngo-ssm-cr", "m-0138", "sv-talita", OWNED, EDITED)
    return tuple(f"{mark}-{owner}-{kind}" for owner in owners for mark in marks)


_VALUES = {
    "organization_id": _organizations,
    "service_id": _services,
    "area_id": lambda known: (
        "0138",
        "01",
        "stockholm",
        WRONG[0],
        *known.some(sorted(known.snapshot.network.areas), 1, 90),
        *WRONG[1:],
    ),
    "need_id": lambda known: (*known.some(sorted(known.snapshot.network.needs), 4, 40), *WRONG[:2]),
    "role_id": lambda known: (*known.some(sorted(known.snapshot.network.roles), 4, 40), *WRONG[:2]),
    "account_id": lambda known: (
        *HIDDEN_ACCOUNTS,
        *SEEN_ACCOUNTS,
        *(() if known.asker == ADMINISTRATOR else (ADMINISTRATOR.account,)),
        *WRONG[:2],
    ),
    "grant_id": lambda known: ("grant-hidden-account-1", "grant-seen-account-002", *WRONG[:2]),
    "invitation_id": lambda known: ("hidden-invite-1", "hidden-invite-2", "seen-invite-1", WRONG[0]),
    "letter_id": lambda known: ("hidden-letter-0", "hidden-letter-5", WRONG[0]),
    "session_id": lambda known: (
        "session-insider-reading",
        *(f"session-{known.asker.name}-{name}" for name in SESSIONS[:1]),
        WRONG[0],
    ),
    "token": lambda known: (
        "hidden-invite-1",
        other("hidden-account-1"),
        "token-of-insider-reading",
        "x" * 43,
        "y" * 70,
    ),
    "post_id": lambda known: (*_parts("post", "p"), WRONG[0]),
    "contact_id": lambda known: (
        *_parts("person", "r", "r-waits", "n", "r-ended", "r-objected", "p"),
        WRONG[0],
    ),
    "place_id": lambda known: (*_parts("place", "r", "n", "p"), WRONG[0]),
    "note_id": lambda known: (*_parts("note", "r", "n", "p"), WRONG[0]),
    "channel_id": lambda known: (*_parts("phone", "r", "n"), WRONG[0]),
    "campaign_id": lambda known: ("hidden-campaign", WRONG[0]),
    "run_id": lambda known: ("hidden-file", WRONG[0]),
    "job_name": lambda known: ("retention", WRONG[0]),
    "question_id": lambda known: ("hidden-question", WRONG[0]),
    "changeset_id": lambda known: ("hidden-change", WRONG[0]),
    "table": lambda known: ("channel", "organization", "location", "note", "nothing"),
    "kind": lambda known: ("organization", "service"),
    "record": lambda known: (
        *_parts("phone", "r"),
        *_parts("place", "r"),
        *_parts("note", "r"),
        OWNED,
        WRONG[0],
    ),
    "kept": lambda known: (OWNED, "m-0138", WRONG[0]),
    "gone": lambda known: ("m-0184", EDITED, WRONG[0]),
    "first": lambda known: (OWNED, WRONG[0]),
    "second": lambda known: (EDITED, WRONG[0]),
    "seq": lambda known: ("2", "1"),
    "conflict_id": lambda known: ("c1", WRONG[0]),
    "wish_id": lambda known: ("hidden-wish", WRONG[0]),
    "edition_asked": lambda known: ("0", "latest"),
    "filename": lambda known: ("css/base.css", "js/kontaktnatet.js", "nothing.css"),
}
