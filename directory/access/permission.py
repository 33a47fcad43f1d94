"""What may be done, as one list. Which role has which is in ``roles``; where each is asked for, ``@needs`` says.

Knows nothing of the web: a permission is a word, a view carries it as data.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

_MARK = "needs_permission"


class Permission(StrEnum):
    """One right, named noun first. What ends in ``.read`` changes nothing, so it needs no CSRF token."""

    ABOUT_READ = "about.read"
    """Read the pages about the directory itself: sources, accessibility statement, keyboard."""
    ANSWER_READ = "answer.read"
    """Ask a question and read its answer, also as vCard and calendar entry."""
    API_READ = "api.read"
    """Ask through the API and read its description."""
    ASSET_READ = "asset.read"
    """Fetch style sheets, fonts, pictures and scripts."""
    DIRECTORY_READ = "directory.read"
    """Read areas, organizations, services, roles and needs, and search among them."""
    HEALTH_READ = "health.read"
    """Ask whether the program is alive and ready; answered without a snapshot and without the database."""

    ACCOUNT_ENTER = "account.enter"
    """Sign in, accept an invitation, reset a lost password: what one does before one is known."""
    LISTING_ANSWER = "listing.answer"
    """See what is held about oneself as a contact person, and object: by the link of a mail, without an account."""
    OWN_READ = "own.read"
    """See one's own account: rights, sessions, second factors, and all that is held about it."""
    OWN_EXPORT = "own.export"
    """Take out a copy of all that is held about one's own account."""
    OWN_LEAVE = "own.leave"
    """End one's own sessions, this one or others."""
    OWN_CONFIRM = "own.confirm"
    """Show anew that it is oneself who sits there, before something sensitive."""
    OWN_SECURE = "own.secure"
    """Change one's own password and second factors."""

    CONTACT_READ = "contact.read"
    """See the contact persons, places and notes of an organization in its workspace, also those that wait."""
    CONTACT_PROPOSE = "contact.propose"
    """Write contact persons, places and notes of an organization; numbers wait for somebody else's eyes."""
    CONTACT_APPROVE = "contact.approve"
    """Approve what somebody else wrote, or send it back."""
    RESTRICTED_OPEN = "restricted.open"
    """Open one restricted contact. It is written down who did, before anything is shown."""

    OFFER_READ = "offer.read"
    """See an organization's own workspace: services, hours, capacity, proposals, and how often it was asked for."""
    OFFER_CHANGE = "offer.change"
    """Change what an organization offers. Numbers, mailboxes, links and new offers wait for other eyes."""
    OFFER_CONFIRM = "offer.confirm"
    """Say, signed in, that what is said of an organization is still right."""
    CHANGE_READ = "change.read"
    """See what waits for approval, and the history of a record."""
    CHANGE_APPROVE = "change.approve"
    """Approve a change that somebody else proposed, or send it back."""
    CHANGE_UNDO = "change.undo"
    """Take a change back, or restore a record as it was at an earlier time."""
    CONFIRM_ANSWER = "confirm.answer"
    """Say whether what is said of an organization is still right, by the link of a mail, without an account."""

    REPORT_MAKE = "report.make"
    """Tell what is wrong with a record, and how a call went: as counts, without a word about anybody."""
    REPORT_SETTLE = "report.settle"
    """Say that a reported trouble has been looked into."""
    QUESTION_SAVE = "question.save"
    """Save the fields of a question, to be told when its first contact changes."""

    NETWORK_READ = "network.read"
    """See how the network of an area stands: coverage, weak links, what is old, what waits."""
    RECORD_MERGE = "record.merge"
    """Merge two records that are one, or say that they are two."""
    RECORD_REMOVE = "record.remove"
    """Take a record out of the directory so that it stays out, and let it in again."""
    BULK_CHANGE = "bulk.change"
    """Change one thing in many records."""
    CAMPAIGN_RUN = "campaign.run"
    """Ask every organization of an area for the same thing, remind them, ring them up and tick them off."""
    IMPORT_RUN = "import.run"
    """Bring a file, try it, and read it in."""
    TABLE_EXPORT = "table.export"
    """Take the rows on the screen away as a file. It is written down who did, what, and how many."""

    MEMBER_READ = "member.read"
    """See the accounts and invitations that one stands over."""
    MEMBER_INVITE = "member.invite"
    """Invite somebody to a role that one stands over, and withdraw the invitation."""
    MEMBER_CHANGE = "member.change"
    """Renew, give and end rights that one stands over."""
    MEMBER_END = "member.end"
    """End everything that an account has, at once."""
    ACCOUNT_RECOVER = "account.recover"
    """Take the lost second factor off somebody's account, so that a new one can be set up by mail."""
    ACCOUNT_ENABLE = "account.enable"
    """Let an account that was ended be signed in to again."""
    ACCOUNT_ERASE = "account.erase"
    """Erase who an account that was ended belonged to."""

    LOG_READ = "log.read"
    """Read the log of changes and of opened restricted contacts, as far as one stands over what it is about."""
    LOG_EXPORT = "log.export"
    """Take entries of the log away as a file. It is written down who did, when, and how many."""
    LOG_VERIFY = "log.verify"
    """Have the chain of the log checked, and the verdict written down."""
    MAIL_READ = "mail.read"
    """See which mails could not be sent."""
    MAIL_RETRY = "mail.retry"
    """Have a mail that could not be sent tried again, or dropped."""
    JOB_READ = "job.read"
    """See which jobs were run when, and with what result."""
    JOB_RUN = "job.run"
    """Have a job run once more."""

    @property
    def is_reading(self) -> bool:
        """Whether what it allows changes nothing, so that a form for it needs no CSRF token."""
        return self.value.endswith(".read")

    @property
    def is_sensitive(self) -> bool:
        """Whether one must have shown who one is within the last minutes (step-up)."""
        return self in _SENSITIVE


_SENSITIVE = frozenset(
    {
        Permission.OWN_EXPORT,
        Permission.OWN_SECURE,
        Permission.RESTRICTED_OPEN,
        Permission.MEMBER_INVITE,
        Permission.MEMBER_CHANGE,
        Permission.MEMBER_END,
        Permission.ACCOUNT_RECOVER,
        Permission.ACCOUNT_ENABLE,
        Permission.ACCOUNT_ERASE,
        Permission.LOG_EXPORT,
        Permission.TABLE_EXPORT,
    }
)


def needs(permission: Permission) -> Callable[[View], View]:
    """Mark a view with the permission that it asks for. A view without one is refused to everybody.

    Put it nearest to the function, under the route decorator, so that the marked function is the routed one.
    """

    def mark(view: View) -> View:
        setattr(view, _MARK, permission)
        return view

    return mark


def permission_of(view: Callable[..., Any] | None) -> Permission | None:
    """Return the permission that *view* asks for; None means that nobody thought of it, which is a refusal."""
    found = getattr(view, _MARK, None)
    return found if isinstance(found, Permission) else None
