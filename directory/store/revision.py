"""The number of the graph's revision, and which facts changed after one of them.

Whoever writes facts raises the number and notes the facts in the transaction that changes them. The row of the
number is locked until that transaction ends, so numbers and changes become visible in the order of commits.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from directory.model import Change, FactKind, GraphRevision, TouchedFact

MOST_NOTED = 2000
"""With more facts than this in one transaction the list says *everything*: reading so many one by one would cost
more than a rebuild (measured: a rebuild of the shipped network reads about 9,000 rows in 0.3 s)."""

EVERYTHING = TouchedFact(FactKind.EVERYTHING, "")
EVERYTHING_SOON = TouchedFact(FactKind.EVERYTHING, "soon")
"""So much changed that building anew takes seconds, and nobody is hurt by an answer from before it until then."""


def revision(connection: Connection) -> int:
    """Return the number of the revision that *connection* sees."""
    return connection.execute(select(GraphRevision.number)).scalar_one()


def raise_revision(
    connection: Connection, touched: Iterable[TouchedFact], *, is_soon_enough: bool = False
) -> int:
    """Raise the revision because of the facts *touched*, in the caller's transaction; return the new number.

    Without any facts nothing is written and the number stays. *is_soon_enough*: when there are very many, whoever
    answers may go on with what was before while the graph is built anew.
    """
    facts = sorted(set(touched))
    if not facts:
        return revision(connection)
    if len(facts) > MOST_NOTED:
        facts = [EVERYTHING_SOON if is_soon_enough else EVERYTHING]
    number = connection.execute(
        update(GraphRevision).values(number=GraphRevision.number + 1).returning(GraphRevision.number)
    ).scalar_one()
    connection.execute(
        insert(Change),
        [{"kind": fact.kind, "record_id": fact.id, "revision": number} for fact in facts],
    )
    return number


def touched_since(connection: Connection, number: int, *, most: int) -> frozenset[TouchedFact] | None:
    """Return the facts that changed after revision *number*, or None when everything may have.

    None also when there are more than *most*, or when *number* is not of this database's past (a backup was
    restored): then only a rebuild is right.
    """
    if number > revision(connection):
        return None
    rows = connection.execute(
        select(Change.kind, Change.record_id).where(Change.revision > number).distinct().limit(most + 1)
    ).all()
    touched = frozenset(TouchedFact(kind, record_id) for kind, record_id in rows)
    is_known = len(touched) <= most and not touched & {EVERYTHING, EVERYTHING_SOON}
    return touched if is_known else None


def is_soon_enough(connection: Connection, number: int) -> bool:
    """Tell whether all that changed after revision *number* may be shown some seconds later."""
    if number > revision(connection):
        return False
    rows = connection.execute(
        select(Change.kind, Change.record_id).where(Change.revision > number).distinct().limit(2)
    ).all()
    return [TouchedFact(kind, record_id) for kind, record_id in rows] == [EVERYTHING_SOON]
