"""All rows of facts in memory, by table and key, on which steps are taken back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, inspect, select

from directory.model import Base, Contact, FactKind, Origin, Record
from directory.store.changeset.value import typed
from directory.store.history.steps import Step, Values
from directory.store.trace import holds_facts

Key = tuple[Any, ...]
Row = dict[str, Any]


@cache
def fact_models() -> Mapping[str, type[Base]]:
    """Return the classes whose rows are a part of some fact, by table."""
    found: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    return {str(model.__tablename__): model for model in found if holds_facts(model)}


@cache
def is_of_the_gazetteer(table: str) -> bool:
    """Whether rows of *table* are place names and borders, which the graph is not built from."""
    return fact_models()[table].fact_kind is FactKind.PLACE


class Rows:
    """Rows by table and primary key, each by attribute, as the database gives them.

    ``unknown`` are (table, id) of rows of which it cannot be said what they were: the log holds it no longer.
    """

    def __init__(self, tables: Iterable[str]) -> None:
        self.tables: dict[str, dict[Key, Row]] = {table: {} for table in tables}
        self.unknown: set[tuple[str, str]] = set()

    def read(self, connection: Connection, only: Mapping[str, Any] | None = None) -> None:
        """Read what the rows say now; *only*: table → the id of the one record that is wanted, with its words."""
        for table, rows in self.tables.items():
            model = fact_models()[table]
            columns = {attribute.key: attribute.columns[0] for attribute in inspect(model).column_attrs}
            statement = select(*columns.values())
            if only is not None:
                statement = statement.where(columns[_record_column(model)] == only[table])
            for values in connection.execute(statement):
                row = dict(zip(columns, values, strict=True))
                rows[_key(model, row)] = row

    def find(self, table: str, record: str) -> Row | None:
        """Return a row that has an id of its own."""
        return self.tables[table].get((record,))

    def take_back(self, step: Step) -> None:
        """Make the row of *step* what it was before it."""
        model = fact_models().get(step.table)
        if model is None or step.table not in self.tables:
            return
        name = (step.table, step.record)
        if step.before is None:
            self._remove(model, step)
            self.unknown.discard(name)
        elif name in self.unknown:
            return
        elif not step.is_known:
            self.forget(*name)
        elif step.after is None:
            self._put_back(model, step)
        else:
            self._change_back(model, step)

    def forget(self, table: str, record: str) -> None:
        """Say of a row that nobody knows what it was."""
        self.tables[table].pop((record,), None)
        self.unknown.add((table, record))

    def _remove(self, model: type[Base], step: Step) -> None:
        rows = self.tables[step.table]
        if issubclass(model, Record):
            rows.pop((step.record,), None)
            for child, column in _words_of(model).items():
                self._drop_words(child, column, step.record)
        else:
            said = {**(step.after or {}), **step.key}
            rows.pop(_key(model, _typed(model, said)), None)

    def _put_back(self, model: type[Base], step: Step) -> None:
        words, values = _split(model, step.before or {})
        row = _typed(model, values)
        if issubclass(model, Record):
            row["id"] = step.record
        for name, column in inspect(model).column_attrs.items():
            if name in row:
                continue
            if name == "version":
                row[name] = 1
            elif name == "origin":
                row[name] = Origin.HERE
            elif column.columns[0].default is not None and column.columns[0].default.is_scalar:
                row[name] = column.columns[0].default.arg
            elif column.columns[0].nullable:
                row[name] = None
            else:
                self.forget(step.table, step.record)  # it was written down without what is personal
                return
        self.tables[step.table][_key(model, row)] = row
        self._put_words(model, step.record, words)

    def _change_back(self, model: type[Base], step: Step) -> None:
        words, values = _split(model, step.before or {})
        row = self._changed(model, step)
        if row is None:
            self.forget(step.table, step.record)
            return
        rows = self.tables[step.table]
        del rows[_key(model, row)]
        row.update(_typed(model, values))
        if "version" in row and "version" not in values:
            row["version"] -= 1
        rows[_key(model, row)] = row
        self._put_words(model, step.record, words)

    def _changed(self, model: type[Base], step: Step) -> Row | None:
        if issubclass(model, Record):
            return self.find(step.table, step.record)
        now = {**step.key, **{name: value for name, value in (step.after or {}).items() if name in step.key}}
        return self.tables[step.table].get(_key(model, _typed(model, now))) if step.key else None

    def _put_words(self, model: type[Base], record: str, words: Mapping[str, list[Values]]) -> None:
        for table, said in words.items():
            child, column = fact_models()[table], _words_of(model)[table]
            self._drop_words(table, column, record)
            for values in said:
                row = {**_typed(child, values), column: record}
                self.tables[table][_key(child, row)] = row

    def _drop_words(self, table: str, column: str, record: str) -> None:
        rows = self.tables.get(table, {})
        for key in [key for key, row in rows.items() if row[column] == record]:
            del rows[key]


@cache
def words_of(table: str) -> tuple[str, ...]:
    """Return the tables of the words that are said of a row of *table*."""
    return tuple(_words_of(fact_models()[table]))


@cache
def _words_of(model: type[Base]) -> dict[str, str]:
    """Return the tables whose rows say words of a row of *model*, with the attribute that names it there."""
    if not issubclass(model, Record):
        return {}
    found = {}
    for relation in inspect(model).relationships:
        child = relation.mapper.class_
        if not issubclass(child, Record):
            found[str(child.__tablename__)] = str(child.fact_column)
    return found


@cache
def _record_column(model: type[Base]) -> str:
    return "id" if issubclass(model, Record) else model.fact_column


@cache
def _key_names(model: type[Base]) -> tuple[str, ...]:
    mapper = inspect(model)
    return tuple(mapper.get_property_by_column(column).key for column in mapper.primary_key)


def _key(model: type[Base], row: Mapping[str, Any]) -> Key:
    return tuple(row.get(name) for name in _key_names(model))


def _split(model: type[Base], values: Values) -> tuple[dict[str, list[Values]], Values]:
    """Return the words by table, and the columns that there still are."""
    children = _words_of(model)
    known = inspect(model).column_attrs.keys()
    return (
        {name: value for name, value in values.items() if name in children},
        {name: value for name, value in values.items() if name in known},
    )


def _typed(model: type[Base], values: Values) -> Row:
    known = inspect(model).column_attrs.keys()
    return {name: typed(model, name, value) for name, value in values.items() if name in known}


PEOPLE = str(Contact.__tablename__)
"""The table of contact persons."""
