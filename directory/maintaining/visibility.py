"""Who may see a channel, place or note: fewer at once, more only after a second pair of eyes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import Visibility
from directory.maintaining.eyes import refuse_bound
from directory.maintaining.keeping import tell_that_it_waits
from directory.maintaining.person import BREADTH
from directory.maintaining.post import check_version
from directory.maintaining.restricted import has_opened
from directory.maintaining.workplace import Workplace
from directory.model import Channel, Location, Note, Widening

Seen = Channel | Location | Note
MODELS: dict[str, type[Channel] | type[Location] | type[Note]] = {
    "channel": Channel,
    "location": Location,
    "note": Note,
}


def change_visibility(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    part: Seen,
    visibility: Visibility,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> Widening | None:
    """Let fewer people see *part* at once (None), or ask for more to see it (the wish that waits).

    Raises:
        Refused: a place or note of a protected service would be shown to the public.
    """
    for wish in wishes_for(writing, part):
        writing.delete(wish)
    writing.flush()
    if BREADTH[visibility] <= BREADTH[part.visibility]:
        part.visibility = visibility
        writing.flush()
        return None
    _refuse_openness(workplace, part, visibility)
    wish = Widening(
        id=new_id(),
        kind=part.__tablename__,
        record=part.id,
        organization_id=workplace.id,
        visibility=visibility,
        proposed_by=identity.account,
        proposed_at=now,
    )
    writing.add(wish)
    writing.flush()
    tell_that_it_waits(writing, identity, workplace.id, borders, as_local(now).date(), site=site)
    return wish


def answer_wish(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    wish: Widening,
    version: int,
    now: datetime,
    *,
    is_granted: bool,
) -> Seen | None:
    """Grant or turn down what somebody else wished; the wish is gone afterwards.

    Return what is seen by more people now; None where it was turned down.

    Raises:
        Refused: it is one's own (which may be taken back) or that of somebody who may be oneself, what it was about
            is gone or another one, is restricted and was not opened a moment ago, or belongs to a protected service
            and would be shown to the public.
    """
    part = part_of(writing, wish)
    is_own = wish.proposed_by == identity.account
    if is_granted and is_own:
        raise refuse(
            "",
            "Du föreslog det själv. Någon annan behöver se på det först.",
            "You proposed it yourself. Somebody else has to look at it first.",
        )
    if is_granted:
        refuse_bound(writing, identity, workplace, wish.proposed_by)
    if is_granted and (part is None or not workplace.holds(part)):
        raise refuse("", "Uppgiften finns inte längre.", "What it was about is gone.")
    if is_granted and part is not None:
        check_version(part.version, version)
        _refuse_unseen(writing, identity, workplace, part, now)
        _refuse_openness(workplace, part, wish.visibility)
    writing.delete(wish)
    if is_granted and part is not None:
        part.visibility = wish.visibility
    writing.flush()
    return part if is_granted else None


def part_of(reading: Session, wish: Widening) -> Seen | None:
    """Return what a wish is about; None when it is gone."""
    found: Seen | None = reading.get(MODELS[wish.kind], wish.record)  # type: ignore[assignment]
    return found


def wishes_for(reading: Session, part: Seen) -> list[Widening]:
    """List what was wished for *part*: one at the most."""
    return list(
        reading.scalars(
            select(Widening).where(Widening.kind == part.__tablename__, Widening.record == part.id)
        )
    )


def _refuse_unseen(
    reading: Session, identity: Identity, workplace: Workplace, part: Seen, now: datetime
) -> None:
    """Refuse to let more people see what whoever says yes has not looked at."""
    if part.visibility is Visibility.RESTRICTED and not has_opened(reading, identity, workplace, part, now):
        raise refuse(
            "",
            "Uppgiften är begränsad. Öppna den och läs den först, sedan kan du låta fler se den.",
            "It is restricted. Open and read it first, then you can let more people see it.",
        )


def _refuse_openness(workplace: Workplace, part: Seen, visibility: Visibility) -> None:
    """Refuse to show the public a note or place of a protected service: it may be protected since the wish was made."""
    if visibility is Visibility.PUBLIC and not isinstance(part, Channel) and workplace.is_protected(part):
        raise refuse(
            "visibility",
            "Verksamheten är skyddad: anteckningar om den visas inte för allmänheten.",
            "The service is protected: notes about it are not shown to the public.",
        )
