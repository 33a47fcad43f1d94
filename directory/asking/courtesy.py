"""Leave greetings and thanks aside: *God kväll!* is no time, and *kurator Tack på förhand* no office."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .text import Token, word_set

_OPENINGS: Final = word_set(
    "hej hejsan halla tjena tja god goddag good hi hello hey dear snalla please ursakta sorry hjalp help morsning"
)
_GREETING: Final = _OPENINGS | word_set(
    "dag morgon kvall kvallen eftermiddag morning evening afternoon day there alla all ni me mig"
)
_CLOSINGS: Final = word_set("tack mvh thanks thank regards halsningar halsning vanligen")
COURTESY: Final = _GREETING | _CLOSINGS | word_set("you forhand vanliga kind best basta")
"""Words of politeness, without diacritics: they tell nothing of the language of a note."""


def greeting_end(tokens: tuple[Token, ...]) -> int:
    """Return how many words at the beginning are greetings, each ended by a comma, a mark or a dash."""
    end = 0
    while end < len(tokens) and tokens[end].key in _OPENINGS:
        following = _next_clause(tokens, end)
        if any(token.key not in _GREETING for token in tokens[end:following]):
            break
        end = following
    return end


def _next_clause(tokens: tuple[Token, ...], start: int) -> int:
    return next((token.index for token in tokens[start + 1 :] if token.starts_clause), len(tokens))


def set_aside(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return *tokens* so that a sentence begins after the greeting, and a clause with each word of thanks."""
    begins = greeting_end(tokens)
    return tuple(
        replace(
            token,
            starts_sentence=token.starts_sentence or token.index == begins,
            starts_clause=token.starts_clause or token.index == begins or token.key in _CLOSINGS,
        )
        for token in tokens
    )
