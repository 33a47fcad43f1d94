"""``directory settings``: everything that can be set, what it is set to, and what it means."""

from __future__ import annotations

import click
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.engine import make_url

from directory.settings import PREFIX, Settings

MASK = "••••••••"


@click.command()
def settings() -> None:
    """List all settings with value, default and meaning. Secrets are masked."""
    chosen = Settings.from_environment()
    console = Console(highlight=False)
    for name, field in Settings.model_fields.items():
        value, default = getattr(chosen, name), _default(field)
        is_changed = value != default
        line = Text(f"{PREFIX}{name.upper()}", style="bold")
        line.append(f" = {_shown(name, value)}", style="green" if is_changed else "")
        console.print(line, soft_wrap=True)
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 0, 0, 4))
        table.add_row(Text(field.description or ""))
        if is_changed:
            table.add_row(Text(f"default: {_shown(name, default)}", style="dim"))
        console.print(table)


def _default(field: FieldInfo) -> object:
    value = field.get_default(call_default_factory=True, validated_data={})
    return None if value is PydanticUndefined else value


def _shown(name: str, value: object) -> str:
    if not Settings.model_fields[name].repr and value:
        return MASK
    if name == "database_url":
        return make_url(str(value)).render_as_string(hide_password=True)
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value) or "–"
    return "–" if value is None or value == "" else str(value)
