"""The language of the command line: Swedish unless ``--lang en`` says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from directory.graph.explain import LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])
_KEY = "directory.lang"


def lang_option(command: Command) -> Command:
    """Give a command the option ``--lang``, which also sets the language of its errors."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default=LANGUAGES[0],
        show_default=True,
        is_eager=True,
        callback=_remember,
        help="Language of the answer.",
    )(command)


def spoken(ctx: click.Context) -> str:
    """Return the language that was chosen, Swedish before any was."""
    return str(ctx.find_root().meta.get(_KEY, LANGUAGES[0]))


def _remember(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    ctx.find_root().meta[_KEY] = value
    return value
