"""How a fact is known, and the path that led to it, as HTML: the parts that stand on a page fifty times.

Written in Python and remembered by fact, because a template took a third of the page's time for them. Every word that
comes from data is escaped here, and nowhere else.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from directory import clock
from directory.graph import explain
from directory.graph.answer import Path
from directory.graph.facts import Confidence, Provenance
from directory.web.language import current_language, translations
from directory.web.source import sources

REMEMBERED = 8192
"""Facts whose words are kept: more than the shipped network has."""
_LINK = Markup(' <a class="source" href="{}" rel="noreferrer external"><span class="vh">{}: </span>{}</a>')
_CITATION = Markup(' <span class="source dim"><span class="vh">{}: </span>{}</span>')
_HOP = Markup('<li><span class="hop-said">{}</span>{}</li>')
_HOP_FROM = Markup('<span class="hop-from small dim">{}</span>')


def freshness(provenance: Provenance | None) -> Markup:
    """Return how old a fact is, how surely it is known, and its source; nothing without a provenance."""
    if provenance is None:
        return Markup()
    return _freshness(provenance, clock.today(), current_language())


def source(provenance: Provenance | None) -> Markup:
    """Return only the source: a link named by its site when it is an address, else the citation."""
    return Markup() if provenance is None else _source(provenance, current_language())


def hops(path: Path) -> Markup:
    """Return a path as sentences, one hop a line, each with its age, its source and how surely it is known."""
    lang, today = current_language(), clock.today()
    lines = [
        _HOP.format(
            explain.say_hop(hop, lang),
            _HOP_FROM.format(_freshness(hop.provenance, today, lang)) if hop.provenance else "",
        )
        for hop in path
    ]
    return Markup('<ol class="hops">{}</ol>').format(Markup().join(lines))


@lru_cache(maxsize=REMEMBERED)
def _freshness(provenance: Provenance, today: date, lang: str) -> Markup:
    confidence = explain.say_confidence(provenance.confidence, lang)
    if not provenance.confidence.is_verified:
        return _tag(confidence, "alarm") + _source(provenance, lang)
    said = explain.say_freshness(provenance, today, lang)
    words = Markup('<span class="fresh">{}</span>').format(said[:1].upper() + said[1:])
    doubt = (
        Markup(" ") + _tag(confidence, "lamp") if provenance.confidence is Confidence.INFERRED else Markup()
    )
    return words + doubt + _source(provenance, lang)


@lru_cache(maxsize=REMEMBERED)
def _source(provenance: Provenance, lang: str) -> Markup:
    label = translations(lang).gettext("Källa")
    return Markup().join(
        _LINK.format(part.href, label, part.word) if part.href else _CITATION.format(label, part.word)
        for part in sources(provenance)
    )


def _tag(word: str, kind: str) -> Markup:
    return Markup('<span class="tag tag-{}">{}</span>').format(kind, word)


def open_proof(app: Flask) -> None:
    """Let templates call them."""
    app.jinja_env.globals.update(freshness_html=freshness, source_html=source, hops_html=hops)
