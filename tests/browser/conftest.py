"""A browser that sees the site as a person would, and a watch that notes what a person would not see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from tests.browser.chromium import launch
from tests.browser.server import serving


@dataclass
class Watch:
    """What went wrong behind a page: words on the console (broken CSP rules too), requests to others."""

    site: str
    said: list[str] = field(default_factory=list)
    asked_outside: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.type}: {message.text}")

    def on_error(self, error: Any) -> None:
        self.said.append(f"uncaught: {error}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site + "/", "data:", "blob:")):
            self.asked_outside.append(request.url)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.on_error(error.error))
        context.on("request", self.on_request)


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped seeds with the production server; give the address without a slash at its end."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with serving({"DIRECTORY_DATABASE_URL": f"sqlite:///{seeded_file}"}, log) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = launch(playwright)
    yield chromium
    chromium.close()


@pytest.fixture
def watch(site: str) -> Watch:
    return Watch(site)


@pytest.fixture
def open_page(browser: Browser, site: str, watch: Watch) -> Iterator[Open]:
    """Open a path of the site: ``open_page("/about", width=320, scheme="dark", javascript=False)``."""
    contexts: list[BrowserContext] = []

    def open_path(
        path: str, *, width: int = 1280, height: int = 900, scheme: Any = "light", javascript: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
        )
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_path
    for context in contexts:
        context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything below this folder, so that ``-m "not browser"`` leaves it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
