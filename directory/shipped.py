"""Where the folders lie that ship with the program: ``templates`` and ``seeds``.

In a wheel they are packed as ``directory/_shipped/…``; in a checkout they lie at the root of the repository.
"""

from __future__ import annotations

from pathlib import Path

from directory.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder *name* that ships with the program.

    Raises:
        SettingsError: it lies neither in the installed package nor at the root of the repository.
    """
    for place in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise SettingsError(
        f"The folder “{name}” that ships with the program is missing. Install the program again, "
        f"or run it from a complete checkout.",
        folder=name,
    )
