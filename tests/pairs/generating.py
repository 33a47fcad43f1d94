"""The requests, made of the routes that there are: a new route is asked for as well, or the test fails."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule

from directory.access import Role, may, permission_of
from tests.pairs.asked import Asked
from tests.pairs.forms import ENDING, sent_to
from tests.pairs.known import Known
from tests.pairs.queries import queries_of
from tests.pairs.words import sought
from tests.pairs.world import Asker

NOT_PAIRED: dict[str, str] = {}
"""Endpoints that are not asked for, each with the reason why not."""
PRIMED = frozenset(
    {
        "find.answer",
        "api.answer",
        "catalogue.area",
        "catalogue.organization",
        "catalogue.search",
        "api.search",
        "catalogue.service",
        "api.organization",
    }
)
"""What is kept, or shows most: an insider asks it first."""
PRIMED_QUERIES = 3
"""How many query strings of a view an insider asks first in the short set."""
VARIED = (
    {"lang": "en"},
    {"page": "99999", "per_page": "100"},
    {"q": sought()[0], "sort": "distance", "order": "name"},
    {"x": "y" * 3000},
    {"id": "r-ngo-ssm-cr-note", "include": "restricted", "viewer": "network"},
)
HEADERS = (
    {"Range": "bytes=0-99"},
    {"Accept-Language": "en-GB,en;q=0.9,ar;q=0.5"},
    {"If-Modified-Since": "Tue, 24 Nov 2026 08:00:00 GMT"},
    {"If-None-Match": "*"},
    {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"},
    {"HX-Request": "true", "HX-Current-URL": "http://localhost/answer?need=x"},
    {"If-Match": '"x"', "If-Unmodified-Since": "Tue, 24 Nov 2020 08:00:00 GMT"},
)
METHODS = ("HEAD", "OPTIONS", "DELETE", "PUT", "POST")
NOWHERE = (
    "/nothing-here",
    "/organizations/ngo-ssm-cr/notes",
    "/api/v1/contacts",
    "/api/v1/nothing",
    "//x",
    "/notes/1",
)


def not_made(app: Flask, known: Known) -> list[str]:
    """List the routes with an argument that nothing is known for, and that nobody has given a reason for."""
    missing = []
    for rule in app.url_map.iter_rules():
        for argument in sorted(rule.arguments):
            try:
                known.values(argument)
            except KeyError:
                if rule.endpoint not in NOT_PAIRED:
                    missing.append(f"{rule.rule}: <{argument}>")
    return missing


def reads(app: Flask, known: Known) -> Iterator[Asked]:
    """Yield what is asked for by GET, in every variation; then addresses that lead nowhere."""
    for number, (rule, asked) in enumerate(_firsts(app, known, "GET")):
        is_open = known.is_full or may_ask(app, rule.endpoint, known.asker)
        for at, query in enumerate(queries_of(rule.endpoint, known)[: None if is_open else 2]):
            one = asked.but(query=query)
            yield one if known.is_full or at < PRIMED_QUERIES else one.but(is_primed=False)
            if is_open and at == 0 and asked.path == _path(rule, _few(rule, known, 1)[0]):
                yield from _variations(one, number, known)
    for at, path in enumerate(NOWHERE):
        yield Asked("", path, is_primed=False)
        yield Asked("", path, method=METHODS[at % len(METHODS)], query=(("q", sought()[at]),))


def writes(app: Flask, known: Known, *, is_ending: bool) -> Iterator[Asked]:
    """Yield what is sent by POST; *is_ending*: only what ends sessions, else all but that."""
    for rule, asked in _firsts(app, known, "POST"):
        if (rule.endpoint in ENDING) != is_ending:
            continue
        every = list(sent_to(asked.but(method="POST"), known))
        yield from every if known.is_full or may_ask(app, rule.endpoint, known.asker) else every[:1]


def may_ask(app: Flask, endpoint: str, asker: Asker) -> bool:
    """Whether the role of *asker* opens the view at all."""
    roles = (Role.PUBLIC,) if asker.role is None else (Role.MEMBER, asker.role)
    return may(roles, permission_of(app.view_functions.get(endpoint)))


def _firsts(app: Flask, known: Known, method: str) -> Iterator[tuple[Rule, Asked]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        if method not in (rule.methods or ()) or rule.endpoint in NOT_PAIRED:
            continue
        most = _most(rule, known, method) if may_ask(app, rule.endpoint, known.asker) else 1
        for values in _few(rule, known, most):
            yield rule, Asked(rule.endpoint, _path(rule, values), is_primed=rule.endpoint in PRIMED)


def _most(rule: Rule, known: Known, method: str) -> int:
    if method == "POST":
        return 12 if known.is_full else 2
    return 700 if known.is_full else 7


def _few(rule: Rule, known: Known, most: int) -> list[dict[str, str]]:
    names = sorted(rule.arguments)
    every = [
        dict(zip(names, values, strict=True)) for values in product(*(known.values(name) for name in names))
    ]
    return every[:most]


def _path(rule: Rule, values: dict[str, str]) -> str:
    path = rule.rule
    for name, value in values.items():
        start = path.index("<" if f"<{name}>" in path else f"<path:{name}")
        if f"<{name}>" in path:
            path = path.replace(f"<{name}>", quote(value, safe=""))
        else:
            path = path[:start] + quote(value) + path[path.index(">", start) + 1 :]
    return path


def _variations(asked: Asked, number: int, known: Known) -> Iterator[Asked]:
    """Yield *asked* as people do not usually ask; the short set takes turns among the routes and askers."""
    every = [
        *(asked.with_query(**more) for more in VARIED),
        *(asked.with_headers(more) for more in HEADERS),
        *(asked.but(method=method, is_primed=False) for method in METHODS),
    ]
    turn = number * 5 + len(known.asker.name)
    if known.is_full:
        yield from every[turn % 2 :: 2]
    else:
        yield every[turn % len(every)]
