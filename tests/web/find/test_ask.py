"""A caseworker writes a sentence: it leads to fields in an address, or is asked back, and is kept nowhere."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from directory.finding.fields import FIELD_NAMES
from tests.web.page import Pages


def fields(location: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(location).query)


def test_a_sentence_leads_to_an_address_that_holds_only_fields(pages: Pages) -> None:
    response = pages.post("akut boende för flicka 16 år i Tyresö i natt")
    assert response.status_code == 303
    assert urlsplit(response.headers["Location"]).path == "/answer"
    found = fields(response.headers["Location"])
    assert {name for name, _value in found} <= set(FIELD_NAMES)
    assert {("need", "boende_akut"), ("area", "0138"), ("group", "girl"), ("age", "16")} <= set(found)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_sentence_about_now_leaves_the_time_out_so_that_the_link_goes_on_meaning_now(pages: Pages) -> None:
    assert "at" not in dict(fields(pages.post("boende i Tyresö").headers["Location"]))


def test_an_english_sentence_stays_in_english(pages: Pages) -> None:
    response = pages.post("emergency housing for a woman in Tyresö", lang="en")
    assert response.status_code == 303
    assert "lang=en" in response.headers["Location"]


def test_words_that_were_not_understood_are_listed_with_the_answer_and_not_in_its_address(
    pages: Pages,
) -> None:
    response = pages.post("boende i Tyresö xyzzy")
    assert response.status_code == 200
    assert "xyzzy" not in response.headers["Content-Location"]
    assert "xyzzy" not in response.headers["HX-Push-Url"]
    page = pages.ask("boende i Tyresö xyzzy")
    assert "Ett ord förstod vi inte: xyzzy" in page.words
    assert page.heading == "Vem kan hjälpa, just nu?"
    assert not [link for link in page.links() if "xyzzy" in link]


def test_a_note_that_changes_whom_to_call_is_told_with_the_answer(pages: Pages) -> None:
    page = pages.ask("kvinna 30 med två barn behöver boende i Tyresö")
    assert "har barn med sig" in page.words


def test_a_place_that_lies_in_two_municipalities_is_asked_back(pages: Pages) -> None:
    page = pages.ask("akut boende för flicka 16 år i Ekeby")
    assert page.heading == "Menade du?"
    choices = [link for link in page.links() if link.startswith("/answer")]
    assert {dict(fields(link))["area"] for link in choices} == {"0138", "0880"}
    assert all(("age", "16") in fields(link) for link in choices)


def test_a_sentence_without_a_place_keeps_what_was_understood(pages: Pages) -> None:
    page = pages.ask("akut boende för flicka 16 år", 422)
    assert "var personen är" in page.words.casefold()
    assert page.chosen("need") == "Akut boende"
    assert page.chosen("group") == "Flicka"
    assert page.value("age") == "16"


def test_a_sentence_without_a_need_is_asked_for_it(pages: Pages) -> None:
    page = pages.ask("flicka 16 år i Tyresö", 422)
    assert page.value("area") == "Tyresö"
    assert any(one.get("aria-invalid") for one in page.attributes("select"))


@pytest.mark.parametrize(
    "sentence",
    ["Anna Svensson 19900101-1234 behöver boende i Tyresö", "boende i Tyresö, personnummer 900101-1234"],
)
def test_a_sentence_with_a_personal_number_is_refused_and_nothing_of_it_comes_back(
    pages: Pages, sentence: str
) -> None:
    page = pages.ask(sentence, 422)
    assert "personnummer" in page.words
    assert "Ingenting har sparats" in page.words
    assert "Svensson" not in page.html
    assert "900101" not in page.html


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "   ",
        "x" * 10_000,
        "😀" * 50,
        "\x00\x07\x1b[31m",
        "'; DROP TABLE service; --",
        "<script>alert(1)</script>",
        "\u202eösseryT i edneob",
        "boende i Tyresö den 31 februari",
        "-" * 500,
        "% s %(x)s {0} {{7*7}}",
    ],
)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_any_text_at_all_gets_a_clear_page(pages: Pages, sentence: str, lang: str) -> None:
    response = pages.post(sentence, lang)
    assert response.status_code in (200, 303, 422)
    if response.status_code != 303:
        page = pages.ask(sentence, response.status_code, lang)
        assert "<script>alert" not in page.html
        assert "49" not in page.heading


def test_the_sentence_is_never_written_back_into_its_field(pages: Pages) -> None:
    for sentence, status in (("boende i Tyresö xyzzy", 200), ("akut boende", 422)):
        assert "value" not in next(
            one for one in pages.ask(sentence, status).attributes("input") if one.get("id") == "q"
        )


def test_a_sentence_in_the_address_is_not_read(pages: Pages) -> None:
    assert "xyzzy" not in pages.get("/?q=xyzzy").html


def test_the_start_page_offers_the_same_in_fields_and_examples_that_work(pages: Pages) -> None:
    page = pages.get("/")
    assert {"need", "group", "age", "area", "at", "residence", "status", "language"} <= {
        one.get("name") for tag, one in page.elements if tag in ("input", "select")
    }
    examples = [link for link in page.links() if link.startswith("/answer")]
    assert examples
    for link in examples:
        pages.get(link)


def test_the_keys_are_told(pages: Pages) -> None:
    assert "Shift" in pages.get("/keyboard").words
