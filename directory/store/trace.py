"""Trace every change of a fact: each row that a session adds, changes or removes gets its entry in the ledger.

Noted in the same transaction, by whoever the session works for. It also refuses a commit that changed rows of a
class marked ``is_logged`` (accounts, rights) without anybody having noted what was done.

A row that the database removes by itself with the record it is a part of (``ON DELETE CASCADE``) is covered by the
entry of that record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from directory.errors import DirectoryError
from directory.ledger.act import Act
from directory.ledger.chain import canonical
from directory.ledger.note import Note, actor_of, is_written, waiting
from directory.model import Base, Contact, Service
from directory.model.base import ID_LENGTH
from directory.store.entry import KEEPS_ENTRY

MOST_ENTRIES = 500
"""With more changed rows than this in one transaction, one entry tells of them all. An editor changes a handful; a seed
of the shipped network changes about 9,000, and an entry for each would double what it writes."""

WHOSE = ("organization_id", "service_id", "source_organization_id", "source_service_id", "area_id", "part_id")
"""Columns that say whose a record is."""

_BEFORE = "trace_before"

Values = Mapping[str, Any]


class UnnotedChangeError(DirectoryError):
    """A commit would change what must be noted (an account, a right), and nobody noted it."""

    code = "unnoted-change"


@dataclass(frozen=True, slots=True)
class Touch:
    """A row that was added (no ``before``), changed or removed (no ``after``): plain values by attribute.

    ``whose``: those of its columns that name an organization, a service or an area. ``key``: the whole key of a row
    that has no id of its own (a word that is said of a service), of which ``record`` is only a part.
    """

    table: str
    record: str
    before: Values | None
    after: Values | None
    whose: Values
    key: Values = field(default_factory=dict)

    @property
    def act(self) -> Act:
        """What was done to the row."""
        if self.before is None:
            return Act.RECORD_ADDED
        return Act.RECORD_REMOVED if self.after is None else Act.RECORD_CHANGED


@dataclass(frozen=True, slots=True)
class _MustBeNoted:
    """A row of a class that is marked ``is_logged`` changed."""

    table: str


def trace(sessions: type[Session]) -> None:
    """Make *sessions* note what they change; to be called after their other listeners, before ``keep_notes``."""
    event.listen(sessions, "before_flush", _look_back)
    event.listen(sessions, "after_flush", _gather)
    event.listen(sessions, "do_orm_execute", _gather_statement)
    event.listen(sessions, "before_commit", _make_notes)


def holds_facts(model: type[Base]) -> bool:
    """Whether rows of *model* are a part of some fact: asked of the class, with an invented row."""
    return _is_fact(model)


def notes_of(connection: Connection, touches: Sequence[Touch], actor: str) -> list[Note]:
    """Return the notes of the rows that were touched: one each, or one for all when there are very many.

    Must be called after the rows were written: it looks up whose services they are a part of.
    """
    if len(touches) > MOST_ENTRIES:
        # What is said of a person can be erased entry by entry, and not out of the middle of another one.
        others = [touch for touch in touches if touch.table != Contact.__tablename__]
        touches = [touch for touch in touches if touch.table == Contact.__tablename__]
        many = [note_of_many(others, actor)] if others else []
    else:
        many = []
    owners = _owners(connection, touches)
    return [*many, *(_note(touch, owners, actor) for touch in touches)]


def note_of_many(touches: Iterable[Touch], actor: str) -> Note:
    """Return one note for all of very many rows, from which one can go back.

    By table: the ids that were *added*, *changed* and *removed*; and in *rows*, in the order in which it was done,
    what else is needed: the changed columns before and after, removed rows as they were, and the keys of added rows
    that have no id of their own.
    """
    ids: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for touch in touches:
        ids[touch.table][touch.act.value.removeprefix("record.")].add(touch.record)
        if touch.before is not None or touch.key:
            rows[touch.table].append({"record": touch.record, **_detail(touch)})
    listed = {
        table: {what: sorted(those) for what, those in acts.items()}
        | ({"rows": rows[table]} if table in rows else {})
        for table, acts in ids.items()
    }
    return Note(Act.RECORDS_CHANGED_MANY, actor, detail=canonical(listed))


def plain(value: Any) -> Any:
    """Return *value* of a column as JSON knows it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _look_back(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Read the old values of columns that were set without having been loaded: only the database knows them."""
    for record in session.dirty:
        if not isinstance(record, Base) or not _is_fact(type(record)):
            continue
        state = inspect(record)
        unknown = [
            attribute
            for attribute in state.mapper.column_attrs
            if (history := state.attrs[attribute.key].history).added and not history.deleted
        ]
        if unknown and state.identity is not None:
            keys = zip(state.mapper.primary_key, state.identity, strict=True)
            row = (
                session.connection()
                .execute(
                    select(*(attribute.columns[0] for attribute in unknown)).where(*(k == v for k, v in keys))
                )
                .one_or_none()
            )
            if row is not None:
                found = {attribute.key: value for attribute, value in zip(unknown, row, strict=True)}
                session.info.setdefault(_BEFORE, {})[state.key] = found


def _gather(session: Session, _context: UOWTransaction) -> None:
    looked_up = session.info.pop(_BEFORE, {})
    gathered: list[Touch | _MustBeNoted] = []
    for record in session.new:
        if _matters(record):
            gathered.append(_seen(record, None, _values(record)))
    for record in session.dirty:
        if _matters(record) and session.is_modified(record):
            before, after = _difference(record, looked_up.get(inspect(record).key, {}))
            if after:
                gathered.append(_seen(record, before, after))
    for record in (*session.deleted, *_left_behind(session)):
        if _matters(record):
            gathered.append(_seen(record, _values(record), None))
    if gathered and is_written(session):
        raise UnnotedChangeError("Something changed after the notes of the transaction were written.")
    waiting(session).extend(gathered)


def _left_behind(session: Session) -> list[object]:
    """Return the rows that go because they were taken out of a list of their record: no session lists them as gone."""
    found: dict[int, object] = {}
    for record in session.dirty:
        for relation in inspect(type(record)).relationships:
            if relation.cascade.delete_orphan:
                for gone in inspect(record).attrs[relation.key].history.deleted:
                    found[id(gone)] = gone
    return [gone for gone in found.values() if gone not in session.deleted]


def _gather_statement(state: ORMExecuteState) -> None:
    """Remember a statement that changes rows which have to be noted, unless it says that it ends nothing."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    if state.execution_options.get(KEEPS_ENTRY):
        return
    mapper = state.bind_mapper
    if mapper is not None and getattr(mapper.class_, "is_logged", False):
        waiting(state.session).append(_MustBeNoted(mapper.class_.__tablename__))


def _make_notes(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    items = waiting(session)
    unnoted = sorted({item.table for item in items if isinstance(item, _MustBeNoted)})
    if unnoted and not any(isinstance(item, Note) for item in items):
        raise UnnotedChangeError(
            f"Rows of {', '.join(unnoted)} were changed and nothing was noted. Call ledger.note in this transaction.",
            tables=unnoted,
        )
    touches = [item for item in items if isinstance(item, Touch)]
    notes = [item for item in items if isinstance(item, Note)]
    if touches:
        notes += notes_of(session.connection(), touches, actor_of(session))
    items[:] = notes


def _matters(record: object) -> bool:
    return isinstance(record, Base) and (_is_fact(type(record)) or getattr(record, "is_logged", False))


def _seen(record: Base, before: Values | None, after: Values | None) -> Touch | _MustBeNoted:
    model = type(record)
    if not _is_fact(model):
        return _MustBeNoted(model.__tablename__)
    return Touch(model.__tablename__, _name(record), before, after, _whose(record), _key(record))


def _name(record: Base) -> str:
    """Return the id of a record; of a word that is said of one, the id of that one."""
    name = getattr(record, "id", None)
    if name is None:
        name = getattr(record, record.fact_column, None)
    return str(name)[:ID_LENGTH]


def _key(record: Base) -> dict[str, Any]:
    """Return the key of a row that has no id of its own; of others nothing."""
    if getattr(record, "id", None) is not None:
        return {}
    mapper = inspect(record).mapper
    names = (mapper.get_property_by_column(column).key for column in mapper.primary_key)
    return {name: getattr(record, name) for name in names}


def _values(record: Base) -> dict[str, Any]:
    return {
        attribute.key: getattr(record, attribute.key) for attribute in inspect(record).mapper.column_attrs
    }


def _difference(record: Base, looked_up: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns that changed, before and after."""
    state = inspect(record)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        key, history = attribute.key, state.attrs[attribute.key].history
        if not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else looked_up.get(key)
        new = history.added[0] if history.added else None
        if old != new:
            before[key], after[key] = old, new
    return before, after


def _whose(record: Base) -> dict[str, Any]:
    """Return what says whose a record is."""
    return {key: value for key in WHOSE if (value := getattr(record, key, None)) is not None}


def _note(touch: Touch, owners: Mapping[str, str | None], actor: str) -> Note:
    return Note(
        touch.act,
        actor,
        kind=touch.table,
        record=touch.record,
        organization=_organization(touch, owners),
        area=touch.record
        if touch.table == "area"
        else touch.whose.get("area_id") or touch.whose.get("part_id"),
        detail=canonical(_detail(touch)),
    )


def _detail(touch: Touch) -> dict[str, Any]:
    is_change = touch.before is not None and touch.after is not None
    sides = {
        "before": touch.before,
        "after": touch.after,
        "key": touch.key if is_change and touch.key else None,
    }
    return {
        side: {name: plain(value) for name, value in said.items()}
        for side, said in sides.items()
        if said is not None
    }


def _organization(touch: Touch, owners: Mapping[str, str | None]) -> str | None:
    if touch.table == "organization":
        return touch.record
    named = touch.whose.get("organization_id") or touch.whose.get("source_organization_id")
    return named or owners.get(_service(touch) or "")


def _service(touch: Touch) -> str | None:
    found: str | None = touch.whose.get("service_id") or touch.whose.get("source_service_id")
    return found


def _owners(connection: Connection, touches: Iterable[Touch]) -> dict[str, str | None]:
    """Return service → organization for the services that the rows are a part of, gone ones included."""
    gone = {
        touch.record: touch.whose.get("organization_id")
        for touch in touches
        if touch.table == "service" and touch.after is None
    }
    wanted = {service for touch in touches if (service := _service(touch)) is not None} - set(gone)
    if not wanted:
        return gone
    rows = connection.execute(select(Service.id, Service.organization_id).where(Service.id.in_(wanted)))
    return gone | {row.id: row.organization_id for row in rows}


@cache
def _is_fact(model: type[Base]) -> bool:
    return bool(model.touched(_Anything()))


class _Anything(dict[str, str]):
    """A row that has every column."""

    def __missing__(self, key: str) -> str:
        return key
