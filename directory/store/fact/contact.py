"""Channels and opening hours, as far as a viewer may know of them.

This is where visibility is applied, once, for everything above: what a viewer may not see is not read at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from directory.graph.exceptions import besides, in_order
from directory.graph.facts import (
    UNKNOWN_HOURS,
    Channel,
    Opening,
    OpeningException,
    Schedule,
    Visibility,
)
from directory.model import Certainty
from directory.model import Channel as ChannelRow
from directory.model import OpeningException as OpeningExceptionRow
from directory.model import Schedule as ScheduleRow
from directory.store.fact.select import Ids, Sources, by, rows

SEEN_BY = {
    Visibility.PUBLIC: (Visibility.PUBLIC,),
    Visibility.NETWORK: (Visibility.PUBLIC, Visibility.NETWORK),
    Visibility.RESTRICTED: (Visibility.PUBLIC, Visibility.NETWORK, Visibility.RESTRICTED),
}
"""What each class of viewers may see: each one all that the wider classes see."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """The channels and hours of organizations or services, by the id of their owner."""

    channels: dict[str, tuple[Channel, ...]]
    schedules: dict[str, Schedule]

    def channels_of(self, owner: str) -> tuple[Channel, ...]:
        """Return the channels of *owner* in the order to try them, possibly none."""
        return self.channels.get(owner, ())

    def schedule_of(self, owner: str) -> Schedule:
        """Return the hours of *owner* as a whole; unknown hours if nothing is said."""
        return self.schedules.get(owner, UNKNOWN_HOURS)


def read_contacts(
    connection: Connection, sources: Sources, viewer: Visibility, owner: str, ids: Ids = None
) -> Contacts:
    """Return the contacts of all owners, or of those with *ids*.

    ``owner`` names the column of the owner: ``organization_id`` or ``service_id``.
    """
    channel_table, schedule_table = ChannelRow.__table__.c, ScheduleRow.__table__.c
    channel_rows = rows(
        connection,
        ChannelRow,
        owner,
        ids,
        channel_table[owner].is_not(None),
        channel_table.visibility.in_(SEEN_BY[viewer]),
    )
    schedule_rows = rows(connection, ScheduleRow, owner, ids, schedule_table[owner].is_not(None))
    exception_table = OpeningExceptionRow.__table__.c
    exception_rows = rows(connection, OpeningExceptionRow, owner, ids, exception_table[owner].is_not(None))
    hours = by(lambda row: row.channel_id or "", schedule_rows)
    dates = by(lambda row: row.channel_id or "", exception_rows)
    own_hours = by(lambda row: getattr(row, owner), hours.pop("", []))
    own_dates = by(lambda row: getattr(row, owner), dates.pop("", []))
    channels = by(lambda row: getattr(row, owner), channel_rows)
    exceptions = {name: _exceptions(found) for name, found in own_dates.items()}
    return Contacts(
        channels={
            name: tuple(
                _channel(row, sources, hours.get(row.id, ()), dates.get(row.id, ()), exceptions.get(name, ()))
                for row in sorted(found, key=lambda row: (row.try_order, row.id))
            )
            for name, found in channels.items()
        },
        schedules={
            name: _schedule(own_hours.get(name, ()), sources, exceptions.get(name, ()))
            for name in own_hours.keys() | exceptions.keys()
        },
    )


def _channel(
    row: Row[Any],
    sources: Sources,
    hours: Sequence[Row[Any]],
    dates: Sequence[Row[Any]],
    of_owner: tuple[OpeningException, ...],
) -> Channel:
    """Return a channel. When its owner is closed, so is a channel with hours of its own, unless these say otherwise."""
    schedule = None
    if hours or dates:
        closed = tuple(one for one in of_owner if one.is_closed) if hours else ()
        schedule = _schedule(hours, sources, besides(closed, _exceptions(dates)))
    return Channel(
        id=row.id,
        kind=row.kind,
        value=row.value,
        display=row.display,
        provenance=sources.of(row),
        order=row.try_order,
        label=row.label,
        visibility=row.visibility,
        schedule=schedule,
    )


def _exceptions(found: Sequence[Row[Any]]) -> tuple[OpeningException, ...]:
    return in_order(
        OpeningException(row.from_on, row.to_on, row.opens, row.closes, row.said) for row in found
    )


def _schedule(
    found: Sequence[Row[Any]], sources: Sources, exceptions: tuple[OpeningException, ...]
) -> Schedule:
    """Put the rows of one schedule together; its provenance is the weakest among them."""
    openings = tuple(
        Opening(
            days=frozenset(int(day) for day in row.days.split(",")),
            opens=row.opens,
            closes=row.closes,
            is_certain=row.certainty is Certainty.STATED,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in found
        if row.days
    )
    printed = dict.fromkeys(row.as_printed for row in found if row.as_printed)
    weakest = max(found, key=lambda row: row.confidence.weakness, default=None)
    return Schedule(
        rows=openings,
        as_printed="; ".join(printed),
        provenance=None if weakest is None else sources.of(weakest),
        exceptions=exceptions,
    )
