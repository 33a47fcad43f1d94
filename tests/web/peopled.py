"""The small country with people in it: posts for all, and a person, a place and a note for the network alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from directory.graph import facts as f
from directory.store.snapshot import Snapshot
from tests.web.country import country, snapshot

PUBLIC, NETWORK = f.Visibility.PUBLIC, f.Visibility.NETWORK
KNOWN = f.Provenance("", confidence=f.Confidence.CONFIRMED, confirmed_on=date(2026, 11, 1))
LAST = date(2026, 11, 24)
SECRETS = ("Kim Exempelsson", "46500415", "kim@example.org", "Stora Prövgatan", "Ring på baksidan")
"""What the public may read nowhere."""


def person(name: str, visibility: f.Visibility = NETWORK) -> f.ContactPerson:
    key = name.split(maxsplit=1)[0].lower()
    return f.ContactPerson(
        key,
        f"{name} (påhittad)",
        (
            f.Channel(
                f"{key}:phone",
                f.ChannelKind.PHONE,
                "+46846500415",
                "08-465 004 15",
                KNOWN,
                visibility=visibility,
            ),
            f.Channel(
                f"{key}:email", f.ChannelKind.EMAIL, f"{key}@example.org", f"{key}@example.org", KNOWN, 1
            ),
        ),
        visibility,
        date(2026, 1, 1),
        LAST,
    )


def peopled(viewer: f.Visibility) -> Snapshot:
    """Return the country as *viewer* gets it: posts for all, persons, a place and a note for the network."""
    holders = (person("Kim Exempelsson"),) if viewer is NETWORK else ()
    parts: dict[str, Any] = {
        "posts": (f.Post("dag", "Dagjour", "Day duty", holders), f.Post("natt", "Nattjour", "", (), 1)),
        "locations": (f.Location("oppen", "Öppna huset", "Lilla Provgatan 2", "", "Exempelstad", PUBLIC),),
    }
    if viewer is NETWORK:
        parts["locations"] += (
            f.Location("inre", "", "Stora Prövgatan 1", "", "", NETWORK, f.AreaId("0138")),
        )
        parts["notes"] = (f.Note("n", "Ring på baksidan", "Ring at the back", NETWORK),)
    facts = country()
    changed = replace(
        facts,
        organizations=tuple(
            replace(one, **parts) if one.id == "tyreso" else one for one in facts.organizations
        ),
        services=tuple(replace(one, **parts) if one.id == "hus" else one for one in facts.services),
    )
    return snapshot(changed, viewer=viewer)
