"""The catalogue: what the directory holds, page by page, each fact with where it is known from.

Areas, needs, roles, organizations, services, the search over all of them, and the pages about the directory itself.
Whether anybody answers, and who is responsible, is asked of the resolver and never worked out here.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("catalogue", __name__)

# Views register themselves on the blueprint.
import directory.web.catalogue.about  # noqa: E402
import directory.web.catalogue.areas  # noqa: E402
import directory.web.catalogue.needs  # noqa: E402
import directory.web.catalogue.organizations  # noqa: E402
import directory.web.catalogue.roles  # noqa: E402
import directory.web.catalogue.searching  # noqa: E402
import directory.web.catalogue.services  # noqa: E402
import directory.web.catalogue.words  # noqa: E402, F401
