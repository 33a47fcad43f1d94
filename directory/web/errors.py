"""Errors as pages: what is wrong and what to do about it, in one clear sentence each, in the same design.

A page never repeats what was typed, and never says more about a fault of ours than that it is ours.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from directory.access import may, permission_of
from directory.errors import DirectoryError, Unavailable
from directory.web.chrome import sign_in_href
from directory.web.identity import roles_of_viewer, viewer
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
    sign_in_href: str = ""


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
        409: (
            _("Någon annan hann före"),
            _("Det som du ändrade har ändrats av någon annan under tiden. Ingenting av ditt har sparats."),
            _(
                "Gå tillbaka, ladda om sidan och gör om ändringen. Det du skrev finns kvar när du går tillbaka."
            ),
        ),
        410: (
            _("Länken gäller inte"),
            _("Den kan vara använd, för gammal eller avbruten i mailet."),
            _(
                "Har du redan ett konto? Logga in, eller välj Glömt lösenordet där. Gäller det en inbjudan: be den som "
                "bjöd in dig om en ny."
            ),
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
            _("Det blev för många försök på kort tid"),
            _("Vi svarar strax igen."),
            _("Allt annat fungerar under tiden. Är det akut: ring 112."),
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


def is_for_people_signed_in() -> bool:
    """Whether this request was refused because nobody is signed in, and not for another reason."""
    permission = permission_of(current_app.view_functions.get(request.endpoint or ""))
    return permission is not None and viewer() is None and not may(roles_of_viewer(), permission)


def _of_link(page: ErrorPage) -> ErrorPage:
    """Return the page for a link of a mail with what its reader can do: who has an account already signs in."""
    if page.status != 410:
        return page
    if str(request.endpoint).startswith("listing."):
        todo = _(
            "Har du sagt nej är dina uppgifter redan borta. Annars: be den som skrev in dig om en ny länk."
        )
        return replace(page, todo=todo)
    return replace(page, sign_in_href=url_for("account.sign_in"))


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
        response = show(
            _of_link(page_for(error.status, str(said or error.message) if in_this_language else ""))
        )
        wait_s = error.details.get("retry_after_s")
        if isinstance(wait_s, int):
            response.headers["Retry-After"] = str(wait_s)
        return response

    @app.errorhandler(OperationalError)
    @app.errorhandler(InterfaceError)
    @app.errorhandler(PoolTimeout)
    def _database_away(error: Exception) -> Response:
        current_app.logger.error("database away: %s at %s", type(error).__name__, _place_of(error))
        en = "Nothing can be saved just now: the database cannot be reached. Reading goes on."
        if is_for_programs():
            return problem_for(Unavailable(en, en=en))
        said = _(
            "Det går inte att spara just nu: databasen går inte att nå. Att läsa och fråga går som vanligt."
        )
        return show(page_for(503, said))

    @app.errorhandler(StaleDataError)
    def _overtaken(error: StaleDataError) -> Response:
        current_app.logger.warning("overtaken: %s", _place_of(error))
        return show(page_for(409))

    @app.errorhandler(CSRFError)
    def _open_too_long(_error: CSRFError) -> Response:
        page = page_for(400, _("Formuläret har varit öppet för länge, eller så är du inte inloggad längre."))
        todo = _("Gå tillbaka: det du skrev finns kvar. Ladda om sidan och skicka formuläret igen.")
        if not request.cookies:
            todo = _(
                "Webbläsaren skickade ingen kaka (cookie) med. Tillåt kakor för den här adressen: de behövs för att "
                "skicka formulär, och försvinner när du har loggat ut. Att läsa och fråga går utan."
            )
        return show(replace(page, heading=_("Formuläret hann bli för gammalt"), todo=todo))

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
        page = page_for(error.code)
        if error.code == 403 and is_for_people_signed_in():
            page = replace(
                page,
                heading=_("Den här sidan kräver att du loggar in"),
                happened=_("Du är inte inloggad, eller så har inloggningen gått ut."),
                sign_in_href=sign_in_href(),
            )
        response = show(page)
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
