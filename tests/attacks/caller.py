"""Somebody who speaks HTTP with the real server and forgets nothing: their own cookies, and every answer they got.

Each request goes over a connection of its own, so that the server's processes take turns in answering.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def csrf(self) -> str:
        """The token of the first form on the page; empty when there is none."""
        found = _TOKEN.search(self.text)
        return found[1] if found else ""


@dataclass
class Caller:
    """A browser without a window. *headers* go along with every request."""

    site: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, Answer]] = field(default_factory=list)

    def ask(
        self,
        path: str,
        data: Mapping[str, str] | None = None,
        *,
        method: str = "",
        body: bytes | None = None,
        keeps: bool = True,
        **headers: str,
    ) -> Answer:
        """Send a request, with a form if *data* is given. *keeps* False: one of many at once."""
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if data is not None:
            body = urlencode(data).encode()
            sent.setdefault("Content-Type", FORM)
        where = urlsplit(self.site)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        try:
            connection.request(method or ("GET" if body is None else "POST"), path, body, sent)
            reply = connection.getresponse()
            answer = Answer(reply.status, reply.headers, reply.read())
        finally:
            connection.close()
        if keeps:
            self._keep(path, answer)
        return answer

    def send(self, path: str, *, form: str = "", **data: str) -> Answer:
        """Fill in the form of the page *form* (else of *path* itself) and send it to *path*."""
        page = self.ask(form or path)
        assert page.csrf, f"{form or path}: {page.status}, no form"
        return self.ask(path, {"csrf_token": page.csrf, **data})

    def _keep(self, path: str, answer: Answer) -> None:
        self.answers.append((path, answer))
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, cookie in SimpleCookie(line).items():
                if cookie.value and cookie["max-age"] != "0":
                    self.cookies[name] = cookie.value
                else:
                    self.cookies.pop(name, None)
