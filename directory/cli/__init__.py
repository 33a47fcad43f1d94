"""The command line: ask, read, look up, set up, serve. One file per command.

Errors raised on purpose become one sentence on standard error that says what to do. Exit codes: 0 done or
answered, 2 the question (or the call of the command) has to be mended, 1 anything else.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click
import structlog

from directory import __version__
from directory.cli.tongue import spoken
from directory.errors import BadQuestion, DirectoryError
from directory.finding.complaint import say_error

__all__ = ["main"]

COMMANDS = (
    "ask",
    "read",
    "place",
    "seed",
    "serve",
    "work",
    "settings",
    "database",
    "graph",
    "log",
    "account",
    "access",
    "demo",
    "import",
)
"""Each is a function of its name in a module of its name, but for a name that Python keeps for itself."""
KEPT = {"import": "bring"}
"""Command → the name of its module and function, where Python keeps the command's own."""


class Commands(click.Group):
    """The commands, fetched when they are called for, with one way to fail.

    Fetched late, because a colleague who asks for the settings should not wait for the graph to be imported.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """Return the names, in the order in which one comes to need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 as above
        """Return the command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        name = KEPT.get(cmd_name, cmd_name)
        command = getattr(import_module(f"directory.cli.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; tell an error raised on purpose and leave with its exit code."""
        try:
            return super().invoke(ctx)
        except DirectoryError as error:
            click.echo(say_error(error, spoken(ctx)), err=True)
            for choice in _choices(error):
                click.echo(f"  {choice['id']:<24} {choice['name']}", err=True)
            ctx.exit(2 if isinstance(error, BadQuestion) else 1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="directory")
def main() -> None:
    """Kontaktnätet: who handles this, in this municipality, now?"""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows no å or arrow gets a question mark in its place, and the rest of the answer.
            stream.reconfigure(errors="replace")
    # Standard output belongs to the answer: whatever the program has to say of itself goes beside it.
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _choices(error: DirectoryError) -> list[dict[str, str]]:
    listed = error.details.get("choices")
    return listed if isinstance(listed, list) else []
