"""Files that are broken or lie are told in a sentence, quickly and in little memory, and leave nothing half."""

from __future__ import annotations

import io
import zipfile
from time import perf_counter

import pytest
from sqlalchemy import Engine

from directory.account.complaint import Refused
from directory.interchange.table.limits import MB, Limits
from directory.interchange.table.reading import Table, read_table
from directory.model import ImportState
from tests.interchange.table.broken import HEAD, KINDS, ROW, files
from tests.interchange.table.brought import brought, file_of, worked
from tests.interchange.table.test_importing import everything

MOST_S = 5.0


def outcome(content: bytes) -> Table | Refused:
    """Read a file; whatever is wrong with it is told in both languages, within its time."""
    began = perf_counter()
    try:
        found: Table | Refused = read_table(content)
    except Refused as refused:
        found = refused
    assert perf_counter() - began <= MOST_S
    if isinstance(found, Refused):
        said = found.details
        assert said["field"] == "file"
        assert min(len(said["sv"]), len(said["en"])) > 20
        assert "{" not in said["sv"] + said["en"]
    return found


def look(engine: Engine, count: int) -> tuple[int, int]:
    """Bring *count* files; return how many could be read, and how many not."""
    before = everything(engine)
    readable = unreadable = 0
    for number, content in files(count):
        found = outcome(content)
        if isinstance(found, Refused):
            unreadable += 1
            continue
        readable += 1
        assert len(found.rows) <= Limits().rows
        assert len(found.headings) <= Limits().columns
        try:
            run = brought(engine, content, table=found)
        except Refused:
            continue  # no column says which organization is meant: told at the columns
        done = worked(engine, run)
        assert done.state in (ImportState.TRIED, ImportState.FAILED), number
    assert everything(engine) == before
    return readable, unreadable


def test_one_of_each_kind_of_broken_file_that_is_read_leaves_nothing_half(haven: Engine) -> None:
    """In the quick set every third kind; the slow one has them all, many times."""
    if haven.dialect.name == "postgresql":
        pytest.skip("what is read of a file is the same on every database")
    unreadable = 0
    for number, content in files(len(KINDS)):
        if number % 3 == 0:
            unreadable += isinstance(outcome(content), Refused)
    assert unreadable >= 8


@pytest.mark.slow
def test_six_hundred_broken_files_leave_nothing_half(haven: Engine) -> None:
    readable, unreadable = look(haven, 600)
    assert readable + unreadable == 600
    assert min(readable, unreadable) > 100


def test_a_sheet_with_one_cell_in_its_last_corner_gets_no_more_memory_than_there_is() -> None:
    """A dense table of it would have 17 thousand million cells. The limit is that of the process, 256 MB."""
    corner = next(content for number, content in files(len(KINDS)) if number == 13)
    refused = outcome(corner)
    assert isinstance(refused, Refused)
    assert "för mycket minne" in refused.details["sv"]
    assert Limits().memory <= 256 * MB
    good = file_of(HEAD, *[ROW] * 15_000)
    with pytest.raises(Refused, match="minne"):
        read_table(good, Limits(memory=32 * MB))  # the limit itself: with too little, nothing is read


def test_a_workbook_that_lies_about_its_size_is_refused_all_the_same() -> None:
    """The guard itself: a workbook over the size unpacked is refused by counting, not by what it says of itself."""
    bomb = next(content for number, content in files(len(KINDS)) if number == 9)
    refused = outcome(bomb)
    assert isinstance(refused, Refused)
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        assert sum(part.file_size for part in archive.infolist()) < 1 * MB, "it says that it is small"
