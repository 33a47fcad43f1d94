"""Print what was measured: tables whose last columns say the goal and whether it was reached."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

import networkx
from rich.console import Console
from rich.table import Table

WIDTH = 118
console = Console(width=WIDTH, highlight=False)


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio (or a limit) to reach. ``at_least`` False: the smaller the better."""

    name: str
    found: float
    wanted: float
    at_least: bool = True

    @property
    def is_reached(self) -> bool:
        """Whether it was."""
        return self.found >= self.wanted if self.at_least else self.found <= self.wanted


def print_table(title: str, heads: list[str], rows: list[list[object]], note: str = "") -> None:
    """Print *rows* under *heads*; numbers to the right, the first column to the left."""
    table = Table(title=title, title_justify="left", caption=note or None, caption_justify="left")
    for index, head in enumerate(heads):
        table.add_column(head, justify="right" if index else "left")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    console.print(table)


def print_goals(goals: list[Goal]) -> None:
    """Print each goal with what was found."""
    rows: list[list[object]] = [
        [goal.name, goal.found, f"{'≥' if goal.at_least else '≤'} {_cell(goal.wanted)}", _verdict(goal)]
        for goal in goals
    ]
    print_table("Against the goals", ["ratio", "found", "goal", ""], rows)


def say(text: str) -> None:
    """Print one line."""
    console.print(text)


def machine() -> str:
    """Say on what this runs, in general terms."""
    return (
        f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}, "
        f"networkx {networkx.__version__}, load {os.getloadavg()[0]:.1f}"
    )


def _verdict(goal: Goal) -> str:
    return "[green]reached[/]" if goal.is_reached else "[red]missed[/]"


def _cell(value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
