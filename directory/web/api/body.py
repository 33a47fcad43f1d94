"""The body of a POST: a JSON object with a sentence, which is read and thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from flask import g, request
from pydantic import Field
from werkzeug.exceptions import UnsupportedMediaType

from directory.clock import local_now
from directory.errors import BadQuestion
from directory.finding.complaint import complain
from directory.finding.given import given
from directory.finding.moment import minute_of, read_moment
from directory.web.api.schema.shape import Lang, Shape
from directory.web.language import LANGUAGES


class SentenceIn(Shape):
    """A question in one's own words. No names and no personal numbers: such a text is refused."""

    sentence: str = Field(
        min_length=1, max_length=500, examples=["akut boende för tjej 16 år i Järfälla i natt"]
    )
    at: str | None = Field(
        default=None,
        examples=["2026-11-28T03:00"],
        description="The moment that counts as now; Swedish time.",
    )
    lang: Lang = "sv"


class NotJson(BadQuestion):
    """The body is no JSON, or no JSON object."""

    status = 400
    code = "not-json"


def sentence_and_moment() -> tuple[str, datetime]:
    """Return the sentence of the body, and the moment that counts as now; takes the language from it too.

    Raises:
        UnsupportedMediaType: the body is not said to be JSON.
        NotJson: it is not.
        BadQuestion: a key is missing, unknown or of the wrong type.
    """
    body = _object()
    _speak(body.get("lang"))
    texts = given(body, ("at",), ("sentence", "lang"))
    sentence = body.get("sentence")
    if not isinstance(sentence, str) or not sentence.strip():
        raise complain(
            "sentence",
            "Skriv frågan som en mening i fältet sentence.",
            "Write the question as a sentence in the field sentence.",
        )
    at = texts.single("at")
    return sentence, minute_of(local_now()) if at is None else read_moment(at)


def _object() -> dict[str, Any]:
    if request.mimetype != "application/json" and not request.mimetype.endswith("+json"):
        raise UnsupportedMediaType
    try:
        body = orjson.loads(request.get_data())
    except orjson.JSONDecodeError as error:
        raise _no_json() from error
    if not isinstance(body, Mapping):
        raise _no_json()
    return dict(body)


def _no_json() -> NotJson:
    sv = 'Skicka ett JSON-objekt, såsom {"sentence": "akut boende i Järfälla"}.'
    en = 'Send a JSON object, such as {"sentence": "emergency housing in Järfälla"}.'
    return NotJson(sv, field="body", sv=sv, en=en)


def _speak(lang: object) -> None:
    if lang is None:
        return
    if not isinstance(lang, str) or lang not in LANGUAGES:
        raise complain("lang", "Språket ska vara sv eller en.", "The language must be sv or en.")
    g.lang = lang
