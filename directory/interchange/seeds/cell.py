"""How one cell of a seed file is read: lists, dates, times, truth. Types for the row models."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, StringConstraints

_TIME = re.compile(r"^(\d\d):([0-5]\d)$")
_MAIL = re.compile(r"^[^@\s<>]+@[^@\s<>.]+(?:\.[^@\s<>.]+)+$")
_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU", "PH", "PE"))}


def _listed(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    parts = tuple(part.strip() for part in cell.split(";"))
    if "" in parts:
        raise ValueError("an empty entry in the list; take out the extra semicolon")
    if len(set(parts)) != len(parts):
        raise ValueError("an entry stands twice in the list; take one of them out")
    return parts


def _truth(cell: object) -> object:
    if cell in ("true", True):
        return True
    if cell in ("false", False):
        return False
    raise ValueError("write true or false")


def _day(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError("is not a day; write it as 2026-11-28") from None


def _minutes(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    match = _TIME.match(cell)
    if match is None:
        raise ValueError("is not a time; write it as 08:30 (after midnight as 26:00)")
    return int(match[1]) * 60 + int(match[2])


def _weekdays(cell: object) -> object:
    names = _listed(cell)
    if not isinstance(names, tuple):
        return names
    unknown = [name for name in names if name not in _DAYS]
    if unknown:
        raise ValueError(
            f"{unknown[0]} is no day; write MO TU WE TH FR SA SU PH (holiday) or PE (day before one)"
        )
    return ",".join(str(number) for number in sorted(_DAYS[name] for name in names))


def web_address(text: str) -> str:
    """Return *text* if it is a web address; raise ``ValueError`` otherwise."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or "." not in parts.netloc or " " in text:
        raise ValueError("is not a web address; it begins with https:// and has no blanks")
    return text


def mail_address(text: str) -> str:
    """Return *text* if it looks like a mail address; raise ``ValueError`` otherwise."""
    if not _MAIL.match(text):
        raise ValueError("is not a mail address")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:+-]*$", max_length=60)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_listed)]
Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Day = Annotated[date, BeforeValidator(_day)]
Minutes = Annotated[int, BeforeValidator(_minutes)]
Weekdays = Annotated[str, BeforeValidator(_weekdays)]
WebAddress = Annotated[str, AfterValidator(web_address)]
Listed = BeforeValidator(_listed)
