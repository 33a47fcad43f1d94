"""The shapes of everything that the API sends, as pydantic models: the source of the OpenAPI document.

They describe, they do not check: an answer is rendered by ``interchange.answer_json`` without a model in the
way, and tests hold the two together.
"""

from __future__ import annotations

from directory.web.api.schema.answer import AnswerOut, QuestionOut, ReadingOut
from directory.web.api.schema.catalogue import (
    AreaOut,
    AreaPage,
    GroupList,
    HitPage,
    NeedList,
    OrganizationOut,
    OrganizationPage,
    PlaceList,
    RoleList,
    ServiceOut,
    ServicePage,
    StatusList,
)
from directory.web.api.schema.problem import ProblemOut

__all__ = [
    "AnswerOut",
    "AreaOut",
    "AreaPage",
    "GroupList",
    "HitPage",
    "NeedList",
    "OrganizationOut",
    "OrganizationPage",
    "PlaceList",
    "ProblemOut",
    "QuestionOut",
    "ReadingOut",
    "RoleList",
    "ServiceOut",
    "ServicePage",
    "StatusList",
]
