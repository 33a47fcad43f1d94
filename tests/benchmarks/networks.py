"""Whole questions for a network that was not drawn by hand: every place, need and group at any hour of four weeks."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from directory.clock import STOCKHOLM
from directory.graph.facts import AreaKind, Group
from directory.graph.matching import narrowed_by_age
from directory.graph.network import Network
from directory.graph.question import Question

START = datetime(2026, 11, 24, tzinfo=STOCKHOLM)
MINUTES = 28 * 24 * 60
LIVED_IN = (AreaKind.MUNICIPALITY, AreaKind.DISTRICT)


def whole_questions(network: Network, count: int, seed: int = 3) -> list[Question]:
    """Return *count* questions, asked where people live; a fifth with an age, a tenth with two needs."""
    random = Random(seed)
    places = sorted(
        (area for area in network.areas.values() if area.kind in LIVED_IN and area.valid_to is None),
        key=lambda area: (-(area.population or 0), area.id),
    )
    weights = list(accumulate(area.population or 10_000 / (rank + 1) for rank, area in enumerate(places)))
    needs = sorted(network.needs)
    groups = tuple(Group)
    found = []
    for _ in range(count):
        group = random.choice(groups)
        is_child = group in (Group.GIRL, Group.BOY, Group.CHILD)
        age = random.randrange(3, 18) if is_child else random.randrange(18, 70)
        said = age if random.random() < 0.2 else None
        found.append(
            Question(
                tuple(random.sample(needs, 2 if random.random() < 0.1 else 1)),
                random.choices(places, cum_weights=weights)[0].id,
                START + timedelta(minutes=random.randrange(MINUTES)),
                narrowed_by_age(group, said),
                said,
            )
        )
    return found
