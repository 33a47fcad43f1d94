"""Reads ``expected.txt``: by method and route, whom the gate lets through, and what each object answers to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.matrix.people import NOBODY, SOMEBODY

FILE = Path(__file__).with_name("expected.txt")
SETS = {"all": NOBODY + SOMEBODY, "in": SOMEBODY, "out": NOBODY, "-": ""}


@dataclass(frozen=True)
class Answer:
    """A status; ``changes``: whether something is different afterwards."""

    status: int
    changes: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the table. ``objects``: by object and viewer, what is answered to those who may."""

    method: str
    route: str
    door: str
    objects: dict[str, dict[str, Answer]]
    is_sensitive: bool

    def expected(self, thing: str, viewer: str) -> Answer:
        """Return what *viewer* gets for *thing*, having shown who they are just now."""
        if viewer not in self.door:
            return Answer(403)
        return self.objects[thing].get(viewer, Answer(404))


@cache
def lines() -> tuple[Line, ...]:
    """Return every line of the table."""
    found, common = [], {}
    for text in FILE.read_text("utf-8").splitlines():
        words = text.strip("[]").split()
        if not words or text.startswith("#"):
            continue
        if text.startswith("["):
            common = dict(word.split("=", 1) for word in words[1:])
        else:
            found.append(_line(words, common))
    return tuple(found)


def _line(words: list[str], common: dict[str, str]) -> Line:
    method, route, door, answer, *more = words
    objects = common | dict(word.split("=", 1) for word in more if "=" in word)
    return Line(
        method,
        route,
        SETS.get(door, door),
        {name: _answers(said, answer) for name, said in objects.items()},
        "!" in more,
    )


def _answers(said: str, usual: str) -> dict[str, Answer]:
    found = {}
    for part in said.split("/"):
        viewers, _, own = part.partition(":")
        answer = own or usual
        for viewer in SETS.get(viewers, viewers):
            if viewer in found:
                raise ValueError(f"{said} says twice what {viewer} gets")
            found[viewer] = Answer(int(answer.rstrip("+")), answer.endswith("+"))
    return found
