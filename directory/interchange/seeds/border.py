"""The borders of the municipalities: ``borders/municipalities.geojson``, a feature for each with its ``code``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from directory.interchange.seeds.problem import Problems
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.row import Known
from directory.model import Border

FILE = "borders/municipalities.geojson"


def read_borders(folder: Path, known: Known, problems: Problems) -> list[SeedRecord]:
    """Return the borders as records; what is wrong goes to *problems*."""
    path = folder / FILE
    name = f"{folder.name}/{FILE}"
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
        features = list(collection["features"])
    except FileNotFoundError:
        problems.add(name, 0, "the file is missing. Put it back, or get the seeds again.")
        return []
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError):
        problems.add(name, 0, "is not a GeoJSON collection of features in UTF-8 (RFC 7946).")
        return []
    records: dict[str, SeedRecord] = {}
    for number, feature in enumerate(features, start=1):
        problem = _problem(feature, known)
        code = str((feature.get("properties") or {}).get("code", "")) if isinstance(feature, dict) else ""
        if problem is None and code in records:
            problem = f"has the same code as an earlier one ({code}). Put both parts into one MultiPolygon."
        if problem is not None:
            problems.add(name, 0, f"feature {number} {problem}")
            continue
        geometry = json.dumps(feature["geometry"], separators=(",", ":"), sort_keys=True)
        source = str(collection.get("source", ""))
        records[code] = SeedRecord(Border, code, {"area_id": code, "geometry": geometry, "source": source})
    return list(records.values())


def _problem(feature: Any, known: Known) -> str | None:
    """Return what is wrong with one feature, or None."""
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        return "has no geometry."
    code = (feature.get("properties") or {}).get("code")
    if not code:
        return "has no property “code”. Give it the id of its municipality."
    if not known.may_have(str(code), ("areas",)):
        return f"is about the area {code}, which is not in areas.csv."
    if feature["geometry"].get("type") not in ("Polygon", "MultiPolygon"):
        return f"({code}) is no Polygon or MultiPolygon."
    try:
        outline = shape(feature["geometry"])
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError):
        return f"({code}) has an outline that cannot be read."
    west, south, east, north = outline.bounds
    if outline.is_empty or not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return f"({code}) has an outline that lies nowhere on Earth. Longitude comes before latitude."
    return None
