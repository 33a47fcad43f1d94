"""The language of the page: Swedish unless the address says ``?lang=en``. No cookie, nothing remembered.

How to write texts, for everybody who adds a page:

- Write the text in Swedish where it stands: ``{{ _("Ring det här numret först") }}`` in a template, with
  parameters as ``_("%(open)s av %(all)s har öppet.", open=2, all=4)``; ``ngettext`` where a number decides the
  form. In Python: ``from directory.web.language import gettext as _``. The Swedish words are the key.
- Put the English beside it in a catalogue of ``directory/translations/en/``: ``frame.po`` (frame, parts, errors),
  ``find.po`` (ask and answer), ``catalogue.po`` (the catalogue pages), ``api.po`` (the API's description). One
  text stands in one catalogue only.
  ``.po`` is the only form: it is read at start, so no compiled file can lag behind.
- Texts of data (names of areas, needs, services …) are not translated here: their rows carry both languages;
  sentences about paths and hours come from ``directory.graph.explain`` with ``g.lang``.
- ``tests/web/test_language.py`` collects every text of templates and code and fails when one has no English.

Links keep the language by themselves: ``url_for`` adds ``lang=en`` on an English page. A form that goes by GET
loses the query of its ``action``: put ``{{ lang_field() }}`` (templates/parts.html) inside it.
"""

from __future__ import annotations

from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale

DEFAULT = "sv"
LANGUAGES = {"sv": "Svenska", "en": "English"}
FOLDER = Path(__file__).resolve().parent.parent / "translations"


@cache
def translations(lang: str) -> Translations:
    """Return every catalogue of *lang* merged into one; for Swedish, the language of the keys, an empty one."""
    merged = Catalog(locale=lang)
    for path in sorted((FOLDER / lang).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=lang):
                if message.id:
                    merged.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


class _Catalogues(Domain):  # type: ignore[misc]  # flask-babel ships without types
    """The texts as Flask-Babel wants them, read straight from the ``.po`` files."""

    def get_translations(self) -> Translations:
        return translations(str(get_locale() or DEFAULT))


class _Languages(Babel):  # type: ignore[misc]  # as above
    """Flask-Babel with our own catalogues in place of compiled files on disk."""

    @cached_property
    def domain_instance(self) -> _Catalogues:
        return _Catalogues()


def gettext(words: str, **filled: object) -> str:
    """Return *words* in the language of this request, with its ``%(name)s`` filled in."""
    said = str(_said().gettext(words))
    return said % filled if filled else said


def ngettext(one: str, many: str, num: int, **filled: object) -> str:
    """Return the form that fits *num*, in the language of this request; ``%(num)d`` is *num*."""
    return str(_said().ngettext(one, many, num)) % {"num": num, **filled}


def pgettext(context: str, words: str, **filled: object) -> str:
    """Return *words* as they are said in *context*: for one word of Swedish that is two of English."""
    said = str(_said().pgettext(context, words))
    return said % filled if filled else said


def _said() -> Translations:
    """Return the texts of this request. A page says a thousand words: Flask-Babel's own way takes 30 µs for each."""
    try:
        return cast(Translations, g.said)
    except (AttributeError, RuntimeError):  # Before the language of the request is chosen, or outside of one.
        return translations(current_language())


def current_language() -> str:
    """Return the language of this request: ``sv`` or ``en``."""
    return str(g.get("lang", DEFAULT)) if has_request_context() else DEFAULT


def open_languages(app: Flask) -> None:
    """Choose the language of each request, and carry it along in every address that ``url_for`` makes."""
    _Languages(
        app, default_locale=DEFAULT, default_timezone="Europe/Stockholm", locale_selector=current_language
    )

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda words: _said().gettext(words),
        ngettext=lambda one, many, num: _said().ngettext(one, many, num),
        newstyle=True,
        pgettext=lambda context, words: _said().pgettext(context, words),
    )

    @app.before_request
    def _choose() -> None:
        asked = request.args.get("lang", DEFAULT)
        g.lang = asked if asked in LANGUAGES else DEFAULT
        g.said = translations(g.lang)

    @app.url_defaults
    def _carry(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" or not has_request_context():
            return
        lang = current_language()
        if lang != DEFAULT:
            values.setdefault("lang", lang)
        if values.get("lang") == DEFAULT:
            del values["lang"]
