"""Changes in words: field by field what it was and what it becomes, which answers change, and what clashed.

Import the macros of ``templates/change.html``; they call what ``open_change`` puts at hand.
"""

from __future__ import annotations

from flask import Flask

from directory.web.change.clash import clash_rows
from directory.web.change.effects import effect_lines, effect_looked_at
from directory.web.change.rows import ChangedRecord, rows_of
from directory.web.change.words import COLUMNS, TABLES

__all__ = ["COLUMNS", "TABLES", "ChangedRecord", "clash_rows", "effect_lines", "open_change", "rows_of"]


def open_change(app: Flask) -> None:
    """Let templates call what the macros of ``change.html`` are built of."""
    app.jinja_env.globals.update(
        change_rows=rows_of,
        clash_rows=clash_rows,
        effect_lines=effect_lines,
        effect_looked_at=effect_looked_at,
    )
