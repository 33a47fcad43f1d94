"""Ways to change a ledger behind its back, for tests: on the rows themselves, with the triggers asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from directory.clock import now
from directory.db import for_writing
from directory.ledger import Act, Note, append, chain
from directory.ledger.chain import BEGINNING, entry_digest, instant
from directory.ledger.head import Head
from directory.model import LedgerDetail, LedgerEntry, LedgerHead

ENTRY = LedgerEntry.__table__
DETAIL = LedgerDetail.__table__
HEAD = LedgerHead.__table__

Row = dict[str, Any]


@contextmanager
def asleep(engine: Engine) -> Iterator[Connection]:
    """Yield a connection on which nothing stops a change; whatever was done is undone at the end."""
    with for_writing(engine).connect() as connection, connection.begin() as transaction:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            for name in connection.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
        transaction.rollback()


def write_chain(engine: Engine, length: int) -> tuple[Head, ...]:
    """Write entries, a third of them with details, some of these erased; return heads taken on the way."""
    heads = []
    for turn in range(3):
        with for_writing(engine).begin() as connection:
            notes = [
                Note(
                    Act.RECORD_CHANGED if number % 3 else Act.RESTRICTED_OPENED,
                    actor=f"account-{number % 5}",
                    kind="channel",
                    record=f"r{number}",
                    organization=f"o{number % 4}" if number % 2 else None,
                    area="01" if number % 4 else None,
                    detail=f'{{"phone":"+4684650044{number % 10}","number":{number}}}'
                    if number % 3 == 0
                    else None,
                    at=now() - timedelta(days=3 - turn, seconds=length - number),
                )
                for number in range(turn * length // 3, (turn + 1) * length // 3)
            ]
            append(connection, notes)
            if turn == 1:
                gone = connection.scalars(select(DETAIL.c.seq).order_by(DETAIL.c.seq).limit(2)).all()
                connection.execute(
                    update(LedgerDetail)
                    .where(LedgerDetail.seq.in_(gone))
                    .values(content=None, salt=None, erased_at=now())
                )
                append(
                    connection,
                    [Note(Act.DETAIL_ERASED, kind="ledger_entry", record=str(seq), at=now()) for seq in gone],
                )
            heads.append(Head(None, *connection.execute(select(HEAD.c.seq, HEAD.c.digest)).one()))
    return tuple(heads)


class Tampering:
    """One database, and a number of ways to change what its ledger says."""

    def __init__(self, connection: Connection, random: Random) -> None:
        self.connection = connection
        self.random = random
        self.rows: list[Row] = [
            dict(row) for row in connection.execute(select(ENTRY).order_by(ENTRY.c.seq)).mappings()
        ]
        self.details: dict[int, Row] = {
            row["seq"]: dict(row) for row in connection.execute(select(DETAIL)).mappings()
        }

    def any_row(self) -> Row:
        return self.random.choice(self.rows)

    def set(self, seq: int, /, **values: Any) -> None:
        self.connection.execute(update(ENTRY).where(ENTRY.c.seq == seq).values(**values))

    def delete_entry(self) -> None:
        seq = self.any_row()["seq"]
        if self.random.random() < 0.5:
            self.connection.execute(delete(DETAIL).where(DETAIL.c.seq == seq))
        self.connection.execute(delete(ENTRY).where(ENTRY.c.seq == seq))

    def change_column(self) -> None:
        row = self.any_row()
        name = self.random.choice([column.name for column in ENTRY.c if column.name not in ("seq", "at")])
        old = row[name]
        self.set(row["seq"], **{name: "f" * 64 if len(old or "") == 64 else f"{old or ''}x"})

    def forget_column(self) -> None:
        row = self.random.choice([row for row in self.rows if row["organization"] or row["area"]])
        self.set(row["seq"], organization=None, area=None)

    def change_and_sign(self) -> None:
        row = self.any_row() | {"actor": "somebody-else"}
        self.set(row["seq"], actor=row["actor"], digest=signed(row))

    def redate(self) -> None:
        row = self.any_row()
        step = self.random.choice([1, -1, 60, 3600, -86_400])
        self.set(row["seq"], at=row["at"] + timedelta(seconds=step))

    def renumber(self) -> None:
        row = self.any_row()
        self.connection.execute(delete(DETAIL).where(DETAIL.c.seq == row["seq"]))
        self.set(row["seq"], seq=len(self.rows) + self.random.randint(1, 9))

    def swap(self) -> None:
        first, second = self.random.sample(self.rows, 2)
        self.set(first["seq"], **{name: value for name, value in second.items() if name != "seq"})
        self.set(second["seq"], **{name: value for name, value in first.items() if name != "seq"})

    def swap_and_sign(self) -> None:
        first, second = self.random.sample(self.rows, 2)
        for place, content in ((first, second), (second, first)):
            row = content | {"seq": place["seq"], "previous": place["previous"]}
            self.set(place["seq"], **(row | {"digest": signed(row)}))

    def insert_between(self) -> None:
        place = self.random.randint(1, len(self.rows))
        is_signed = self.random.random() < 0.5
        for row in reversed(self.rows[place:]):
            moved = row | {"seq": row["seq"] + 1}
            if row["seq"] in self.details:
                self.connection.execute(
                    update(DETAIL).where(DETAIL.c.seq == row["seq"]).values(seq=moved["seq"])
                )
            self.set(row["seq"], seq=moved["seq"], digest=signed(moved) if is_signed else row["digest"])
        new = self.rows[place - 1] | {"seq": place + 1, "previous": self.rows[place - 1]["digest"]}
        new |= {"detail_digest": None}
        self.connection.execute(insert(ENTRY), [new | {"digest": signed(new)}])

    def add_beyond_head(self) -> None:
        last = self.rows[-1]
        new = last | {"seq": last["seq"] + 1, "previous": last["digest"], "detail_digest": None}
        self.connection.execute(insert(ENTRY), [new | {"digest": signed(new)}])

    def cut(self) -> int:
        keep = self.random.randint(0, len(self.rows) - 1)
        self.connection.execute(delete(DETAIL).where(DETAIL.c.seq > keep))
        self.connection.execute(delete(ENTRY).where(ENTRY.c.seq > keep))
        return keep

    def cut_with_head(self) -> None:
        keep = self.cut()
        self.move_head(keep, self.rows[keep - 1]["digest"] if keep else BEGINNING)

    def rewrite(self) -> tuple[int, str]:
        start = self.random.randint(0, len(self.rows) - 1)
        previous = self.rows[start]["previous"]
        for number, row in enumerate(self.rows[start:]):
            new = row | {"previous": previous} | ({"actor": "somebody-else"} if number == 0 else {})
            previous = signed(new)
            self.set(row["seq"], actor=new["actor"], previous=new["previous"], digest=previous)
        return self.rows[-1]["seq"], previous

    def rewrite_with_head(self) -> None:
        self.move_head(*self.rewrite())

    def move_head(self, seq: int, digest: str) -> None:
        self.connection.execute(update(HEAD).values(seq=seq, digest=digest))

    def change_head(self) -> None:
        self.move_head(len(self.rows) + self.random.choice([-1, 1, 2]), "0" * 64)

    def remove_head(self) -> None:
        self.connection.execute(delete(HEAD))

    def any_detail(self, *, is_erased: bool = False) -> Row:
        return self.random.choice(
            [row for row in self.details.values() if (row["content"] is None) is is_erased]
        )

    def set_detail(self, seq: int, **values: Any) -> None:
        self.connection.execute(update(DETAIL).where(DETAIL.c.seq == seq).values(**values))

    def change_detail(self) -> None:
        row = self.any_detail()
        self.set_detail(row["seq"], content=row["content"].replace("+46", "+47"))

    def change_salt(self) -> None:
        self.set_detail(self.any_detail()["seq"], salt="0" * 32)

    def erase_silently(self) -> None:
        self.set_detail(self.any_detail()["seq"], salt=None, content=None, erased_at=now())

    def delete_detail(self) -> None:
        seq = self.random.choice(list(self.details))
        self.connection.execute(delete(DETAIL).where(DETAIL.c.seq == seq))

    def add_detail(self) -> None:
        seq = self.random.choice([row["seq"] for row in self.rows if row["detail_digest"] is None])
        self.connection.execute(insert(DETAIL), [{"seq": seq, "salt": "0" * 32, "content": "{}"}])

    def swap_details(self) -> None:
        first, second = self.random.sample([row for row in self.details.values() if row["content"]], 2)
        for place, said in ((first, second), (second, first)):
            self.set_detail(place["seq"], salt=said["salt"], content=said["content"])

    def restore_detail(self) -> None:
        """Put something in the place of an erased detail."""
        row = self.any_detail(is_erased=True)
        self.set_detail(row["seq"], salt="0" * 32, content='{"phone":"+46846500440"}', erased_at=None)

    def redate_erasure(self) -> None:
        row = self.any_detail(is_erased=True)
        self.set_detail(row["seq"], erased_at=row["erased_at"] - timedelta(days=1))

    def stray_detail(self) -> None:
        self.connection.execute(
            insert(DETAIL), [{"seq": len(self.rows) + 5, "salt": "0" * 32, "content": "{}"}]
        )


ALL: tuple[Callable[[Tampering], object], ...] = (
    Tampering.delete_entry,
    Tampering.change_column,
    Tampering.forget_column,
    Tampering.change_and_sign,
    Tampering.redate,
    Tampering.renumber,
    Tampering.swap,
    Tampering.swap_and_sign,
    Tampering.insert_between,
    Tampering.add_beyond_head,
    Tampering.cut,
    Tampering.cut_with_head,
    Tampering.rewrite,
    Tampering.rewrite_with_head,
    Tampering.change_head,
    Tampering.remove_head,
    Tampering.change_detail,
    Tampering.change_salt,
    Tampering.erase_silently,
    Tampering.delete_detail,
    Tampering.add_detail,
    Tampering.swap_details,
    Tampering.restore_detail,
    Tampering.redate_erasure,
    Tampering.stray_detail,
)

NEED_EXPORTED_HEADS = (Tampering.cut_with_head, Tampering.rewrite_with_head)
"""What leaves a chain that is whole in itself."""


def signed(row: Row) -> str:
    """Return the digest that *row* should have."""
    return entry_digest({**{name: row[name] for name in chain.COLUMNS}, "at": instant(row["at"])})
