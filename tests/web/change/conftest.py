"""The application on the seeds that ship; read only."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from directory.app import create_app
from tests.databases import settings_for


@pytest.fixture(scope="session")
def seeded_app(seeded_file: Path) -> Flask:
    return create_app(settings_for(f"sqlite:///{seeded_file}", base_url="http://localhost"))
