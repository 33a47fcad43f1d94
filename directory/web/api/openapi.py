"""The OpenAPI 3.1 document: made of the routes, of what is written on their views, and of the pydantic models.

Pydantic writes JSON Schema 2020-12, which is what OpenAPI 3.1 speaks, so the models go in as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from directory import __version__
from directory.web.api.described import Operation, Param, operation_of
from directory.web.api.schema import ProblemOut

VERSION = "3.1.0"
PREFIX = "/api/v1"
_CONVERTED = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
_SCHEMAS = "#/components/schemas/{model}"


def operations(app: Flask) -> Iterator[tuple[str, str, Operation]]:
    """Yield path (as in OpenAPI), method and operation of every described view, ordered by path and method."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        operation = operation_of(app.view_functions.get(rule.endpoint))
        if operation is None:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield _CONVERTED.sub(r"{\1}", rule.rule), method.lower(), operation


def document(app: Flask) -> dict[str, Any]:
    """Return the document as JSON values."""
    described = list(operations(app))
    models: dict[type[BaseModel], None] = {ProblemOut: None}
    for _, _, operation in described:
        models[operation.gives] = None
        if operation.takes is not None:
            models[operation.takes] = None
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_SCHEMAS, by_alias=True
    )
    paths: dict[str, dict[str, Any]] = {}
    for path, method, operation in described:
        paths.setdefault(path, {})[method] = _operation(path, method, operation)
    return {
        "openapi": VERSION,
        "info": {
            "title": "Kontaktnätet",
            "version": __version__,
            "summary": "Who handles this, in this municipality, now?",
            "description": "Ask with fields, or POST a sentence. Every entry of an answer carries the path that "
            "led to it, with source, date and confidence of each step. Errors are application/problem+json. "
            "Names and sentences are in Swedish, or in English with lang=en.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(path: str, method: str, operation: Operation) -> dict[str, Any]:
    name = re.sub(r"[^a-z]+", "_", path.removeprefix(PREFIX)).strip("_")
    found: dict[str, Any] = {
        "operationId": f"{method}_{name}",
        "summary": operation.summary.en,
        "tags": [operation.tag],
        "parameters": [_parameter(param) for param in operation.params],
        "responses": _responses(operation),
    }
    if operation.takes is not None:
        schema = {"$ref": _SCHEMAS.format(model=operation.takes.__name__)}
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return found


def _parameter(param: Param) -> dict[str, Any]:
    schema = dict(param.schema)
    if param.may_repeat:
        schema = {"type": "array", "items": schema, "maxItems": 10}
    found: dict[str, Any] = {
        "name": param.name,
        "in": "path" if param.is_path else "query",
        "required": param.is_required or param.is_path,
        "description": param.words.en,
        "schema": schema,
    }
    if param.may_repeat:
        found |= {"style": "form", "explode": True}
    if param.example is not None:
        found["example"] = param.example
    return found


def _responses(operation: Operation) -> dict[str, Any]:
    schema = {"$ref": _SCHEMAS.format(model=operation.gives.__name__)}
    responses: dict[str, Any] = {
        "200": {"description": "As asked.", "content": {"application/json": {"schema": schema}}}
    }
    if operation.has_tag:
        responses["200"]["headers"] = {
            "ETag": {"description": "Changes with the data.", "schema": {"type": "string"}}
        }
        responses["304"] = {"description": "Nothing has changed since the ETag that was sent."}
    trouble = {"$ref": _SCHEMAS.format(model=ProblemOut.__name__)}
    for status in (*operation.errors, 503):
        responses[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {"application/problem+json": {"schema": trouble}},
        }
    return responses
