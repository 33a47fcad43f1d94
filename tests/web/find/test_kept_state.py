"""A page that was kept is shown while nothing has changed, and to nobody else than those who asked the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from directory.app import create_app
from directory.settings import Settings
from tests.web.country import Held, country, snapshot
from tests.web.page import Pages

ASKED = "/answer?need=boende&area=0138"


@pytest.fixture(autouse=True)
def _one_minute() -> Iterator[None]:
    """Let no minute pass: it would be a reason of its own to make a page anew."""
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def held() -> Held:
    return Held(snapshot())


@pytest.fixture
def pages(held: Held, settings: Settings) -> Pages:
    return Pages(create_app(settings, snapshots=held))


def test_a_database_put_in_the_place_of_another_is_seen_though_its_revision_is_the_same(
    pages: Pages, held: Held
) -> None:
    assert "Tyresö" in pages.get(ASKED).words
    facts = country()
    renamed = replace(
        facts, areas=tuple(replace(a, name="Nyköpstad") if a.id == "0138" else a for a in facts.areas)
    )
    other = snapshot(renamed)
    held.held = replace(other, built_at=other.built_at + timedelta(seconds=1))
    assert held.held.revision == snapshot().revision
    assert "Nyköpstad" in pages.get(ASKED).words


def test_a_page_is_kept_for_its_language_its_host_and_its_fields_only(pages: Pages) -> None:
    swedish = pages.get(ASKED).html
    assert pages.get(f"{ASKED}&lang=en").html != swedish
    assert "localhost:81" not in swedish
    assert "localhost:81" in pages.get(ASKED, headers={"Host": "localhost:81"}).html
    assert pages.get(f"{ASKED}&group=girl").html != swedish
    assert pages.get(ASKED).html == swedish


def test_what_is_kept_is_bounded_and_holds_no_long_address(pages: Pages) -> None:
    site: Flask = pages.client.application
    kept = site.extensions["answer_pages"]
    for port in range(200):
        pages.client.get(ASKED, headers={"Host": f"localhost:{port + 1}"})
    assert len(kept) <= 128
    before = len(kept)
    pages.client.get(f"{ASKED}&all={'1' * 500}")
    assert len(kept) == before
