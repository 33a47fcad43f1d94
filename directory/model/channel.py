"""Channels: a phone, mailbox or form, in the order in which to try them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from directory.graph.facts import ChannelKind, Visibility
from directory.model.base import Record, Sourced, choice
from directory.model.owned import ONE_OWNER, Owned


class Channel(Owned, Sourced, Record):
    """A way to reach somebody. ``value`` is for machines (E.164), ``display`` as people read it."""

    __tablename__ = "channel"
    __table_args__ = (
        CheckConstraint(ONE_OWNER, name="one_owner"),
        CheckConstraint("value <> ''", name="value"),
        CheckConstraint(
            # E.164 has at most 15 digits; Swedish short numbers have three to six.
            "kind <> 'phone' OR (length(value) BETWEEN 3 AND 16 AND value NOT LIKE '% %')",
            name="phone",
        ),
    )

    kind: Mapped[ChannelKind] = mapped_column(choice(ChannelKind, "kind"))
    value: Mapped[str]
    display: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    order: Mapped[int] = mapped_column("try_order", default=0)
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility, "visibility"))
