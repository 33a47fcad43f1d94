"""What the documents name exists, and what exists is named: commands, settings, targets of make, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from directory.settings import PREFIX, Settings
from tests.house.tree import ROOT, kept_files

README = ROOT / "README.md"
RUNNING = ROOT / "docs" / "running.md"
DOCUMENTS = [
    path for path in kept_files("README.md", "CHANGELOG.md", "SECURITY.md", "docs") if path.suffix == ".md"
]

CODE = re.compile(r"```.*?```|`[^`\n]+`", flags=re.DOTALL)
VARIABLE = re.compile(rf"\b{PREFIX}[A-Z_]+\b")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
COMMAND = re.compile(r"(?:^|[`/\s])directory((?: [a-z][a-z-]*)+)")
PATH = re.compile(r"`((?:tests|directory|scripts|requirements|seeds|templates)/[\w./-]+\.\w+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def code_in(text: str) -> str:
    """Return what is marked as code in a Markdown text: only there is a name meant to be typed."""
    return "\n".join(CODE.findall(text))


def below(group: click.Group) -> dict[str, click.Command]:
    """Return the commands of *group* by name, also those that are only loaded when they are called."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def commands(group: click.Command, *before: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command below *group* that does something itself."""
    if not isinstance(group, click.Group):
        yield before
        return
    for name, command in below(group).items():
        if not command.hidden:
            yield from commands(command, *before, name)


def program() -> click.Group:
    from directory.cli import main

    assert isinstance(main, click.Group)
    return main


def unknown_commands(text: str, group: click.Group) -> list[str]:
    """List what *text* has after ``directory`` and the program does not know."""
    wrong = []
    for words in COMMAND.findall(code_in(text)):
        at: click.Command = group
        for word in words.split():
            if not isinstance(at, click.Group):
                break
            known = below(at)
            if word not in known:
                wrong.append(f"directory{words}")
                break
            at = known[word]
    return wrong


def variables() -> set[str]:
    return {PREFIX + name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def files_that_are_gone(text: str) -> list[str]:
    """List the files that *text* names by their path and that are not there."""
    return [name for name in PATH.findall(text) if not (ROOT / name).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_by_its_path_exists(document: Path) -> None:
    assert files_that_are_gone(document.read_text()) == []


def test_a_file_that_is_gone_would_be_found() -> None:
    text = "as `tests/house/test_documents.py` and `tests/house/test_forgotten.py` show"
    assert files_that_are_gone(text) == ["tests/house/test_forgotten.py"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_name_of_make_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    assert set(TARGET.findall(code_in(document.read_text()))) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_of_the_program_exists(document: Path) -> None:
    assert unknown_commands(document.read_text(), program()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_setting_exists(document: Path) -> None:
    used_by_tests = {f"{PREFIX}TEST_POSTGRESQL_URL"}
    assert set(VARIABLE.findall(document.read_text())) - used_by_tests <= variables()


def test_every_setting_is_explained() -> None:
    assert variables() - set(VARIABLE.findall(RUNNING.read_text())) == set()


def test_every_command_is_explained() -> None:
    text = code_in(README.read_text()) + code_in(RUNNING.read_text())
    assert [words for words in commands(program()) if f"directory {' '.join(words)}" not in text] == []


def test_the_two_commands_stand_in_the_readme() -> None:
    text = code_in(README.read_text())
    assert "make run" in text
    assert "make test" in text


def test_every_decision_says_what_would_change_it() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    headings = ["## Context", "## Decision", "## Consequences", "## We would change our mind if"]
    for path in decisions:
        assert [line for line in path.read_text().splitlines() if line.startswith("## ")] == headings, (
            path.name
        )


def test_a_command_that_is_gone_would_be_found() -> None:
    group = click.Group("directory", commands=[click.Group("graph", commands=[click.Command("check")])])
    assert unknown_commands("`directory graph check`", group) == []
    assert unknown_commands("```\n$ .venv/bin/directory graph forget\n```", group) == [
        "directory graph forget"
    ]
