"""Forms are read field by field, by name: what a form does not show is not read, whatever somebody adds to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT

WHOLE = frozenset({"form", "values", "json", "get_json"})
"""What of a request holds all that was sent."""
BY_NAME = frozenset({"get", "getlist"})
LOOKED_AT = {
    "directory/web/unstorable.py": "looks at every letter and keeps none",
    "directory/web/admin/log_export.py": "hands the form to what reads a filter, name by name",
}


def taken_whole(source: str) -> Iterator[int]:
    """Yield the lines where a form is used otherwise than by ``request.form.get("name")`` and its like."""
    tree = ast.parse(source)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Attribute)
            and node.attr in WHOLE
            and isinstance(node.value, ast.Name)
            and node.value.id == "request"
        ):
            continue
        use = above[node]
        is_named = isinstance(use, ast.Attribute) and use.attr in BY_NAME
        if not is_named and not isinstance(use, (ast.Subscript, ast.Compare)):
            yield node.lineno


def test_no_form_is_taken_whole() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "directory").rglob("*.py")
        if list(taken_whole(path.read_text(encoding="utf-8")))
    }
    assert found == set(LOOKED_AT)


@pytest.mark.parametrize(
    "line",
    [
        "Account(**request.form)",
        "save(request.form.to_dict())",
        "for name, value in request.form.items(): setattr(row, name, value)",
        "save(request.get_json())",
        "save(dict(request.values))",
        "form = request.form",
    ],
)
def test_a_form_that_is_taken_whole_would_be_found(line: str) -> None:
    assert list(taken_whole(line)) == [1]
    assert list(taken_whole('request.form.get("name", "")\n"name" in request.form\n')) == []
