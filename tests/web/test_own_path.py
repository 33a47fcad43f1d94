"""Where a parameter may lead: to pages of ours, and to nobody else, whatever a browser makes of it."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from directory.web.own_path import LONGEST, own_path

AWAY = [
    *("https://attacker.example/", "//attacker.example/", "///attacker.example", "/\\attacker.example"),
    *("\\\\attacker.example", "/\t/attacker.example", "/\n/attacker.example", " //attacker.example"),
    *("javascript:alert(1)", "data:text/html,x", "http:attacker.example", "https:/attacker.example"),
    *(
        "/%09/attacker.example",
        "/%2f%2fattacker.example",
        "/areas//attacker.example",
        "/areas@attacker.example",
    ),
    *(
        "/areas#//attacker.example",
        "/areas\u2028",
        "/\u3002attacker.example",
        "attacker.example",
        "areas",
        ".",
    ),
    *(
        "",
        "/nowhere",
        "/areas/../..//attacker.example",
        "/areas\r\nLocation: https://attacker.example",
        "/" * 9,
    ),
    "/areas?" + "x" * LONGEST,
]


@pytest.mark.parametrize("given", AWAY)
def test_what_could_be_another_site_leads_nowhere(site: Flask, given: str) -> None:
    with site.test_request_context("/"):
        assert own_path(given) == ""


@pytest.mark.parametrize(
    "given", ["/", "/areas", "/areas?kind=kommun&lang=en", "/areas/0138", "/answer?need=a%20b"]
)
def test_a_page_of_ours_is_led_back_to(site: Flask, given: str) -> None:
    with site.test_request_context("/"):
        assert own_path(given) == given


def test_a_page_that_only_takes_what_is_sent_is_not_led_to(site: Flask) -> None:
    with site.test_request_context("/"):
        assert own_path("/api/v1/reading") == ""


@given(st.text(alphabet="/\\.:@%#? \t\n\x00ahtps0\u3002", max_size=20))
def test_no_text_at_all_leads_away(site: Flask, text: str) -> None:
    with site.test_request_context("/"):
        found = own_path(text)
    assert found == "" or (found[0] == "/" and found[1:2] not in ("/", "\\") and found.isprintable())
