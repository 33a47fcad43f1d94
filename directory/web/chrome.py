"""The frame around every page: what templates may call, the main menu, and where *Lämna sidan* leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import jinja2
from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext

from directory import clock
from directory.access import Permission, Role, may, permission_of
from directory.shipped import folder
from directory.web import when
from directory.web.carried import carried
from directory.web.icon import icon
from directory.web.identity import has_ended, roles_of_viewer, viewer
from directory.web.language import DEFAULT, current_language, ngettext
from directory.web.language import gettext as _
from directory.web.source import site_of

NEUTRAL_SITE = "https://www.smhi.se/"
"""Where *Lämna sidan* leads: the weather, which anybody may have been looking at."""

MENU = (
    ("find.ask", lazy_gettext("Fråga")),
    ("catalogue.areas", lazy_gettext("Platser")),
    ("catalogue.needs", lazy_gettext("Behov")),
    ("catalogue.organizations", lazy_gettext("Verksamheter")),
    ("catalogue.search", lazy_gettext("Sök")),
)
"""Main menu: endpoint and word, in this order. A page marks its own place with ``{% set here = "<endpoint>" %}``."""

COORDINATE = ("coordinate.desk", lazy_gettext("Samordna"))
"""The word for those who see how the network of an area stands."""

OFFER = ("offer.organizations", lazy_gettext("Vår verksamhet"))
"""The word for those who say themselves what their organization offers."""

FOOT = (
    ("catalogue.accessibility", lazy_gettext("Tillgänglighet")),
    ("catalogue.about", lazy_gettext("Om uppgifterna")),
    ("find.keyboard", lazy_gettext("Tangentbord")),
)


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One word of a menu; ``is_here`` when the page shown belongs to it."""

    href: str
    word: str
    is_here: bool


def links(entries: tuple[tuple[str, object], ...], here: str = "") -> list[MenuLink]:
    """Return *entries* as links, in order; *here* is the endpoint of the menu that the page belongs to."""
    return [MenuLink(url_for(endpoint), str(word), endpoint == here) for endpoint, word in entries]


def main_menu(here: str = "") -> list[MenuLink]:
    """Return the main menu for whoever asks; who has work of her own here has its word last, which marks itself."""
    if is_coordinating():
        own = COORDINATE
    elif may(roles_of_viewer(), Permission.OFFER_READ):
        own = OFFER
    else:
        return links(MENU, here)
    is_own = (request.blueprint or "") == own[0].partition(".")[0]
    return links((*MENU, own), own[0] if is_own else here)


def is_coordinating() -> bool:
    """Whether the desk of the coordinators is open to whoever asks: then the pages below it lead back there."""
    return may(roles_of_viewer(), Permission.NETWORK_READ)


def other_language_href() -> str:
    """Return the address of this page in the other language.

    What was sent by POST cannot be linked to; then it is the page that the form stands on. Nor is a record that does
    not exist: its id is what somebody typed, and a page of an error repeats nothing of that.
    """
    other = "en" if current_language() == DEFAULT else DEFAULT
    endpoint = request.endpoint
    if "instead" in g:
        return url_for(g.instead, lang=other)
    if (
        endpoint is None
        or endpoint == "static"
        or permission_of(current_app.view_functions.get(endpoint)) is None
    ):
        return url_for("find.ask", lang=other)
    return url_for(endpoint, **{**carried(), **(request.view_args or {}), "lang": other})


_NOWHERE = (None, Permission.ACCOUNT_ENTER, Permission.LISTING_ANSWER)
"""What asks for these is no page to come back to: there is none, or it is one before signing in."""


def sign_in_href() -> str:
    """Return the address of the sign-in page; from a page that can be come back to, one that leads back there."""
    endpoint = request.endpoint or ""
    permission = permission_of(current_app.view_functions.get(endpoint))
    if "instead" in g or permission in _NOWHERE or request.method != "GET":
        return url_for("account.sign_in")
    return url_for("account.sign_in", next=url_for(endpoint, **{**carried(), **(request.view_args or {})}))


def is_for_members() -> bool:
    """Whether this page takes signing in and somebody is: then it has a way out, and may set the cookie of a form."""
    permission = permission_of(current_app.view_functions.get(request.endpoint or ""))
    return permission is not None and not may((Role.PUBLIC,), permission) and viewer() is not None


def first_word(name: str) -> str:
    """Return the first word of a name: how the frame greets somebody."""
    return name.split(maxsplit=1)[0] if name.split() else name


def say_age(age: timedelta) -> str:
    """Say how old a snapshot is, in the largest unit that fits: ``3 timmar``."""
    minutes = max(1, int(age.total_seconds() // 60))
    if minutes < 120:
        return str(ngettext("%(num)d minut", "%(num)d minuter", minutes))
    if minutes < 48 * 60:
        return str(ngettext("%(num)d timme", "%(num)d timmar", minutes // 60))
    return str(ngettext("%(num)d dag", "%(num)d dagar", minutes // (24 * 60)))


def heading_title(heading: str, before: str = "") -> str:
    """Return the title of a page from its heading: neutral, because it stands in the history of the browser."""
    return " – ".join(part for part in (before, heading, _("Kontaktnätet")) if part)


def capitalize_first(words: str) -> str:
    """Return *words* with a capital at the front and the rest as it is: names keep theirs."""
    return words[:1].upper() + words[1:]


def open_chrome(app: Flask) -> None:
    """Make templates strict, and give them what the frame needs."""
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["capitalize_first"] = capitalize_first
    app.jinja_env.globals.update(
        Permission=Permission,
        first_word=first_word,
        foot=lambda: links(FOOT),
        heading_title=heading_title,
        icon=icon,
        is_coordinating=is_coordinating,
        is_signed_in_no_more=has_ended,
        is_for_members=is_for_members,
        local_now=clock.local_now,
        menu=main_menu,
        neutral_site=NEUTRAL_SITE,
        other_language_href=other_language_href,
        say_age=say_age,
        say_clock=lambda moment: when.say_clock(moment, g.lang),
        say_date=lambda day: when.say_date(day, g.lang),
        say_moment=lambda moment: when.say_moment(moment, g.lang),
        sign_in_href=sign_in_href,
        site_of=site_of,
        today=clock.today,
        viewer=viewer,
    )


def templates_folder() -> str:
    """Return the folder of the templates: in a checkout at its root, in a wheel beside the package."""
    return str(folder("templates"))
