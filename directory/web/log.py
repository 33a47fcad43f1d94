"""One line in the log for each request: what was asked for and how it went, never what was said in it.

The endpoint instead of the path, and no query string: an address that nobody made (``/anna-svensson``) would
otherwise land in the log just as a question would. Who asked is the id of an account, if it is somebody signed in.
What was refused says why, by the name of the rule and in no other words: a wrong form token, a limit that was reached,
another site, a foreign host.
"""

from __future__ import annotations

import logging
import sys
from time import perf_counter

import structlog
from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from directory.errors import DirectoryError
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
                **_who_and_why(),
            )
        return response

    answer_error = app.handle_user_exception

    def note_error(e: Exception) -> HTTPException | ResponseReturnValue:
        g.refused = name_of(e)
        return answer_error(e)

    # Before every handler of errors, those to come among them: none of them can forget to say why.
    app.handle_user_exception = note_error  # type: ignore[method-assign]


def _who_and_why() -> dict[str, str]:
    """Return the account that asked, if it was looked up, and the rule that refused it, if one did."""
    viewer, refused = g.get("viewer"), g.get("refused")
    who = {"account": str(viewer.account)} if viewer is not None else {}
    return who | ({"refused": refused} if refused else {})


def name_of(error: Exception) -> str:
    """Return what a refusal is called in the log: ``too-many-requests``, ``CSRFError``. It holds nothing typed."""
    if isinstance(error, DirectoryError):
        return error.code
    return type(error).__name__ if isinstance(error, HTTPException) else "fault"
