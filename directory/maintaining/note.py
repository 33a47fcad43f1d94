"""Notes: what those who work with an organization tell one another about it, and never about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import Visibility
from directory.maintaining import typed
from directory.maintaining.complaints import Complaints
from directory.maintaining.post import check_version
from directory.maintaining.visibility import change_visibility, wishes_for
from directory.maintaining.workplace import Workplace
from directory.model import Note


@dataclass(frozen=True, slots=True)
class Typed:
    """A note as typed. ``owner``: a service of the organization, or empty for the organization itself."""

    owner: str = ""
    text: str = ""
    text_en: str = ""
    visibility: str = Visibility.NETWORK.value


def write_note(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    given: Typed,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> Note:
    """Write a note. Seen by the network at most; for the public a second pair of eyes is asked.

    Raises:
        NotFound: the service is none of the organization's.
        Refused: something typed cannot be taken.
    """
    columns = workplace.owner(given.owner)
    text, text_en, visibility = _checked(given, now)
    is_restricted = visibility is Visibility.RESTRICTED
    note = Note(
        id=f"note-{new_id()}",
        text=text,
        text_en=text_en,
        visibility=visibility if is_restricted else Visibility.NETWORK,
        **columns,
    )
    writing.add(note)
    writing.flush()
    change_visibility(writing, identity, workplace, note, visibility, borders, now, site=site)
    return note


def change_note(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    note: Note,
    given: Typed,
    version: int,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> None:
    """Change a note. What the public reads was looked at by two: a public one that changes is the network's again.

    Raises:
        Refused: something typed cannot be taken, or somebody else changed it meanwhile.
    """
    text, text_en, visibility = _checked(given, now)
    check_version(note.version, version)
    is_changed = (text, text_en) != (note.text, note.text_en)
    note.text, note.text_en = text, text_en
    if is_changed and note.visibility is Visibility.PUBLIC:
        note.visibility = Visibility.NETWORK
    writing.flush()
    change_visibility(writing, identity, workplace, note, visibility, borders, now, site=site)


def remove_note(writing: Session, note: Note) -> None:
    """Remove a note, and the wish that more people see it."""
    for wish in wishes_for(writing, note):
        writing.delete(wish)
    writing.delete(note)
    writing.flush()


def _checked(given: Typed, now: datetime) -> tuple[str, str, Visibility]:
    today = as_local(now).date()
    found = Complaints()
    text = found.take(lambda: typed.words_of("text", given.text, today, most=typed.LONGEST_TEXT))
    text_en = found.take(
        lambda: typed.words_of("text_en", given.text_en, today, is_needed=False, most=typed.LONGEST_TEXT)
    )
    visibility = found.take(lambda: typed.visibility_of(given.visibility))
    found.settle()
    return text or "", text_en or "", visibility or Visibility.NETWORK
