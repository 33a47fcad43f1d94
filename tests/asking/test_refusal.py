"""What must not be typed here is refused with a reason, and nothing of it is kept."""

from __future__ import annotations

import pytest

from directory.asking import NoteCode, Reading, RefusalCode

from .conftest import Reader


@pytest.mark.parametrize(
    "number",
    [
        "19900101-1234",
        "900101-1234",
        "900101+1234",
        "199001011234",
        "9001011234",
        "900101 1234",
        "19 900101 1234",
        "1990-01-01-1234",
        "1990 01 01 1234",
        "900161-2385",
        "20100375 2394",
        "２０１００３１５-2394",
        "2\u200b0100315-2394",
        "900101\u00a01234",
    ],
)
def test_a_personal_number_is_refused_in_every_writing(number: str, reading: Reader) -> None:
    for sentence in (number, f"boende för {number} i Solna", f"pnr:{number}."):
        refused = reading(sentence).refused
        assert refused is not None
        assert refused.code is RefusalCode.PERSONAL_NUMBER


@pytest.mark.parametrize(
    "sentence",
    [
        "ring 070-174 06 05 kvinna Nacka",
        "ring 0701740605 kvinna Nacka",
        "ring +46 70 174 06 05 kvinna Nacka",
        "08-465 00 412 svarar inte, kvinna Nacka",
        "kvinna 28 Nacka 2026-11-28 03:00",
        "kvinna 19900101 Nacka",
        "kvinna Nacka diarienummer 1234567",
    ],
)
def test_phones_dates_and_other_numbers_are_no_personal_numbers(sentence: str, reading: Reader) -> None:
    read = reading(sentence)
    assert read.refused is None
    assert not any(sign.isdecimal() for word in read.not_understood for sign in word)


def test_a_phone_number_is_left_out_and_that_is_said(reading: Reader) -> None:
    assert NoteCode.NUMBER_LEFT_OUT in reading("ring 070-174 06 05 kvinna Nacka").notes


@pytest.mark.parametrize(
    "sentence",
    [
        "Maria, 28 år, behöver boende i Tyresö",
        "boende för maria i tyresö",
        "BOENDE FÖR MARIA I SOLNA",
        "hon heter fatima",
        "Patienten heter Zorvanka",
        "hon kallas för Nelly",
        "her name is Joy",
        "Anna Svensson söker stöd",
        "kvinna, Andersson, Solna",
        "Erik Johansson",
        "Zelda Quorx behöver boende",
        "Zelda, 28, Solna",
        "fru Blixt behöver boende",
        "Joy 19 från Nigeria, Lund",
        "Jan Karlsson",
        "I hope Mary can stay",
        "mohammed, Kista, sova",
        "Saga behöver boende",
    ],
)
def test_a_name_is_refused(sentence: str, reading: Reader) -> None:
    refused = reading(sentence).refused
    assert refused is not None
    assert refused.code is RefusalCode.NAME


@pytest.mark.parametrize(
    "sentence",
    [
        "kvinna 30, Maria-Gamla stan, boende",
        "boende i Alma",
        "kvinna från Sofia",
        "in May a woman in Lund",
        "I hope she can sleep in Lund",
        "samtal per telefon",
        "vad heter socialjouren i Lund",
        "Kan Talita ta emot kvinna 30 Lund",
        "Akut Boende För Tjej I Solna",
        "AKUT BOENDE TJEJ 16 SOLNA",
        "Tyrsö kvinna 28",
        "Kvinna, 28 år, Lund",
        "Röda Korset i Lund",
        "Linköping Norrköping Motala",
        "Storgatan 12, Lund",
        "Brasiliansk kvinna, Rinkeby",
        "Kvina 28 Tyresö",
    ],
)
def test_words_and_places_that_are_also_names_are_read(sentence: str, reading: Reader) -> None:
    assert reading(sentence).refused is None


def test_an_address_of_mail_is_refused(reading: Reader) -> None:
    refused = reading("mejla m.k@example.org om boende").refused
    assert refused is not None
    assert refused.code is RefusalCode.EMAIL
    assert reading("kl 3 @ Solna").refused is None


def test_a_long_text_is_refused_at_once(reading: Reader) -> None:
    for text in ("boende " * 72, "a" * 501, "boende i Solna " * 700):
        refused = reading(text).refused
        assert refused is not None
        assert refused.code is RefusalCode.TOO_LONG
    assert reading(("boende " * 72)[:500]).refused is None


def test_a_refusal_holds_nothing_of_the_text_and_says_what_to_do(reading: Reader) -> None:
    read = reading("Zelda Quorx 19900101-1234 behöver boende i Solna")
    assert read == Reading(refused=read.refused, language=read.language)
    assert read.refused is not None
    for code in RefusalCode:
        refusal = type(read.refused)(code)
        for message in (refusal.message("sv"), refusal.message("en")):
            assert message.endswith(".")
            assert "Zelda" not in message
    assert read.refused.message("sv") != read.refused.message("en")


def test_a_street_is_not_shown_again(reading: Reader) -> None:
    assert reading("kvinna 26 Storgatan 14 Kalmar boende").not_understood == ()


def test_invisible_signs_are_removed_and_told(reading: Reader) -> None:
    read = reading("bo\u200bende i \u202eSolna")
    assert read.needs == ("boende",)
    assert NoteCode.CONTROLS_REMOVED in read.notes


def test_script_and_sql_are_only_words(reading: Reader) -> None:
    for hostile in (
        "'; DROP TABLE services; --",
        "<script>alert(1)</script>",
        "{{7*7}} ${jndi:x}",
        "\x00\x1b[31m",
    ):
        assert reading(hostile).refused is None
