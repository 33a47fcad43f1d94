"""The list of pages that the browser looks at is complete, and none of its addresses is gone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from flask import Flask

from directory.app import create_app
from directory.settings import Settings
from tests.browser.pages import INSIDE, NOT_PAGES, PAGES, WALKED, PagePath


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings(environment="test", database_url="sqlite://", snapshot_is_saved=False))


def endpoints(app: Flask) -> set[str]:
    """Return every endpoint that can be read, without those of the API, which answers in JSON."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and (not rule.endpoint.startswith("api.") or rule.endpoint == "api.docs")
    }


def never_looked_at(app: Flask, pages: Iterable[PagePath]) -> set[str]:
    return (
        endpoints(app)
        - {page.endpoint for page in pages if page.endpoint}
        - NOT_PAGES.keys()
        - WALKED
        - INSIDE
    )


def test_every_page_is_looked_at(app: Flask) -> None:
    assert never_looked_at(app, PAGES) == set()


@pytest.mark.parametrize("page", [page for page in PAGES if page.endpoint], ids=str)
def test_the_address_leads_to_the_page_it_is_an_example_of(app: Flask, page: PagePath) -> None:
    path, _, query = page.path.partition("?")
    endpoint, _values = app.url_map.bind("localhost").match(path, method="GET", query_args=query)
    assert endpoint == page.endpoint


def test_what_is_no_page_exists_all_the_same(app: Flask) -> None:
    assert NOT_PAGES.keys() <= endpoints(app)


def test_a_forgotten_page_would_be_found(app: Flask) -> None:
    assert "find.ask" in never_looked_at(app, [page for page in PAGES if page.endpoint != "find.ask"])
