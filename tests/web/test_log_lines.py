"""Lines of the log in production: one JSON object each, in UTC, whatever somebody put into an address."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import structlog
from flask import Flask

from directory.app import create_app
from directory.settings import Settings
from tests.web.country import Held, snapshot

HOSTILE = ["/areas%0d%0a%7B%22event%22:%22forged%22%7D", "/%1b%5b2J", "/areas/%00", "/\u2028forged"]


@pytest.fixture
def served() -> Flask:
    settings = Settings(
        environment="production", base_url="https://kontakt.example", secret_key="x" * 32, mail="file"
    )
    return create_app(settings, snapshots=Held(snapshot()))


@pytest.fixture(autouse=True)
def _logging_as_before() -> object:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def lines_of(served: Flask, addresses: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    client = served.test_client()
    capsys.readouterr()
    for address in addresses:
        client.get(address, base_url="https://kontakt.example")
    return capsys.readouterr().out.splitlines()


def test_each_request_is_one_line_that_a_program_reads(
    served: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of(served, HOSTILE, capsys)
    assert len(lines) == len(HOSTILE)
    assert [json.loads(line)["event"] for line in lines] == ["answered"] * len(HOSTILE)
    assert "forged" not in "".join(lines)


def test_each_line_says_when_in_utc(served: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lines_of(served, ["/areas"], capsys)
    moment = datetime.fromisoformat(json.loads(line)["timestamp"])
    assert moment.tzinfo == UTC
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


def test_a_line_says_what_was_done_and_how_it_went(served: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lines_of(served, ["/nowhere"], capsys)
    said = json.loads(line)
    assert (said["method"], said["endpoint"], said["status"]) == ("GET", "none", 404)


def test_a_word_with_a_line_break_stays_in_its_line(
    served: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    structlog.get_logger("planted").info("answered", endpoint='x\n{"event": "forged"}')
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["event"] == "answered"
