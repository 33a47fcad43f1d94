"""The thread with knots: a path in a few words, for the eye. The sentences with their sources stand below it.

Every knot is a relation and where it led. What the question itself says comes first; the last knot is the number.
"""

from __future__ import annotations

from flask import g

from directory.graph.answer import Hop, OpenChannel, Path
from directory.graph.name import in_language
from directory.web.language import gettext as _

Knot = tuple[str, str]

SKIPPED = frozenset({"meets", "meets_broader", "meets_narrower", "takes", "stay", "residence"})
"""Hops that say again what the first knots, made of the question, have said."""
MOST = 7
"""Knots that fit beside one another on a wide screen; longer threads keep their beginning and their end."""


def knots_of(path: Path, start: list[Knot], tel: OpenChannel | None) -> list[Knot]:
    """Return the knots of *path*: *start* from the question, one for each telling hop, and the number last.

    A hop that leads to what an earlier knot has named is left out, and so is what a name says in brackets.
    """
    knots = list(start)
    for hop in path:
        knot = _knot(hop)
        if knot is None:
            continue
        label, word = knot[0], knot[1].split(" (")[0]
        if word and word not in (earlier for _label, earlier in knots):
            knots.append((label, word))
    last = [(_("svarar") if tel.now.state.is_open else _("nås på"), tel.channel.display)] if tel else []
    if len(knots) + len(last) > MOST:
        keep = MOST - len(last)
        knots = [*knots[: len(start)], *knots[len(start) - keep :]] if keep > len(start) else knots[:keep]
    return [*knots, *last]


def _knot(hop: Hop) -> Knot | None:
    if hop.code in SKIPPED or hop.code == "reached_by":
        return None
    named_by_subject = {
        "serves": _("tar emot"),
        "holds": _("har uppdraget"),
        "stands_in_for": _("tar över"),
        "succeeds": _("numera"),
        "funds": _("betalar"),
    }
    if hop.code in named_by_subject:
        return named_by_subject[hop.code], in_language(hop.subject_name, g.get("lang", "sv"))
    named_by_object = {
        "part_of": _("ligger i"),
        "area_succeeded": _("numera"),
        "duty": _("ansvar"),
        "offered_by": _("finns hos"),
        "refers_to": _("hänvisar till"),
        "vacant": _("ingen känd"),
        "last_resort": _("sista utvägen"),
    }
    return named_by_object.get(hop.code, _("leder till")), in_language(hop.object_name, g.get("lang", "sv"))
