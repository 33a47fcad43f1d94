"""What letters there are, what each one needs to be told, and how one is put into the outbox."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from directory import clock
from directory.errors import DirectoryError
from directory.model.outgoing_mail import OutgoingMail

LANGUAGES = ("sv", "en")
LONGEST_ADDRESS = 254
"""Characters (RFC 3696, erratum 1690)."""
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*",
    re.ASCII,
)
"""As browsers take one (HTML Living Standard, *valid e-mail address*): no quoted names, no comments."""
POSTED = "letters_posted"
"""Where a session notes that letters wait for its commit, so that whoever listens can wake a worker."""


class LetterKind(StrEnum):
    """The letters that the program writes. Each has a template for each language."""

    INVITATION = "invitation"
    """Somebody is invited to have an account. Late."""
    RESET = "reset"
    """Somebody asked for a new password. Late."""
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 a kind of letter
    """The password of an account is another one since now."""
    FACTOR_CHANGED = "factor_changed"
    """The second step of signing in was set up, changed, removed or replaced."""
    RIGHTS_EXPIRING = "rights_expiring"
    """What somebody may do ends soon, unless it is renewed."""
    RIGHTS_CHANGED = "rights_changed"
    """Somebody may do something else than before."""
    CONTACT_LISTED = "contact_listed"
    """Somebody's name and address at work are to be shown to colleagues (GDPR, article 14). Late."""
    CONTACT_ENDED = "contact_ended"
    """They are shown no longer."""
    CONTACT_WAITING = "contact_waiting"
    """A contact person, or a change of who sees something, waits for somebody's yes or no."""
    CONTACT_EXPIRING = "contact_expiring"
    """Somebody's time as a contact person ends soon; for those who keep the organization."""
    POST_VACANT = "post_vacant"
    """A contact person has said no, and a post is vacant; for those who keep the organization."""
    INQUIRY = "inquiry"
    """An organization is asked whether what is said of it is still right, with what is said. Late."""
    DIGEST = "digest"
    """What has happened for somebody since yesterday: counts, and where to see it."""
    QUOTA_REACHED = "quota_reached"
    """An account has opened more contacts in a day than its work explains; for a coordinator."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a letter needs. ``values``: the names that its words are made of, neither more nor fewer.

    ``is_late``: the values are made at sending, from ids (names that end in ``_id``) in the outbox.
    """

    values: tuple[str, ...]
    is_late: bool = False


FORMS: Mapping[LetterKind, Form] = {
    LetterKind.INVITATION: Form(("inviter", "link", "until"), is_late=True),
    LetterKind.RESET: Form(("link", "until"), is_late=True),
    LetterKind.PASSWORD_CHANGED: Form(("at", "link")),
    LetterKind.FACTOR_CHANGED: Form(("at", "link")),
    LetterKind.RIGHTS_EXPIRING: Form(("link", "until")),
    LetterKind.RIGHTS_CHANGED: Form(("at", "link")),
    LetterKind.CONTACT_LISTED: Form(("lister", "link", "purpose", "seen_by", "until"), is_late=True),
    LetterKind.CONTACT_ENDED: Form(("at",)),
    LetterKind.CONTACT_WAITING: Form(("link",)),
    LetterKind.CONTACT_EXPIRING: Form(("link", "until")),
    LetterKind.POST_VACANT: Form(("link",)),
    LetterKind.INQUIRY: Form(("asked", "facts", "link", "until", "words"), is_late=True),
    LetterKind.DIGEST: Form(("lines",)),
    LetterKind.QUOTA_REACHED: Form(("at", "link", "person")),
}
"""``link`` is a whole address; ``at`` and ``until`` are moments in words of the letter's language; the others are
short names, and paragraphs of our own. None of them is an organization: a letter that goes astray must not say who
works with whom. Only ``facts`` may say to an organization what everybody may read of it (decision 0017)."""


class NotAnAddress(DirectoryError):
    """A letter was to go to what is no mail address. The sentence does not repeat it."""

    status = 422
    code = "not-an-address"


def post(
    session: Session, kind: LetterKind, *, to: str, lang: str, values: Mapping[str, str] | None = None
) -> str:
    """Put a letter into the outbox, in the transaction of *session*; return its id.

    If the transaction is rolled back, nothing was posted. Beside its values, a letter may hold ids of what it is about
    (names that end in ``_id``): they never come into its words.

    Raises:
        NotAnAddress: *to* is none, or one that no mail server would take.
        ValueError: *values* are not those of the kind (for a late letter: ids), or the language is unknown.
    """
    given = dict(values or {})
    form = FORMS[kind]
    said = said_in(given)
    if form.is_late:
        if said:
            raise ValueError(f"a late letter holds ids only, not {sorted(said)}")
    elif set(said) != set(form.values):
        raise ValueError(f"{kind} takes {sorted(form.values)}, not {sorted(given)}")
    if lang not in LANGUAGES:
        raise ValueError(f"there are no letters in {lang!r}")
    now = clock.now()
    letter = OutgoingMail(
        id=secrets.token_urlsafe(24),
        kind=kind.value,
        recipient=address_of(to),
        lang=lang,
        values=given,
        created_at=now,
        due_at=now,
        attempts=0,
    )
    session.add(letter)
    session.info[POSTED] = True
    return letter.id


def said_in(values: Mapping[str, str]) -> dict[str, str]:
    """Return those *values* that come into the words of a letter: all but the ids of what it is about."""
    return {name: text for name, text in values.items() if not name.endswith("_id")}


def withdraw(session: Session, *, to: str) -> int:
    """Remove every letter to *to* from the outbox, sent or not: nothing is kept about them here. Return how many."""
    removed = delete(OutgoingMail).where(OutgoingMail.recipient == address_of(to)).returning(OutgoingMail.id)
    return len(session.execute(removed).all())


def address_of(text: str) -> str:
    """Return the mail address *text* as mail servers take it, its domain in ASCII.

    Raises:
        NotAnAddress: it is none, more than one, or has a name before the @ that is not ASCII.
    """
    name, _, domain = unicodedata.normalize("NFC", text).strip(" ").rpartition("@")
    try:
        address = f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        address = ""
    if not ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        sv, en = "Det går inte att skriva till den e-postadressen.", "That mail address cannot be written to."
        raise NotAnAddress(sv, sv=sv, en=en)
    return address
