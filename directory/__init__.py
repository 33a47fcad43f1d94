"""Kontaktnätet: a contact network and resource directory for people exposed to trafficking.

The package is layered; imports point downwards only (see ``pyproject.toml``, import-linter):
``app`` → ``web | cli`` → ``interchange`` → ``finding`` → ``store`` → ``model`` → ``db`` →
the pure packages (``asking``, ``graph``, ``gazetteer``, ``access``) → ``settings`` → ``clock | errors``.
"""

__version__ = "0.1.0"
