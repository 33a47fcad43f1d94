"""A small country to ask about: five real places, and contacts whose numbers are from the series kept for fiction.

Drawn for what a page has to show: a number that is not verified, one that opens in the morning, one whose hours are
unknown, a helper that does not fit, a rule for each kind of duty, a place name that lies in two municipalities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from directory.gazetteer import Gazetteer
from directory.gazetteer.place import Place, PlaceKind
from directory.graph import facts as f
from directory.graph.network import Network
from directory.store.snapshot import Snapshot
from directory.store.watch import Look, Mark
from tests.graph.drawing import drawn

DRAWING = """
    area:lan01 part-of area:SE
    area:lan08 part-of area:SE
    area:0138 part-of area:lan01
    area:0123 part-of area:lan01
    area:0880 part-of area:lan08
    area:0885 part-of area:lan08
    need:boende urgent
    need:boende_akut broader need:boende
    need:boende_akut urgent
    need:barnskydd urgent
    need:skydd urgent
    need:radgivning_yrkesverksamma professionals
    need:juridik professionals
    role:soc held-by org:tyreso in area:0138
    role:soc held-by org:jarfalla in area:0123
    role:soc held-by org:kalmar in area:0880
    org:tyreso phone 08-465 004 10
    org:jarfalla phone 08-465 004 20 [memory]
    duty:d-acute need:boende role:soc decides stay acute
    duty:d-pays need:boende role:soc pays stay acute
    duty:d-later need:boende role:soc decides residence after_acute
    service:soc-day offered-by-role role:soc
    service:soc-day serves area:SE
    service:soc-day meets need:boende
    service:soc-day takes adult woman, adult man, girl, boy, trans persons
    service:soc-day open MO-FR 08:00-16:30
    service:hus offered-by org:huset
    service:hus serves area:lan01
    service:hus meets need:boende_akut
    service:hus takes adult woman
    service:hus ages 18 -
    service:hus phone 08-465 004 30
    service:hus open always
    service:linje offered-by org:linjen
    service:linje serves area:SE
    service:linje meets need:radgivning_yrkesverksamma
    service:linje takes adult woman, adult man, girl, boy, trans persons
    service:linje phone 08-465 004 40
    service:linje open MO-FR 09:00-15:00
    service:larm offered-by org:sos
    service:larm serves area:SE
    service:larm meets need:boende
    service:larm emergency
    service:larm phone 112
    service:larm open always
"""

NAMES = {
    "SE": "Sverige",
    "lan01": "Stockholms län",
    "lan08": "Kalmar län",
    "0138": "Tyresö",
    "0123": "Järfälla",
    "0880": "Kalmar",
    "0885": "Borgholm",
    "tyreso": "Tyresö kommun",
    "jarfalla": "Järfälla kommun",
    "kalmar": "Kalmar kommun",
    "huset": "Huset",
    "linjen": "Linjen",
    "sos": "SOS Alarm",
    "hus": "Husets boende",
    "linje": "Linjens råd",
    "larm": "112 nödnummer",
    "soc-day": "Socialtjänsten, dagtid",
}
NEEDS = {
    "boende": ("Boende", "Housing"),
    "boende_akut": ("Akut boende", "Emergency housing"),
    "radgivning_yrkesverksamma": ("Råd till yrkesverksamma", "Advice to professionals"),
    "barnskydd": ("Barnskydd", "Child protection"),
    "skydd": ("Skydd", "Protection"),
    "juridik": ("Juridik", "Legal help"),
}
STEP = f.RoutineStep(
    "r1",
    "manual",
    1,
    1,
    "Gör en orosanmälan",
    "Report concern",
    (f.NeedId("boende_akut"),),
    "den som ringer",
    f.Provenance("https://example.org/manual", "2025-01-01", date(2025, 1, 1)),
)
BUILT_AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def country(**changes: Any) -> f.Facts:
    """Return the facts, with names; *changes* replace whole kinds of facts."""
    facts = drawn(DRAWING, routine=(STEP,), revision=7)
    return replace(
        facts,
        areas=tuple(replace(area, name=NAMES[area.id], full_name=NAMES[area.id]) for area in facts.areas),
        needs=tuple(
            replace(need, name_sv=NEEDS[need.id][0], name_en=NEEDS[need.id][1]) for need in facts.needs
        ),
        roles=tuple(
            replace(role, name_sv="Socialtjänsten", name_en="Social services") for role in facts.roles
        ),
        organizations=tuple(_named(one) for one in facts.organizations),
        services=tuple(_named(one) for one in facts.services),
        **changes,
    )


def _named(record: Any) -> Any:
    return replace(record, name=NAMES[record.id], name_en="")


PLACES = (
    Place("Sverige", PlaceKind.NATION, "SE"),
    Place("Tyresö", PlaceKind.MUNICIPALITY, "0138"),
    Place("Järfälla", PlaceKind.MUNICIPALITY, "0123"),
    Place("Kalmar", PlaceKind.MUNICIPALITY, "0880"),
    Place("Borgholm", PlaceKind.MUNICIPALITY, "0885"),
    Place("Ekeby", PlaceKind.ORT, "0138"),
    Place("Ekeby", PlaceKind.ORT, "0880"),
)


def snapshot(
    facts: f.Facts | None = None,
    *,
    stale_for: timedelta | None = None,
    viewer: f.Visibility = f.Visibility.PUBLIC,
) -> Snapshot:
    """Return the country as a snapshot; *stale_for*: the database has been away that long."""
    from directory.clock import now

    known = facts or country()
    return Snapshot(
        known.revision,
        BUILT_AT,
        Network.build(known),
        Gazetteer.build(PLACES),
        viewer,
        stale_since=None if stale_for is None else now() - stale_for,
    )


class Held:
    """A source of snapshots that always has the same one for each class of viewers, or none at all.

    ``classes``: what other classes get than the public; without it they get what the public gets.
    ``always``: the class that everybody is taken for, for tests of pages that do not sign in.
    """

    def __init__(
        self,
        held: Snapshot | Exception,
        classes: Mapping[f.Visibility, Snapshot] | None = None,
        always: f.Visibility | None = None,
    ) -> None:
        self.held = held
        self.classes = dict(classes or {})
        self.always = always

    def look(self) -> Look | None:
        return Look(Mark(0, 1), 0)

    def current(self, viewer: f.Visibility = f.Visibility.PUBLIC, look: Look | None = None) -> Snapshot:
        if isinstance(self.held, Exception):
            raise self.held
        return self.classes.get(self.always or viewer, self.held)
