"""Small seeds in a folder of their own: one row of each file, right in every respect."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from directory.interchange.seeds.row import FILES
from directory.shipped import folder

ROWS: dict[str, list[str]] = {
    "areas": [
        "01,county,Stockholms län,,,,,,,,,SCB,2026,source,",
        "0163,municipality,Sollentuna,Sollentuna kommun,59.43,17.95,77000,2025-09-30,,,,SCB,2026,source,",
        "SE,nation,Sverige,,,,,,,,,SCB,2026,source,",
    ],
    "part_of": ["01,SE,,,SCB,2026,source,", "0163,01,,,SCB,2026,source,"],
    "area_aliases": ["SE,Sweden,en,SCB"],
    "places": ["Edsberg,tatort,0163,59.44,17.96,5000,Edsbergs centrum,GeoNames"],
    "needs": [
        "boende,,Boende,Housing,,,true,false,,Own,2026,source,",
        "boende_akut,boende,Akut boende,Emergency housing,,,true,false,1121;1135,Own,2026,source,",
    ],
    "roles": ["role.socialtjanst,Socialtjänsten,Social services,https://example.org/,2020,source,"],
    "organizations": [
        "m-0163,Sollentuna kommun,,municipality,,https://www.sollentuna.se,,,false,SCB,2026,source,",
        "m-0163-soc,Socialtjänsten,,municipality,m-0163,,,,false,SCB,2026,source,",
    ],
    "services": [
        "sv-jour,m-0163-soc,,Jouren,On call,boende_akut,,adult woman;girl,,adult man,16,,,sv;en,direct,,"
        "role.socialtjanst,unknown,,false,false,,,https://example.org/,2020,source,",
    ],
    "channels": [
        "sv-jour:phone,,sv-jour,phone,08-570 307 20,Jouren,0,public,https://example.org/,n.d.,source,",
    ],
    "schedules": [
        ",sv-jour,,MO;TU;WE;TH;FR,16:30,26:00,stated,vardagar 16.30-02,https://example.org/,n.d.,source,"
    ],
    "holdings": ["soc-0163,role.socialtjanst,0163,m-0163-soc,,,SCB,2026,source,"],
    "duties": [
        "d1,boende_akut,decides,any,acute,stay,role.socialtjanst,,,any,SoL,,,,https://example.org/,n.d.,source,",
    ],
    "coverage": ["sv-jour,0163,true,,,https://example.org/,n.d.,source,"],
    "links": [
        "l1,refers_to,m-0163-soc,sv-jour,,closed,,,,https://example.org/,n.d.,source,",
    ],
    "routine": ["r-1,Manual,1,1,Upptäck,Notice,boende,alla,genast,at once,https://example.org/,n.d.,source,"],
    "conflicts": [
        "cf1,Numret,sv-jour:phone,a,https://example.org/a,2016,b,https://example.org/b,2018,Use b.,Använd b."
    ],
}


def write(path: Path) -> Path:
    """Write the small seeds into the folder *path* and return it."""
    path.mkdir(parents=True)
    for row in FILES:
        lines = [",".join(row.header), *ROWS[row.file]]
        (path / f"{row.file}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    borders = path / "borders"
    borders.mkdir()
    square = [[[17.8, 59.4], [18.0, 59.4], [18.0, 59.5], [17.8, 59.5], [17.8, 59.4]]]
    feature = {
        "type": "Feature",
        "properties": {"code": "0163"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    (borders / "municipalities.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    return path


def write_real(path: Path) -> Path:
    """Copy the seeds that ship into the folder *path* and return it."""
    shutil.copytree(folder("seeds"), path)
    return path


def edit(path: Path, file: str, old: str, new: str) -> None:
    """Replace *old* by *new* in a seed file; it must stand there exactly once."""
    text = (path / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (path / file).write_text(text.replace(old, new), encoding="utf-8")
