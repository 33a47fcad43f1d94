"""The application factory: settings in, a Flask application out. Nothing is made at import."""

from __future__ import annotations

from contextlib import suppress

from flask import Flask

from directory import clock
from directory.asking import read
from directory.errors import Unavailable
from directory.jobs import own_jobs, start_inside
from directory.maintaining.asked import write_at_times
from directory.settings import Settings
from directory.store.snapshot import Snapshots
from directory.web import (
    account,
    admin,
    api,
    catalogue,
    confirm,
    coordinate,
    export,
    find,
    health,
    listing,
    maintain,
    offer,
    report,
)
from directory.web.asked import asked_counts, open_asked
from directory.web.assets import open_assets
from directory.web.change import open_change
from directory.web.chrome import open_chrome, templates_folder
from directory.web.errors import open_errors
from directory.web.gate import open_gate
from directory.web.identity import Known, make_identities, open_identity
from directory.web.isolation import keep_data_apart, refuse_other_sites
from directory.web.language import open_languages
from directory.web.log import open_log
from directory.web.once import open_once
from directory.web.proof import open_proof
from directory.web.quota import open_quota
from directory.web.said import open_said
from directory.web.snapshot import Source, open_snapshots

BLUEPRINTS = (
    find.blueprint,
    catalogue.blueprint,
    export.blueprint,
    api.blueprint,
    health.blueprint,
    account.blueprint,
    admin.blueprint,
    maintain.blueprint,
    offer.blueprint,
    coordinate.blueprint,
    listing.blueprint,
    confirm.blueprint,
    report.blueprint,
)
"""What the site consists of, one for each audience."""


def create_app(settings: Settings, *, snapshots: Source | None = None, known: Known | None = None) -> Flask:
    """Return the application. *snapshots* and *known* (who is signed in) stand in for the database in tests."""
    app = Flask("directory", static_folder=None, template_folder=templates_folder())
    app.config.update(SECRET_KEY=settings.secret_key, TESTING=settings.environment == "test")
    app.extensions["settings"] = settings
    open_log(app, settings)
    open_languages(app)
    refuse_other_sites(app)
    open_gate(app, settings)
    keep_data_apart(app)
    open_snapshots(app, snapshots or Snapshots(settings))
    open_identity(app, settings, known if known is not None else make_identities(app, settings))
    open_quota(app, settings)
    open_chrome(app)
    open_said(app)
    open_asked(app)
    open_change(app)
    open_proof(app)
    open_errors(app)
    open_once(app)
    open_assets(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def served() -> Flask:
    """Return the application as ``directory serve`` loads it in each worker: with the settings of the environment."""
    settings = Settings.from_environment()
    app = create_app(settings)
    _warm(app)
    engine = getattr(app.extensions["snapshots"], "engine", None)
    if engine is not None:
        write_at_times(engine, asked_counts(app))
    app.extensions["jobs"] = start_inside(settings, own_jobs(), works=settings.works_inside)
    return app


def _warm(app: Flask) -> None:
    """Build the snapshot and load the words before the first question: it may be asked in a hurry.

    A database that is away now is no fault here: the first request says so, or answers if it is back.
    """
    with suppress(Unavailable):
        snapshot = app.extensions["snapshots"].current()
        read("boende", gazetteer=snapshot.gazetteer, now=clock.local_now())
