"""The site on the real network, with people who stand in different places of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, make_url

from directory.access import Role
from directory.app import create_app
from directory.store.snapshot import Snapshots
from tests.databases import settings_for
from tests.web.admin.signed import Member, Signed, make_member

STOCKHOLM, SOLNA, MALMO = "01", "0184", "1280"
IN_COUNTY = "ngo-ssm-cr"
"""An organization that works in Stockholms län and nowhere else."""


@pytest.fixture(scope="session")
def network_site(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all of these tests: building the country takes seconds."""
    path = tmp_path_factory.mktemp("admin") / "kontaktnatet.db"
    shutil.copyfile(seeded_file, path)
    settings = settings_for(make_url(f"sqlite:///{path}"), base_url="http://localhost")
    snapshots = Snapshots(settings)
    yield create_app(settings, snapshots=snapshots)
    snapshots.engine.dispose()


@pytest.fixture
def database(network_site: Flask) -> Engine:
    """The database behind the site. Tests add people of their own and look at no others."""
    found: Engine = network_site.extensions["snapshots"].engine
    return found


SignIn = Callable[..., Signed]


@pytest.fixture
def sign_in(network_site: Flask, database: Engine) -> SignIn:
    """Make an account with a role and sign it in; or sign in a member that there is."""

    def made(who: Member | str, role: Role | None = None, **place: str) -> Signed:
        member = who if isinstance(who, Member) else make_member(database, who, role, **place)
        return Signed(network_site, database, member)

    return made


@pytest.fixture
def coordinator(sign_in: SignIn) -> Signed:
    """Return the coordinator of Stockholms län."""
    return sign_in("Sam Ordnare (påhittad)", Role.COORDINATOR, area=STOCKHOLM)


@pytest.fixture
def administrator(sign_in: SignIn) -> Signed:
    """Return an administrator."""
    return sign_in("Ada Min (påhittad)", Role.ADMINISTRATOR)


@pytest.fixture
def owner(sign_in: SignIn) -> Signed:
    """Return who answers for an organization of the county."""
    return sign_in("Ariel Ansvarig (påhittad)", Role.NGO_OWNER, organization=IN_COUNTY)
