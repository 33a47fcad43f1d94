"""Values of records as plain ones, and back: dates as ISO text, choices as their words, rows of words as lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, Enum, inspect

from directory.model import Base, Record, Service
from directory.model.instant import Instant
from directory.store.changeset.rows import WORDS, Word
from directory.store.trace import plain


def plain_value(record: Record, name: str) -> Any:
    """Return the value of an attribute, or the words of a service, as JSON knows it."""
    word = WORDS.get(name) if isinstance(record, Service) else None
    if word is None:
        return plain(getattr(record, name))
    rows = getattr(record, name)
    if word.value:
        return {plain(getattr(row, word.key)): plain(getattr(row, word.value)) for row in _by_key(rows, word)}
    ordered = sorted(rows, key=lambda row: row.order) if word.is_ordered else _by_key(rows, word)
    return [plain(getattr(row, word.key)) for row in ordered]


def put(record: Record, name: str, value: Any) -> None:
    """Set an attribute, or the words of a service, from a plain value.

    Raises:
        ValueError: it is none that the column can hold.
    """
    word = WORDS.get(name) if isinstance(record, Service) else None
    if word is None:
        setattr(record, name, typed(type(record), name, value))
    else:
        _put_words(record, name, word, value)


def typed(model: type[Base], name: str, value: Any) -> Any:
    """Return a plain *value* as the column *name* of *model* holds it.

    Raises:
        ValueError: it is none that the column can hold.
    """
    if value is None:
        return None
    kind = inspect(model).column_attrs[name].columns[0].type
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    if isinstance(kind, (DateTime, Instant)):
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return value


def _by_key(rows: list[Any], word: Word) -> list[Any]:
    return sorted(rows, key=lambda row: str(plain(getattr(row, word.key))))


def _put_words(record: Record, name: str, word: Word, value: Any) -> None:
    """Keep the rows whose word stays: a row that is removed and added in one flush would meet itself."""
    wanted: Mapping[str, Any] = value if isinstance(value, Mapping) else dict.fromkeys(value)
    rows = getattr(record, name)
    known = {plain(getattr(row, word.key)): row for row in rows}
    for key, row in known.items():
        if key not in wanted:
            rows.remove(row)
    for order, (key, said) in enumerate(wanted.items()):
        row = known.get(key)
        if row is None:
            row = word.model(**{word.key: typed(word.model, word.key, key)})
            rows.append(row)
        if word.value and plain(getattr(row, word.value)) != said:
            setattr(row, word.value, typed(word.model, word.value, said))
        if word.is_ordered and row.order != order:
            row.order = order
