"""The checker of the HTML standard's own makers (vnu), over any number of pages in one call."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

HOMES = ("/opt/homebrew/opt/openjdk/bin/java", "/usr/local/opt/openjdk/bin/java")
"""Where Homebrew puts Java: not on the path, because macOS has a stand-in of that name."""


def find_java() -> str:
    """Return a Java that runs.

    Raises:
        FileNotFoundError: there is none; ``scripts/tools java`` installs one.
    """
    for place in (*HOMES, shutil.which("java")):
        if (
            place
            and Path(place).is_file()
            and subprocess.run([place, "-version"], capture_output=True, check=False).returncode == 0
        ):
            return place
    raise FileNotFoundError("There is no Java on this machine: run scripts/tools java")


def complaints(folder: Path) -> list[str]:
    """Return one line for each error or warning in the ``*.html`` files of *folder*."""
    command = [find_java(), "-Xmx512m", "-jar", JAR, "--format", "json", "--exit-zero-always"]
    pages = sorted(folder.glob("*.html"))
    result = subprocess.run([*command, *pages], capture_output=True, text=True, check=True)
    return [
        f"{message.get('url', '').rsplit('/', 1)[-1]}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(result.stderr)["messages"]
    ]
