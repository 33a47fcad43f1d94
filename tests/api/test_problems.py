"""Whatever is wrong comes as a problem that says what to do, and repeats nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from directory.errors import Unavailable
from directory.web.api import answer as answer_views
from directory.web.api.schema import ProblemOut
from tests.api.conftest import Fixed


def problem(response: TestResponse) -> ProblemOut:
    assert response.content_type == "application/problem+json"
    told = ProblemOut.model_validate_json(response.data)
    assert told.status == response.status_code
    assert told.type == f"/api/v1/docs#{told.code}"
    return told


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/nothing", "/api/v2/answer", "/api/v1/areas/0000", "/api/v1/services/x"]
)
def test_what_is_not_there_is_a_problem_and_not_a_page(client: FlaskClient, path: str) -> None:
    assert problem(client.get(path)).code == "not-found"


def test_the_wrong_method_names_those_that_work(client: FlaskClient) -> None:
    response = client.delete("/api/v1/answer")
    assert problem(response).status == 405
    assert "POST" in response.headers["Allow"]


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    response = client.post("/api/v1/answer", data=b"x" * 100_000, content_type="application/json")
    assert problem(response).status == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_refused(client: FlaskClient, kind: str) -> None:
    assert problem(client.post("/api/v1/answer", data=b"{}", content_type=kind)).status == 415


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b'{"sentence": NaN}', b"[" * 5000]
)
def test_malformed_json_is_a_bad_request(client: FlaskClient, body: bytes) -> None:
    response = client.post("/api/v1/answer", data=body, content_type="application/json")
    assert problem(response).code == "not-json"
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "sentence"),
        ({"sentence": 5}, "sentence"),
        ({"sentence": ["a"]}, "sentence"),
        ({"sentence": "boende i Tyresö", "at": "soon"}, "at"),
        ({"sentence": "boende i Tyresö", "at": {"a": 1}}, "at"),
        ({"sentence": "boende i Tyresö", "lang": "fr"}, "lang"),
        ({"sentence": "boende i Tyresö", "lang": 5}, "lang"),
        ({"sentence": "boende i Tyresö", "who": "x"}, "fields"),
        ({"sentence": "boende i Tyresö", "att": "x"}, "att"),
        ({"sentence": "a" * 501}, "sentence"),
        ({"sentence": "a" * 10_000}, "sentence"),
    ],
)
def test_a_body_with_something_wrong_names_the_field(
    client: FlaskClient, body: dict[str, object], field: str
) -> None:
    response = client.post("/api/v1/answer", json=body)
    assert response.status_code == 422
    assert problem(response).field == field


def test_an_ambiguous_place_comes_with_its_choices(client: FlaskClient) -> None:
    told = problem(client.get("/api/v1/answer?need=boende&area=Sj%C3%B6bo"))
    assert told.field == "area"
    assert {choice.id for choice in told.choices} == {"0138", "0380"}


def test_problems_are_told_in_the_language_asked_for(client: FlaskClient) -> None:
    swedish = problem(client.get("/api/v1/answer?need=boende"))
    english = problem(client.get("/api/v1/answer?need=boende&lang=en"))
    assert swedish.detail.startswith("Ange var personen är")
    assert english.detail.startswith("Say where the person is")
    assert problem(client.get("/api/nothing?lang=en")).title == "There is no such thing"


def test_without_any_snapshot_the_api_says_so_honestly(client: FlaskClient, source: Fixed) -> None:
    source.found = Unavailable("away")
    response = client.get("/api/v1/answer?need=boende&area=0138")
    assert response.status_code == 503
    assert "112" in problem(response).detail


def test_a_fault_of_ours_tells_nothing_of_what_was_asked(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_anything: object) -> None:
        raise RuntimeError("Anna Svensson")

    monkeypatch.setattr(answer_views, "ask", fail)
    app.testing = False
    response = client.get("/api/v1/answer?need=boende&area=0138")
    assert response.status_code == 500
    told = problem(response)
    assert told.code == "error"
    assert "Anna" not in response.get_data(as_text=True) + caplog.text
    assert "RuntimeError" in caplog.text


HOSTILE = [
    "' OR 1=1; DROP TABLE area; --",
    "<script>alert(1)</script>",
    "😀🏳️‍🌈" * 20,
    "\u202e\u2066boende",
    "boende\x00\x1b[31m",
    "%00%ff",
    "../../etc/passwd",
    "{{7*7}}",
    "9" * 400,
    "1e309",
    "NaN",
    "-Infinity",
    "ｔｙｒｅｓö",
    "İstanbul ǰ ﷺ",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "field",
    ["need", "area", "lat", "residence", "group", "age", "status", "at", "language", "page", "lang", "kind"],
)
def test_hostile_values_get_a_sentence_and_never_a_fault(client: FlaskClient, field: str, text: str) -> None:
    asked = {"need": "boende", "area": "0138", **({"lon": "18"} if field == "lat" else {}), field: text}
    for path in ("/api/v1/answer", "/api/v1/areas", "/api/v1/services"):
        response = client.get(path, query_string=asked)
        assert response.status_code < 500
        if response.status_code >= 400:
            assert text not in response.get_data(as_text=True)
            problem(response)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_sentences_get_a_sentence_and_never_a_fault(client: FlaskClient, text: str) -> None:
    for sentence in (text, f"akut boende i Tyresö {text}"):
        response = client.post("/api/v1/answer", json={"sentence": sentence})
        assert response.status_code in (200, 422)
