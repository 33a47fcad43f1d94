"""How somebody is reached, at what hours, and who may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directory.graph.facts.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Opening:
    """Weekly hours in Swedish wall-clock time: one row of a schedule (HSDS ``schedule``).

    ``days`` holds 0 (Monday) … 6 (Sunday), 7 = public holiday (*röd dag*, with midsummer, Christmas and New
    Year's Eve counted as holidays), 8 = day before a public holiday. On a public holiday only rows with 7
    count; on a day before one, rows with 8 replace those of Monday to Friday and add to a weekend's.
    ``opens`` and ``closes`` are minutes from midnight of that day; ``closes`` may pass 1440 (02:00 next day = 1560).
    ``is_certain`` False means: may be open then, ring and ask.
    """

    days: frozenset[int]
    opens: int
    closes: int
    is_certain: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class OpeningException:
    """From *from_on* to *to_on*, both included, these hours count and those of the week do not.

    ``opens``/``closes``: as in ``Opening``; both None: closed. Several for one day are several openings, and a closed
    one beats the others. ``said``: what people read, such as *Sommarstängt*.
    """

    from_on: date
    to_on: date
    opens: int | None = None
    closes: int | None = None
    said: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether nobody answers on these days."""
        return self.opens is None or self.closes is None

    def is_on(self, day: date) -> bool:
        """Whether it counts on *day*."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class Schedule:
    """All opening rows of one service or channel, with the words they were read from.

    No rows at all means that the hours are *unknown*, not that it is closed. ``exceptions`` are those of these very
    hours, in the order of their days.
    """

    rows: tuple[Opening, ...] = ()
    as_printed: str = ""
    provenance: Provenance | None = None
    exceptions: tuple[OpeningException, ...] = ()


UNKNOWN_HOURS = Schedule()


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Swedish public holidays and the days before them, for the years the graph is asked about."""

    holidays: frozenset[date] = frozenset()
    """Red days; midsummer, Christmas and New Year's Eve are counted among them."""
    eves: frozenset[date] = frozenset()


class Visibility(StrEnum):
    """Who may see a contact point: everybody, those who are signed in, or those with a need to know."""

    PUBLIC = "public"
    NETWORK = "network"
    RESTRICTED = "restricted"


class ChannelKind(StrEnum):
    """By what means a channel is used."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    CHAT = "chat"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach somebody: phone, mailbox, form. ``order`` says which to try first (0 first).

    ``value``: E.164 (``+468…``) or a short number (``112``, ``11414``) for a phone, else address or URL.
    ``display``: as a person reads it (``08-570 307 20``). ``schedule`` None means: that of the service.
    A number whose ``provenance`` is not verified is never offered as good.
    """

    id: str
    kind: ChannelKind
    value: str
    display: str
    provenance: Provenance
    order: int = 0
    label: str = ""
    visibility: Visibility = Visibility.PUBLIC
    schedule: Schedule | None = None
