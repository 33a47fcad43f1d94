"""Look for words in every text of every table: what was erased must stand nowhere."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, inspect, text


def forms(word: str) -> set[str]:
    """Return the forms in which *word* may lie in a database: as it is, as JSON, in lower case, as base64."""
    plain = {word, word.lower(), json.dumps(word)[1:-1], json.dumps(word.lower())[1:-1]}
    return plain | {base64.b64encode(word.encode()).decode().rstrip("=")[:-2]}


def traces(engine: Engine, words: Iterable[str]) -> list[str]:
    """Return ``table.column: word`` for each of *words* that stands in any column of any table, sorted."""
    wanted = {word: forms(word) for word in words}
    with engine.connect() as connection:
        return sorted(_traces(connection, wanted))


def _traces(connection: Connection, wanted: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    for table in inspect(connection).get_table_names():
        rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
        for row in rows:
            for column, value in row.items():
                shown = str(value) if not isinstance(value, bytes) else value.decode("latin-1")
                found |= {
                    f"{table}.{column}: {word}"
                    for word, looks in wanted.items()
                    if any(look in shown or look in shown.lower() for look in looks)
                }
    return found
