"""How large a table may be: of a file that asks for more, nothing is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. ``memory`` is the address space of the process that reads."""

    size: int = 5 * MB
    unpacked: int = 20 * MB
    rows: int = 20_000
    columns: int = 200
    cell: int = 5_000
    """Characters of one cell."""
    cpu_s: int = 4
    wall_s: float = 20.0
    memory: int = 256 * MB
