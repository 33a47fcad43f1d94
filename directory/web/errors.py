"""Errors as pages: what is wrong and what to do about it, in one clear sentence each, in the same design.

A page never repeats what was typed, and never says more about a fault of ours than that it is ours.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, current_app, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from directory.errors import DirectoryError
from directory.web.language import DEFAULT, current_language
from directory.web.language import gettext as _
from directory.web.problem import is_for_programs, problem_for

ANOTHER_ADDRESS = """\
Kontaktnätet har en annan adress än den här. Gå till den adress du har fått. Du som driver katalogen: skriv den här
adressens namn i DIRECTORY_TRUSTED_HOSTS, om den ska gälla.

Kontaktnätet has another address than this one. Go to the address that you were given. If you run the directory: put
the name of this address into DIRECTORY_TRUSTED_HOSTS, if it is to work.
"""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What one error page says: a heading, what happened, and what to do now."""

    status: int
    heading: str
    happened: str
    todo: str


def page_for(status: int, happened: str = "") -> ErrorPage:
    """Return the page for an HTTP status; *happened* replaces its general sentence where one is known."""
    pages = {
        400: (
            _("Vi kunde inte läsa det som skickades"),
            _("Adressen eller formuläret var inte helt."),
            _("Gå till startsidan och ställ frågan på nytt."),
        ),
        403: (
            _("Den här sidan är inte öppen för dig"),
            _("Sidan kräver en behörighet som du inte har."),
            _("Allt som är öppet för alla når du från startsidan."),
        ),
        404: (
            _("Sidan finns inte"),
            _("Adressen leder ingenstans, eller så har uppgiften tagits bort."),
            _("Sök efter platsen eller verksamheten, eller ställ frågan på startsidan."),
        ),
        405: (
            _("Så kan sidan inte användas"),
            _("Adressen finns, men inte för det som skulle göras."),
            _("Gå till startsidan och börja därifrån."),
        ),
        413: (
            _("Det blev för mycket text"),
            _("Det som skickades var större än vi tar emot."),
            _("Skriv en mening på högst 500 tecken: behov, vem det gäller och plats."),
        ),
        422: (
            _("Något i frågan behöver ändras"),
            _("Ett av fälten går inte att läsa."),
            _("Gå till startsidan och välj behov och plats."),
        ),
        429: (
            _("Det blev för många frågor på kort tid"),
            _("Vi svarar strax igen."),
            _("Vänta en minut och försök på nytt. Är det akut: ring 112."),
        ),
        503: (
            _("Vi kan inte svara just nu"),
            _("Katalogens uppgifter går inte att läsa för tillfället."),
            _("Försök igen om en minut. Är det bråttom: ring 112, eller polisen på 114 14."),
        ),
    }
    fault = (
        _("Något gick fel hos oss"),
        _("Felet är vårt, inte ditt. Det är antecknat utan det du skrev."),
        _("Försök igen om en minut. Är det bråttom: ring 112, eller polisen på 114 14."),
    )
    heading, general, todo = pages.get(status) or (fault if status >= 500 else pages[400])
    return ErrorPage(status, heading, happened or general, todo)


def show(page: ErrorPage) -> Response:
    """Return the error page as a response; its bare words when even the page cannot be made.

    Without that the server would answer with nothing at all: no sentence, and no headers of the gate.
    """
    g.instead = "find.ask"  # no link leads back to an address that was wrong: it holds what somebody typed
    try:
        return make_response(render_template("error.html", page=page), page.status)
    except Exception as fault:
        current_app.logger.error(  # noqa: TRY400 a traceback ends in the message, which can hold what was typed
            "fault in the page of an error: %s at %s", type(fault).__name__, _place_of(fault)
        )
        return Response(
            f"{page.heading}\n\n{page.happened} {page.todo}\n", page.status, mimetype="text/plain"
        )


def _place_of(error: Exception) -> str:
    """Return where in the program *error* was raised: file and line, innermost last, without any values."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)


def open_errors(app: Flask) -> None:
    """Answer every error on purpose, every HTTP error and every fault with a page."""

    @app.errorhandler(DirectoryError)
    def _on_purpose(error: DirectoryError) -> Response:
        if is_for_programs():
            return problem_for(error)
        said = error.details.get(current_language())
        if error.status >= 500:
            current_app.logger.error("%s: %s", error.code, error.message)
            return show(page_for(error.status))
        in_this_language = isinstance(said, str) or current_language() == DEFAULT
        return show(page_for(error.status, str(said or error.message) if in_this_language else ""))

    @app.errorhandler(SecurityError)
    def _unknown_host(_error: SecurityError) -> Response:
        # Without a host of ours there is no address that a page could link to.
        return Response(ANOTHER_ADDRESS, 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response:
        if is_for_programs():
            return problem_for(error)
        if error.code is None or error.code < 400:
            return make_response(error.get_response())
        response = show(page_for(error.code))
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After"):
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def _fault(error: Exception) -> Response:
        if is_for_programs():
            return problem_for(error)
        # The type and the place of the fault, not its message: that can hold what somebody typed.
        current_app.logger.error(
            "fault in %s: %s at %s", request.endpoint, type(error).__name__, _place_of(error)
        )
        if current_app.testing:
            raise error
        g.setdefault("lang", DEFAULT)
        return show(page_for(500))
