"""A client that checks every page it gets, so that no test has to remember to.

Checked: the heading stands in the title, there is one of it; ids are unique and what refers to an id finds it; every
field has a label; nothing runs or styles itself inline; no outside address is loaded; the headers of the gate are
there; nothing is kept in a cache and no cookie is set, but where somebody signs in or is signed in.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.web.gate import HEADERS

VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
REFERS = ("aria-labelledby", "aria-describedby", "for", "list")


class Page(HTMLParser):
    """A page taken apart: its elements in order, and the texts of headings, title and the whole."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open) & {"h1", "h2", "h3", "title", "style", "script"}:
            self.texts[tag][-1] += data

    @property
    def heading(self) -> str:
        return " ".join(self.texts["h1"][0].split())

    @property
    def title(self) -> str:
        return " ".join(self.texts["title"][0].split())

    @property
    def words(self) -> str:
        """Everything that can be read, as one line."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.html).split())

    def attributes(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self) -> list[str]:
        return [attributes["href"] for attributes in self.attributes("a")]

    def value(self, name: str) -> str:
        """Return what stands in the text field *name*."""
        return next(one.get("value", "") for one in self.attributes("input") if one.get("name") == name)

    def chosen(self, name: str) -> str:
        """Return what is chosen in the list *name*, as its words."""
        part = self.html.split(f'name="{name}"', 1)[1].split("</select>", 1)[0]
        found = re.search(r"<option[^>]* selected>([^<]*)<", part)
        return found[1] if found else ""


def check(page: Page, *, url: str) -> None:
    """Hold *page* against the rules above; raise AssertionError that says which it breaks."""
    assert len(page.texts.get("h1", [])) == 1, f"{url}: one h1, not {len(page.texts.get('h1', []))}"
    assert page.heading in page.title, f"{url}: heading {page.heading!r} is not in title {page.title!r}"
    assert page.title.endswith("Kontaktnätet"), f"{url}: title {page.title!r}"
    ids = Counter(attributes["id"] for _tag, attributes in page.elements if "id" in attributes)
    assert not [name for name, times in ids.items() if times > 1], (
        f"{url}: ids used twice: {ids.most_common(3)}"
    )
    for tag, attributes in page.elements:
        for name in REFERS:
            for target in attributes.get(name, "").split():
                assert target in ids, f"{url}: {tag} {name}={target} leads nowhere"
        assert "style" not in attributes, f"{url}: inline style on {tag}"
        assert not [name for name in attributes if name.startswith("on")], f"{url}: inline script on {tag}"
        load = attributes.get(LOADS.get(tag, ""), "")
        assert not load.startswith(("http:", "https:", "//", "data:")), f"{url}: {tag} loads {load}"
    assert "style" not in page.texts, f"{url}: a style element"
    assert not "".join(page.texts.get("script", [])).strip(), f"{url}: an inline script"
    _check_labels(page, url)


def _check_labels(page: Page, url: str) -> None:
    labelled = {attributes.get("for") for attributes in page.attributes("label")}
    for tag in ("input", "select", "textarea"):
        for attributes in page.attributes(tag):
            if attributes.get("type") != "hidden":
                named = attributes.get("id") in labelled or "aria-label" in attributes
                assert named, f"{url}: {tag} {attributes.get('name')} has no label"


class Pages:
    """Gets pages from *app* and checks each of them."""

    def __init__(self, app: Flask, client: FlaskClient | None = None) -> None:
        """Take the site, and the *client* of somebody who may be signed in: only then may cookies be set."""
        self.client: FlaskClient = client or app.test_client()
        self._sets_cookies = client is not None

    def get(self, url: str, status: int = 200, **options: Any) -> Page:
        """Return the checked page at *url*, which must answer with *status*."""
        return self._checked(self.client.get(url, **options), url, status)

    def send(self, url: str, status: int, **data: str) -> Page:
        """Return the checked page that answers a form sent to *url* with *status*."""
        return self._checked(self.client.post(url, data=data), f"POST {url}", status)

    def ask(self, sentence: str, status: int = 200, lang: str = "") -> Page:
        """Return the checked page that answers *sentence* without a redirect."""
        return self._checked(self.post(sentence, lang), "POST /", status)

    def post(self, sentence: str, lang: str = "") -> TestResponse:
        """Return the bare response to *sentence*."""
        return self.client.post("/?lang=en" if lang == "en" else "/", data={"q": sentence})

    def _checked(self, response: TestResponse, url: str, status: int) -> Page:
        assert response.status_code == status, f"{url}: {response.status_code}, not {status}"
        assert response.mimetype == "text/html"
        for name, value in HEADERS.items():
            assert response.headers.get(name) == value, f"{url}: {name}"
        assert response.headers["Cache-Control"] == "no-store", f"{url}: may be kept"
        assert self._sets_cookies or "Set-Cookie" not in response.headers, f"{url}: sets a cookie"
        page = Page(response.text)
        check(page, url=url)
        return page
