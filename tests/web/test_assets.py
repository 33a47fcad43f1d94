"""Static files: addresses that change with what they hold, and may therefore be kept for ever."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from directory.web.assets import FOLDER, STYLE_FILES, edition_of, style_sheet


def address(site: Flask, filename: str) -> str:
    with site.test_request_context("/"):
        from flask import url_for

        return url_for("static", filename=filename)


def test_a_file_at_its_address_may_be_kept_for_ever(site: Flask) -> None:
    response = site.test_client().get(address(site, "icon.svg"))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.mimetype == "image/svg+xml"


def test_a_file_asked_for_by_an_older_page_is_served_but_not_to_be_kept(site: Flask) -> None:
    response = site.test_client().get("/static/0123456789ab/icon.svg")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_address_changes_when_a_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a", "utf-8")
    before = edition_of(tmp_path)
    (tmp_path / "a.css").write_text("b", "utf-8")
    assert edition_of(tmp_path) != before


def test_the_style_sheet_is_every_style_file_once() -> None:
    assert sorted(path.stem for path in (FOLDER / "css").glob("*.css")) == sorted(STYLE_FILES)
    sheet = style_sheet()
    assert sheet.index("@layer tokens, base, layout, parts, print;") < sheet.index("@layer base {")


def test_every_font_that_the_style_sheet_names_is_there_with_its_licence(site: Flask) -> None:
    client = site.test_client()
    for name in (
        "atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "schibsted-grotesk-latin-wght-normal.woff2",
    ):
        assert f"fonts/{name}" in style_sheet()
        assert client.get(address(site, f"fonts/{name}")).status_code == 200
    assert {path.name for path in (FOLDER / "fonts").glob("LICENSE*")} == {
        "LICENSE-atkinson.txt",
        "LICENSE-schibsted.txt",
    }


def test_nothing_outside_the_folder_is_served(site: Flask) -> None:
    for path in ("../app.py", "%2e%2e/app.py", "css/../../gate.py", "nothing.css"):
        assert site.test_client().get(f"/static/x/{path}").status_code == 404
