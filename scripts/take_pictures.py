"""Take the pictures of the documentation anew: a real answer, from the shipped seeds, by the production server.

Run by ``make pictures``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import launch  # noqa: E402
from tests.browser.pages import HOUSING_IN_TYRESO, answer_path  # noqa: E402
from tests.browser.server import serving  # noqa: E402
from tests.seeded import fill  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"

TAKES = {
    "answer.png": (answer_path(*HOUSING_IN_TYRESO) + "&lang=en", 1280, 1640, "light"),
    "answer-telephone.png": (answer_path(*HOUSING_IN_TYRESO), 390, 844, "dark"),
}
"""File → address, width and height of the window in CSS pixels, colour scheme."""


def main() -> int:
    """Fill a database of its own, serve it, and write each picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/kontaktnatet.db"
        fill(database)
        with (
            serving({"DIRECTORY_DATABASE_URL": database}, Path(folder) / "server.log") as site,
            sync_playwright() as playwright,
        ):
            browser = launch(playwright)
            for name, (path, width, height, scheme) in TAKES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]
                    reduced_motion="reduce",
                    locale="sv-SE",
                    timezone_id="Europe/Stockholm",
                )
                page.goto(site + path, wait_until="networkidle")
                page.screenshot(path=PICTURES / name, scale="css")
                print(f"docs/pictures/{name}: {site + path}")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
