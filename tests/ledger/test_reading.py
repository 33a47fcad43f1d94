"""A data-protection officer finds who saw what; a coordinator sees what concerns theirs; details can be erased."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

import directory
from directory.db import for_writing
from directory.ledger import Act, Note, append
from directory.ledger.erase import erase_detail
from directory.ledger.reading import all_entries, list_entries
from directory.ledger.sheet import DANGEROUS, HEADER, csv_lines, harmless, json_lines
from directory.ledger.verify import verify
from directory.store.session import writing

START = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def log(engine: Engine) -> Engine:
    """Return a database in whose ledger something happened every day of October."""
    notes = [
        Note(
            Act.RESTRICTED_OPENED if day % 2 else Act.RECORD_CHANGED,
            actor=f"account-{day % 3}",
            kind="contact",
            record=f"c{day}",
            organization=f"o{day % 4}",
            area="01" if day % 5 == 0 else None,
            detail=f'{{"day":{day},"name":"=HYPERLINK(1)"}}',
            at=START + timedelta(days=day),
        )
        for day in range(31)
    ]
    with for_writing(engine).begin() as connection:
        append(connection, notes)
    return engine


def found(log: Engine, **filters: Any) -> list[int]:
    with log.connect() as connection:
        return [entry.seq for entry in list_entries(connection, **filters).entries]


def test_the_newest_comes_first(log: Engine) -> None:
    assert found(log) == list(range(31, 0, -1))


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({"acts": [Act.RESTRICTED_OPENED]}, range(1, 31, 2)),
        ({"acts": ["restricted.opened", "record.changed"]}, range(31)),
        ({"acts": ["no.such"]}, ()),
        ({"actor": "account-2"}, range(2, 31, 3)),
        ({"record": "c7"}, (7,)),
        ({"since": START + timedelta(days=29)}, (29, 30)),
        ({"until": START + timedelta(days=2)}, (0, 1)),
        ({"organizations": ["o1"]}, range(1, 31, 4)),
        ({"organizations": []}, ()),
        ({"areas": ["01"]}, range(0, 31, 5)),
        ({"organizations": ["o1"], "areas": ["01"]}, sorted({*range(1, 31, 4), *range(0, 31, 5)})),
        ({"organizations": [], "areas": []}, ()),
        ({"organizations": ["o1"], "acts": [Act.RECORD_CHANGED]}, ()),
    ],
)
def test_all_filters_hold_at_once_and_who_has_no_area_sees_nothing(
    log: Engine, filters: dict[str, Any], days: Any
) -> None:
    assert found(log, **filters) == [day + 1 for day in reversed(days)]


def test_pages_hang_together_also_when_something_happens_meanwhile(log: Engine) -> None:
    seen: list[int] = []
    before: int | None = None
    while True:
        with for_writing(log).begin() as connection:
            page = list_entries(connection, most=7, before_seq=before)
            append(connection, [Note(Act.SESSION_BEGAN)])
        seen += [entry.seq for entry in page.entries]
        before = page.next_before
        if before is None:
            break
    assert seen == list(range(31, 0, -1))
    with log.connect() as connection:
        assert [entry.seq for entry in all_entries(connection, at_once=7)][-31:] == seen


def test_an_entry_says_it_as_it_was(log: Engine) -> None:
    with log.connect() as connection:
        entry = list_entries(connection, record="c5").entries[0]
    assert entry.at == START + timedelta(days=5)
    assert (entry.act, entry.actor, entry.kind, entry.organization, entry.area) == (
        "restricted.opened",
        "account-2",
        "contact",
        "o1",
        "01",
    )
    assert entry.detail == {"day": 5, "name": "=HYPERLINK(1)"}
    assert not entry.is_erased


def test_an_erased_detail_is_gone_and_the_chain_still_holds(log: Engine) -> None:
    with writing(log, actor="account-9") as session:
        assert erase_detail(session, [3, 6, 3, 99], "account-9") == 2
        session.commit()
    with writing(log) as session:
        assert erase_detail(session, [3], "account-9") == 0
        session.commit()
    with log.connect() as connection:
        page = list_entries(connection)
        verdict = verify(connection)
    assert [(entry.seq, entry.detail) for entry in page.entries if entry.is_erased] == [(6, None), (3, None)]
    assert [(entry.act, entry.record, entry.actor, entry.organization) for entry in page.entries[:2]] == [
        ("detail.erased", "6", "account-9", "o1"),
        ("detail.erased", "3", "account-9", "o2"),
    ]
    assert (verdict.is_whole, verdict.erased, verdict.entries) == (True, 2, 33)


def test_an_erasure_that_is_rolled_back_erased_nothing(log: Engine) -> None:
    with writing(log) as session:
        erase_detail(session, range(1, 32), "x")
        session.rollback()
    with log.connect() as connection:
        assert verify(connection).erased == 0
        assert not any(entry.is_erased for entry in list_entries(connection).entries)


def test_no_cell_of_the_sheet_is_run_by_a_spreadsheet(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        append(
            connection,
            [
                Note(Act.RECORD_ADDED, actor=f"{sign}cmd|' /C calc'!A0", record=sign, kind=sign)
                for sign in DANGEROUS
            ],
        )
        sheet = "".join(csv_lines(all_entries(connection)))
    header, *rows = csv.reader(io.StringIO(sheet, newline=""))
    assert tuple(header) == HEADER
    assert len(rows) == len(DANGEROUS)
    for row in rows:
        for cell in row:
            assert not cell.startswith(DANGEROUS), cell


@pytest.mark.parametrize("cell", ["", "Solna", "08-465 004 42", "a=1", '{"a": 1}', "åäö"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    "cell", ["=1", " =1", "\u00a0=1", "\ufeff=1", "+46", "-1", "@x", "\tx", "\rx", "＝1"]
)
def test_a_cell_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == "'" + cell


# ── the ten lines of docs/ledger.md ──────────────────────────────────────────────────────────────────────────────


def ten_lines() -> str:
    words = (Path(directory.__file__).parent.parent / "docs" / "ledger.md").read_text(encoding="utf-8")
    code = words.split("```python\n", 1)[1].split("```", 1)[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    return code


def check_elsewhere(exported: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "check.py"
    script.write_text(ten_lines(), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(script), str(exported)], capture_output=True, text=True, check=False
    )


def test_an_outsider_can_check_an_exported_log_with_ten_lines(log: Engine, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    with log.connect() as connection:
        file.write_text("".join(json_lines(connection)), encoding="utf-8")
        head = verify(connection).head
    result = check_elsewhere(file, tmp_path)
    assert (result.returncode, result.stdout) == (0, f"{head.seq} {head.digest}\n"), result.stderr
    whole = file.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    for forged in (
        whole.replace('"actor":"account-1"', '"actor":"account-2"', 1),
        whole.replace("2026-10-05", "2026-10-06", 1),
        "".join(lines[:4] + lines[5:]),
        "".join([*lines[:4], lines[5], lines[4], *lines[6:]]),
    ):
        assert forged != whole
        file.write_text(forged, encoding="utf-8")
        assert check_elsewhere(file, tmp_path).returncode != 0
