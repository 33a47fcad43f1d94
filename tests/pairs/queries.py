"""What stands behind the question mark, for each view that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.pairs.asked import Pairs
from tests.pairs.known import Known

Queries = Callable[[Known], Iterator[Pairs]]


def queries_of(endpoint: str, known: Known) -> tuple[Pairs, ...]:
    """Return the query strings to try at *endpoint*; the first is empty unless the view needs one."""
    found = _QUERIES.get(endpoint)
    return tuple(found(known)) if found is not None else ((),)


def _answers(known: Known) -> Iterator[Pairs]:
    few, many = (8, 240) if known.asker.name == "public" else (4, 150)
    for number in range(many if known.is_full else few):
        yield known.question(number)
    fields = known.question(1)
    for more in ({"lang": "en", "all": "1"}, {"edit": "area"}, {"all": "1"}, {"residence": "0380"}):
        yield (*fields, *more.items())
    for word in known.words:
        yield (*fields[:1], ("area", word))
    for more in ({"need": "boende"}, {"at": "now"}, {"status": "no_permit"}, {"lat": "59.3", "lon": "18.1"}):
        yield tuple({**dict(fields), **more}.items())


def _api_answers(known: Known) -> Iterator[Pairs]:
    for number in range(200 if known.is_full else 5):
        yield known.question(number + 1)
    yield (*known.question(2), ("lang", "en"))
    position = [("lat", "59.31"), ("lon", "18.05")]
    yield (known.question(0)[0], *position)
    for word in known.words[::3]:
        yield (*known.question(2)[:1], ("area", word))
        yield (("q", word),)


def _steps(known: Known) -> Iterator[Pairs]:
    """Yield every step of some answers, by night, when offices are closed; and steps that are none."""
    for number in range(30 if known.is_full else 2):
        fields = known.question(number)
        for step in known.steps(fields)[: 9 if known.is_full else 3]:
            yield (*fields, ("step", step))
    for step in ("r-sv-crossroads-phone", "n-sv-crossroads-phone", "sv-talita", "nothing"):
        yield (*known.question(0), ("step", step), ("version", "3.0"))


def _texts(known: Known) -> Iterator[Pairs]:
    yield ()
    for word in known.words:
        yield (("q", word),)
        if known.is_full:
            yield (("q", word), ("page", "2"), ("lang", "en"))
    every = ("socialjour", "Talita", "'\"<b>", "hus", "polisen", "åöä", "a" * 2000, "\u202e\x00")
    for text in every if known.is_full else every[:2]:
        yield (("q", text),)


def _organizations(known: Known) -> Iterator[Pairs]:
    yield from _texts(known)
    for page in known.some(("2", "99", "9", "5", "1", "-1", "x"), 2, 7):
        yield (("page", page),)
    kinds = sorted({one.kind for one in known.snapshot.network.organizations.values()})
    for kind in known.some(kinds, 2, 40):
        yield (("kind", kind),)


def _services(known: Known) -> Iterator[Pairs]:
    yield from _organizations(known)
    for need in known.some(sorted(known.snapshot.network.needs), 1, 32):
        yield (("need", need), ("area", "0180"))
        yield (("need", need), ("group", "girl"), ("page", "2"))
    for area in known.some(sorted(known.snapshot.network.areas), 1, 30):
        yield (("area", area),)


def _areas(known: Known) -> Iterator[Pairs]:
    yield from _texts(known)
    yield (("kind", "municipality"), ("page", "3"))
    yield (("parent", "01"), ("per_page", "100"))
    yield (("near", "59.3,18.05"),)


def _area(known: Known) -> Iterator[Pairs]:
    yield ()
    if known.is_full:
        yield (("group", "girl"),)
        yield (("group", "adult-man"), ("lang", "en"))


def _record(known: Known) -> Iterator[Pairs]:
    yield ()
    if known.is_full:
        yield (("lang", "en"),)
        yield (("version", "3.0"),)


def _people(known: Known) -> Iterator[Pairs]:
    yield ()
    for pair in (
        ("role", "coordinator"),
        ("role", "caseworker"),
        ("role", "ngo_editor"),
        ("soon", "1"),
        ("page", "9"),
    ):
        yield (pair,)


def _log(known: Known) -> Iterator[Pairs]:
    yield ()
    for pair in (
        ("who", "hidden-account-1"),
        ("record", "r-ngo-ssm-cr-person"),
        ("organization", "ngo-ssm-cr"),
        ("group", "restricted"),
        ("group", "people"),
        ("kind", "contact"),
        ("kind", "location"),
        ("from", "2026-11-01"),
        ("before", "900"),
        ("before", "300"),
        ("before", "-3"),
        ("to", "yesterday"),
    ):
        yield (pair,)
    for word in known.words[::4]:
        yield (("organization", word),)
        yield (("record", word),)
    if known.is_full:
        for before in range(60, 6000, 200):
            yield (("before", str(before)),)


_QUERIES: dict[str, Queries] = {
    "find.answer": _answers,
    "api.answer": _api_answers,
    "export.contact": _steps,
    "export.call_back": _steps,
    "export.organization": _record,
    "export.service": _record,
    "catalogue.organization": _record,
    "catalogue.service": _record,
    "api.organization": _record,
    "api.service": _record,
    "api.area": _record,
    "catalogue.search": _texts,
    "api.search": _texts,
    "api.places": _areas,
    "catalogue.areas": _areas,
    "api.areas": _areas,
    "catalogue.area": _area,
    "catalogue.organizations": _organizations,
    "api.organizations": _organizations,
    "catalogue.services": _services,
    "api.services": _services,
    "catalogue.needs": _texts,
    "admin.people": _people,
    "admin.log": _log,
    "admin.ask_export": _log,
    "maintain.organizations": _texts,
}
