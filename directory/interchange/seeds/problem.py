"""What is wrong with the seeds: all of it at once, each with file, line and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from directory.errors import SeedError

MOST_SHOWN = 50
"""More sentences than this help nobody; the rest are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong. ``line`` 0 means the file as a whole."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        return f"{where}: {self.sentence}"


@dataclass(slots=True)
class Problems:
    """Collects problems until somebody asks for them."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, sentence: str) -> None:
        """Note that *sentence* is wrong in that *line* of *file*."""
        self.found.append(Problem(file, line, sentence))

    def stop_if_any(self) -> None:
        """Raise everything noted so far as one error.

        Raises:
            SeedError: there is at least one problem; its details name file and line of the first, and all of them.
        """
        if not self.found:
            return
        problems = sorted(set(self.found))
        shown = [str(problem) for problem in problems[:MOST_SHOWN]]
        if len(problems) > MOST_SHOWN:
            shown.append(f"… and {len(problems) - MOST_SHOWN} more.")
        raise SeedError(
            "\n".join(["The seeds are wrong; nothing was changed.", *shown]),
            file=problems[0].file,
            line=problems[0].line,
            problems=tuple(problems),
        )
