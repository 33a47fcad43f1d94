"""Errors for programs: ``application/problem+json`` (RFC 9457), in the language asked for.

Every error below ``/api/`` comes out here, also those of addresses and methods that do not exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import orjson
from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

from directory.errors import DirectoryError
from directory.web.language import current_language

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"

_TITLES: Mapping[str, tuple[str, str]] = {
    "bad-question": ("Frågan kan inte besvaras som den står", "The question cannot be answered as it stands"),
    "personal-data": ("Texten ser ut att innehålla personuppgifter", "The text seems to hold personal data"),
    "sentence-in-address": (
        "En mening hör inte hemma i adressen",
        "A sentence does not belong in an address",
    ),
    "not-json": ("Det som skickades är inte JSON", "What was sent is not JSON"),
    "bad-request": ("Anropet gick inte att läsa", "The request could not be read"),
    "forbidden": ("Detta får du inte göra", "You may not do this"),
    "not-found": ("Det finns inte", "There is no such thing"),
    "method-not-allowed": ("Adressen kan inte användas så", "The address cannot be used this way"),
    "too-large": ("Det som skickades är för stort", "What was sent is too large"),
    "unsupported-media-type": ("Skicka JSON", "Send JSON"),
    "too-many-requests": ("För många anrop", "Too many requests"),
    "unavailable": ("Katalogen kan inte svara just nu", "The directory cannot answer just now"),
    "error": ("Något gick fel hos oss", "Something went wrong on our side"),
}

_BY_STATUS: Mapping[int, tuple[str, str, str]] = {
    400: (
        "bad-request",
        "Anropet gick inte att läsa. Se beskrivningen på /api/v1/docs.",
        "The request could not be read. See the description at /api/v1/docs.",
    ),
    403: (
        "forbidden",
        "Det du bad om kräver en behörighet som du inte har.",
        "What you asked for takes a permission that you do not have.",
    ),
    404: (
        "not-found",
        "Det finns inget på adressen. Alla adresser står på /api/v1/docs.",
        "There is nothing at this address. All addresses are listed at /api/v1/docs.",
    ),
    405: (
        "method-not-allowed",
        "Adressen finns, men inte för den metoden. De som går står i huvudet Allow.",
        "The address exists, but not for this method. Those that work are in the header Allow.",
    ),
    413: (
        "too-large",
        "Det som skickades är för stort. En mening är högst 500 tecken.",
        "What was sent is too large. A sentence has at most 500 characters.",
    ),
    415: (
        "unsupported-media-type",
        "Skicka JSON, med huvudet Content-Type: application/json.",
        "Send JSON, with the header Content-Type: application/json.",
    ),
    429: ("too-many-requests", "Vänta en minut och försök igen.", "Wait a minute and try again."),
    503: (
        "unavailable",
        "Uppgifterna går inte att läsa för tillfället. Försök igen om en minut. Är det bråttom: ring 112.",
        "The data cannot be read for the moment. Try again in a minute. If it is urgent, call 112.",
    ),
}
_FAULT = (
    "error",
    "Felet är vårt, inte ditt. Försök igen om en minut. Är det bråttom: ring 112.",
    "The fault is ours, not yours. Try again in a minute. If it is urgent, call 112.",
)


def is_for_programs() -> bool:
    """Tell whether this request is for the API, so that its errors must be problems and not pages."""
    return request.path.startswith(PREFIX)


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    field: str | None = None,
    choices: Sequence[Mapping[str, str]] = (),
) -> Response:
    """Return a response that tells one problem; *detail* says what is wrong and what to do about it."""
    lang = current_language()
    title = _TITLES.get(code, _TITLES["error"])
    body = {
        "type": f"/api/v1/docs#{code}",
        "title": title[lang == "en"],
        "status": status,
        "detail": detail,
        "code": code,
        "field": field,
        "choices": list(choices),
        "lang": lang,
    }
    response = Response(orjson.dumps(body), status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = lang
    return response


def problem_for(error: Exception) -> Response:
    """Return the response that tells *error*: one raised on purpose, one of HTTP, or a fault of ours."""
    if isinstance(error, DirectoryError):
        return _on_purpose(error)
    if isinstance(error, HTTPException) and error.code is not None and error.code < 500:
        return _of_http(error, error.code)
    if isinstance(error, HTTPException) and error.code == 503:
        return _of_http(error, 503)
    # The type and the place of the fault, not its message: that can hold what somebody typed.
    current_app.logger.error(
        "fault in %s: %s", request.endpoint, type(error).__name__, exc_info=current_app.debug
    )
    if current_app.testing and not isinstance(error, HTTPException):
        raise error
    return problem(500, _FAULT[0], _FAULT[1 + (current_language() == "en")])


def _on_purpose(error: DirectoryError) -> Response:
    lang = current_language()
    said = error.details.get(lang)
    if error.status >= 500:
        current_app.logger.error("%s: %s", error.code, error.message)
        code, sv, en = _BY_STATUS.get(error.status, _FAULT)
        return problem(error.status, code, en if lang == "en" else sv)
    field = error.details.get("field")
    choices = error.details.get("choices")
    return problem(
        error.status,
        error.code,
        said if isinstance(said, str) else error.message,
        field=field if isinstance(field, str) else None,
        choices=choices if isinstance(choices, list) else (),
    )


def _of_http(error: HTTPException, status: int) -> Response:
    if status < 400:
        return Response(response=error.get_response().get_data(), status=status, headers=error.get_headers())
    code, sv, en = _BY_STATUS.get(status, _BY_STATUS[400])
    response = problem(status, code, en if current_language() == "en" else sv)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def explained(lang: str) -> list[tuple[str, str]]:
    """List every kind of problem with its title in *lang*, for the documentation."""
    return [(code, title[lang == "en"]) for code, title in _TITLES.items()]
