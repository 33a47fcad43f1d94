"""Where a fact comes from, as a page shows it: addresses as links named by their site, citations as they are."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from directory.graph.facts import Provenance


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One source: ``word`` to read, ``href`` to follow or empty."""

    word: str
    href: str


def sources(provenance: Provenance) -> list[SourcePart]:
    """Return the sources of a fact in order; several are separated by semicolons in the rows."""
    return [_part(text.strip()) for text in provenance.source.split(";") if text.strip()]


def _part(text: str) -> SourcePart:
    try:
        address = urlsplit(text)
    except ValueError:
        return SourcePart(text, "")
    if address.scheme not in ("http", "https") or not address.hostname or " " in text:
        return SourcePart(text, "")
    return SourcePart(address.hostname.removeprefix("www."), text)
