"""Code that lets people in stays small enough to be read in one sitting (decision 0016)."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import ROOT

OTHER_WAYS = {"passkey.py", "provider.py", "ways.py"}
MOST, MOST_FOR_OTHER_WAYS = 800, 300
"""Lines of code without words and blanks."""


def lines_of_code(source: str) -> int:
    """Return how many lines of *source* are neither blank nor comments nor words about the code."""
    words: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            words.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(
        bool(line.strip()) and not line.lstrip().startswith("#") and number not in words
        for number, line in enumerate(source.splitlines(), 1)
    )


def size_of(files: list[Path]) -> int:
    return sum(lines_of_code(file.read_text(encoding="utf-8")) for file in files)


def test_the_code_that_lets_people_in_stays_small() -> None:
    files = sorted((ROOT / "directory" / "account").glob("*.py"))
    assert 0 < size_of([file for file in files if file.name not in OTHER_WAYS]) <= MOST
    assert 0 < size_of([file for file in files if file.name in OTHER_WAYS]) <= MOST_FOR_OTHER_WAYS


def test_words_are_not_counted_and_code_is() -> None:
    assert (
        lines_of_code(
            '"""Words."""\n\n# more words\nx = 1\n\n\ndef f():\n    """W\n    w."""\n    return x\n'
        )
        == 3
    )
