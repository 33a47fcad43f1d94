"""What the facts say in their own Swedish words (conditions, ways in, labels, laws, hours as printed), in English.

Sentences of the answer live in ``sentences_sv`` and ``sentences_en``; these are the words of rows, which have one
language only. ``phrases.tsv`` holds the English of every shipped one, a test sees to that. A row that somebody adds
later is said in Swedish until it has its English too.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def phrases() -> dict[str, str]:
    """Return the English of every known phrase, by its Swedish."""
    text = resources.files(__package__).joinpath("phrases.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split("\t", 1) for line in lines)


def phrase_in(text: str, lang: str) -> str:
    """Return *text* of a row in *lang*; the Swedish again where no English is known."""
    return phrases().get(text, text) if lang == "en" else text


def has_phrase(text: str, lang: str) -> bool:
    """Whether *text* can be said in *lang*; else it is said in Swedish, and a page must mark it as such."""
    return lang != "en" or text in phrases()
