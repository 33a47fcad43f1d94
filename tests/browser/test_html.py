"""Every page is valid HTML, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.browser.html import complaints
from tests.browser.pages import PAGES

LANGUAGES = ("sv", "en")


def in_language(path: str, language: str) -> str:
    path = re.sub(r"[?&]lang=\w+", "", path)
    return path if language == "sv" else f"{path}{'&' if '?' in path else '?'}lang={language}"


def read(address: str) -> tuple[int, str]:
    """Return status and body of the page, also when it is the page of an error."""
    try:
        with urlopen(address, timeout=30) as reply:
            return reply.status, reply.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_every_page_is_valid_in_both_languages(site: str, tmp_path: Path) -> None:
    for number, page_path in enumerate(PAGES):
        for language in LANGUAGES:
            name = re.sub(r"\W+", "-", page_path.path).strip("-")[:60]
            status, text = read(site + in_language(page_path.path, language))
            assert status == page_path.status, page_path
            assert f'<html lang="{language}"' in text, page_path
            (tmp_path / f"{number:02}-{language}-{name}.html").write_text(text, encoding="utf-8")
    assert complaints(tmp_path) == []


def test_a_heading_inside_a_word_would_be_found(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="sv"><head><title>x</title></head>'
    (tmp_path / "planted.html").write_text(f"{head}<body><span><h1>x</h1></span></body></html>")
    (complaint,) = complaints(tmp_path)
    assert complaint.startswith("planted.html:1: Element “h1” not allowed as child of element “span”")
