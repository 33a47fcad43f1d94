"""What somebody can do here beside asking: links to the work that their roles allow, if its pages exist."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import lazy_gettext

from directory.access import Identity, Permission, may
from directory.web.chrome import MenuLink

WORK = (
    ("coordinate.desk", lazy_gettext("Samordna: täckning, att göra, förslag"), Permission.NETWORK_READ),
    (
        "offer.organizations",
        lazy_gettext("Vår verksamhet: tider, plats, kontaktvägar"),
        Permission.OFFER_READ,
    ),
    ("maintain.organizations", lazy_gettext("Organisationer och kontaktpersoner"), Permission.CONTACT_READ),
    ("admin.people", lazy_gettext("Personer och rättigheter"), Permission.MEMBER_READ),
    ("admin.invitations", lazy_gettext("Inbjudningar"), Permission.MEMBER_READ),
    ("admin.log", lazy_gettext("Logg"), Permission.LOG_READ),
    ("admin.mail", lazy_gettext("Brev som inte gick fram"), Permission.MAIL_READ),
)
"""Endpoint, words and permission, in this order: what somebody comes for most often is first."""


def work_of(identity: Identity) -> list[MenuLink]:
    """Return links to the work that *identity* may do."""
    return [
        MenuLink(url_for(endpoint), str(words), is_here=False)
        for endpoint, words, permission in WORK
        if endpoint in current_app.view_functions and may(identity.roles, permission)
    ]
