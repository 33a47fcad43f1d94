"""Who holds a post on a day, and whom to ask for when calling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.graph.facts import ChannelKind, ContactPerson, Organization, Post, Service
from directory.graph.matching import is_valid_on


@dataclass(frozen=True, slots=True)
class Asked:
    """A person to ask for, and the post that she holds."""

    post: Post
    person: ContactPerson

    @property
    def phone(self) -> str:
        """The number as people read it; empty when none is known."""
        return next((one.display for one in self.person.channels if one.kind is ChannelKind.PHONE), "")


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


def asked_for(service: Service | None, organization: Organization | None, *days: date) -> Asked | None:
    """Return whom to ask for on *days*: the first holder of the first post that has one, the service's own first."""
    for owner in (service, organization):
        for post in owner.posts if owner is not None else ():
            for person in holders_on(post, *days):
                return Asked(post, person)
    return None
