"""The revision of the graph, and what changed in it: how every process notices what another one saved."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Base, choice, identifier
from directory.model.fact_kind import FactKind


class GraphRevision(Base):
    """One row with one number, which every writer raises in its own transaction."""

    __tablename__ = "graph_revision"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    access_number: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Raised when a session ended or rights changed: whoever remembers who somebody is asks anew."""


class Change(Base):
    """A fact that is different from ``revision`` on. Rows are only added.

    They are written after the revision row was locked, so that ``seq`` grows in the order of commits.
    """

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FactKind] = mapped_column(choice(FactKind, "kind"))
    record_id: Mapped[str] = mapped_column(identifier())
    revision: Mapped[int] = mapped_column(index=True)
