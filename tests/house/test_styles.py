"""No rule of a style sheet is for something that no page has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.house.tree import kept_files

STYLES = kept_files("directory/web/static/css")
SOURCES = [
    path for path in kept_files("templates", "directory/web") if path.suffix in {".html", ".py", ".js"}
]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLOCK = re.compile(r"\{[^{}]*\}")
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
WORD = re.compile(r"[a-zA-Z][\w-]*")
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
BUILT = re.compile(r"([a-z]+-)\{\{")
"""The beginning of a class whose end a template fills in, such as ``tag-{{ kind }}``."""


def classes_in(style: str) -> set[str]:
    """Return the classes that the selectors of *style* name."""
    return set(CLASS.findall(BLOCK.sub("{}", COMMENT.sub("", style))))


def unused(classes: Iterable[str], sources: Iterable[str]) -> list[str]:
    """List the *classes* that stand in no quoted text of *sources*, and are not built by one either."""
    texts = list(sources)
    words = {word for text in texts for quoted in QUOTED.findall(text) for word in WORD.findall(quoted)}
    beginnings = tuple({beginning for text in texts for beginning in BUILT.findall(text)})
    return sorted(name for name in classes if name not in words and not name.startswith(beginnings))


def read(paths: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


def test_every_class_of_a_style_sheet_stands_on_a_page() -> None:
    assert STYLES
    assert unused(set().union(*map(classes_in, read(STYLES))), read(SOURCES)) == []


def test_a_rule_for_nothing_would_be_found() -> None:
    style = "/* .said */ .used, .tag-lamp { color: red; } @media print { .gone:hover { margin: 0.5rem; } }"
    page = '<p class="used">a gone word <b class="tag tag-{{ kind }}"></b></p>'
    assert classes_in(style) == {"used", "tag-lamp", "gone"}
    assert unused(classes_in(style), [page]) == ["gone"]
