"""Static files: their addresses carry a hash of them all, so browsers may keep them for ever.

The style sheet is written as many small files and sent as one, ``kontaktnatet.css``: one request, one place in
the cascade. A file of an earlier edition is still served while an old page asks for it, but is not to be kept.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, send_from_directory
from werkzeug.exceptions import NotFound

from directory.access import Permission, needs

FOLDER = Path(__file__).resolve().parent / "static"
STYLE_SHEET = "kontaktnatet.css"
STYLE_FILES = (
    "tokens",
    "base",
    "layout",
    "ask",
    "sign",
    "answer",
    "thread",
    "chain",
    "side",
    "panel",
    "form",
    "sheet",
    "catalogue",
    "api",
    "account",
    "maintain",
    "offer",
    "change",
    "past",
    "desk",
    "admin",
    "imports",
    "report",
    "narrow",
    "print",
)
"""Files of ``static/css`` in the order of the cascade; ``narrow`` and ``print`` have the last word."""
FOR_EVER_S = 365 * 24 * 3600
"""Seconds; one year is the longest that RFC 9111 caches are asked to honour."""


def style_sheet(folder: Path = FOLDER) -> str:
    """Return all style files joined in the order of the cascade."""
    return "\n".join((folder / "css" / f"{name}.css").read_text("utf-8") for name in STYLE_FILES)


def edition_of(folder: Path = FOLDER) -> str:
    """Return 12 hex digits that change when any static file does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def open_assets(app: Flask) -> None:
    """Serve the static files under ``/static/<edition>/…``; ``url_for("static", filename=…)`` knows the edition."""
    edition = edition_of()
    joined = style_sheet()

    @needs(Permission.ASSET_READ)
    def static(edition_asked: str, filename: str) -> Response:
        if filename == STYLE_SHEET:
            response = Response(joined, mimetype="text/css")
        else:
            try:
                response = send_from_directory(FOLDER, filename)
            except NotFound:
                raise NotFound("There is no such file here.") from None
        if edition_asked == edition:
            response.headers["Cache-Control"] = f"public, max-age={FOR_EVER_S}, immutable"
        else:
            response.headers["Cache-Control"] = "no-cache"
        return response

    app.add_url_rule("/static/<edition_asked>/<path:filename>", "static", static)

    @app.url_defaults
    def _name_the_edition(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static":
            values.setdefault("edition_asked", edition)

    app.extensions["static_edition"] = edition
