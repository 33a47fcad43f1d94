"""The words of ``words.tsv``, as sets, without diacritics and in lower case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from directory.protection.plain import bare

_FILE: Final = Path(__file__).with_name("words.tsv")
_SWEDISH: Final = {
    "": "en ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
    "tjugo": "",
    "trettio": "",
    "fyrtio": "",
    "femtio": "",
    "sextio": "",
    "sjuttio": "",
    "åttio": "",
    "nittio": "",
}
_ONES: Final = ("en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
_ENGLISH: Final = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety one
"""


@cache
def _read() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition("\t")
            found[name].extend(bare(each) for each in (words.split("|") if "|" in words else words.split()))
    return {name: tuple(words) for name, words in found.items()}


def words(*names: str) -> frozenset[str]:
    """Return the words under *names* as one set."""
    return frozenset(word for name in names for word in _read()[name])


def endings(name: str) -> tuple[str, ...]:
    """Return the words under *name* in their order, to be asked for with ``str.endswith``."""
    return _read()[name]


def sequences(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the phrases under *name* as words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in _read()[name]:
        parts = tuple(phrase.replace("'", " ' ").split())
        found[parts[0]].append(parts)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _spelled() -> Iterable[str]:
    for tens, alone in _SWEDISH.items():
        if tens:
            yield tens
            yield from (tens + one for one in _ONES)
        yield from alone.split()
    yield from _ENGLISH.split()


SPELLED: Final = frozenset(bare(word) for word in _spelled())
"""Numbers from 1 to 99 in Swedish words, and the simple ones in English words."""
