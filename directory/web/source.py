"""Where a fact comes from, as a page shows it: addresses as links named by their site, citations as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import lazy_gettext

from directory.graph.facts import Provenance


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One source: ``word`` to read, ``href`` to follow or empty."""

    word: str
    href: str


SAID: Mapping[str, object] = {
    "said:organization": lazy_gettext("verksamheten själv"),
    "said:coordinator": lazy_gettext("samordnaren"),
    "said:file": lazy_gettext("en fil som lästes in"),
}
"""Who said so, where that is no address and no citation."""


def sources(provenance: Provenance) -> list[SourcePart]:
    """Return the sources of a fact in order; several are separated by semicolons in the rows."""
    return [_part(text.strip()) for text in provenance.source.split(";") if text.strip()]


def site_of(address: str) -> str:
    """Return the site that *address* leads to, without its ``www.``; empty when it is not a web address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in address:
        return ""
    return parts.hostname.removeprefix("www.")


def _part(text: str) -> SourcePart:
    if text in SAID:
        return SourcePart(str(SAID[text]), "")
    site = site_of(text)
    return SourcePart(site, text) if site else SourcePart(text, "")
