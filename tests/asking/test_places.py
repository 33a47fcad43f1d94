"""Where the person is, and where she is resident."""

from __future__ import annotations

import pytest

from directory.asking import ABROAD, NoteCode
from directory.gazetteer import MatchKind
from directory.graph.facts import LegalStatus

from .conftest import Reader, area_of, residence_of

PLACES = [
    ("kvinna i Tyresö skriven i Uppsala", "0138", "0380"),
    ("kvinna från Uppsala, nu i Tyresö", "0138", "0380"),
    ("hemkommun Falun, påträffad i Stockholm", "0180", "2080"),
    ("folkbokförd i Kristianstad, vistas i Malmö", "1280", "1290"),
    ("tjej från Arboga", "1984", "1984"),
    ("bor i Hultsfred", "0860", "0860"),
    ("rymt från Malmö, hittad i Göteborg", "1480", None),
    ("på väg till Karlstad från Örebro", "1780", "1880"),
    ("skriven i Gävle, bor hos sin faster i Sandviken", "2181", "2180"),
    ("boende i Linköping men skriven i Motala", "0580", "0583"),
    ("bor i Sollentuna men är skriven i Norrtälje", "0163", "0188"),
    ("inte i Stockholm utan i Uppsala", "0380", None),
    ("tjej i Farsta, Stockholm", "0180-farsta", None),
    ("bor i Rumänien, nu i Trelleborg", "1287", ABROAD),
    ("registered in Umeå but staying in Stockholm", "0180", "2480"),
    ("Maria-Gamla stan", "0180-sodermalm", None),
    ("kvinna 30 Skara", "1495", None),
    ("boende i Sverige", None, None),
    ("kvinna från Thailand", None, None),
    ("stöd vara kvar hem bo", None, None),
]


@pytest.mark.parametrize(("said", "area", "residence"), PLACES)
def test_stay_and_residence(said: str, area: str | None, residence: str | None, reading: Reader) -> None:
    read = reading(said)
    assert (area_of(read), residence_of(read)) == (area, residence)


def test_an_ambiguous_place_is_asked_back_and_not_guessed(reading: Reader) -> None:
    read = reading("boende Håby")
    assert read.area is not None
    assert read.area.kind is MatchKind.AMBIGUOUS
    assert len(read.area.choices) > 1


def test_a_place_that_nobody_knows_is_told_as_not_understood(reading: Reader) -> None:
    read = reading("boende i Blåfjällsköping")
    assert (read.area, read.not_understood) == (None, ("Blåfjällsköping",))


def test_the_place_where_the_asker_works_is_taken_and_told(reading: Reader) -> None:
    read = reading("Jag jobbar i Sollentuna och behöver rådgivning")
    assert area_of(read) == "0163"
    assert NoteCode.CALLER_PLACE in read.notes


@pytest.mark.parametrize(
    ("said", "status", "country"),
    [
        ("nigeriansk kvinna", LegalStatus.FOREIGN, "NG"),
        ("kvinna från Rumänien", LegalStatus.EU_CITIZEN, "RO"),
        ("norsk man", LegalStatus.EU_CITIZEN, "NO"),
        ("Ukrainian woman", LegalStatus.FOREIGN, "UA"),
        ("afghansk asylsökande", LegalStatus.ASYLUM_SEEKER, "AF"),
    ],
)
def test_a_nationality_gives_a_status_and_never_a_place(
    said: str, status: LegalStatus, country: str, reading: Reader
) -> None:
    read = reading(said)
    assert (read.status, read.countries, read.area, read.residence) == (status, (country,), None, None)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("utan papper", LegalStatus.NO_PERMIT),
        ("har inget uppehållstillstånd", LegalStatus.NO_PERMIT),
        ("gömd flykting", LegalStatus.NO_PERMIT),
        ("undocumented", LegalStatus.NO_PERMIT),
        ("ensamkommande pojke", LegalStatus.UNACCOMPANIED),
        ("LMA-kort", LegalStatus.ASYLUM_SEEKER),
        ("EU-migrant", LegalStatus.EU_CITIZEN),
        ("svensk medborgare", LegalStatus.RESIDENT),
        ("PUT", LegalStatus.RESIDENT),
        ("tillfälligt uppehållstillstånd", LegalStatus.PERMIT_OTHER),
        ("kvinnan har betänketid", LegalStatus.PERMIT_5_15),
        ("5:15-tillstånd", LegalStatus.PERMIT_5_15),
        ("massflyktsdirektivet", LegalStatus.PERMIT_PROTECTION),
        ("vill ha betänketid", None),
        ("söker uppehållstillstånd", None),
    ],
)
def test_statuses(said: str, status: LegalStatus | None, reading: Reader) -> None:
    assert reading(said).status is status


@pytest.mark.parametrize(
    ("said", "languages"),
    [
        ("tolk rumänska", ("ro",)),
        ("rumänsk kvinna behöver tolk", ()),
        ("arabisktalande kurator", ("ar",)),
        ("tigrinja", ("ti",)),
        ("speaks only Spanish", ("es",)),
        ("Romanian-speaking woman", ("ro",)),
        ("Romanian woman", ()),
        ("pratar ryska och lite engelska", ("ru", "en")),
        ("kan bara polska", ("pl",)),
        ("en ukrainska, 30", ()),
        ("talar inte svenska", ()),
        ("samtal på engelska", ("en",)),
    ],
)
def test_languages(said: str, languages: tuple[str, ...], reading: Reader) -> None:
    assert reading(said).languages == languages
