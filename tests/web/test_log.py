"""The log knows what was done, and never what was said."""

from __future__ import annotations

import structlog
from flask import Flask


def test_a_sentence_an_address_and_a_query_never_reach_the_log(site: Flask) -> None:
    client = site.test_client()
    with structlog.testing.capture_logs() as lines:
        client.post("/", data={"q": "hemligtord i Tyresö"})
        client.get("/answer?need=boende_akut&area=hemligtord")
        client.get("/hemligtord")
    assert [line["event"] for line in lines] == ["answered"] * 3
    assert [line["endpoint"] for line in lines] == ["find.ask_sentence", "find.answer", "none"]
    assert "hemligtord" not in str(lines)


def test_the_log_says_how_it_went(site: Flask) -> None:
    with structlog.testing.capture_logs() as lines:
        site.test_client().get("/nowhere")
    assert lines[0]["status"] == 404
    assert lines[0]["ms"] >= 0
