"""The directory for programs: the same answers as JSON, below ``/api/v1``, with their own description.

Views take the request, call one use case and hand its value to ``interchange``; they decide nothing.
"""

from __future__ import annotations

from flask import Blueprint

from directory.web.api.answer import open_answer
from directory.web.api.areas import open_areas
from directory.web.api.docs import open_docs
from directory.web.api.records import open_records
from directory.web.api.terms import open_terms
from directory.web.problem import problem_for

__all__ = ["blueprint"]

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
blueprint.register_error_handler(Exception, problem_for)
for _open in (open_answer, open_areas, open_records, open_terms, open_docs):
    _open(blueprint)
