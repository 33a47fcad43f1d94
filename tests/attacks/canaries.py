"""Words that stand for what must not be told, each found again wherever it comes out, however it was bent."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus


@dataclass
class Canaries:
    """What was said in confidence, by what it is."""

    secret: dict[str, str] = field(default_factory=dict)
    """Passwords, tokens, codes, cookies: nobody is told them a second time."""
    personal: dict[str, str] = field(default_factory=dict)
    """Names, addresses, numbers, sentences, query strings."""

    def find(self, text: str, *, among: dict[str, str] | None = None) -> list[str]:
        """Return what of it stands in *text*."""
        everything = {**self.secret, **self.personal} if among is None else among
        return sorted(
            {what for what, word in everything.items() if any(has(text, form) for form in bent(word))}
        )


def bent(word: str) -> set[str]:
    """Return *word* as it may look in a log: escaped for an address, for JSON, in Base64, without its spaces."""
    return {
        word,
        word.lower(),
        quote(word),
        quote_plus(word),
        word.encode("unicode_escape").decode(),
        repr(word)[1:-1],
        base64.b64encode(word.encode()).decode().rstrip("=")[:-1],
    }


def has(text: str, word: str) -> bool:
    """Whether *word* stands in *text*; a code of digits only where it is not a part of a longer number."""
    if word.isdigit():
        return re.search(rf"(?<![\d.:]){word}(?!\d)", text) is not None
    return len(word) > 3 and word in text
