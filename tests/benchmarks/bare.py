"""A bare Flask application that returns so many bytes: what the server itself costs. Size and mark by environment."""

from __future__ import annotations

import os

from flask import Flask, Response


def served() -> Flask:
    """Return the application."""
    app = Flask("bare")
    body = b"x" * int(os.environ["BARE_BYTES"])
    mark = os.environ["BARE_MARK"]

    @app.get("/")
    def _reply() -> Response:
        return Response(body, content_type="application/octet-stream")

    @app.get("/who")
    def _who() -> str:
        return mark

    return app


def main() -> None:
    """Serve as ``directory serve`` does, on the port of BARE_PORT."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "tests.benchmarks.bare:served",
        address="127.0.0.1",
        port=int(os.environ["BARE_PORT"]),
        interface=Interfaces.WSGI,
        workers=int(os.environ["BARE_WORKERS"]),
        blocking_threads=1,
        factory=True,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
