"""Ask a pair everything, and list where its two databases do not answer alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from directory.graph.facts import Visibility
from tests.pairs.asked import Answer, Asked, difference
from tests.pairs.generating import reads, writes
from tests.pairs.known import Known
from tests.pairs.site import Pair
from tests.pairs.world import Asker


@dataclass(frozen=True, slots=True)
class Told:
    """Two answers that tell the databases apart."""

    asker: str
    asked: Asked
    how: str
    is_alike: bool = False
    """Both failed, in the same way: that tells nothing, and is wrong all the same."""

    def __str__(self) -> str:
        return f"{self.asker}: {self.asked}\n    {self.how}"


def known_to(pair: Pair, asker: Asker, *, is_full: bool) -> Known:
    """Return what to ask with: made of what everybody may know."""
    return Known(pair.one.snapshots.current(Visibility.PUBLIC), asker, is_full)


def everything(pair: Pair, known: Known) -> Iterator[tuple[Asked, str]]:
    """Yield each request with the session that it is asked in: what writes comes last, and what ends the very last."""
    app = pair.one.app
    yield from ((asked, "reading") for asked in reads(app, known))
    yield from ((asked, "writing") for asked in writes(app, known, is_ending=False))
    yield from ((asked, "ending") for asked in writes(app, known, is_ending=True))


def told_apart(
    pair: Pair, known: Known, wanted: Callable[[Asked], bool] = lambda _asked: True
) -> Iterator[Told]:
    """Yield every difference. Whatever has a tag is asked for again with it, and with the one of the other database."""
    tagged: set[str] = set()
    for asked, session in everything(pair, known):
        if not wanted(asked):
            continue
        one, two = pair.ask(asked, known.asker, session)
        yield from _compared(known.asker, asked, one, two)
        if one.tag and asked.method == "GET" and (known.is_full or asked.endpoint not in tagged):
            tagged.add(asked.endpoint)
            for tag in dict.fromkeys((one.tag, two.tag)):
                again = asked.with_headers({"If-None-Match": tag})
                yield from _compared(known.asker, again, *pair.ask(again, known.asker, session))


def _compared(asker: Asker, asked: Asked, one: Answer, two: Answer) -> Iterator[Told]:
    how = difference(one, two)
    if how:
        yield Told(asker.name, asked, how)
    elif one.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        yield Told(asker.name, asked, "a fault in both", is_alike=True)
