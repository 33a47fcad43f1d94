"""Requests that nobody would make on purpose, made from the description: none may be a fault of ours."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup

from directory.app import create_app
from directory.settings import Settings
from directory.web.api import terms
from tests.api.conftest import Fixed
from tests.finding.county import snapshot

load_all_checks()
CHECKED = CHECKS.get_by_names(
    ["not_a_server_error", "response_schema_conformance", "content_type_conformance"]
)
"""No fault, and every reply is as the description says."""


def _app() -> Flask:
    app = create_app(Settings(environment="test"), snapshots=Fixed(snapshot()))
    # A fault becomes a 500 here, as it would for a caller, instead of an error that ends the test early.
    app.testing = False
    return app


subject = _app()
api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", subject)


@api.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_is_a_fault_of_ours(case: schemathesis.Case) -> None:
    response = case.call()
    case.validate_response(response, checks=CHECKED)
    if response.status_code >= 400:
        assert response.headers["content-type"][0] == "application/problem+json"


@pytest.mark.parametrize("planted", [RuntimeError("planted"), None])
def test_a_planted_fault_is_caught(planted: Exception | None, monkeypatch: pytest.MonkeyPatch) -> None:
    case = api["/api/v1/needs"]["GET"].Case()
    if planted is None:
        monkeypatch.setattr(terms, "need_item", lambda *_anything: {"id": "half a need"})
    else:
        monkeypatch.setattr(subject.extensions["snapshots"], "found", planted)
    with pytest.raises(FailureGroup):
        case.validate_response(case.call(), checks=CHECKED)
