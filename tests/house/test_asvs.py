"""The checklist of OWASP ASVS 5.0.0, levels 1 and 2: nothing forgotten, no verdict without a proof or a reason."""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT

FILE = ROOT / "docs" / "asvs.csv"
COLUMNS = ["id", "level", "subject", "verdict", "shown_by", "reason"]
SECTIONS = {
    1: ("22", "1111122223", "112222222223", "222", "123"),
    2: ("122", "112", "12223", "23"),
    3: ("3", "113", "12223", "11222233", "11122333", "3", "22333"),
    4: ("12233", "23333", "22", "1222"),
    5: ("2", "112333", "113", "222"),
    6: ("122", "111111112222", "11223333", "112233", "22222333", "2223", "33", "2222"),
    7: ("222", "1111", "22", "11222", "223", "22"),
    8: ("1233", "1123", "133", "23"),
    9: ("111", "1222"),
    10: ("22", "223", "22223", "1111122222233333", "22222", "22", "222"),
    11: ("2233", "22233", "11233", "1222", "23", "23", "33"),
    12: ("12233", "11", "22223"),
    13: ("2333", "222223", "2233", "1222233"),
    14: ("22", "12223333", "122"),
    15: ("12233", "12233", "1222222", "3333"),
    16: ("2", "22222", "2222", "222", "2223"),
    17: ("23", "22223333", "22"),
}
"""The level of every requirement, in order: a text for each section of each chapter. Source: the CSV file of OWASP
Application Security Verification Standard 5.0.0 (May 2025), which has 345 of them: 70, 183 and 92 of each level."""
VERDICTS = {"met", "not-met", "not-applicable"}
SHORTEST_REASON = 20
MOST_WORDS = 12
PROMISED = 0.95
"""Share of the requirements that apply and are met."""


def levels() -> dict[str, str]:
    """Return id → level of every requirement of the standard."""
    return {
        f"V{chapter}.{section}.{number}": level
        for chapter, sections in SECTIONS.items()
        for section, found in enumerate(sections, start=1)
        for number, level in enumerate(found, start=1)
    }


def read(path: Path = FILE) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        assert rows.fieldnames == COLUMNS
        return list(rows)


def wrong_ids(rows: list[dict[str, str]]) -> list[str]:
    """List what is missing, twice, of no such requirement, or of another level."""
    wanted = {name: level for name, level in levels().items() if level in "12"}
    have = [row["id"] for row in rows]
    return [
        *(f"{name} is missing" for name in wanted if name not in have),
        *(f"{name} is there {have.count(name)} times" for name in sorted(set(have)) if have.count(name) > 1),
        *(f"{row['id']} is no requirement" for row in rows if row["id"] not in wanted),
        *(
            f"{row['id']} is of level {wanted[row['id']]}"
            for row in rows
            if wanted.get(row["id"], row["level"]) != row["level"]
        ),
    ]


def names_of_tests(path: Path) -> set[str]:
    """Return the names of the test functions of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def faults_of_proof(proof: str) -> Iterator[str]:
    name, _, test = proof.partition("::")
    path = ROOT / name
    if not path.is_file():
        yield f"{name} does not exist"
    elif test and test not in names_of_tests(path):
        yield f"{name} has no {test}"
    elif path.name.startswith("test_") and not test and not names_of_tests(path):
        yield f"{name} tests nothing"


def faults(row: dict[str, str]) -> list[str]:
    """List what is wrong with one row."""
    found = [fault for proof in row["shown_by"].split() for fault in faults_of_proof(proof)]
    if row["verdict"] not in VERDICTS:
        found.append(f"the verdict {row['verdict']!r} is none, or none yet")
    if not 0 < len(row["subject"].split()) <= MOST_WORDS:
        found.append("the subject is missing or long")
    if row["verdict"] == "met" and not row["shown_by"]:
        found.append("met, and nothing shows it")
    is_shown_by_a_test = any(proof.startswith("tests/") for proof in row["shown_by"].split())
    is_written = all(proof.startswith("docs/") for proof in row["shown_by"].split())
    needs_reason = row["verdict"] != "met" or not (is_shown_by_a_test or is_written)
    if needs_reason and len(row["reason"]) < SHORTEST_REASON:
        found.append("no reason")
    return [f"{row['id']}: {fault}" for fault in found]


def share_met(rows: list[dict[str, str]]) -> float:
    verdicts = [row["verdict"] for row in rows]
    applies = len(verdicts) - verdicts.count("not-applicable")
    return verdicts.count("met") / applies if applies else 0.0


def test_the_standard_has_as_many_requirements_as_it_says() -> None:
    found = list(levels().values())
    assert {level: found.count(level) for level in "123"} == {"1": 70, "2": 183, "3": 92}


def test_every_requirement_of_levels_1_and_2_is_there_once() -> None:
    assert wrong_ids(read()) == []


def test_every_verdict_has_its_proof_or_its_reason() -> None:
    assert [fault for row in read() for fault in faults(row)] == []


def test_what_is_promised_is_met() -> None:
    assert share_met(read()) >= PROMISED


A_ROW = {
    "id": "V1.1.1",
    "level": "2",
    "subject": "Decoding once",
    "verdict": "met",
    "shown_by": "tests/house/test_asvs.py::test_what_is_promised_is_met",
    "reason": "",
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"verdict": "open"}, "none yet"),
        ({"verdict": "Met"}, "none yet"),
        ({"shown_by": ""}, "nothing shows it"),
        ({"shown_by": "tests/house/test_gone.py"}, "does not exist"),
        ({"shown_by": "tests/house/test_asvs.py::test_gone"}, "has no test_gone"),
        ({"shown_by": "tests/house/test_asvs.py tests/house/test_gone.py"}, "does not exist"),
        ({"shown_by": "tests/house"}, "does not exist"),
        ({"shown_by": "pyproject.toml"}, "no reason"),
        ({"verdict": "not-met", "shown_by": "", "reason": "later"}, "no reason"),
        ({"verdict": "not-applicable", "shown_by": ""}, "no reason"),
        ({"subject": " ".join(["word"] * 13)}, "long"),
    ],
)
def test_a_row_that_breaks_a_rule_would_be_found(changes: dict[str, str], words: str) -> None:
    assert faults(A_ROW) == []
    found = faults({**A_ROW, **changes})
    assert len(found) >= 1
    assert any(words in fault for fault in found)


def test_a_row_that_is_missing_twice_there_made_up_or_of_another_level_would_be_found() -> None:
    rows = read()
    assert wrong_ids(rows[1:]) == [f"{rows[0]['id']} is missing"]
    assert wrong_ids([*rows, rows[0]]) == [f"{rows[0]['id']} is there 2 times"]
    assert wrong_ids([*rows, {**A_ROW, "id": "V1.2.10"}]) == ["V1.2.10 is no requirement"]
    assert wrong_ids([{**rows[0], "level": "1"}, *rows[1:]]) == [f"{rows[0]['id']} is of level 2"]


def test_too_few_that_are_met_would_be_found() -> None:
    met, not_met, other = ({"verdict": verdict} for verdict in ("met", "not-met", "not-applicable"))
    assert share_met([met] * 95 + [not_met] * 5 + [other] * 50) >= PROMISED
    assert share_met([met] * 94 + [not_met] * 6 + [other] * 50) < PROMISED
    assert share_met([other]) == 0.0
