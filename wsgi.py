"""Entry point for WSGI servers: ``app = create_app(Settings.from_environment())``."""

from directory.app import create_app
from directory.settings import Settings

app = create_app(Settings.from_environment())
