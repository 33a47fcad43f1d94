"""What a coordinator takes out and reads in again changes nothing: on the real network of the country."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from directory.access import AccountId, Grant, Identity, Role
from directory.access.borders import NetworkBorders
from directory.clock import as_local, now
from directory.graph.facts import AreaId, Visibility
from directory.interchange.sheet import Format, Sheet, written
from directory.interchange.sheet.listed import COLUMNS, rows_of
from directory.interchange.table.column import NAMES
from directory.interchange.table.heading import guess
from directory.interchange.table.known import Known
from directory.interchange.table.line import State
from directory.interchange.table.planning import plan
from directory.interchange.table.reach import Reach
from directory.interchange.table.reading import read_table
from directory.interchange.table.stored import read_stored
from directory.store.consistent import consistent_read
from directory.store.snapshot import Snapshots
from tests.interchange.table.brought import DAY


@pytest.mark.parametrize(("form", "lang"), [(Format.CSV, "sv"), (Format.XLSX, "en")])
def test_a_county_that_is_taken_out_and_read_in_again_is_the_same(
    seeded_engine: Engine, form: Format, lang: str
) -> None:
    moment = as_local(now())
    snapshot = Snapshots(seeded_engine).current(Visibility.NETWORK)
    network, borders = snapshot.network, NetworkBorders(snapshot.network, moment.date())
    grant = Grant("g", Role.COORDINATOR, moment.date(), moment.date(), None, AreaId("01"))
    who = Identity(AccountId("a"), "A", "a@example.org", "sv", "", moment, (grant,))
    reach = Reach(who, borders)
    with consistent_read(seeded_engine) as connection:
        stored = read_stored(connection, moment.date())
    rows = list(rows_of(stored, network.areas, network.needs, reach.organization))
    headings = tuple(getattr(NAMES[column], lang) for column in COLUMNS)
    sheet = Sheet("Taken by A", tuple(COLUMNS), headings, rows)
    table = read_table(written(sheet, form))
    columns = guess(table.headings)
    assert list(columns.values()) == list(COLUMNS)
    known = Known(network.areas, network.needs, snapshot.gazetteer, moment)
    again = plan(
        (
            (line, dict(zip(columns.values(), (*cells, *[""] * (len(COLUMNS) - len(cells))), strict=True)))
            for line, cells in table.rows
        ),
        len(table.rows),
        stored,
        known,
        reach,
        DAY,
    )
    assert len(again.lines) == len(rows) > 60
    assert [line for line in again.lines if line.state is not State.SAME] == []
    assert again.edits == ()
