"""Which needs are asked about: ids, or names that can only mean one need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from directory.finding.complaint import Choice, complain
from directory.gazetteer import fold
from directory.graph.facts import Need, NeedId

_CLOSE_ENOUGH = 70.0
"""rapidfuzz score (0–100) from which a known name is offered as what may have been meant."""


def read_needs(texts: tuple[str, ...], needs: Mapping[NeedId, Need]) -> tuple[NeedId, ...]:
    """Return the ids of the needs that *texts* name, in order, without repeats.

    Raises:
        BadQuestion: none was given, or one is unknown or could mean several (``choices`` says which).
    """
    if not texts:
        raise complain(
            "need",
            "Ange vad som behövs: fältet need saknas.",
            "Say what is needed: the field need is missing.",
            _choices(need for need in needs.values() if need.broader is None),
        )
    return tuple(dict.fromkeys(_read_need(text, needs) for text in texts))


def _read_need(text: str, needs: Mapping[NeedId, Need]) -> NeedId:
    if text in needs:
        return NeedId(text)
    wanted = fold(text)
    named = [need for need in needs.values() if wanted in _names(need)]
    if len(named) == 1:
        return named[0].id
    if named:
        raise complain(
            "need",
            "Behovet kan betyda flera saker. Välj ett i listan.",
            "The need could mean several things. Choose one of those listed.",
            _choices(named),
        )
    raise complain(
        "need",
        "Behovet känns inte igen. Välj ett i listan över behov.",
        "The need is not known. Choose one from the list of needs.",
        _choices(_close(wanted, needs) or (need for need in needs.values() if need.broader is None)),
    )


def _names(need: Need) -> tuple[str, str, str]:
    return fold(need.id), fold(need.name_sv), fold(need.name_en)


def _close(wanted: str, needs: Mapping[NeedId, Need]) -> list[Need]:
    names = {(need.id, name): name for need in needs.values() for name in _names(need)}
    hits = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH, limit=10)
    found = dict.fromkeys(key[0] for _, _, key in hits)
    return [needs[need_id] for need_id in found][:5]


def _choices(needs: Iterable[Need]) -> list[Choice]:
    return [Choice(need.id, need.name_sv) for need in needs]
