"""Errors as pages: what is wrong and what to do, in both languages, and nothing of what was typed."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from directory.access import Permission, needs
from directory.app import create_app
from directory.errors import Unavailable
from directory.settings import Settings
from directory.web.errors import page_for
from tests.web.country import Held, snapshot
from tests.web.page import Pages

STATUSES = (400, 403, 404, 405, 413, 422, 429, 500, 503)


@pytest.mark.parametrize("status", STATUSES)
def test_each_error_has_a_page_of_its_own(site: Flask, status: int) -> None:
    with site.test_request_context("/"):
        page = page_for(status)
    others = []
    with site.test_request_context("/"):
        others = [page_for(other).heading for other in STATUSES if other != status]
    assert page.heading not in others
    assert page.todo.endswith(".")


def test_a_page_that_does_not_exist_is_said_so_and_does_not_repeat_the_address(pages: Pages) -> None:
    page = pages.get("/anna-svensson-19900101", 404)
    assert page.heading == "Sidan finns inte"
    assert "svensson" not in page.html.casefold()


def test_an_error_is_said_in_the_language_of_the_page(pages: Pages) -> None:
    assert pages.get("/nowhere?lang=en", 404).heading == "There is no such page"


def failing(error: Exception, environment: str = "development") -> Pages:
    site = create_app(
        Settings(environment=environment, base_url="http://localhost"), snapshots=Held(snapshot())
    )

    @needs(Permission.ABOUT_READ)
    def fail() -> str:
        raise error

    site.add_url_rule("/fail", "fail", fail)
    return Pages(site)


def test_a_fault_of_ours_is_a_page_that_tells_nothing_of_it(caplog: pytest.LogCaptureFixture) -> None:
    page = failing(RuntimeError("Anna Svensson 19900101-1234")).get("/fail", 500)
    assert page.heading == "Något gick fel hos oss"
    assert "Svensson" not in page.html
    assert "Svensson" not in caplog.text
    assert "RuntimeError at " in caplog.text
    assert "test_errors.py:" in caplog.text


def test_a_fault_is_not_hidden_from_a_test() -> None:
    with pytest.raises(RuntimeError):
        failing(RuntimeError("planted"), "test").get("/fail", 500)


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    pages = failing(TooManyRequests(retry_after=60))
    assert pages.client.get("/fail").headers["Retry-After"] == "60"
    assert "112" in pages.get("/fail", 429).words


def test_without_any_snapshot_the_page_says_whom_to_call(settings: Settings) -> None:
    site = create_app(settings, snapshots=Held(Unavailable("The database is away.")))
    page = Pages(site).get("/", 503)
    assert "112" in page.words
    assert "114 14" in page.words


def test_an_error_for_a_program_is_no_page(site: Flask) -> None:
    response = site.test_client().get("/api/v1/nowhere")
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


def test_when_even_the_page_of_an_error_fails_somebody_is_still_told_whom_to_call(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pages = failing(RuntimeError("planted"))
    pages.client.application.jinja_env.globals["other_language_href"] = lambda: 1 / 0
    response = pages.client.get("/fail?q=Karlssonsfall")
    assert response.status_code == 500
    assert response.mimetype == "text/plain"
    assert "112" in response.text
    assert response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "ZeroDivisionError" in caplog.text
    assert "Karlssonsfall" not in caplog.text
