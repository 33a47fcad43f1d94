"""Hours on dates: other times than the week's, or none, from a day to a day; and closing for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.maintaining import typed
from directory.maintaining.change import Submitted
from directory.maintaining.complaints import Complaints
from directory.maintaining.workplace import missing
from directory.model import OpeningException
from directory.offering.hours_text import Spans, read_day
from directory.offering.sending import Sender, send
from directory.offering.whose import Whose, list_whose, rows_of
from directory.store.changeset import Edit, addition, edit_to, removal, values_of

FARTHEST = timedelta(days=731)
"""How far ahead dates are taken: what is further away nobody knows."""
ONE_DAY = timedelta(days=1)
FIELDS = ("from_on", "to_on", "hours", "said")


def read_days(first: str, last: str, today: date) -> tuple[date, date]:
    """Return a first and a last day; an empty last one is the first.

    Raises:
        Refused: one of them is none, is past, lies too far ahead, or they are the wrong way round; at its field.
    """
    found = Complaints()
    from_on = found.take(lambda: day_of("from_on", first, today, is_from=True))
    to_on = found.take(lambda: day_of("to_on", last, today)) if last.strip() else from_on
    found.settle()
    if from_on is None or to_on is None:
        raise AssertionError("what was not complained of is there")
    if to_on < from_on:
        raise refuse(
            "to_on",
            "Sista dagen ligger före den första. Byt plats på dem.",
            "The last day lies before the first one. Change them round.",
        )
    return from_on, to_on


def day_of(field: str, given: str, today: date, *, is_from: bool = False) -> date:
    """Return a day that somebody chose; *is_from*: it may be past, as far as what began then goes on.

    Raises:
        Refused: it is none, is past, or lies too far ahead.
    """
    try:
        day = date.fromisoformat(given.strip())
    except ValueError:
        raise refuse(
            field, "Välj ett datum, till exempel 2027-07-01.", "Choose a date, such as 2027-07-01."
        ) from None
    if day < today - (FARTHEST if is_from else timedelta(0)):
        raise refuse(field, "Dagen har redan varit.", "That day has passed.")
    if day > today + FARTHEST:
        raise refuse(field, "Högst två år framåt.", "At most two years ahead.")
    return day


def add_exception(
    writing: Session, sender: Sender, whose: Whose, first: str, last: str, hours: str, said: str
) -> Submitted:
    """Have other hours hold from a day to a day; *hours* as a day of the week is typed, ``stängt`` among them.

    Raises:
        Refused: a day or the hours cannot be taken, or something is said of these days already.
    """
    today = sender.day.date()
    found = Complaints()
    days = found.take(lambda: read_days(first, last, today))
    spans = found.take(lambda: _needed(read_day("hours", hours)))
    words = found.take(lambda: typed.words_of("said", said, today, is_needed=False, most=60))
    found.settle()
    if days is None or spans is None:
        raise AssertionError("what was not complained of is there")
    _refuse_overlap(rows_of(writing, OpeningException, whose), days)
    return send(writing, sender, _rows(whose, days, spans, words or ""), whose.name)


def close_for_a_time(
    writing: Session, sender: Sender, key: str, first: str, last: str, said: str
) -> Submitted:
    """Close a service, or (an empty *key*) the whole organization with its services and their numbers.

    What was said of the same days before gives way: closed is closed.

    Raises:
        NotFound: the service is none of the organization's.
        Refused: a day cannot be taken.
    """
    today = sender.day.date()
    found = Complaints()
    days = found.take(lambda: read_days(first, last, today))
    words = found.take(lambda: typed.words_of("said", said, today, is_needed=False, most=60))
    found.settle()
    if days is None:
        raise AssertionError("what was not complained of is there")
    everybody = list_whose(writing, sender.workplace)
    closed = [one for one in everybody if one.channel_id is None and key in ("", one.key)]
    if not closed:
        raise missing()
    edits: list[Edit | None] = []
    for one in closed:
        its = [one, *(each for each in everybody if each.channel_id and _is_of(each, one))]
        for each in its:
            edits += _cleared(rows_of(writing, OpeningException, each), days)
        edits += _rows(one, days, (), words or "")
    return send(writing, sender, edits, closed[0].name)


def remove_exception(writing: Session, sender: Sender, exception: OpeningException) -> Submitted:
    """Have the week hold on those days again."""
    return send(writing, sender, [removal(exception)])


def get_exception(reading: Session, sender: Sender, exception_id: str) -> OpeningException:
    """Return one exception of the organization.

    Raises:
        NotFound: there is none, or it is somebody else's, or one of a number that is restricted.
    """
    found = reading.get(OpeningException, exception_id)
    if found is None or not any(_is_its(found, one) for one in list_whose(reading, sender.workplace)):
        raise missing()
    return found


def close_for_good(writing: Session, sender: Sender, key: str, last: str) -> Submitted:
    """Have a service, or (an empty *key*) the whole organization with its services, end after a day.

    It stays in the directory, and says when it ended.

    Raises:
        NotFound: the service is none of the organization's.
        Refused: the day cannot be taken.
    """
    day = day_of("ends_on", last, sender.day.date())
    workplace = sender.workplace
    ending = [one for one in workplace.services if key in ("", one.id)]
    ending = [one for one in ending if one.valid_to is None or one.valid_to > day]
    edits = [edit_to(one, {"valid_to": day.isoformat()}) for one in ending]
    if not key:
        edits.append(edit_to(workplace.organization, {"valid_to": day.isoformat()}))
    elif all(one.id != key for one in workplace.services):
        raise missing()
    return send(writing, sender, edits, next((one.name for one in ending if key), ""))


def list_exceptions(reading: Session, sender: Sender) -> list[tuple[Whose, OpeningException]]:
    """List what holds on dates that are not over, of everything whose hours one may see, by day."""
    today = sender.day.date()
    found = [
        (whose, row)
        for whose in list_whose(reading, sender.workplace)
        for row in rows_of(reading, OpeningException, whose)
        if row.to_on >= today
    ]
    return sorted(found, key=lambda pair: (pair[1].from_on, pair[1].to_on, pair[0].key, pair[1].id))


def _needed(spans: Spans | None) -> Spans:
    if spans is None:
        raise refuse("hours", "Skriv tiderna, eller stängt.", "Write the hours, or closed.")
    return spans


def _rows(whose: Whose, days: tuple[date, date], spans: Spans, words: str) -> list[Edit]:
    values = {**whose.columns, "from_on": days[0].isoformat(), "to_on": days[1].isoformat(), "said": words}
    times: list[tuple[int | None, int | None]] = [(one.opens, one.closes) for one in spans]
    return [
        addition("opening_exception", f"date-{new_id()}", {**values, "opens": opens, "closes": closes})
        for opens, closes in times or [(None, None)]
    ]


def _cleared(rows: Sequence[OpeningException], days: tuple[date, date]) -> list[Edit | None]:
    """Return the edits that take away what *rows* say of *days*; of the days around these it stays said."""
    edits: list[Edit | None] = []
    for row in rows:
        before, after = row.from_on < days[0], row.to_on > days[1]
        if row.to_on < days[0] or row.from_on > days[1]:
            continue
        until, since = (days[0] - ONE_DAY).isoformat(), (days[1] + ONE_DAY).isoformat()
        if before and after:
            rest = {**values_of(row), "from_on": since}
            edits += [edit_to(row, {"to_on": until}), addition("opening_exception", f"date-{new_id()}", rest)]
        elif before or after:
            edits.append(edit_to(row, {"to_on": until} if before else {"from_on": since}))
        else:
            edits.append(removal(row))
    return edits


def _refuse_overlap(rows: Sequence[OpeningException], days: tuple[date, date]) -> None:
    for row in rows:
        if row.from_on <= days[1] and days[0] <= row.to_on:
            raise refuse(
                "from_on",
                f"Något är redan sagt om {row.from_on} till {row.to_on}. Ta bort det först.",
                f"Something is said of {row.from_on} to {row.to_on} already. Take that away first.",
            )


def _is_of(channel: Whose, owner: Whose) -> bool:
    return (channel.organization_id, channel.service_id) == (owner.organization_id, owner.service_id)


def _is_its(row: OpeningException, whose: Whose) -> bool:
    return (row.organization_id, row.service_id, row.channel_id) == (
        whose.organization_id,
        whose.service_id,
        whose.channel_id,
    )
