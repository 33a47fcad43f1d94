"""Who may do what, on one page: a map from role to permissions, and the one question asked of it.

Whether somebody may do it *to this organization* or *in this area* is asked of ``rules``, beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from directory.access.permission import Permission


class Role(StrEnum):
    """What a viewer is to the directory. All but the first two are edges to an organization or an area."""

    PUBLIC = "public"
    """Anybody at all, without an account."""
    MEMBER = "member"
    """Anybody who is signed in, whatever else they are."""
    CASEWORKER = "caseworker"
    """Asks for others, in an area or for an organization: sees what is for the network."""
    NGO_EDITOR = "ngo_editor"
    """Writes what its organization offers."""
    NGO_OWNER = "ngo_owner"
    """Answers for an organization's entries, and for who edits them."""
    COORDINATOR = "coordinator"
    """Keeps the directory of an area, and the people in it."""
    ADMINISTRATOR = "administrator"
    """Keeps the accounts and the program; sees no contact that the public does not see."""

    @property
    def is_granted(self) -> bool:
        """Whether somebody gives it to somebody; the others come by themselves."""
        return self not in (Role.PUBLIC, Role.MEMBER)


_EVERYBODY = frozenset(
    {
        Permission.ABOUT_READ,
        Permission.ACCOUNT_ENTER,
        Permission.ANSWER_READ,
        Permission.API_READ,
        Permission.CONFIRM_ANSWER,
        Permission.ASSET_READ,
        Permission.DIRECTORY_READ,
        Permission.HEALTH_READ,
        Permission.LISTING_ANSWER,
    }
)
_OWN = frozenset(
    {
        Permission.OWN_READ,
        Permission.OWN_EXPORT,
        Permission.OWN_LEAVE,
        Permission.OWN_CONFIRM,
        Permission.OWN_SECURE,
        Permission.QUESTION_SAVE,
    }
)
_ASKING = frozenset({Permission.REPORT_MAKE})
_EDITING = _ASKING | {
    Permission.CONTACT_READ,
    Permission.CONTACT_PROPOSE,
    Permission.RESTRICTED_OPEN,
    Permission.OFFER_READ,
    Permission.OFFER_CHANGE,
    Permission.OFFER_CONFIRM,
    Permission.CHANGE_READ,
}
_APPROVING = frozenset({Permission.CONTACT_APPROVE, Permission.CHANGE_APPROVE, Permission.CHANGE_UNDO})
_KEEPING = frozenset(
    {
        Permission.NETWORK_READ,
        Permission.REPORT_SETTLE,
        Permission.RECORD_MERGE,
        Permission.RECORD_REMOVE,
        Permission.BULK_CHANGE,
        Permission.CAMPAIGN_RUN,
        Permission.IMPORT_RUN,
        Permission.TABLE_EXPORT,
    }
)
_PEOPLE = frozenset(
    {
        Permission.MEMBER_READ,
        Permission.MEMBER_INVITE,
        Permission.MEMBER_CHANGE,
        Permission.MEMBER_END,
    }
)
_LOG = frozenset({Permission.LOG_READ, Permission.LOG_EXPORT, Permission.LOG_VERIFY})

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.PUBLIC: _EVERYBODY,
        Role.MEMBER: _EVERYBODY | _OWN,
        Role.CASEWORKER: _ASKING,
        Role.NGO_EDITOR: _EDITING,
        Role.NGO_OWNER: _EDITING | _PEOPLE | _APPROVING,
        Role.COORDINATOR: _EDITING | _PEOPLE | _LOG | _APPROVING | _KEEPING | {Permission.ACCOUNT_RECOVER},
        Role.ADMINISTRATOR: _PEOPLE
        | _LOG
        | {
            Permission.ACCOUNT_RECOVER,
            Permission.ACCOUNT_ENABLE,
            Permission.ACCOUNT_ERASE,
            Permission.MAIL_READ,
            Permission.MAIL_RETRY,
            Permission.JOB_READ,
            Permission.JOB_RUN,
        },
    }
)
"""What each role adds. Everybody who is signed in is also a ``MEMBER``."""


def may(roles: Iterable[Role], permission: Permission | None) -> bool:
    """Tell whether somebody with *roles* may do what *permission* names. None is refused: closed by default."""
    return permission is not None and any(permission in PERMISSIONS[role] for role in roles)
