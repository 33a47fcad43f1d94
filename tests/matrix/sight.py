"""Reads ``sight.txt``: which words stand on which list, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.matrix.people import SOMEBODY
from tests.matrix.world import World

FILE = Path(__file__).with_name("sight.txt")


@dataclass(frozen=True)
class Sight:
    """Words of a page, and the viewers who read them there; everybody else does not."""

    path: str
    words: str
    viewers: str


@cache
def sights() -> tuple[Sight, ...]:
    """Return every line of the file."""
    found = []
    for text in FILE.read_text("utf-8").splitlines():
        if text and not text.startswith("#"):
            path, words, viewers = (part.strip() for part in text.split(" | "))
            found.append(Sight(path, words, viewers.strip("-")))
    return tuple(found)


def troubles_at(path: str, world: World, viewers: str = f"P{SOMEBODY}") -> list[str]:
    """Return what of *path* is shown to the wrong viewers, or not to the right ones."""
    found = []
    for viewer in viewers:
        text = world.browser(viewer).get(path).get_data(as_text=True)
        world.changed()
        for sight in sights():
            is_there = sight.words in text
            if sight.path == path and is_there != (viewer in sight.viewers):
                found.append(f"{path}: {viewer} {'reads' if is_there else 'misses'} “{sight.words}”")
    return found
