"""Ask and answer: the sentence, the fields, the call sheet, and what can be carried away from it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("find", __name__)

from directory.web.find import ask  # noqa: E402, F401  views register themselves on the blueprint
