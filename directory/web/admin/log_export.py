"""Take entries of the log away as a file that opens in a spreadsheet. That somebody did stands in the log."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Identity, Permission, needs
from directory.ledger import Act, note
from directory.ledger.reading import all_entries
from directory.ledger.sheet import csv_lines, harmless
from directory.web.admin.log_filter import read_filter
from directory.web.admin.log_names import names_of
from directory.web.admin.log_scope import own_area, scope_of
from directory.web.admin.log_secret import without_secrets
from directory.web.database import borders, reading, writing
from directory.web.identity import signed_in
from directory.web.language import gettext as _

MOST = 20_000
"""Entries in one file: a year of a county, and no more memory than a request may take."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take å for Ã¥."""


@needs(Permission.LOG_EXPORT)
def ask() -> str | AnyResponse:
    """Say what would be in the file, and that taking it is written down."""
    who, chosen = signed_in(), read_filter(request.args)
    if chosen.troubles:
        return redirect(url_for("admin.log", **chosen.kept), 303)  # type: ignore[arg-type]
    with reading() as database:
        scope = scope_of(database, who, borders())
        count = sum(
            1 for _entry in islice(all_entries(database.connection(), within=scope, **chosen.meant), MOST + 1)
        )
    return render_template(
        "admin/log_export.html", chosen=chosen, count=min(count, MOST), is_more=count > MOST, most=MOST
    )


@needs(Permission.LOG_EXPORT)
def export() -> AnyResponse:
    """Write down that it is taken, and send it."""
    who, chosen, at = signed_in(), read_filter(request.form), clock.local_now()
    if chosen.troubles:
        return redirect(url_for("admin.log", **chosen.kept), 303)  # type: ignore[arg-type]
    with reading() as database:  # a year of a county takes its time: nobody waits for a lock meanwhile
        scope = scope_of(database, who, borders())
        found = list(islice(all_entries(database.connection(), within=scope, **chosen.meant), MOST))
        entries = without_secrets(database.connection(), found, who.viewer)
        names = names_of(database, entries)
        named = [replace(one, actor=f"{names.who(one.actor)} ({one.actor})") for one in entries]
    with writing(who.account) as session:
        note(
            session,
            Act.LOG_EXPORTED,
            actor=who.account,
            kind="ledger_entry",
            area=own_area(who),
            detail={"entries": len(named), **chosen.kept},
        )
        session.commit()
    first = _marked(who, at.strftime("%Y-%m-%d %H:%M"), len(named))
    body = "".join((BYTE_ORDER_MARK, first, *csv_lines(named)))
    response = Response(body, mimetype="text/csv")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=kontaktnatet-logg-{at.strftime('%Y%m%d-%H%M')}.csv"
    )
    return response


def _marked(who: Identity, at: str, count: int) -> str:
    """Return the first line of the file: who took it and when."""
    words = _(
        "Uttag ur loggen %(at)s av %(name)s (%(account)s): %(count)s poster",
        at=at,
        name=who.name,
        account=who.account,
        count=count,
    )
    return f'"{harmless(words).replace(chr(34), chr(34) * 2)}"\r\n'
