"""Posts as a page shows them: each with who holds it today, and how that person is reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory.graph.answer import OpenChannel, OpenNow, OpenState
from directory.graph.facts import ContactPerson, Post
from directory.graph.post import holders_on

_UNTIMED = OpenNow(OpenState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class HolderShown:
    """One person, with her channels as every other channel is shown. They are no part of a call chain."""

    person: ContactPerson
    channels: tuple[OpenChannel, ...]


@dataclass(frozen=True, slots=True)
class PostShown:
    """One post. No holders: it is vacant, or nobody who holds it may be shown to whoever asks."""

    post: Post
    holders: tuple[HolderShown, ...]


def posts_on(posts: Iterable[Post], day: date) -> list[PostShown]:
    """List *posts* with who holds them on *day*; none is left out for being vacant."""
    return [
        PostShown(
            post,
            tuple(
                HolderShown(person, tuple(OpenChannel(one, _UNTIMED, True) for one in person.channels))
                for person in holders_on(post, day)
            ),
        )
        for post in posts
    ]
