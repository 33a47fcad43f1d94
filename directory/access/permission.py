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
    """One right, named noun first. All of those here only read: they change nothing, so they need no CSRF token."""

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

    @property
    def is_reading(self) -> bool:
        """Whether what it allows changes nothing, so that a form for it needs no CSRF token."""
        return self.value.endswith(".read")


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
