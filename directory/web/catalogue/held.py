"""Posts as a page shows them: each with who holds it today, and how that person is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory.graph.answer import OpenChannel, OpenNow, OpenState
from directory.graph.facts import Away, ContactPerson, Post
from directory.graph.post import away_on, holders_on, stand_in_for

_UNTIMED = OpenNow(OpenState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class HolderShown:
    """One person, with her channels as every other channel is shown. They are no part of a call chain.

    ``away``: she does not answer until its last day; ``stand_in`` does, as far as one may know of her.
    """

    person: ContactPerson
    channels: tuple[OpenChannel, ...]
    away: Away | None = None
    stand_in: ContactPerson | None = None


@dataclass(frozen=True, slots=True)
class PostShown:
    """One post. No holders: it is vacant, or nobody who holds it may be shown to whoever asks."""

    post: Post
    holders: tuple[HolderShown, ...]


def posts_on(posts: Sequence[Post], day: date, others: Sequence[Post] = ()) -> list[PostShown]:
    """List *posts* with who holds them on *day*; none is left out for being vacant.

    *others*: more posts whose holders may stand in, those of the organization of a service. Whoever is there comes
    before whoever is away.
    """
    around = (*posts, *others)
    return [
        PostShown(
            post,
            tuple(
                sorted(
                    (_shown(person, around, day) for person in holders_on(post, day)),
                    key=lambda one: one.away is not None,
                )
            ),
        )
        for post in posts
    ]


def _shown(person: ContactPerson, posts: Sequence[Post], day: date) -> HolderShown:
    absence = away_on(person, day)
    return HolderShown(
        person,
        tuple(OpenChannel(one, _UNTIMED, True) for one in person.channels),
        absence,
        stand_in_for(person, posts, day) if absence is not None else None,
    )
