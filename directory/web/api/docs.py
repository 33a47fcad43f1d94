"""The API's own description: the OpenAPI document, and a page of ours that reads like the rest of the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for

from directory.access import Permission, needs
from directory.web.api.described import Operation
from directory.web.api.openapi import document, operations
from directory.web.api.reply import PUBLIC, entity_tag, reply
from directory.web.language import current_language
from directory.web.language import gettext as _
from directory.web.problem import explained


@dataclass(frozen=True, slots=True)
class ParamLine:
    """One row of a table of parameters."""

    name: str
    text: str
    values: tuple[str, ...]
    example: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class OperationLine:
    """One address on the page."""

    method: str
    path: str
    text: str
    params: tuple[ParamLine, ...]
    errors: tuple[int, ...]


def open_docs(blueprint: Blueprint) -> None:
    """Add the description."""
    blueprint.add_url_rule("/openapi.json", "openapi", openapi)
    blueprint.add_url_rule("/docs", "docs", docs)


@needs(Permission.API_READ)
def openapi() -> Response:
    """Give the OpenAPI document."""
    return reply(lambda: _rendered(current_app._get_current_object()), entity_tag("openapi"), PUBLIC)  # type: ignore[attr-defined]


@needs(Permission.API_READ)
def docs() -> str:
    """Show the description as a page."""
    lang = current_language()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    lines = [_line(method, path, operation, lang) for path, method, operation in operations(app)]
    return render_template(
        "api/docs.html",
        heading=_("Kontaktnätet för program"),
        groups=[
            (_("Fråga och svar"), [line for line in lines if line.path.endswith(("/answer", "/reading"))]),
            (
                _("Områden och platser"),
                [line for line in lines if "/areas" in line.path or "/places" in line.path],
            ),
            (
                _("Verksamheter, organisationer och sökning"),
                [line for line in lines if any(part in line.path for part in _RECORDS)],
            ),
            (_("Frågans ord"), [line for line in lines if line.path.endswith(_TERMS)]),
        ],
        problems=explained(lang),
        base=request.host_url.rstrip("/"),
        openapi_href=url_for("api.openapi"),
    )


_RECORDS = ("/organizations", "/services", "/search")
_TERMS = ("/needs", "/groups", "/statuses", "/roles")


@cache
def _rendered(app: Flask) -> bytes:
    return orjson.dumps(document(app), option=orjson.OPT_INDENT_2)


def _line(method: str, path: str, operation: Operation, lang: str) -> OperationLine:
    return OperationLine(
        method=method.upper(),
        path=path,
        text=operation.summary.said(lang),
        params=tuple(
            ParamLine(
                param.name,
                param.words.said(lang),
                tuple(str(value) for value in _values(param.schema.get("enum"))),
                _example(param.example),
                param.is_required or param.is_path,
            )
            for param in (*operation.params, *operation.keys)
        ),
        errors=operation.errors,
    )


def _values(listed: object) -> list[Any]:
    return listed if isinstance(listed, list) else []


def _example(example: object) -> str:
    first = example[0] if isinstance(example, list) else example
    return "" if first is None else str(first)
