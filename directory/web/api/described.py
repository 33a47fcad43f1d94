"""What each address of the API takes and gives, written on the view itself; ``openapi`` makes a document of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "api_operation"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the documentation page; the OpenAPI document is in English."""

    sv: str
    en: str

    def said(self, lang: str) -> str:
        """Return the text in *lang*."""
        return self.en if lang == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of the query or, with ``is_path``, of the path. ``may_repeat``: ``?need=a&need=b``."""

    name: str
    words: Words
    schema: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({"type": "string"}))
    example: object = None
    is_required: bool = False
    may_repeat: bool = False
    is_path: bool = False

    def optional(self, words: Words) -> Param:
        """Return the same parameter where it may be left out, with other *words*."""
        return replace(self, words=words, is_required=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address: what it is for, what it takes, what it gives, how it can fail."""

    summary: Words
    gives: type[BaseModel]
    tag: str
    params: tuple[Param, ...] = ()
    takes: type[BaseModel] | None = None
    """The body, as the document has it."""
    keys: tuple[Param, ...] = ()
    """The keys of the body, as the page has them."""
    errors: tuple[int, ...] = (422,)
    has_tag: bool = True
    """Whether the reply has an ETag, so that ``If-None-Match`` gives 304."""


def described(operation: Operation) -> Callable[[View], View]:
    """Write *operation* on a view."""

    def mark(view: View) -> View:
        setattr(view, _MARK, operation)
        return view

    return mark


def operation_of(view: Callable[..., Any] | None) -> Operation | None:
    """Return what is written on *view*; None when nothing is."""
    found = getattr(view, _MARK, None)
    return found if isinstance(found, Operation) else None
