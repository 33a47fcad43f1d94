"""Who holds a post on a day, and whom to ask for when calling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.graph.facts import Channel, ChannelKind, ContactPerson, Organization, Post, Service
from directory.graph.matching import is_valid_on


@dataclass(frozen=True, slots=True)
class Asked:
    """A person to ask for, and the post that she holds."""

    post: Post
    person: ContactPerson

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


def asked_for(service: Service | None, organization: Organization | None, *days: date) -> Asked | None:
    """Return whom to ask for on *days*: the first holder of the first post that has one, the service's own first.

    An emergency line answers everybody: nobody there is asked for by name.
    """
    if service is not None and service.is_emergency_line:
        return None
    for owner in (service, organization):
        for post in owner.posts if owner is not None else ():
            for person in holders_on(post, *days):
                return Asked(post, person)
    return None
