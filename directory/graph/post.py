"""Who holds a post on a day, who stands in while she is away, and whom to ask for when calling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory.graph.facts import (
    Away,
    Channel,
    ChannelKind,
    ContactPerson,
    Organization,
    Post,
    Service,
)
from directory.graph.matching import is_valid_on


@dataclass(frozen=True, slots=True)
class Asked:
    """A person to ask for, and the post that is asked about; she holds it, or stands in for *instead_of* who does."""

    post: Post
    person: ContactPerson
    instead_of: ContactPerson | None = None
    away: Away | None = None
    """Until when she stands in; None where she holds the post herself."""

    @property
    def phone(self) -> Channel | None:
        """Her first number; None when none is known."""
        return next((one for one in self.person.channels if one.kind is ChannelKind.PHONE), None)


def title_in(post: Post, lang: str) -> str:
    """Return the title of *post* in *lang*: ``sv``, or ``en`` where it has one."""
    return post.title_en if lang == "en" and post.title_en else post.title


def holders_on(post: Post, *days: date) -> tuple[ContactPerson, ...]:
    """List who holds *post* on all of *days*: a snapshot may be older than the end of somebody's time.

    Give today always, and the day that is asked about where that is another one: a question about last week
    must not show who has left since.
    """
    return tuple(
        person
        for person in post.holders
        if all(is_valid_on(day, person.valid_from, person.valid_to) for day in days)
    )


def away_on(person: ContactPerson, *days: date) -> Away | None:
    """Return the absence of *person* on any of *days*, the first of them; None where she is there on all."""
    return next((one for one in person.away if any(one.from_on <= day <= one.to_on for day in days)), None)


def stand_in_for(person: ContactPerson, posts: Iterable[Post], *days: date) -> ContactPerson | None:
    """Return who answers for *person*, who is away on *days*: a holder of one of *posts* who is there herself.

    Whoever stands in may be away by now, and somebody else for her; a ring of them leads to nobody.
    """
    present = {one.id: one for post in posts for one in holders_on(post, *days)}
    seen = {person.id}
    absence = away_on(person, *days)
    while absence is not None and absence.stand_in is not None and absence.stand_in not in seen:
        found = present.get(absence.stand_in)
        if found is None:
            return None
        seen.add(found.id)
        absence = away_on(found, *days)
        if absence is None:
            return found
    return None


def asked_for(service: Service | None, organization: Organization | None, *days: date) -> Asked | None:
    """Return whom to ask for on *days*: the first holder of the first post that has one, the service's own first.

    For a holder who is away it is whoever stands in for her; where nobody does, the next holder, and the next post.
    An emergency line answers everybody: nobody there is asked for by name.
    """
    if service is not None and service.is_emergency_line:
        return None
    posts = [post for owner in (service, organization) if owner is not None for post in owner.posts]
    for post in posts:
        for person in holders_on(post, *days):
            absence = away_on(person, *days)
            if absence is None:
                return Asked(post, person)
            stand_in = stand_in_for(person, posts, *days)
            if stand_in is not None:
                return Asked(post, stand_in, person, absence)
    return None
