"""Search over everything: by name, kept nowhere, and closed to what looks like a person."""

from __future__ import annotations

import logging

import pytest

from tests.web.page import Pages

NUMBERS = ("19900101-1234", "900101-1234", "199001011234", "huset 900101 1234", "９００１０１-１２３４")


def test_what_is_found_stands_under_its_kind(pages: Pages) -> None:
    page = pages.get("/search?q=boende")
    assert page.texts["h2"][0] == "Behov"
    assert {"/needs/boende", "/needs/boende_akut", "/services/hus"} <= set(page.links())


def test_a_misspelt_place_is_found_in_both_languages(pages: Pages) -> None:
    assert "/areas/0123" in pages.get("/search?q=jarfala").links()
    assert "/areas/0123?lang=en" in pages.get("/search?q=jarfala&lang=en").links()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_personal_number_is_refused_not_given_back_and_not_logged(
    pages: Pages, number: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = pages.client.get("/search", query_string={"q": number})
        assert response.status_code == 303
        page = pages.get(response.headers["Location"], status=422)
    assert page.value("q") == ""
    assert "personnummer" in page.words
    written = response.text + response.headers["Location"] + page.html + capsys.readouterr().out + caplog.text
    assert "1234" not in written
    assert "１２３４" not in written


def test_a_number_of_an_office_is_not_taken_for_a_person(pages: Pages) -> None:
    pages.get("/search?q=0138")
    pages.get("/search?q=112")


def test_words_that_may_be_a_name_are_searched_for_all_the_same(pages: Pages) -> None:
    assert "Inget med det namnet" in pages.get("/search?q=Anna+Svensson").words


def test_an_empty_search_is_a_form_and_no_complaint(pages: Pages) -> None:
    for url in ("/search", "/search?q=", "/search?q=%20%20"):
        page = pages.get(url)
        assert "Inget med det namnet" not in page.words


def test_nothing_found_says_what_to_do(pages: Pages) -> None:
    assert "Kontrollera stavningen" in pages.get("/search?q=qqqqqqq").words


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "'; DROP TABLE area;--", "<script>alert(1)</script>", "\u202e\u200b", "😀", "%00"]
)
def test_bad_input_is_answered_with_a_page(pages: Pages, text: str) -> None:
    response = pages.client.get("/search", query_string={"q": text})
    assert response.status_code in (200, 303)
    assert "<script>alert" not in response.text
