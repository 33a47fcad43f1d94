"""Role and place as two fields of a form: what can be chosen, what was typed, and what it means."""

from __future__ import annotations

from dataclasses import dataclass, field

from directory.access import Identity, Role
from directory.access.borders import NetworkBorders
from directory.account.complaint import Refused, refuse
from directory.web.account.form import Form
from directory.web.account.rights import role_words
from directory.web.admin.people import roles_below
from directory.web.admin.place import Place, Several, places_below, read_place
from directory.web.language import gettext as _


@dataclass
class RoleForm:
    """The two fields on a page. ``several``: what the typed name may mean, when it was not clear."""

    form: Form
    roles: list[tuple[Role, str]]
    places: list[Place]
    several: list[Place] = field(default_factory=list)

    @property
    def needs_place(self) -> bool:
        """Whether some of the roles is at a place; all but administrators are."""
        return any(role is not Role.ADMINISTRATOR for role, _words in self.roles)


def role_form(form: Form, who: Identity, borders: NetworkBorders) -> RoleForm:
    """Return the fields as *who* may fill them in."""
    roles = [(role, role_words(role)) for role in roles_below(who)]
    places = places_below(who, borders)
    if len(roles) == 1:
        form.values.setdefault("role", roles[0][0])
    if len(places) == 1:
        form.values.setdefault("place", places[0].label)
    return RoleForm(form, roles, places)


def read_role(shown: RoleForm, who: Identity, borders: NetworkBorders) -> tuple[Role, Place | None] | None:
    """Return role and place as they were sent; None when something is wrong, which then stands in the form."""
    form = shown.form
    try:
        role = _role(form.value("role"), shown)
        return role, read_place(form.value("place"), form.value("chosen"), role, who, borders)
    except Several as error:
        shown.several = error.places
        form.troubles["place"] = _("Det finns flera med det namnet. Välj en av dem.")
    except Refused as error:
        form.add(error)
    return None


def _role(sent: str, shown: RoleForm) -> Role:
    for role, _words in shown.roles:
        if role == sent:
            return role
    raise refuse("role", "Välj en roll.", "Choose a role.")
