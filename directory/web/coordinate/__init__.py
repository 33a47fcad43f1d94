"""Coordinating: how the network of an area stands, what waits, and everything that keeps it true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from directory.web.coordinate import (
    as_of,
    bulk,
    calls,
    campaigns,
    conflicts,
    desk,
    duplicates,
    exports,
    history,
    import_lines,
    imports,
    merging,
    removing,
    review,
    work,
)

__all__ = ["blueprint"]

Route = tuple[str, str, Callable[..., Any], list[str]]
"""Path below the blueprint, endpoint, view, methods."""

PARTS: tuple[tuple[Route, ...], ...] = (
    desk.ROUTES,
    work.ROUTES,
    review.ROUTES,
    bulk.ROUTES,
    campaigns.ROUTES,
    calls.ROUTES,
    imports.ROUTES,
    import_lines.ROUTES,
    exports.ROUTES,
    history.ROUTES,
    merging.ROUTES,
    duplicates.ROUTES,
    removing.ROUTES,
    conflicts.ROUTES,
    as_of.ROUTES,
)
"""The routes of each module, in the order of the work."""

blueprint = Blueprint("coordinate", __name__, url_prefix="/coordinate")

for _part in PARTS:
    for _path, _endpoint, _view, _methods in _part:
        blueprint.add_url_rule(_path, _endpoint, _view, methods=_methods)
