"""The week as a grid of nine lines: Monday to Sunday, public holidays, and days before one; typed, and made rows of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.maintaining.change import Submitted
from directory.maintaining.complaints import Complaints
from directory.model import Certainty, Schedule
from directory.offering.hours_text import DAY, Span, Spans, read_day, say_day
from directory.offering.sending import Sender, send
from directory.offering.stood import check_stood
from directory.offering.whose import Whose, rows_of
from directory.store.changeset import Edit, addition, edit_to, removal

HOLIDAY, EVE = 7, 8
DAYS = range(9)
WORKING = range(1, 5)
"""Tuesday to Friday: what Monday is copied to."""
FIELDS = tuple(f"day-{day}" for day in DAYS)
COPY = "copy"
"""The box: Tuesday to Friday are as Monday."""
SHORT = ("mån", "tis", "ons", "tors", "fre", "lör", "sön", "helgdag", "dag före helgdag")

Week = Mapping[int, Spans]
"""Day → its openings, by their start; a day that is missing is closed, or (before a holiday) as usual."""


def week_of(rows: Iterable[Schedule]) -> Week:
    """Return what *rows* say of each day. Rows for a season stand beside the week and are left out."""
    found: dict[int, set[Span]] = {}
    for row in rows:
        if is_weekly(row) and row.opens is not None and row.closes is not None:
            for day in row.days.split(","):
                span = Span(row.opens, row.closes, row.certainty is Certainty.STATED)
                found.setdefault(int(day), set()).add(span)
    return {day: tuple(sorted(spans)) for day, spans in sorted(found.items())}


def is_weekly(row: Schedule) -> bool:
    """Whether a row holds all the year."""
    return bool(row.days) and row.valid_from is None and row.valid_to is None


def is_for_a_season(row: Schedule, today: date) -> bool:
    """Whether a row holds for a part of the year that is not over."""
    is_dated = row.valid_from is not None or row.valid_to is not None
    return is_dated and (row.valid_to is None or row.valid_to >= today)


def typed_of(week: Week) -> dict[str, str]:
    """Return the fields of the form: nothing known leaves all of them empty; the day before a holiday may be."""
    if not week:
        return dict.fromkeys(FIELDS, "")
    return {f"day-{day}": say_day(week.get(day, None if day == EVE else ())) for day in DAYS}


def read_week(typed: Mapping[str, str], *, is_copied: bool = False) -> Week:
    """Return the week that was typed; *is_copied*: Tuesday to Friday are as Monday. Empty: nobody knows.

    Raises:
        Refused: a day cannot be read, or runs into the next; each at its field.
    """
    found = Complaints()
    read: dict[int, Spans | None] = {}
    for day in DAYS:
        if not (is_copied and day in WORKING):
            field = f"day-{day}"
            given = typed.get(field, "")
            read[day] = found.take(partial(read_day, field, given))
    found.settle()
    if is_copied:
        read |= dict.fromkeys(WORKING, read[0])
    if read[EVE] == ():
        raise refuse(
            f"day-{EVE}",
            "Att det är stängt dagen före en helgdag går bara att säga för ett datum: lägg in det under Andra tider.",
            "That it is closed before a holiday can be said of a date only: put it among the other hours.",
        )
    if all(not spans for spans in read.values()) and any(spans is not None for spans in read.values()):
        raise refuse(
            "",
            "Stängt alla dagar: säg i stället från vilken dag det är stängt, under Stäng.",
            "Closed on all days: say instead from which day it is closed, under Close.",
        )
    week = {day: spans for day, spans in read.items() if spans}
    _refuse_meeting_nights(week)
    return week


def say_week(week: Week) -> str:
    """Return the week in one line, as it is printed: ``mån–fre 08–17, lör 10–14``."""
    groups: list[tuple[list[int], Spans]] = []
    for day in DAYS:
        spans = week.get(day)
        if not spans:
            continue
        if groups and groups[-1][1] == spans and groups[-1][0][-1] == day - 1 and day < HOLIDAY:
            groups[-1][0].append(day)
        else:
            groups.append(([day], spans))
    if len({spans for _days, spans in groups}) == 1 and set(DAYS) - {EVE} <= set(week):
        return f"alla dagar {say_day(groups[0][1])}"
    return ", ".join(
        f"{SHORT[days[0]]}{'–' + SHORT[days[-1]] if len(days) > 1 else ''} {say_day(spans)}"
        for days, spans in groups
    )


def change_week(
    writing: Session, sender: Sender, whose: Whose, week: Week, mark: str, *, title: str = ""
) -> Submitted:
    """Have *week* hold for *whose* from now on; an empty one: the hours are not known. Rows for a season stay.

    Raises:
        Clashed: somebody has changed the hours since the form with *mark* was opened. Nothing was changed.
    """
    rows = rows_of(writing, Schedule, whose)
    check_stood(mark, rows)
    if week_of(rows) == week:
        return Submitted(None, None)
    wanted = _rows_for(week, say_week(week))
    kept = [row for row in rows if is_weekly(row) or not row.days]
    return send(writing, sender, _edits(kept, wanted, whose), title or whose.name)


def _rows_for(week: Week, printed: str) -> list[dict[str, object]]:
    days: dict[Span, list[int]] = {}
    for day, spans in sorted(week.items()):
        for span in spans:
            days.setdefault(span, []).append(day)
    return [
        {
            "days": ",".join(map(str, found)),
            "opens": span.opens,
            "closes": span.closes,
            "certainty": (Certainty.STATED if span.is_certain else Certainty.POSSIBLE).value,
            "as_printed": printed,
        }
        for span, found in sorted(days.items(), key=lambda pair: (pair[1][0], pair[0]))
    ]


def _edits(rows: Sequence[Schedule], wanted: list[dict[str, object]], whose: Whose) -> list[Edit | None]:
    """Return the edits that make *rows* what is *wanted*: a row that keeps its hours keeps its id."""
    left, new = list(rows), []
    edits: list[Edit | None] = []
    for values in wanted:
        same = next(
            (row for row in left if (row.opens, row.closes) == (values["opens"], values["closes"])), None
        )
        if same is None:
            new.append(values)
        else:
            left.remove(same)
            edits.append(edit_to(same, values))
    for values in new:
        if left:
            edits.append(edit_to(left.pop(0), values))
        else:
            edits.append(addition("schedule", f"hours-{new_id()}", {**whose.columns, **values}))
    return [*edits, *(removal(row) for row in left)]


def _refuse_meeting_nights(week: Week) -> None:
    """Refuse a night that runs into the opening of the next day: nobody could say which of them holds."""
    found = Complaints()
    for day in range(HOLIDAY):
        after = (day + 1) % HOLIDAY
        for span in week.get(day, ()):
            for other in week.get(after, ()):
                if span.closes - DAY > other.opens and span.is_certain == other.is_certain:
                    found.add(
                        refuse(
                            f"day-{after}",
                            f"Natten från {SHORT[day]} slutar först {say_day((Span(0, span.closes - DAY),))[3:]}.",
                            f"The night from the day before ends at {say_day((Span(0, span.closes - DAY),))[3:]} only.",
                        )
                    )
    found.settle()
