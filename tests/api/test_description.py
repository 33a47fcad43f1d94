"""The OpenAPI document and its page, held against the routes, both ways."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from directory.finding.fields import FIELD_NAMES
from directory.web.api.described import operation_of
from directory.web.api.openapi import operations

UNDESCRIBED = {"api.openapi", "api.docs"}
"""The description itself."""


@pytest.fixture
def document(client: FlaskClient) -> dict[str, object]:
    return client.get("/api/v1/openapi.json").get_json()


def test_the_document_is_valid_openapi_3_1(document: dict[str, object]) -> None:
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_every_address_of_the_api_is_described_and_the_other_way_round(app: Flask, document) -> None:
    views = {name for name in app.view_functions if name.startswith("api.")} - UNDESCRIBED
    assert views == {name for name in views if operation_of(app.view_functions[name]) is not None}
    described = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert described == {(path, method) for path, method, _ in operations(app)}
    assert len(described) == len(views)


def test_the_fields_of_a_question_are_the_parameters_of_the_answer(document) -> None:
    named = [parameter["name"] for parameter in document["paths"]["/api/v1/answer"]["get"]["parameters"]]
    assert named == [*FIELD_NAMES, "lang"]


def test_operation_ids_are_unique(document) -> None:
    ids = [
        operation["operationId"] for methods in document["paths"].values() for operation in methods.values()
    ]
    assert len(ids) == len(set(ids))


def test_every_example_parameter_is_understood(real_client: FlaskClient, real_app: Flask) -> None:
    for path, method, operation in operations(real_app):
        if method != "get":
            continue
        asked = {}
        for param in operation.params:
            if param.example is None:
                continue
            value = param.example[0] if isinstance(param.example, list) else param.example
            if param.is_path:
                path = path.replace(f"{{{param.name}}}", str(value))  # noqa: PLW2901
            else:
                asked[param.name] = value
        response = real_client.get(path, query_string=asked)
        assert response.status_code == 200, (path, response.data)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_documentation_page_names_every_address_and_problem(
    client: FlaskClient, document, lang: str
) -> None:
    page = client.get(f"/api/v1/docs?lang={lang}")
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in text
    for code in ("bad-question", "not-found", "sentence-in-address"):
        assert f'id="{code}"' in text
    assert "//cdn" not in text


def test_the_path_parameter_of_a_record_is_the_one_in_its_address(document) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            within = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
            assert within == {part.strip("{}") for part in path.split("/") if part.startswith("{")}


def test_the_keys_of_a_body_are_those_of_its_model(app: Flask) -> None:
    taking = [operation for _, _, operation in operations(app) if operation.takes is not None]
    assert len(taking) == 2
    for operation in taking:
        assert {key.name for key in operation.keys} == set(operation.takes.model_fields)
