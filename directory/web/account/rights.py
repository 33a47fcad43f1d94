"""Rights in words: which role, where, until when, and who renews it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import g

from directory.access import Role
from directory.graph.facts import AreaId, OrganizationId
from directory.graph.name import in_language, name_in
from directory.model import Grant
from directory.web.language import gettext as _


@dataclass(frozen=True, slots=True)
class Right:
    """A right as a page shows it. *until* is its last day."""

    role: str
    place: str
    until: date
    renewed_by: str


def role_words(role: Role) -> str:
    """Return what a role is called."""
    words = {
        Role.CASEWORKER: _("Handläggare"),
        Role.NGO_EDITOR: _("Redaktör"),
        Role.NGO_OWNER: _("Ansvarig"),
        Role.COORDINATOR: _("Samordnare"),
        Role.ADMINISTRATOR: _("Administratör"),
    }
    return words[role]


def role_means(role: Role) -> str:
    """Say what a role is for, in a sentence."""
    words = {
        Role.CASEWORKER: _("Du ser kontaktvägar som bara är till för dig som arbetar i nätverket."),
        Role.NGO_EDITOR: _("Du skriver vad organisationen erbjuder och vem man når."),
        Role.NGO_OWNER: _("Du svarar för organisationens uppgifter och för vilka som får skriva dem."),
        Role.COORDINATOR: _("Du håller ihop katalogen i området och personerna som arbetar där."),
        Role.ADMINISTRATOR: _("Du sköter konton och själva programmet."),
    }
    return words[role]


def place_words(organization: str | None, area: str | None) -> str:
    """Return the name of the place of a role; its id when the directory does not know it any more."""
    network = g.snapshot.network
    if organization is not None:
        held = network.organizations.get(OrganizationId(organization))
        return name_in(held, g.lang) if held is not None else organization
    if area is not None:
        known = network.areas.get(AreaId(area))
        return in_language(known.name, g.lang) if known is not None else area
    return _("hela nätverket")


def renewed_by(role: Role) -> str:
    """Say who renews a right to *role*."""
    if role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        return _("en administratör")
    if role is Role.NGO_EDITOR:
        return _("en ansvarig i organisationen, eller samordnaren i området")
    return _("samordnaren i området")


def as_right(grant: Grant) -> Right:
    """Return a row as a page shows it."""
    return Right(
        role_words(grant.role),
        place_words(grant.organization_id, grant.area_id),
        grant.valid_to,
        renewed_by(grant.role),
    )
