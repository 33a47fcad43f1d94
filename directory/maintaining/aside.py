"""What is no fact and goes with an organization or service that is merged: rights, invitations, letters and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from directory.ledger import Act, note
from directory.model import (
    AskedCount,
    Base,
    CampaignTarget,
    Changeset,
    ChangesetState,
    Confirmation,
    Grant,
    Inquiry,
    Invitation,
    OutcomeCount,
    Report,
    Widening,
)
from directory.store.changeset.value import typed
from directory.store.trace import plain

MOVED: tuple[type[Base], ...] = (
    Grant,
    Invitation,
    Inquiry,
    CampaignTarget,
    Confirmation,
    Report,
    OutcomeCount,
    AskedCount,
    Widening,
    Changeset,
)
COUNTED = "times"
"""The attribute that is added up where both have a row."""
Moved = list[dict[str, Any]]


def move_aside(writing: Session, kind: str, gone: str, kept: str, owner: str | None) -> Moved:
    """Give what belonged to the record *gone* to the record *kept*; return the rows before and after, to go back.

    *owner*: the organization whose matter it is from now on.
    """
    moved: Moved = []
    for model in MOVED:
        for row in _rows(writing, model, kind, gone):
            moved += _move(writing, row, _wanted(row, kind, gone, kept, owner))
    writing.flush()
    return moved


def count_grants(reading: Session, organization: str) -> int:
    """Return how many rights would move with an organization."""
    return len(list(_rows(reading, Grant, "organization", organization)))


def put_back(writing: Session, moved: Iterable[Mapping[str, Any]]) -> None:
    """Make rows what they were before they were moved; what was counted since stays counted."""
    models = {str(model.__tablename__): model for model in MOVED}
    for one in reversed(list(moved)):
        model = models[one["table"]]
        before, after = one["before"], one["after"]
        row = _find(writing, model, after if after is not None else before)
        if after is None:
            if row is None:
                writing.add(model(**{name: typed(model, name, value) for name, value in before.items()}))
        elif row is not None:
            _restore(row, before, after)
            _note_right(writing, row, after.get("organization_id"))
        writing.flush()


def _rows(reading: Session, model: type[Base], kind: str, gone: str) -> Iterator[Any]:
    columns = model.__mapper__.columns
    about = []
    if kind == "organization" and "organization_id" in columns:
        about.append(model.organization_id == gone)  # type: ignore[attr-defined]
    if "record" in columns and "kind" in columns:
        about.append((model.record == gone) & (model.kind == kind))  # type: ignore[attr-defined]
    if not about:
        return
    statement = select(model).where(or_(*about)).order_by(*inspect(model).primary_key)
    if model is Changeset:  # what is decided stays where it was decided
        statement = statement.where(Changeset.state == ChangesetState.WAITING)
    if model is Grant:
        statement = statement.where(Grant.ended_at.is_(None))
    if model is Invitation:
        statement = statement.where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    yield from reading.scalars(statement).all()


def _wanted(row: Any, kind: str, gone: str, kept: str, owner: str | None) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    names = _names(type(row))
    if "record" in names and getattr(row, "kind", None) == kind and row.record == gone:
        wanted["record"] = kept
        if "organization_id" in names:
            wanted["organization_id"] = owner
    if kind == "organization" and "organization_id" in names and row.organization_id == gone:
        wanted["organization_id"] = kept
    return wanted


def _move(writing: Session, row: Any, wanted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    model = type(row)
    before = _values(row)
    there = _find(writing, model, {**before, **wanted}) if _names_key(model, wanted) else None
    if there is None:
        for name, value in wanted.items():
            setattr(row, name, value)
        writing.flush()
        _note_right(writing, row, before.get("organization_id"))
        told = {*_key(model), *wanted}
        after = _values(row)
        yield _moved(model, {name: before[name] for name in told}, {name: after[name] for name in told})
        return
    if hasattr(there, COUNTED):
        told, stood = {*_key(model), COUNTED}, _values(there)
        there.times += row.times
        after = _values(there)
        yield _moved(model, {name: stood[name] for name in told}, {name: after[name] for name in told})
    writing.delete(row)
    writing.flush()
    yield _moved(model, before, None)


def _restore(row: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    model = type(row)
    for name, was in before.items():
        if name == COUNTED:
            row.times = max(row.times - (after[name] - was), 0)
        elif plain(getattr(row, name)) == after[name] != was:
            setattr(row, name, typed(model, name, was))


def _note_right(writing: Session, row: Any, was: str | None) -> None:
    """Note that a right reaches another organization now: it is ended there and given here."""
    if isinstance(row, Grant) and was != row.organization_id:
        detail = {"role": row.role.value, "valid_to": row.valid_to.isoformat()}
        for act, place in ((Act.GRANT_ENDED, was), (Act.GRANT_GIVEN, row.organization_id)):
            note(writing, act, kind="account", record=row.account_id, organization=place, detail=detail)


def _moved(model: type[Base], before: dict[str, Any], after: dict[str, Any] | None) -> dict[str, Any]:
    return {"table": str(model.__tablename__), "before": before, "after": after}


def _values(row: Any) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in _names(type(row))}


def _names_key(model: type[Base], wanted: Mapping[str, Any]) -> bool:
    return not set(_key(model)).isdisjoint(wanted)


def _key(model: type[Base]) -> tuple[str, ...]:
    mapper = inspect(model)
    return tuple(mapper.get_property_by_column(column).key for column in mapper.primary_key)


def _find(reading: Session, model: type[Base], values: Mapping[str, Any]) -> Any:
    return reading.get(model, tuple(typed(model, name, values[name]) for name in _key(model)))


def _names(model: type[Base]) -> list[str]:
    return [attribute.key for attribute in inspect(model).column_attrs]
