"""Read clock times, parts of the day and days out of a sentence. What moment they mean is decided in ``moment``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from .holiday import next_holiday
from .moment import STOCKHOLM, Moment, Said, resolve
from .sentence import Sentence
from .vocabulary import Find
from .written_date import find_date

_AT: Final = frozenset({"vid", "at", "efter", "kl", "klockan", "innan", "före", "before", "after", "by"})
_BEFORE_THE_HOUR: Final = frozenset({"ca", "cirka", "runt", "ar"})
_PART_WITH_CLOCK: Final = frozenset({"night", "morning", "evening", "afternoon"})
_AGE_WORDS: Final = frozenset({"ar", "ars", "yo", "year", "years", "yr", "yrs", "bast", "y", "barn"})
_BEFORE_AN_AGE: Final = frozenset({"kvinna", "man", "tjej", "kille"})
_HALF_AN_HOUR: Final = frozenset({"halvtimme", "halvtimma"})
_DAYS: Final = {"day": 1, "week": 7, "month": 30}
_QUARTERS: Final = {"half": -30, "half_past": 30, "quarter_past": 15, "quarter_to": -15}


@dataclass(frozen=True, slots=True)
class Timing:
    """The moment meant, and the words that said so."""

    moment: Moment
    used: frozenset[int]

    @property
    def is_said(self) -> bool:
        """Whether the sentence says anything of the time."""
        return bool(self.used)


def read_timing(sentence: Sentence, now: datetime, hidden: frozenset[int]) -> Timing:
    """Return when help is needed, as far as the sentence says so. *hidden*: numbers of houses and phones."""
    clockwork = _Clockwork(sentence, now, hidden)
    said = clockwork.read()
    return Timing(resolve(said, now), frozenset(clockwork.used))


class _Clockwork:
    """Collects what the words of one sentence say of the time."""

    def __init__(self, sentence: Sentence, now: datetime, hidden: frozenset[int]) -> None:
        self.sentence = sentence
        self.today = now.astimezone(STOCKHOLM).date()
        self.hidden = hidden
        self.said = Said()
        self.used: set[int] = set()

    def read(self) -> Said:
        """Return all that is said of the time."""
        written = find_date(self.sentence, self.today, self.hidden)
        if written is not None:
            self.said = replace(self.said, on=written.on)
            self.used |= written.used
        for index in range(len(self.sentence.tokens)):
            if index not in self.used | self.hidden and not self._delta(index):
                self._clock(index)
        for find in self.sentence.finds:
            if not any(index in self.used for index in find.indices):
                self._find(find)
        return self.said

    def _word(self, index: int) -> str:
        return self.sentence.key(index)

    def _value(self, index: int, name: str) -> str | None:
        find = self.sentence.at(index)
        values = find.values(name) if find is not None else ()
        return values[0] if values else None

    # from now

    def _delta(self, index: int) -> bool:
        """Read ``om en timme``, ``om två dagar``, ``in 2 hours``."""
        if self._value(index, "clock") != "in" or self.said.delta is not None:
            return False
        half_an_hour = next((at for at in (index + 1, index + 2) if self._word(at) in _HALF_AN_HOUR), None)
        if half_an_hour is not None:
            self.said = replace(self.said, delta=timedelta(minutes=30))
            self.used.update(range(index, half_an_hour + 1))
            return True
        unit, number = self._value(index + 2, "unit"), self.sentence.number(index + 1)
        if unit is None or number is None or number > 500:
            return False
        self.used |= {index, index + 1, index + 2}
        if unit in _DAYS:
            self.said = replace(self.said, delta_days=number * _DAYS[unit])
        else:
            self.said = replace(self.said, delta=timedelta(minutes=number * (60 if unit == "hour" else 1)))
        return True

    # the clock

    def _clock(self, index: int) -> None:
        if self.said.clock is not None or self.said.delta is not None:
            return
        clock = self._value(index, "clock")
        if any(sign in self.sentence.tokens[index].text for sign in ":."):
            self._colon(index)
        elif clock == "clock":
            self._after_clock_word(index)
        elif clock in _QUARTERS:
            self._quarters(index, _QUARTERS[clock])
        else:
            self._bare(index)

    def _colon(self, index: int) -> bool:
        """Read ``03:00`` and ``22.30``; ``5:15`` of the Aliens Act is no time."""
        hour, _, minute = self.sentence.tokens[index].text.replace(".", ":").partition(":")
        is_clock = self._value(index, "status") is None and hour.isdecimal() and minute.isdecimal()
        if not is_clock or int(hour) > 24 or int(minute) >= 60:
            return False
        return self._set(int(hour) * 60 + int(minute), index)

    def _after_clock_word(self, index: int) -> None:
        """Read ``kl 3``, ``kl 0300``, ``kl 22 30``, ``kl tio över tre``; ``kl halv fyra`` comes later."""
        at = index + 1
        if self._word(at) in _BEFORE_THE_HOUR:
            at += 1
        number = self.sentence.number(at)
        if at >= len(self.sentence.tokens):
            return
        token = self.sentence.tokens[at]
        if (":" in token.text or "." in token.text) and self._colon(at):
            self.used.update(range(index, at))
        elif number is not None and token.number is not None and len(token.text) in (3, 4):
            if number // 100 <= 24 and number % 100 < 60:
                self.used.update(range(index, at))
                self._set(number // 100 * 60 + number % 100, at)
        elif number is not None and number <= 24:
            self.used.update(range(index, at))
            if not self._minutes_and_hour(at):
                minutes = self._spaced_minutes(at)
                self._set(number * 60 + minutes, at)

    def _spaced_minutes(self, index: int) -> int:
        """Return the minutes of ``22 30``, and take their word; 0 if what follows is something else."""
        if index + 1 >= len(self.sentence.tokens):
            return 0
        token = self.sentence.tokens[index + 1]
        is_minutes = (
            token.number is not None and token.number < 60 and len(token.text) == 2 and token.before == " "
        )
        if not is_minutes or self._is_counted(index + 1) or self._is_age(index + 1):
            return 0
        self.used.add(index + 1)
        return token.number or 0

    def _quarters(self, index: int, minutes: int) -> None:
        """Read ``halv fyra``, ``kvart över elva``, ``half past three``."""
        find = self.sentence.at(index)
        hour = self.sentence.number(find.stop) if find is not None else None
        if find is None or hour is None or not 0 < hour <= 24 or find.start != index:
            return
        self.used.update(find.indices)
        self._set(hour * 60 + minutes, find.stop)

    def _minutes_and_hour(self, index: int) -> bool:
        """Read ``tio över tre`` and ``fem i tre``, also around *halv*."""
        link = self._word(index + 1)
        if link not in ("over", "past", "i", "to") or self.sentence.starts_clause(index + 1):
            return False
        is_half = self._value(index + 2, "clock") == "half"
        minutes, hour = self.sentence.number(index), self.sentence.number(index + 2 + is_half)
        if minutes is None or hour is None or minutes > 29 or not 0 < hour <= 24:
            return False
        self.used |= {index, index + 1, index + 2}
        signed = minutes if link in ("over", "past") else -minutes
        return self._set(hour * 60 + signed - (30 if is_half else 0), index + 2 + is_half)

    def _bare(self, index: int) -> None:
        """Read a number that is an hour by its neighbours: ``3am``, ``3-tiden``, ``3 på natten``, ``vid 22``."""
        number = self.sentence.number(index)
        if number is None or number > 24 or self._is_age(index):
            return
        is_one = self._word(index) in ("en", "ett", "one")
        is_an_hour: tuple[Callable[[int], bool], ...] = (
            self._has_suffix,
            self._has_part_after,
            self._has_time_before,
        )
        if any(says_so(index) for says_so in (is_an_hour[:1] if is_one else is_an_hour)):
            self._set(number * 60, index)

    def _has_suffix(self, index: int) -> bool:
        if self._value(index + 1, "ampm") is not None:
            return (self.sentence.number(index) or 0) <= 12
        return self._value(index + 1, "clock") in ("about", "oclock")

    def _has_part_after(self, index: int) -> bool:
        """*3 på natten*, but not *tjej 16 i natt* or *flicka 12 på natten*."""
        after = self.sentence.at(index + 1)
        if after is None or len(after.indices) < 2 or after.start != index + 1 or after.values("day"):
            return False
        is_part = any(part in _PART_WITH_CLOCK for part in after.values("part"))
        return is_part and (self.sentence.number(index) or 99) <= 12 and not self._value(index - 1, "person")

    def _has_time_before(self, index: int) -> bool:
        """*vid 22*, *lördag 14*, *i natt 03*."""
        token = self.sentence.tokens[index]
        if self._is_counted(index) or token.starts_clause:
            return False
        if index and self.sentence.tokens[index - 1].lower in _AT:
            self.used.add(index - 1)
            return True
        before = self.sentence.at(index - 1)
        if token.number is None or before is None:
            return False
        is_time = any(before.values(name) for name in ("part", "weekday", "day"))
        return is_time and self._word(before.start - 1) not in _BEFORE_AN_AGE

    def _is_age(self, index: int) -> bool:
        following = self._word(index + 1)
        return following in _AGE_WORDS or following.startswith(("arig", "aring", "arsald"))

    def _is_counted(self, index: int) -> bool:
        """Whether the number says how many of something."""
        after = self.sentence.at(index + 1)
        if after is None or self.sentence.starts_clause(index + 1):
            return False
        return any(after.values(name) for name in ("person", "unit", "month"))

    def _set(self, minutes: int, index: int) -> bool:
        self.used.add(index)
        after = self.sentence.at(index + 1)
        is_afternoon: bool | None = None
        if after is not None and after.values("ampm"):
            is_afternoon = after.values("ampm")[0] == "pm"
            self.used.update(after.indices)
        elif after is not None and after.values("clock") and after.values("clock")[0] in ("about", "oclock"):
            self.used.update(after.indices)
        hour, minute = divmod(minutes % 1440, 60)
        self.said = replace(self.said, clock=time(hour, minute), is_afternoon=is_afternoon)
        return True

    # words

    def _find(self, find: Find) -> None:
        """Take over what a phrase says of the day and its part."""
        said = self.said
        for name, value in find.meanings:
            if name == "part" and said.part is None:
                is_of_day = len(find.indices) == 1 or value in ("tonight", "aftermidnight")
                said = replace(said, part=value, is_part_of_day_said=is_of_day)
            elif name == "part" and value == "aftermidnight":
                said = replace(said, part=value)
            elif name == "day" and said.days is None and said.on is None:
                said = replace(said, days=int(value))
            elif name == "weekday" and self._is_months(find):
                return
            elif name == "weekday" and said.weekday is None and said.on is None:
                said = replace(said, weekday=int(value), is_next=self._is_next(find))
            elif name == "holiday" and said.on is None:
                said = replace(said, on=next_holiday(value, self.today))
            elif name == "weekend":
                said = replace(said, is_weekend=said.weekday is None, is_next=self._is_next(find))
            elif name == "week":
                said = replace(said, days=7 - self.today.weekday())
            elif name not in ("now", "past", "next", "part", "day", "weekday", "holiday"):
                continue
            self.used.update(find.indices)
        self.said = said

    def _is_months(self, find: Find) -> bool:
        """Whether *mån* after a number is months and not Monday: *barn 6 mån*."""
        return self._word(find.start) == "man" and self.sentence.number(find.start - 1) is not None

    def _is_next(self, find: Find) -> bool:
        before = self.sentence.at(find.start - 1)
        if before is not None and before.values("next"):
            return True
        return bool(find.values("weekday")) and self._word(find.start - 1) in ("pa", "on")
