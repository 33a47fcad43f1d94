"""What a record is linked to: who stands in, who refers where, who came before and after."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from directory.graph.facts import Link, LinkKind
from directory.web.catalogue.words import LINKS_FROM, LINKS_TO


@dataclass(frozen=True, slots=True)
class Linked:
    """One link as it is shown on a record's page: ``node`` is the id of what stands at its other end."""

    node: str
    link: Link


def linked(record: str) -> list[tuple[str, list[Linked]]]:
    """List the links from and to *record* under their headings; headings without links are left out."""
    network = g.snapshot.network
    found: list[tuple[str, list[Linked]]] = []
    for kind in LinkKind:
        there = [Linked(link.source, link) for link in network.links_to(record, kind)]
        here = [Linked(link.target, link) for link in network.links_from(record, kind)]
        found += [(str(LINKS_TO[kind]), there), (str(LINKS_FROM[kind]), here)]
    return [(heading, links) for heading, links in found if links]
