"""How to reach an organization or a service at a moment: its channels, which of them answer, which are good."""

from __future__ import annotations

from dataclasses import replace

from directory.graph.answer import OpenChannel, OpenNow, OpenState, Path
from directory.graph.exceptions import besides
from directory.graph.facts import Channel, ChannelKind, Organization, Schedule, Service
from directory.graph.hours import Moment, open_now

CALLED = (ChannelKind.PHONE,)
LIFE = "112"
"""The number to call when life is in danger."""
SPOKEN = (ChannelKind.PHONE, ChannelKind.CHAT)
_UNTIMED = OpenNow(OpenState.UNKNOWN)


def channels_of(service: Service | None, organization: Organization | None) -> tuple[Channel, ...]:
    """List the channels to try, in order: the service's own, and its organization's if it has no phone."""
    own = service.channels if service else ()
    if organization is None or (own and any(channel.kind in CALLED for channel in own)):
        return own
    return (*own, *organization.channels) if own else organization.channels


def schedule_of(service: Service | None, organization: Organization | None) -> Schedule:
    """Return the hours that hold for *service*, else for *organization*.

    A service that keeps the week of its organization may have days of its own: of these it has the say.
    """
    own = service.schedule if service is not None else Schedule()
    if own.rows or own.as_printed:
        return own
    theirs = organization.schedule if organization is not None else Schedule()
    if not own.exceptions:
        return theirs
    return replace(theirs, exceptions=besides(theirs.exceptions, own.exceptions))


def hours_of(channel: Channel, otherwise: Schedule) -> Schedule:
    """Return the hours of *channel*: its own week, else that of *otherwise*, whose it is, with its own days."""
    own = channel.schedule
    if own is None:
        return otherwise
    if own.rows or own.as_printed or not own.exceptions:
        return own
    return replace(otherwise, exceptions=besides(otherwise.exceptions, own.exceptions))


def open_channels(
    service: Service | None, organization: Organization | None, moment: Moment, path: Path
) -> tuple[OpenChannel, ...]:
    """Return the channels with their state at *moment*, phones first, each set in its own order.

    A channel is *good* when its number and every hop of *path* that led to it are verified: a right
    number of a unit that only memory says is responsible here is not a good number.
    """
    trusted = is_verified(path)
    hours = schedule_of(service, organization)
    shared: OpenNow | None = None
    found = []
    for channel in channels_of(service, organization):
        if channel.kind not in SPOKEN:
            now = _UNTIMED
        elif channel.schedule is not None:
            now = open_now(hours_of(channel, hours), moment)
        else:
            shared = now = shared or open_now(hours, moment)
        found.append(OpenChannel(channel, now, trusted and channel.provenance.confidence.is_verified))
    found.sort(
        key=lambda one: (one.channel.kind not in SPOKEN, one.channel.kind not in CALLED, one.channel.order)
    )
    return tuple(found)


def is_verified(path: Path) -> bool:
    """Whether every hop of *path* that has a source may be relied on.

    That a district lies in its city, or a city in its county, makes no number doubtful, however it is known; that a
    municipality belongs to a cooperation does.
    """
    return all(
        hop.provenance is None
        or hop.provenance.confidence.is_verified
        or hop.code == "area_succeeded"
        or (hop.code == "part_of" and not hop.params.get("is_cooperation"))
        for hop in path
    )


def best_phone(channels: tuple[OpenChannel, ...]) -> OpenChannel | None:
    """Return the first good phone, preferring one that is open; None when there is none to call."""
    phones = [one for one in channels if one.channel.kind in CALLED and one.is_good]
    return next((one for one in phones if one.now.state.is_open), phones[0] if phones else None)


def state_of(
    service: Service | None,
    organization: Organization | None,
    channels: tuple[OpenChannel, ...],
    moment: Moment,
) -> OpenNow:
    """Return the state of the first channel on which somebody speaks, else what the hours say."""
    spoken = next((one for one in channels if one.channel.kind in SPOKEN), None)
    return spoken.now if spoken else open_now(schedule_of(service, organization), moment)
