"""One line in the log for each request: what was asked for and how it went, never what was said in it.

The endpoint instead of the path, and no query string: an address that nobody made (``/anna-svensson``) would
otherwise land in the log just as a question would.
"""

from __future__ import annotations

import logging
import sys
from time import perf_counter

import structlog
from flask import Flask, Response, g, request

from directory.settings import Settings

log = structlog.get_logger("directory.web")


def open_log(app: Flask, settings: Settings) -> None:
    """Log each response: method, endpoint, status, milliseconds and revision of the directory."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, settings.log_level.upper())),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer()
            if settings.environment == "production"
            else structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty()),
        ],
    )

    @app.before_request
    def _start() -> None:
        g.started = perf_counter()

    @app.after_request
    def _finish(response: Response) -> Response:
        if request.endpoint != "static":
            snapshot = g.get("snapshot")
            log.info(
                "answered",
                method=request.method,
                endpoint=request.endpoint or "none",
                status=response.status_code,
                ms=round((perf_counter() - g.get("started", perf_counter())) * 1000, 1),
                revision=snapshot.revision if snapshot else None,
            )
        return response
