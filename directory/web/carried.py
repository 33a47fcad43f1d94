"""Which parameters of an address the links of its page may carry along: those that the page itself takes.

Whatever else stands in an address was put there by somebody: it can be about a person, and a name such as ``_anchor``
or ``endpoint`` would be an order to ``url_for`` instead of a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from directory.finding.fields import FIELD_NAMES
from directory.web.own_path import own_path

TAKEN: Mapping[str, tuple[str, ...]] = {
    "account.confirm": ("next",),
    "account.provider": ("for", "next"),
    "account.sign_in": ("next",),
    "admin.ask_export": ("group", "kind", "who", "from", "to", "organization", "record"),
    "admin.log": ("group", "kind", "who", "from", "to", "organization", "record", "before"),
    "admin.mail": ("page",),
    "admin.people": ("role", "soon", "page"),
    "find.answer": (*FIELD_NAMES, "all", "edit"),
    "export.contact": (*FIELD_NAMES, "step", "version"),
    "export.call_back": (*FIELD_NAMES, "step"),
    "export.organization": ("version",),
    "export.service": ("version",),
    "catalogue.area": ("group",),
    "catalogue.areas": ("q",),
    "catalogue.organizations": ("q", "kind", "page"),
    "catalogue.role": ("page",),
    "catalogue.search": ("q", "refused"),
    "catalogue.services": ("q", "need", "group", "page"),
    "maintain.organizations": ("q",),
}
"""The parameters of each endpoint that has any, besides ``lang``. The start page has none: what stands there may be
a sentence that somebody put into the address."""


def carried(*without: str) -> dict[str, list[str]]:
    """Return the parameters of this request that a link to the same page keeps, but for those named."""
    taken = TAKEN.get(request.endpoint or "", ())
    found = {
        name: request.args.getlist(name) for name in taken if name in request.args and name not in without
    }
    if "next" in found:
        found["next"] = [path for path in found["next"] if own_path(path)]
    return found
