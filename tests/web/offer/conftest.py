"""The site on the small network, with those who keep Haven signed in."""

from __future__ import annotations

from tests.web.maintain.conftest import enter, haven, haven_site

__all__ = ["enter", "haven", "haven_site"]
