"""axe-core, put into a page from outside: what it says against WCAG 2.2 AA and its own best practices."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@cache
def source() -> str:
    """Return axe itself.

    Raises:
        FileNotFoundError: it is not installed; ``scripts/tools node`` does that.
    """
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return one line for each violation on the page as it stands: rule, what it means, where."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(source())
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        list(TAGS),
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['target'][0]}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
