"""The shape of an error: RFC 9457, with the field to mend and what it could have been."""

from __future__ import annotations

from pydantic import Field

from directory.web.api.schema.shape import Lang, Ref, Shape


class ProblemOut(Shape):
    """What was wrong, and what to do about it."""

    type: str = Field(description="Address of a page that explains this kind of problem.")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What is wrong and what to do, in a sentence for people.")
    code: str = Field(description="The kind of problem as one word, for programs.")
    field: str | None = Field(default=None, description="The field of the question that has to be mended.")
    choices: list[Ref] = Field(default_factory=list, description="What could have been meant, best first.")
    lang: Lang
