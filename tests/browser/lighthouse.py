"""Lighthouse, from outside: four scores out of 100 for one address."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.browser.chromium import ARGUMENTS, sandbox_arguments

PROGRAM = Path(__file__).parents[2] / "node_modules" / "lighthouse" / "cli" / "index.js"

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one page. ``failed`` names the audits that cost points."""

    scores: dict[str, int]
    failed: tuple[str, ...]

    def below(self, least: int) -> dict[str, int]:
        """Return the categories that do not reach *least*."""
        return {name: score for name, score in self.scores.items() if score < least}


def audit(address: str, chromium: str, *, skip: tuple[str, ...] = (), desktop: bool = False) -> Scores:
    """Let Lighthouse look at *address* as on a slow telephone (or a desktop), and return what it says.

    Raises:
        FileNotFoundError: Node.js or Lighthouse is not installed; ``scripts/tools node`` does that.
        RuntimeError: Lighthouse could not finish; holds what it printed.
    """
    node = shutil.which("node")
    if node is None or not PROGRAM.is_file():
        raise FileNotFoundError("Lighthouse is not installed: run scripts/tools node")
    flags = " ".join(("--headless=new", *ARGUMENTS, *sandbox_arguments()))
    command = [
        node,
        PROGRAM,
        address,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
        *(["--preset=desktop"] if desktop else []),
        *([f"--skip-audits={','.join(skip)}"] if skip else []),
    ]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    if result.returncode != 0:
        raise RuntimeError(f"Lighthouse stopped with status {result.returncode}.\n{result.stderr[-2000:]}")
    report = json.loads(result.stdout)
    weights = {
        reference["id"]: reference["weight"]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
    }
    return Scores(
        {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        tuple(
            f"{name}: {entry['title']}"
            for name, entry in report["audits"].items()
            if entry["score"] is not None and entry["score"] < 0.9 and weights.get(name)
        ),
    )
