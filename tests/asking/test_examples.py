"""The sentences of the three worked examples and of the plan, read to the last field."""

from __future__ import annotations

from directory.asking import ContradictionCode, NoteCode
from directory.graph.facts import Group, LegalStatus

from .conftest import Reader, area_of, residence_of, swedish


def test_a_woman_registered_in_uppsala_and_found_in_tyreso(reading: Reader) -> None:
    read = reading("Kvinna 28, skriven i Uppsala, hittad i Tyresö, lördag kl 03, behöver nånstans att sova")
    assert read.needs == ("boende_akut",)
    assert (read.group, read.age) == (Group.ADULT_WOMAN, 28)
    assert (area_of(read), residence_of(read)) == ("0138", "0380")
    assert read.at == swedish("2026-11-28T03:00")
    assert read.not_understood == ()


def test_a_boy_of_15_in_kalmar_who_sells_sex(reading: Reader) -> None:
    read = reading("Kille 15, Kalmar, säljer sex. Vem kan jag fråga?")
    assert read.needs == ("radgivning_yrkesverksamma", "barnskydd")
    assert (read.group, read.age, area_of(read)) == (Group.BOY, 15, "0880")
    assert NoteCode.EXPLOITATION in read.notes
    assert read.at is None


def test_a_woman_who_wants_home_to_nigeria_needs_return_and_no_housing(reading: Reader) -> None:
    read = reading("Hon vill hem till Nigeria")
    assert read.needs == ("atervandande",)
    assert read.group is Group.ADULT_WOMAN
    assert read.status is LegalStatus.FOREIGN
    assert (area_of(read), residence_of(read)) == (None, None)
    assert read.countries == ("NG",)


def test_the_sentence_of_the_start_page(reading: Reader) -> None:
    read = reading("akut boende för tjej 16 år i Järfälla i natt")
    assert read.needs == ("boende_akut", "barnskydd")
    assert (read.group, read.age, area_of(read)) == (Group.GIRL, 16, "0123")
    assert read.at == swedish("2026-11-24T23:00")


def test_a_misspelt_office_is_a_role(reading: Reader) -> None:
    read = reading("socialjuor tyresö kväll")
    assert read.roles == ("role.socialjour",)
    assert read.needs == ("skydd",)
    assert area_of(read) == "0138"
    assert read.at == swedish("2026-11-24T20:00")


def test_soder_is_sodermalm(reading: Reader) -> None:
    read = reading("tjej 16 på söder")
    assert (read.group, read.age, area_of(read)) == (Group.GIRL, 16, "0180-sodermalm")
    assert read.needs == ()


def test_papperslos_is_a_status_and_no_need(reading: Reader) -> None:
    read = reading("papperslös")
    assert read.status is LegalStatus.NO_PERMIT
    assert (read.needs, read.not_understood) == ((), ())


def test_three_at_night_is_the_coming_night(reading: Reader) -> None:
    assert reading("kl tre på natten").at == swedish("2026-11-25T03:00")


def test_the_issues_abbreviations_are_known(reading: Reader) -> None:
    assert reading("soc Täby").roles == ("role.socialtjanst",)
    assert reading("bup Täby").needs == ("vard_psykologisk",)
    assert reading("kvinna med tut, Täby").status is LegalStatus.PERMIT_OTHER
    assert reading("kille 15").age == 15


def test_what_contradicts_itself_is_told(reading: Reader) -> None:
    assert reading("flicka 25 år Solna").contradictions == (ContradictionCode.AGE_WORD,)
    assert reading("flicka 25 år Solna").group is Group.ADULT_WOMAN
    assert ContradictionCode.SEX in reading("pojke 16 Lund, hon är rädd").contradictions
    assert reading("kvinna i Tyresö eller Nacka").contradictions == (ContradictionCode.TWO_AREAS,)
    assert reading("boende Solna 2026-11-01").contradictions == (ContradictionCode.PAST,)
    assert reading("EU-medborgare och papperslös").contradictions == (ContradictionCode.TWO_STATUSES,)


def test_the_words_of_a_field_are_told_for_its_chip(reading: Reader) -> None:
    sentence = "Kvinna 28 i Tyresö behöver tolk"
    read = reading(sentence)
    said = {span.field: sentence[span.start : span.stop] for span in read.understood}
    assert said == {"group": "Kvinna", "age": "28", "area": "Tyresö", "need": "tolk"}


def test_nothing_at_all_is_nothing(reading: Reader) -> None:
    for empty in ("", "   ", "?!", "😀😀", "\u200b\u202e"):
        read = reading(empty)
        assert (read.needs, read.area, read.not_understood, read.refused) == ((), None, (), None)
