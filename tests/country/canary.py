"""What must be in no reply: where a protected place is, an official's name, a number that is not known to be right.

Each check takes a text, or a value of JSON, and yields what is wrong with it: so a test can plant a fault and see it
caught. What is looked for comes from the seeds; what was withheld from them stands here as digests only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from directory.asking.text import fold
from directory.asking.vocabulary import load_names
from directory.graph.facts import AreaKind, ChannelKind, Organization, Service
from directory.graph.network import Network
from directory.store.snapshot import Snapshot

WITHHELD = frozenset(
    {
        "5fa24755753ec323",
        "97a6afc7c7012008",
        "5934fe4aab899412",
        "0812b5189a71b234",
        "c91ba548fdbc6466",
        "dea278023dd9f397",
    }
)
"""The first 16 digits of SHA-256 of words that give a protected place away: a name of a site, counts of beds."""
MOBILE = re.compile(r"(?<![\d/.-])(?:\+46|0046|0)[ -]?7[0236](?:[ -]?\d){7}(?!\d)")
"""A Swedish mobile number in any writing: PTS numbering plan, 070, 072, 073, 076 and seven digits."""
ADDRESS = re.compile(
    r"\b\d{3} ?\d{2} [A-ZÅÄÖ][a-zåäö]+|\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|vägen|gränd|stigen|torget|allén) ?\d"
)
"""A postcode with a town, or a street with a number."""
PERSON = re.compile(r"(?<![\w-])(?=([A-ZÅÄÖ][a-zåäöé]{2,}) ([A-ZÅÄÖ][a-zåäöé]+)(?![\w-]))")
"""Two words with capitals; looked ahead, so that *Ring Karin Vallgren* is both of its pairs."""
TEL = re.compile(r'href="tel:([^"]*)"')


def digest(words: str) -> str:
    """Return what stands for *words* in ``WITHHELD``."""
    return hashlib.sha256(words.casefold().encode()).hexdigest()[:16]


def withheld_in(text: str) -> Iterator[str]:
    """Yield each of the withheld words in *text*, alone or two in a row."""
    words = re.findall(r"[\w+@-]+", text.casefold())
    for first, second in zip(words, [*words[1:], ""], strict=True):
        for said in (first, f"{first} {second}"):
            if digest(said) in WITHHELD:
                yield f"a withheld word, digest {digest(said)}"


def persons_in(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield each pair of words that is a first name and a surname, but for those of *known*."""
    for first, last in PERSON.findall(text):
        if fold(first) in load_names() and f"{first} {last}" not in known:
            yield f"a person: {first} {last}"


def mobiles_in(text: str) -> Iterator[str]:
    """Yield every mobile number in *text*: none of them is known to be an office's."""
    return (f"a mobile number: {found}" for found in MOBILE.findall(text))


class Canaries:
    """The checks that ask the network what is protected, and which numbers are known to be right."""

    def __init__(self, snapshot: Snapshot) -> None:
        network: Network = snapshot.network
        owners: list[Organization | Service] = [*network.organizations.values(), *network.services.values()]
        self.good = frozenset(
            channel.value
            for owner in owners
            for channel in owner.channels
            if channel.kind is ChannelKind.PHONE and channel.provenance.confidence.is_verified
        )
        self.services = frozenset(one.id for one in network.services.values() if one.is_protected)
        self.organizations = frozenset(
            one.organization for one in network.services.values() if one.is_protected and one.organization
        )
        towns = {
            area.name
            for area in network.areas.values()
            if area.kind in (AreaKind.MUNICIPALITY, AreaKind.DISTRICT, AreaKind.COUNTY)
        }
        self.town = re.compile(rf"(?<!\w)({'|'.join(sorted(map(re.escape, towns)))})s?(?!\w)")

    def numbers_in(self, html: str) -> Iterator[str]:
        """Yield every number that can be called from a page though it is not known to be right."""
        return (f"a link to {found}" for found in TEL.findall(html) if found not in self.good)

    def doubtful_in(self, value: Any) -> Iterator[str]:
        """Yield every channel of a JSON reply that is told as good though its confidence is not."""
        if isinstance(value, dict):
            if value.get("is_good") and (
                value["confidence"] in ("memory", "unknown")
                or (value["kind"] == "phone" and value["value"] not in self.good)
            ):
                yield f"told as good: {value['id']}"
            for part in value.values():
                yield from self.doubtful_in(part)
        elif isinstance(value, list):
            for part in value:
                yield from self.doubtful_in(part)

    def places_in(self, entry: Any, asked: frozenset[str] = frozenset()) -> Iterator[str]:
        """Yield what tells where a protected place is, in its text or entry; *asked* are places of the question."""
        if isinstance(entry, dict):
            if entry.get("distance_km") is not None:
                yield "a distance"
            if entry.get("kind") == "phone" and not re.match(r"\+46(?:20|77|10)|1\d", str(entry["value"])):
                yield "an area code"
            for part in entry.values():
                yield from self.places_in(part, asked)
        elif isinstance(entry, list):
            for part in entry:
                yield from self.places_in(part, asked)
        elif isinstance(entry, str):
            for town in self.town.findall(entry):
                if not any(town in place for place in asked):  # Stockholm in Stockholms län
                    yield f"a town: {town}"
            yield from (f"an address: {found}" for found in ADDRESS.findall(entry))
