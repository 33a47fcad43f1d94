"""The catalogue: what the directory holds, page by page, each fact with where it is known from.

Areas, needs, roles, organizations, services, the search over all of them, and the pages about the directory itself.
Whether anybody answers, and who is responsible, is asked of the resolver and never worked out here.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__)

from directory.web.catalogue import (  # noqa: E402, F401  views register themselves on the blueprint
    about,
    areas,
    needs,
    organizations,
    roles,
    searching,
    services,
    words,
)
