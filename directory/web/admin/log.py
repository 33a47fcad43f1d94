"""The log: what was done by whom, as far as one stands over what it is about. Newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Identity, Permission, may, needs
from directory.errors import BadQuestion
from directory.ledger import Act
from directory.ledger.reading import Page, list_entries
from directory.membership.people import list_people
from directory.web.account.form import UNPROCESSABLE
from directory.web.admin import told
from directory.web.admin.log_filter import (
    GROUPS,
    KINDS,
    Filter,
    opened_last_month,
    organization_names,
    read_filter,
)
from directory.web.admin.log_names import names_of
from directory.web.admin.log_scope import scope_of
from directory.web.admin.log_secret import without_secrets
from directory.web.admin.log_shown import entries_shown
from directory.web.alphabet import swedish
from directory.web.database import borders, reading
from directory.web.identity import signed_in
from directory.web.language import gettext as _

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Checked:
    """When the chain was checked last, by whom, and up to which entry. ``broken``: the first that is wrong."""

    at: datetime
    who: str
    entries: int
    broken: int | None


@needs(Permission.LOG_READ)
def log() -> str | tuple[str, int]:
    """Show the newest entries that fit the filter."""
    who, around = signed_in(), borders()
    chosen, before = read_filter(request.args), _before()
    with reading() as database:
        scope = scope_of(database, who, around)
        page = Page((), None)
        if not chosen.troubles:
            page = list_entries(
                database.connection(), within=scope, most=AT_ONCE, before_seq=before, **chosen.meant
            )
        entries = without_secrets(database.connection(), page.entries, who.viewer)
        people = _people(database, who, chosen.value("who"), is_all=scope is None)
        shown = render_template(
            "admin/log.html",
            selection=_selection(chosen, dict(people)),
            told=told.line(),
            checked=checked_last(database),
            entries=entries_shown(database, entries),
            chosen=chosen,
            groups=[(name, words) for name, (words, _acts) in GROUPS.items()],
            kinds=KINDS,
            people=people,
            organizations=organization_names(frozenset(scope.organizations) if scope else None),
            opened_href=url_for("admin.log", **opened_last_month(clock.today())),  # type: ignore[arg-type]
            is_first=before is None,
            first_href=url_for("admin.log", **chosen.kept),  # type: ignore[arg-type]
            next_href=url_for("admin.log", **chosen.kept, before=page.next_before)  # type: ignore[arg-type]
            if page.next_before
            else "",
            export_href=url_for("admin.ask_export", **chosen.kept)  # type: ignore[arg-type]
            if may(who.roles, Permission.LOG_EXPORT)
            else "",
        )
    return (shown, UNPROCESSABLE) if chosen.troubles else shown


def checked_last(database: Session) -> Checked | None:
    """Return the last check of the chain; None when there was none."""
    found = list_entries(database.connection(), acts=(Act.LOG_VERIFIED,), most=1).entries
    if not found:
        return None
    entry, detail = found[0], found[0].detail or {}
    broken = detail.get("broken")
    return Checked(
        entry.at,
        names_of(database, found).who(entry.actor),
        int(detail.get("entries", 0)),
        int(broken) if broken is not None else None,
    )


def _selection(chosen: Filter, people: dict[str, str]) -> list[str]:
    """Return what the log is narrowed by in words, for a page on paper."""
    said = {
        "group": {name: str(words) for name, (words, _acts) in GROUPS.items()},
        "kind": {name: str(words) for name, words in KINDS.items()},
        "who": people,
    }
    found = {name: said.get(name, {}).get(value, value) for name, value in chosen.kept.items()}
    found |= {
        name: f"{word} {found[name]}"
        for name, word in (("from", _("från")), ("to", _("till")))
        if name in found
    }
    return list(found.values())


def _people(database: Session, who: Identity, chosen: str, *, is_all: bool) -> list[tuple[str, str]]:
    """List whom the log can be narrowed to: those the viewer stands over, themselves, and the program."""
    found = [
        (one.account.id, one.account.name) for one in list_people(database, who, borders(), clock.today())
    ]
    found.sort(key=lambda pair: (swedish(pair[1]), pair[0]))
    listed = [(str(who.account), _("jag själv")), *found]
    if is_all:
        listed += [("system", _("Programmet"))]
    if chosen and chosen not in dict(listed):
        listed.append((chosen, _("den valda personen")))
    return listed


def _before() -> int | None:
    text = request.args.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        sv, en = "Börja om från den nyaste posten i loggen.", "Begin again at the newest entry of the log."
        raise BadQuestion(sv, field="before", sv=sv, en=en)
    return int(text)
