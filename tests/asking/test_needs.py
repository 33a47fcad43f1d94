"""What is needed: asked for, hinted at, following from danger, missing, or not wanted."""

from __future__ import annotations

import pytest

from .conftest import Reader

NEEDS = [
    ("inte boende utan vård", "vard"),
    ("vill inte ha kontakt med polis, behöver kurator", "stodsamtal"),
    ("ej polis, bara stödsamtal", "stodsamtal"),
    ("har redan boende men behöver psykolog", "vard_psykologisk"),
    ("har skyddat boende, behöver jurist", "juridik"),
    ("boende behövs inte, bara läkare", "vard_medicinsk"),
    ("not housing but a lawyer", "juridik"),
    ("doesn't need housing, needs an interpreter", "tolk"),
    ("she doesn't have housing", "boende"),
    ("utan boende", "boende"),
    ("har inget boende", "boende"),
    ("saknar boende och läkare", "boende vard_medicinsk"),
    ("inget boende för kvinna i Solna", "boende"),
    ("hittar inget boende", "boende"),
    ("har ni boende?", "boende"),
    ("ingen läkare behövs, bara tolk", "tolk"),
    ("ingenstans att ta vägen", "boende_akut"),
    ("no place to go", "boende_akut"),
    ("boende i natt", "boende_akut"),
    ("akut boende", "boende_akut"),
    ("akut skyddat boende", "boende_skyddat"),
    ("boende på sikt", "boende_langsiktigt"),
    ("akut vård", "vard_akut"),
    ("kvinna boende i Malmö behöver psykolog", "vard_psykologisk"),
    ("lever på skyddat boende och behöver jobb", "sysselsattning_arbete"),
    ("nattlogi", "boende_akut"),
    ("barnpsykolog", "vard_psykologisk"),
    ("hjärtmedicin", "vard_medicinsk"),
    ("härbrge", "boende_akut"),
    ("psykolgo", "vard_psykologisk"),
    ("hotad kvinna behöver tolk", "tolk skydd"),
    ("misshandlad kvinna", "skydd"),
    ("misshandlad kvinna behöver läkare", "vard_medicinsk"),
    ("kvinna säljer sex", ""),
    ("flicka 14 säljer sex", "barnskydd"),
    ("tjej 16 behöver sova", "boende_akut barnskydd"),
    ("tjej 16 behöver tandläkare", "vard_medicinsk"),
    ("är det här människohandel?", "identifiering"),
    ("offer för människohandel behöver boende", "boende"),
    ("misstänker att tjejen på hotellet i Solna tvingas till prostitution", "identifiering barnskydd"),
    ("kvinna har betänketid", ""),
    ("kvinna vill ha betänketid", "tillstand_betanketid"),
    ("vill åka hem till Rumänien", "atervandande"),
    ("vill inte åka hem till Rumänien, behöver boende", "boende"),
    ("polisen Solna", "skydd"),
    ("socialtjänsten Solna, flicka 11", "barnskydd"),
    ("polis och tolk, Solna", "tolk"),
    ("hur gör jag?", "radgivning_yrkesverksamma"),
    ("vem ringer man om kvinnan är misshandlad?", "skydd"),
    ("vet du var jag kan få råd", "radgivning_yrkesverksamma"),
    ("boende boende boende", "boende"),
    ("hjälp", ""),
]


@pytest.mark.parametrize(("said", "needs"), NEEDS)
def test_needs(said: str, needs: str, reading: Reader) -> None:
    assert " ".join(reading(said).needs) == needs


def test_what_was_turned_down_is_told(reading: Reader) -> None:
    read = reading("vill inte ha boende, bara prata med nån")
    assert (read.needs, read.declined) == (("stodsamtal",), ("boende",))


def test_the_office_that_asks_is_not_the_one_asked_for(reading: Reader) -> None:
    assert reading("Polisen Ystad: vi behöver tolk").roles == ()
    assert reading("Tolk till polisen Ystad").roles == ("role.polis",)


def test_words_that_nobody_knows_are_listed_as_they_were_written(reading: Reader) -> None:
    assert reading("boende Solna Qwerty zxcvb och så vidare").not_understood == ("Qwerty", "zxcvb")


def test_the_language_of_a_sentence_is_told(reading: Reader) -> None:
    assert reading("kvinnan behöver en läkare").language == "sv"
    assert reading("the woman needs a doctor").language == "en"
