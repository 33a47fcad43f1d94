"""Where a fact is known from, as JSON."""

from __future__ import annotations

from typing import Any

from directory.graph.facts import Provenance


def provenance_to_json(provenance: Provenance | None) -> dict[str, Any]:
    """Return source, date as printed, confidence and day of confirmation; all None for what follows by itself."""
    if provenance is None:
        return {"source": None, "date": None, "confidence": None, "confirmed_on": None}
    confirmed_on = provenance.confirmed_on
    return {
        "source": provenance.source,
        "date": provenance.dated or None,
        "confidence": provenance.confidence.value,
        "confirmed_on": None if confirmed_on is None else confirmed_on.isoformat(),
    }
