"""The pages of this part as a row of links: those that the viewer may open."""

from __future__ import annotations

from flask import url_for
from flask_babel import lazy_gettext

from directory.access import Permission, may
from directory.web.identity import roles_of_viewer

SECTIONS = (
    ("admin.people", lazy_gettext("Personer"), Permission.MEMBER_READ),
    ("admin.invitations", lazy_gettext("Inbjudningar"), Permission.MEMBER_INVITE),
    ("admin.log", lazy_gettext("Logg"), Permission.LOG_READ),
    ("admin.jobs", lazy_gettext("Jobb"), Permission.JOB_READ),
    ("admin.mail", lazy_gettext("Brev som inte gick fram"), Permission.MAIL_READ),
)
"""Endpoint, words and permission, in this order."""


def sections(here: str) -> list[tuple[str, str, bool]]:
    """Return (address, words, whether it is the page shown) for each; *here* is an endpoint."""
    roles = roles_of_viewer()
    return [
        (url_for(endpoint), str(words), endpoint == here)
        for endpoint, words, permission in SECTIONS
        if may(roles, permission)
    ]
