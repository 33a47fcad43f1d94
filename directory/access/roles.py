"""Who may do what, on one page: a map from role to permissions, and the one question asked of it.

Roles are edges of a person to an organization or an area; as long as nobody can sign in, everybody is ``PUBLIC``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from directory.access.permission import Permission


class Role(StrEnum):
    """What a viewer is to the directory."""

    PUBLIC = "public"
    """Anybody at all, without an account."""


PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.PUBLIC: frozenset(
            {
                Permission.ABOUT_READ,
                Permission.ANSWER_READ,
                Permission.API_READ,
                Permission.ASSET_READ,
                Permission.DIRECTORY_READ,
                Permission.HEALTH_READ,
            }
        ),
    }
)


def may(roles: Iterable[Role], permission: Permission | None) -> bool:
    """Tell whether somebody with *roles* may do what *permission* names. None is refused: closed by default."""
    return permission is not None and any(permission in PERMISSIONS[role] for role in roles)
