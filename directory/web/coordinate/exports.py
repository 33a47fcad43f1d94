"""Take rows away as a file: who did and when stands in its first line, and in the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Response, g, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Identity, Permission, needs
from directory.graph.facts import AreaId, NeedId
from directory.interchange.sheet import FORMATS, Format, Sheet, written
from directory.interchange.sheet.listed import COLUMNS, rows_of
from directory.interchange.table.bringing import area_of
from directory.interchange.table.column import NAMES
from directory.interchange.table.reach import Reach
from directory.interchange.table.stored import read_stored
from directory.ledger import Act, note
from directory.store.consistent import consistent_read
from directory.web.coordinate.tabled import Tabled, coverage_table, work_table
from directory.web.database import borders, engine, writing
from directory.web.identity import signed_in
from directory.web.language import current_language
from directory.web.language import gettext as _

WHAT: Mapping[str, object] = {
    "all": lazy_gettext("Organisationer och tjänster"),
    "organizations": lazy_gettext("Bara organisationer"),
    "services": lazy_gettext("Bara tjänster"),
    "work": lazy_gettext("Det som är att göra"),
    "coverage": lazy_gettext("Täckningen"),
}
"""What can be taken, by its word in the address."""
FORMAT_WORDS: Mapping[str, object] = {
    Format.CSV: lazy_gettext("CSV, för kalkylprogram och för att läsa in igen"),
    Format.XLSX: lazy_gettext("XLSX, för kalkylprogram"),
    Format.JSON: lazy_gettext("JSON, för andra program"),
}


OF_THE_DESK: Mapping[str, Callable[[], Tabled]] = {"work": work_table, "coverage": coverage_table}
"""What is taken whole, for one's own area."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; empty texts: everything of one's own area."""

    what: str
    area: str
    need: str
    form: Format

    @property
    def kept(self) -> dict[str, str]:
        """The filters as they stand in the address."""
        pairs = (("what", self.what), ("area", self.area), ("need", self.need))
        return {name: value for name, value in pairs if value}


@needs(Permission.TABLE_EXPORT)
def ask_export() -> str:
    """Say what would be in the file, and that taking it is written down."""
    wanted = _wanted(request.args.get)
    network = g.snapshot.network
    return render_template(
        "coordinate/ask_export.html",
        wanted=wanted,
        what=WHAT,
        formats=FORMAT_WORDS,
        count=len(_table(wanted, signed_in()).rows),
        area=network.areas.get(AreaId(wanted.area)),
        need=network.needs.get(NeedId(wanted.need)),
        areas=_own_areas(signed_in()),
        needs=list(network.needs.values()),
    )


@needs(Permission.TABLE_EXPORT)
def export() -> AnyResponse:
    """Write down that it is taken, and send it."""
    who, wanted, at = signed_in(), _wanted(request.form.get), clock.local_now()
    if request.form.get("act") == "show":
        return redirect(url_for("coordinate.ask_export", **wanted.kept), 303)  # type: ignore[arg-type]
    table = _table(wanted, who)
    with writing(who.account) as session:
        note(
            session,
            Act.TABLE_EXPORTED,
            kind="organization",
            area=area_of(who),
            detail={"rows": len(table.rows), "format": wanted.form.value, **wanted.kept},
        )
        session.commit()
    mark = _mark(who, at.strftime("%Y-%m-%d %H:%M"), len(table.rows))
    sheet = Sheet(mark, table.keys, table.headings, table.rows)
    response = Response(written(sheet, wanted.form), mimetype=FORMATS[wanted.form])
    name = f"kontaktnatet-{at.strftime('%Y%m%d-%H%M')}.{wanted.form.value}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _wanted(given: Callable[[str, str], str]) -> Wanted:
    what, form = given("what", ""), given("format", "")
    network = g.snapshot.network
    area, need = given("area", ""), given("need", "")
    return Wanted(
        what if what in WHAT else "all",
        area if AreaId(area) in network.areas else "",
        need if NeedId(need) in network.needs else "",
        Format(form) if form in FORMATS else Format.CSV,
    )


def _table(wanted: Wanted, who: Identity) -> Tabled:
    if wanted.what in OF_THE_DESK:
        return OF_THE_DESK[wanted.what]()
    is_english = current_language() == "en"
    keys = tuple(column.value for column in COLUMNS)
    headings = tuple(NAMES[column].en if is_english else NAMES[column].sv for column in COLUMNS)
    return Tabled(keys, headings, _rows(wanted, who))


def _rows(wanted: Wanted, who: Identity) -> Sequence[Sequence[str]]:
    network, today = g.snapshot.network, clock.today()
    with consistent_read(engine()) as connection:
        stored = read_stored(connection, today)
    areas = None
    if wanted.area:
        asked = AreaId(wanted.area)
        areas = {asked, *network.wider(asked, today)}
    return list(
        rows_of(
            stored,
            network.areas,
            network.needs,
            Reach(who, borders()).organization,
            only_areas=areas,
            only_needs={wanted.need} if wanted.need else None,
            has_organizations=wanted.what != "services",
            has_services=wanted.what != "organizations",
        )
    )


def _own_areas(who: Identity) -> list[tuple[str, str]]:
    """Return the municipalities inside of one's own area, by name."""
    reach = Reach(who, borders())
    found = [
        (str(area.id), area.name)
        for area in g.snapshot.network.areas.values()
        if area.kind.value == "municipality" and reach.area(area.id)
    ]
    return sorted(found, key=lambda one: one[1])


def _mark(who: Identity, at: str, count: int) -> str:
    return _(
        "Uttag ur Kontaktnätet %(at)s av %(name)s (%(account)s): %(count)s rader",
        at=at,
        name=who.name,
        account=who.account,
        count=count,
    )


ROUTES = (
    ("/export", "ask_export", ask_export, ["GET"]),
    ("/export", "export", export, ["POST"]),
)
