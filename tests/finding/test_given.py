"""Fields as they were given: what seems to be about one person is refused, and no stranger's name is said back."""

from __future__ import annotations

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from directory.errors import BadQuestion, PersonalData
from directory.finding.given import given

KNOWN = ("need", "area", "at", "lat", "lon", "q", "residence")


def complaint(**fields: object) -> BadQuestion:
    with pytest.raises(BadQuestion) as caught:
        given(fields, KNOWN, ("lang",))
    return caught.value


@pytest.mark.parametrize("name", ["need", "area", "q", "residence"])
@pytest.mark.parametrize(
    "value", ["19900101-1234", "900101 1234", "i Solna 199001011234", "900161-1234", "nagon@example.org"]
)
def test_a_personal_number_or_an_address_in_any_field_is_refused_and_not_repeated(
    name: str, value: str
) -> None:
    error = complaint(**{name: value})
    assert isinstance(error, PersonalData)
    assert error.details["field"] == name
    assert value not in repr((error.args, error.details))


@pytest.mark.parametrize(
    "fields",
    [
        {"at": "2011-05-12 03:00"},
        {"at": "2026-11-28T03:00+01:00"},
        {"lat": "59.12110000", "lon": "18.90010112"},
        {"q": "08-578 291 00"},
        {"q": "0770-111 0011"},
        {"area": "0138"},
        {"area": "kommun-0138"},
    ],
)
def test_a_time_a_position_a_phone_number_and_a_code_are_about_nobody(fields: dict[str, str]) -> None:
    assert given(fields, KNOWN).values == {name: (value,) for name, value in fields.items()}


@pytest.mark.parametrize("name", ["Karlsson", "anna-karlsson", "Karlsson<b>", "", "_anchor", "\x00"])
def test_the_name_of_a_field_that_nobody_could_have_meant_is_not_said_back(name: str) -> None:
    error = complaint(**{name: "1"})
    assert error.details["unknown"] == []
    assert error.details["sv"] == "Okänt fält. De fält som finns är: " + ", ".join((*KNOWN, "lang")) + "."
    assert error.details["en"] == "Unknown field. The fields are: " + ", ".join((*KNOWN, "lang")) + "."


@pytest.mark.parametrize("name", ["aera", "needs", "residense", "Area"])
def test_a_misspelt_name_of_a_field_is_said_back(name: str) -> None:
    assert complaint(**{name: "1"}).message.startswith(f"Okänt fält: {name}. ")


@drawn(st.text(max_size=60), st.text(max_size=200))
def test_no_field_and_no_value_is_a_fault(name: str, value: str) -> None:
    complaints = []
    try:
        given({name: value}, KNOWN)
    except BadQuestion as error:
        complaints.append(error.details)
    assert all(details["sv"] and details["en"] for details in complaints)
