"""Read dates, clock times and parts of the day out of a sentence. What moment they mean is decided in ``moment``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from .holiday import next_holiday
from .moment import STOCKHOLM, Moment, Said, resolve
from .sentence import Sentence
from .vocabulary import Find

_AT: Final = frozenset({"vid", "at", "efter", "kl", "klockan", "innan", "fore", "before", "after", "by"})
_PART_WITH_CLOCK: Final = frozenset({"night", "morning", "evening", "afternoon"})
_ORDINALS: Final = frozenset({"e", "a", "de", "th", "st", "nd", "rd", "of", "den"})
_FIELDS: Final = (
    "now",
    "part",
    "day",
    "weekday",
    "month",
    "holiday",
    "past",
    "weekend",
    "week",
    "next",
    "clock",
    "ampm",
    "unit",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """The moment meant, and the words that said so."""

    moment: Moment
    used: frozenset[int]
    is_said: bool


class _Clockwork:
    """Collects what the words of one sentence say of the time."""

    def __init__(self, sentence: Sentence, now: datetime) -> None:
        self.sentence = sentence
        self.now = now
        self.today = now.astimezone(STOCKHOLM).date()
        self.said = Said()
        self.used: set[int] = set()
        self.is_impossible = False

    def read(self) -> Timing:
        tokens = self.sentence.tokens
        for index in range(len(tokens)):
            if index not in self.used:
                self._date(index)
        for index in range(len(tokens)):
            if index not in self.used:
                self._delta(index)
                self._clock(index)
        for find in self.sentence.finds:
            self._find(find)
        moment = resolve(self.said, self.now)
        return Timing(moment, frozenset(self.used), bool(self.used))

    def _take(self, *indices: int) -> None:
        self.used.update(indices)

    def _word(self, index: int) -> str:
        return self.sentence.key(index)

    def _value(self, index: int, name: str) -> str | None:
        find = self.sentence.at(index)
        values = find.values(name) if find is not None else ()
        return values[0] if values else None

    # dates

    def _date(self, index: int) -> None:
        number = self.sentence.tokens[index].number
        if number is None:
            self._month_first(index)
            return
        if 1900 <= number <= 2100 and self._iso(index):
            return
        self._day_and_month(index)
        self._day_before_month(index)

    def _iso(self, index: int) -> bool:
        tokens = self.sentence.tokens
        if index + 2 >= len(tokens) or any(
            tokens[index + step].before not in ("-", "/", ".", "–") for step in (1, 2)
        ):
            return False
        parts = [tokens[index + step].number for step in range(3)]
        day = _date(parts[0], parts[1], parts[2])
        if day is None:
            return False
        self.said = replace(self.said, on=day)
        self._take(index, index + 1, index + 2)
        if self._word(index + 3) == "t" and tokens[index + 3].is_glued:
            self._take(index + 3)
        return True

    def _day_and_month(self, index: int) -> None:
        """Read ``28/11``, ``28/11-2026`` and ``28.11``."""
        tokens = self.sentence.tokens
        first = tokens[index]
        if index + 1 < len(tokens) and tokens[index + 1].before == "/" and first.before != "/":
            self._set_day(tokens[index + 1].number, first.number, index + 2, (index, index + 1))

    def _day_before_month(self, index: int) -> None:
        """Read ``28 november``, ``den 28:e nov 2026``."""
        at = index + 1
        while self._word(at) in _ORDINALS and at <= index + 2:
            at += 1
        month = self._value(at, "month")
        if month is not None and not self.sentence.starts_clause(at):
            self._set_day(int(month), self.sentence.tokens[index].number, at + 1, range(index, at + 1))

    def _month_first(self, index: int) -> None:
        """Read ``November 28``."""
        month, number = self._value(index, "month"), self.sentence.number(index + 1)
        if month is None or number is None or self._value(index + 2, "month") or number > 31:
            return
        if self.sentence.tokens[index + 1].number is None or ":" in self.sentence.tokens[index + 1].text:
            return
        at = index + 2
        if self._word(at) in _ORDINALS:
            at += 1
        self._set_day(int(month), number, at, range(index, at))

    def _set_day(
        self, month: int | None, day: int | None, after: int, indices: range | tuple[int, ...]
    ) -> None:
        tokens = self.sentence.tokens
        year = tokens[after].number if after < len(tokens) else None
        if year is not None and 2000 <= year <= 2100 and ":" not in tokens[after].text:
            found = _date(year, month, day)
            self._take(after)
        else:
            found = _date(self.today.year, month, day)
            if found is not None and found < self.today:
                found = _date(self.today.year + 1, month, day)
        if found is not None:
            self.said = replace(self.said, on=found)
            self._take(*indices)
            if self._word(indices[0] - 1) in ("den", "the", "d"):
                self._take(indices[0] - 1)

    # from now

    def _delta(self, index: int) -> None:
        """Read ``om en timme``, ``om två dagar``, ``in 2 hours``."""
        if self._value(index, "clock") != "in" or self.said.delta is not None:
            return
        unit = self._value(index + 2, "unit")
        number = self.sentence.number(index + 1)
        if unit is None and self._word(index + 1) in ("halvtimme", "halvtimma"):
            self.said = replace(self.said, delta=timedelta(minutes=30))
            self._take(index, index + 1)
            return
        if unit is None or number is None or number > 500:
            return
        if self._word(index - 1) in ("for", "sedan"):
            return
        self._take(index, index + 1, index + 2)
        if unit in ("minute", "hour"):
            self.said = replace(self.said, delta=timedelta(**{f"{unit}s": number}))
        else:
            days = {"day": 1, "week": 7, "month": 30}[unit]
            self.said = replace(self.said, delta_days=number * days)

    # the clock

    def _clock(self, index: int) -> None:
        if self.said.clock is not None or self.said.delta is not None:
            return
        text = self.sentence.tokens[index].text
        if ":" in text or "." in text:
            self._colon(index, text)
            return
        clock = self._value(index, "clock")
        if clock == "clock":
            self._after_clock_word(index)
        elif clock in ("half", "half_past", "quarter_past", "quarter_to"):
            self._quarters(index, clock)
        else:
            self._bare(index)

    def _colon(self, index: int, text: str) -> None:
        if self._value(index, "status") is not None:
            return
        hour, _, minute = text.replace(".", ":").partition(":")
        if int(hour) <= 24 and int(minute) < 60:
            self._set_clock(int(hour) % 24, int(minute), index)
        elif 1 <= int(minute) <= 12:
            self._set_day(int(minute), int(hour), index + 1, (index,))

    def _after_clock_word(self, index: int) -> None:
        """Read ``kl 3``, ``klockan tre``, ``kl 0300``, ``kl 22 30``; ``kl halv fyra`` is left to the next words."""
        at = index + 1
        if self._value(at, "clock") == "clock" or self._word(at) in ("ca", "cirka", "runt", "ar"):
            at += 1
        token = self.sentence.tokens[at] if at < len(self.sentence.tokens) else None
        number = self.sentence.number(at)
        if token is None or number is None or ":" in token.text or "." in token.text:
            if token is not None and (":" in token.text or "." in token.text):
                self._take(index)
            return
        self._take(*range(index, at))
        if (
            len(token.text) in (3, 4)
            and token.number is not None
            and number // 100 <= 24
            and number % 100 < 60
        ):
            self._set_clock(number // 100 % 24, number % 100, at)
        elif number <= 24:
            if self._minutes_and_hour(at):
                return
            minutes = self.sentence.tokens[at + 1] if at + 1 < len(self.sentence.tokens) else None
            if minutes and minutes.number is not None and minutes.number < 60 and len(minutes.text) == 2:
                if minutes.before == " " and self._value(at + 2, "unit") is None and not self._is_age(at + 1):
                    self._set_clock(number % 24, minutes.number, at)
                    self._take(at + 1)
                    return
            self._set_clock(number % 24, 0, at)

    def _quarters(self, index: int, kind: str) -> None:
        find = self.sentence.at(index)
        at = find.stop if find is not None else index + 1
        hour = self.sentence.number(at)
        if hour is None or not 0 < hour <= 24 or find is None or find.start != index:
            return
        minutes = {"half": -30, "half_past": 30, "quarter_past": 15, "quarter_to": -15}[kind]
        total = (hour * 60 + minutes) % 1440
        self._take(*find.indices)
        self._set_clock(total // 60, total % 60, at)

    def _minutes_and_hour(self, index: int) -> bool:
        """Read ``tio över tre`` and ``fem i tre``, and the same around *halv*."""
        link = self._word(index + 1)
        if link not in ("over", "past", "i", "to") or self.sentence.starts_clause(index + 1):
            return False
        is_half = self._value(index + 2, "clock") == "half"
        minutes, hour = self.sentence.number(index), self.sentence.number(index + 2 + is_half)
        if minutes is None or hour is None or minutes > 29 or not 0 < hour <= 24:
            return False
        signed = minutes if link in ("over", "past") else -minutes
        total = (hour * 60 + signed - (30 if is_half else 0)) % 1440
        self._take(index, index + 1, index + 2)
        self._set_clock(total // 60, total % 60, index + 2 + is_half)
        return True

    def _bare(self, index: int) -> None:
        """Read a number that is an hour because of its neighbours: ``3am``, ``vid 22``, ``3 på natten``."""
        number = self.sentence.number(index)
        if number is None or number > 24 or self._is_age(index):
            return
        if self.sentence.tokens[index].number is None and self._word(index) in ("en", "ett", "one"):
            is_word_one = True
        else:
            is_word_one = False
        after = self.sentence.at(index + 1)
        if self._value(index + 1, "ampm") is not None and number <= 12:
            self._set_clock(number, 0, index)
            return
        if self._value(index + 1, "clock") in ("about", "oclock"):
            self._take(index + 1)
            self._set_clock(number % 24, 0, index)
            return
        if is_word_one:
            return
        if after is not None and len(after.indices) > 1 and after.start == index + 1 and number <= 12:
            if any(part in _PART_WITH_CLOCK for part in after.values("part")) and not after.values("day"):
                if not self._value(index - 1, "person"):
                    self._set_clock(number % 24, 0, index)
                    return
        if self._word(index - 1) in _AT and not self._is_followed_by_thing(index):
            self._take(index - 1)
            self._set_clock(number % 24, 0, index)
        elif (
            self._value(index - 1, "part")
            or self._value(index - 1, "weekday")
            or self._value(index - 1, "day")
        ):
            if self.sentence.tokens[index].number is not None and not self._is_followed_by_thing(index):
                before = self.sentence.at(index - 1)
                if before is not None and self._word(before.start - 1) not in (
                    "kvinna",
                    "man",
                    "tjej",
                    "kille",
                ):
                    if not self.sentence.tokens[index].starts_clause:
                        self._set_clock(number % 24, 0, index)

    def _is_age(self, index: int) -> bool:
        following = self._word(index + 1)
        return following in _AGE_WORDS or following.startswith(("arig", "aring", "arsald"))

    def _is_followed_by_thing(self, index: int) -> bool:
        after = self.sentence.at(index + 1)
        if after is None or self.sentence.starts_clause(index + 1):
            return False
        return bool(
            after.values("person") or after.values("unit") or after.values("group") or after.values("month")
        )

    def _set_clock(self, hour: int, minute: int, index: int) -> None:
        self._take(index)
        after = self.sentence.at(index + 1)
        is_afternoon: bool | None = None
        if after is not None and after.values("ampm"):
            is_afternoon = after.values("ampm")[0] == "pm"
            self._take(*after.indices)
        elif self._word(index + 1) in ("tiden", "snaret"):
            self._take(index + 1)
        self.said = replace(self.said, clock=time(hour, minute), is_afternoon=is_afternoon)

    # words

    def _find(self, find: Find) -> None:
        """Take over what a phrase says. Words that already belong to a date or clock say nothing more."""
        if any(index in self.used for index in find.indices):
            return
        said = self.said
        for name, value in find.meanings:
            if name == "part" and said.part is None:
                is_of_day = len(find.indices) == 1 or value in ("tonight", "aftermidnight")
                said = replace(said, part=value, is_part_of_day_said=is_of_day)
            elif name == "part" and said.part in ("night", "tonight") and value == "aftermidnight":
                said = replace(said, part=value)
            elif name == "day" and said.days is None and said.on is None:
                said = replace(said, days=int(value))
            elif name == "weekday" and said.weekday is None and said.on is None:
                said = replace(said, weekday=int(value), is_next=said.is_next or self._is_next(find))
            elif name == "holiday" and said.on is None:
                said = replace(said, on=next_holiday(value, self.today))
            elif name == "weekend":
                said = replace(said, is_weekend=said.weekday is None)
            elif name == "week":
                ahead = 7 - self.today.weekday()
                said = replace(said, days=ahead)
            elif name not in ("now", "past", "next", "part", "day", "weekday", "holiday"):
                continue
            self._take(*find.indices)
        self.said = said

    def _is_next(self, find: Find) -> bool:
        before = self.sentence.at(find.start - 1)
        return (
            before is not None and bool(before.values("next")) or self._word(find.start - 1) in ("pa", "on")
        )


_AGE_WORDS: Final = frozenset(
    "ar ars yo year years yr yrs bast y manader manad man mån dagar veckor months month weeks days timmar barn".split()
)


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def read_timing(sentence: Sentence, now: datetime) -> Timing:
    """Return when help is needed, as far as the sentence says so."""
    return _Clockwork(sentence, now).read()
