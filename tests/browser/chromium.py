"""Find the Chromium that the browser tests drive, and start it so that it speaks with nobody else.

``python -m tests.browser.chromium`` prints where it is; without one it exits with status 1.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

PLACES = (
    "/usr/bin/chromium",
    "/usr/bin/google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def sandbox_arguments() -> tuple[str, ...]:
    """Return what root has to add: Chromium refuses to run as root inside its own sandbox."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def find_chromium(playwright: Playwright) -> str | None:
    """Return the executable: that named by CHROMIUM, the system's, or Playwright's own; else None."""
    for place in (os.environ.get("CHROMIUM", ""), *PLACES, playwright.chromium.executable_path):
        if place and Path(place).is_file():
            return place
    return None


def launch(playwright: Playwright) -> Browser:
    """Start the browser.

    Raises:
        FileNotFoundError: there is none on this machine.
    """
    executable = find_chromium(playwright)
    if executable is None:
        raise FileNotFoundError("There is no Chromium on this machine: run scripts/tools browser")
    return playwright.chromium.launch(
        executable_path=executable, args=[*ARGUMENTS, *sandbox_arguments()], chromium_sandbox=False
    )


def main() -> int:
    """Print where the browser is."""
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
    if executable is None:
        return 1
    print(executable)
    return 0


if __name__ == "__main__":
    sys.exit(main())
