"""What the page of a run fetches beside itself: its lines as a file, and how far it has come."""

from __future__ import annotations

from flask import Response, jsonify

from directory.access import Permission, needs
from directory.interchange.sheet import csv_of
from directory.interchange.table.bringing import WORKING
from directory.interchange.table.line import unpacked
from directory.web.coordinate.import_page import STATE_WORDS, STEPS, RunPage, progress_of
from directory.web.coordinate.imports import get_run
from directory.web.database import reading
from directory.web.language import gettext as _


@needs(Permission.IMPORT_RUN)
def import_lines(run_id: str) -> Response:
    """Give the dry run line by line: what each row would change, or why it cannot be read in."""
    with reading() as database:
        lines = unpacked(get_run(database, run_id).result)
    rows = [
        [
            str(line.number),
            str(STATE_WORDS[line.state]),
            line.title,
            "; ".join(
                f"{RunPage.column(one.column)}: {one.before or '–'} → {one.after or '–'}"
                for one in line.differences
            ),
            _("ja") if line.waits else "",
            " ".join(RunPage.say(one) for one in line.says),
        ]
        for line in lines
    ]
    head = [_("Rad"), _("Utfall"), _("Post"), _("Ändringar"), _("Väntar på någon annan"), _("Att rätta")]
    response = Response(csv_of([head, *rows]), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=kontaktnatet-provlasning.csv"
    return response


@needs(Permission.IMPORT_RUN)
def import_progress(run_id: str) -> Response:
    """Say how far a run has come, for the bar in the page."""
    with reading() as database:
        run = get_run(database, run_id)
        progress, is_working = progress_of(run), run.state in WORKING
    return jsonify(percent=progress.percent, step=str(STEPS[progress.step]), is_working=is_working)


ROUTES = (
    ("/imports/<run_id>/lines", "import_lines", import_lines, ["GET"]),
    ("/imports/<run_id>/progress", "import_progress", import_progress, ["GET"]),
)
