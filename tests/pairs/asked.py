"""One request, and what is compared of its answer: status, every header, every byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is sent in both databases. ``endpoint``: what answers it; empty for what no view answers.

    ``is_primed``: somebody who may see everything there asks it first, so that whatever is kept for them is at hand.
    """

    endpoint: str
    path: str
    query: Pairs = ()
    method: str = "GET"
    headers: Pairs = ()
    form: Pairs | None = None
    json: Any = field(default=None, hash=False)
    is_primed: bool = False
    has_token: bool = True

    def __str__(self) -> str:
        words = f"{self.method} {self.path}"
        words += f"?{urlencode(self.query)}" if self.query else ""
        words += f" form={dict(self.form)}" if self.form is not None else ""
        words += f" json={self.json}" if self.json is not None else ""
        return words + (f" {dict(self.headers)}" if self.headers else "")

    def but(self, **changes: Any) -> Asked:
        """Return the request with some things different."""
        return replace(self, **changes)

    def with_query(self, **more: str) -> Asked:
        """Return the request with more in its address."""
        return replace(self, query=(*self.query, *more.items()))

    def with_headers(self, more: Mapping[str, str]) -> Asked:
        """Return the request with more headers."""
        return replace(self, headers=(*self.headers, *more.items()))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: nothing of it is left out of the comparison."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def tag(self) -> str:
        """Its ETag, or nothing."""
        return next((value for name, value in self.headers if name == "ETag"), "")


def difference(one: Answer, two: Answer) -> str:
    """Say what is different, with a little of both; empty when nothing is."""
    if one.status != two.status:
        return f"status {one.status} and {two.status}"
    if one.headers != two.headers:
        here, there = set(one.headers) - set(two.headers), set(two.headers) - set(one.headers)
        return f"headers {sorted(here)} and {sorted(there)}"
    if one.body == two.body:
        return ""
    at = next((at for at, (a, b) in enumerate(zip(one.body, two.body, strict=False)) if a != b), -1)
    at = at if at >= 0 else min(len(one.body), len(two.body))
    begin = max(at - 60, 0)
    return f"body at {at}: {one.body[begin : at + 60]!r} and {two.body[begin : at + 60]!r}"
