"""Permissions and roles: pure data and predicates. Identity and accounts join here when there are any."""

from __future__ import annotations

from directory.access.permission import Permission, needs, permission_of
from directory.access.roles import PERMISSIONS, Role, may

__all__ = ["PERMISSIONS", "Permission", "Role", "may", "needs", "permission_of"]
