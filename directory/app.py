"""The application factory: settings in, a Flask application out. Nothing is made at import."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from directory.settings import Settings
from directory.web.assets import open_assets
from directory.web.chrome import open_chrome, templates_folder
from directory.web.errors import open_errors
from directory.web.gate import open_gate
from directory.web.language import open_languages
from directory.web.log import open_log
from directory.web.said import open_said
from directory.web.snapshot import Source, open_snapshots

BLUEPRINTS = (
    "directory.web.find",
    "directory.web.catalogue",
    "directory.web.export",
    "directory.web.api",
    "directory.web.health",
)
"""Packages that hold a ``blueprint``, one per audience."""


def create_app(settings: Settings, *, snapshots: Source | None = None) -> Flask:
    """Return the application. *snapshots* stands in for the database in tests."""
    app = Flask("directory", static_folder=None, template_folder=templates_folder())
    app.config.update(SECRET_KEY=settings.secret_key, TESTING=settings.environment == "test")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["settings"] = settings
    open_log(app, settings)
    open_languages(app)
    open_gate(app, settings)
    open_snapshots(app, snapshots or _from_database(settings))
    open_chrome(app)
    open_said(app)
    open_errors(app)
    open_assets(app)
    for name in BLUEPRINTS:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            app.register_blueprint(import_module(name).blueprint)
    return app


def _from_database(settings: Settings) -> Source:
    from directory.store.snapshot import Snapshots

    return Snapshots(settings)


def served() -> Flask:
    """Return the application with the settings of the environment: what the server loads in each worker."""
    return create_app(Settings.from_environment())
