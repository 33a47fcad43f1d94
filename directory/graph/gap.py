"""What is not known of an office: nobody is known, somebody is but not for certain, or it is known to be vacant."""

from __future__ import annotations

from directory.graph.answer import Gap, Path, Reason, UnknownKind
from directory.graph.facts import Area, Confidence, RoleId
from directory.graph.network import Network


def role_gap(network: Network, role: RoleId, area: Area, path: Path) -> Gap:
    """Say what is not known of who holds *role* in *area*; *path* is as far as one came.

    Known to be vacant is ``NONE``; a holder whom only memory knows, or no holder at all, is ``UNKNOWN``.
    """
    last = path[-1] if path and path[-1].code in ("holds", "vacant") else None
    provenance = last.provenance if last is not None else None
    code, kind = "role_unknown", UnknownKind.UNKNOWN
    if last is not None and last.code == "holds":
        code = "role_unverified"
    elif provenance is not None and provenance.confidence is not Confidence.UNKNOWN:
        code, kind = "role_vacant", UnknownKind.NONE
    name = network.name_of(role)
    params = {"role": role, "role_name": name, "area": area.id, "area_name": area.name}
    return Gap(kind, Reason(code, params, provenance), role, name, path)
