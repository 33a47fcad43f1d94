"""Permissions, roles, identities and the rules between them: pure data and predicates."""

from __future__ import annotations

from directory.access.identity import CONFIRMED_FOR, AccountId, Grant, Identity, fits
from directory.access.permission import Permission, needs, permission_of
from directory.access.roles import PERMISSIONS, Role, may
from directory.access.rules import (
    GIVES,
    Borders,
    may_from_above,
    may_give,
    may_give_any,
    may_there,
    sees_any,
    stands_over,
    stands_over_all,
)

__all__ = [
    "CONFIRMED_FOR",
    "GIVES",
    "PERMISSIONS",
    "AccountId",
    "Borders",
    "Grant",
    "Identity",
    "Permission",
    "Role",
    "fits",
    "may",
    "may_from_above",
    "may_give",
    "may_give_any",
    "may_there",
    "needs",
    "permission_of",
    "sees_any",
    "stands_over",
    "stands_over_all",
]
