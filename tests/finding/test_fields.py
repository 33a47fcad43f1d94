"""Fields become a question and back, and what cannot be read is said in both languages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from directory.clock import STOCKHOLM
from directory.errors import BadQuestion
from directory.finding.fields import FIELD_NAMES, fields_of, question_from_fields
from directory.graph.facts import Group, LegalStatus
from directory.graph.question import ABROAD, Question
from tests.finding.county import snapshot

NOW = datetime(2026, 11, 24, 10, 0, 42, tzinfo=STOCKHOLM)


def question(**fields: object) -> Question:
    return question_from_fields({"need": "boende", "area": "0138", **fields}, snapshot(), NOW)


def complaint(**fields: object) -> BadQuestion:
    with pytest.raises(BadQuestion) as caught:
        question(**fields)
    error = caught.value
    assert error.details["sv"] == error.message
    assert isinstance(error.details["en"], str)
    assert error.details["en"] != error.message
    return error


def test_need_and_area_alone_ask_about_anybody_now() -> None:
    asked = question()
    assert asked == Question(("boende",), "0138", NOW.replace(second=0))  # seconds are nobody's business


def test_several_needs_may_be_given_by_repeating_or_with_commas() -> None:
    repeated = MultiDict([("need", "boende"), ("need", "skydd"), ("need", "boende"), ("area", "0138")])
    assert question_from_fields(repeated, snapshot(), NOW).needs == ("boende", "skydd")
    assert question(need="boende,skydd").needs == ("boende", "skydd")
    assert question(need=["boende", "skydd"]).needs == ("boende", "skydd")


@pytest.mark.parametrize("name", ["Akut boende", "akut BOENDE", "emergency housing", "boende-akut"])
def test_a_need_may_be_given_by_its_name_in_either_language(name: str) -> None:
    assert question(need=name).needs == ("boende_akut",)


def test_a_name_that_two_needs_share_is_asked_back() -> None:
    error = complaint(need="Stöd")
    assert error.details["field"] == "need"
    assert {choice["id"] for choice in error.details["choices"]} == {"stod", "vard"}


def test_a_misspelt_need_is_answered_with_those_it_resembles() -> None:
    error = complaint(need="akut boenbe")
    assert error.details["choices"][0] == {"id": "boende_akut", "name": "Akut boende"}


def test_a_question_without_need_is_offered_the_widest_needs() -> None:
    error = complaint(need="")
    assert error.details["field"] == "need"
    assert {choice["id"] for choice in error.details["choices"]} == {"boende", "skydd", "stod"}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("0138", "0138"),
        ("kommun-0138", "0138"),
        ("sdo-jarva", "0180-jarva"),
        ("0180-jarva", "0180-jarva"),
        ("se", "SE"),
        ("Tyresö", "0138"),
        ("tyreso", "0138"),
        ("Bollmora", "0138"),
        ("Tyresö kommun", "0138"),
    ],
)
def test_an_area_may_be_given_by_code_older_id_or_any_place_in_it(text: str, area: str) -> None:
    assert question(area=text).area == area


def test_a_name_of_places_in_two_municipalities_is_asked_back_and_never_guessed() -> None:
    error = complaint(area="Sjöbo")
    assert error.details["field"] == "area"
    assert {choice["id"] for choice in error.details["choices"]} == {"0138", "0380"}


def test_an_unknown_place_is_refused_without_being_repeated() -> None:
    error = complaint(area="Xqzzyw Anna Svensson")
    assert "Xqz" not in error.message
    assert error.details["field"] == "area"


def test_a_position_leads_to_the_municipality_around_it() -> None:
    asked = question_from_fields({"need": "boende", "lat": "59.24", "lon": "18.23"}, snapshot(), NOW)
    assert asked.area == "0138"


@pytest.mark.parametrize(
    ("latitude", "longitude", "field"),
    [
        ("nan", "18", "lat"),
        ("1e400", "18", "lat"),
        ("inf", "18", "lat"),
        ("59", "-181", "lon"),
        ("91", "18", "lat"),
        ("59", "", "lon"),
        ("", "18", "lat"),
        ("0", "0", "lat"),
        ("٥٩", "18", "lat"),
    ],
)
def test_a_position_that_is_none_or_not_in_sweden_is_refused(
    latitude: str, longitude: str, field: str
) -> None:
    with pytest.raises(BadQuestion) as caught:
        question_from_fields({"need": "boende", "lat": latitude, "lon": longitude}, snapshot(), NOW)
    assert caught.value.details["field"] == field


def test_area_and_position_together_contradict() -> None:
    assert complaint(lat="59.24", lon="18.23").details["field"] == "area"


def test_residence_may_be_the_same_abroad_or_another_place() -> None:
    assert question(residence="same").residence == "0138"
    assert question(residence="utomlands").residence == ABROAD
    assert question(residence="Uppsala").residence == "0380"
    assert complaint(residence="Sjöbo").details["field"] == "residence"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("adult woman", Group.ADULT_WOMAN),
        ("adult-woman", Group.ADULT_WOMAN),
        ("kvinna", Group.ADULT_WOMAN),
        ("Tjej", Group.GIRL),
        ("pojke", Group.BOY),
        ("barn", Group.CHILD),
        ("trans persons", Group.TRANS),
        ("any", Group.ANY),
    ],
)
def test_a_group_may_be_given_as_value_slug_or_word(text: str, group: Group) -> None:
    assert question(group=text).group is group


def test_every_group_and_status_is_understood_as_it_is_written() -> None:
    for group in Group:
        assert question(group=group.slug).group is group
        assert question(group=group.value).group is group
    for status in LegalStatus:
        assert question(status=status.value).status is status


def test_age_alone_tells_child_from_adult() -> None:
    assert question(age="17").group is Group.CHILD
    assert question(age="18").group is Group.ADULT
    assert question(age=0).group is Group.CHILD


@pytest.mark.parametrize(
    ("group", "age"), [("girl", "18"), ("adult-woman", "17"), ("child", "40"), ("adult", "3")]
)
def test_age_and_group_that_contradict_are_asked_back(group: str, age: str) -> None:
    assert complaint(group=group, age=age).details["field"] == "age"


def test_a_trans_person_may_be_of_any_age() -> None:
    assert question(group="trans-persons", age="16").group is Group.TRANS
    assert question(group="trans-persons", age="61").group is Group.TRANS


@pytest.mark.parametrize("age", ["-1", "121", "16.5", "sexton", "1e3", "999999999999999999999", "١٦"])
def test_an_age_that_is_no_number_of_years_is_refused(age: str) -> None:
    assert complaint(age=age).details["field"] == "age"


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-11-28T03:00", "2026-11-28T03:00:00+01:00"),
        ("2026-11-28 03:00", "2026-11-28T03:00:00+01:00"),
        ("2026-11-28T03:00:59", "2026-11-28T03:00:00+01:00"),
        ("2026-11-28T02:00Z", "2026-11-28T03:00:00+01:00"),
        ("2026-11-28T03:00+01:00", "2026-11-28T03:00:00+01:00"),
        ("2026-11-28T03:00 01:00", "2026-11-28T03:00:00+01:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("2001-01-01T00:00", "2001-01-01T00:00:00+01:00"),
    ],
)
def test_a_moment_is_swedish_time_to_the_minute(text: str, local: str) -> None:
    assert question(at=text).at.isoformat() == local


@pytest.mark.parametrize(
    "text",
    [
        "1999-12-31T23:59",
        "2101-01-01T00:00",
        "2026-02-30T10:00",
        "2026-11-28",
        "tonight",
        "2026-11-28T25:00",
        "9999-12-31T23:59-12:00",
        "0001-01-01T00:00+14:00",
        "2026-11-28T03:00+99:00",
    ],
)
def test_a_moment_that_is_none_is_refused_with_an_example(text: str) -> None:
    error = complaint(at=text)
    assert error.details["field"] == "at"
    assert "2026-11-28T03:00" in error.message


def test_languages_are_codes_or_names() -> None:
    assert question(language="so,Arabiska").languages == ("so", "ar")
    assert question(language=["english", "EN"]).languages == ("en",)
    assert complaint(language="dothrakiska").details["field"] == "language"


def test_an_unknown_field_is_named_but_not_a_strange_one() -> None:
    error = complaint(needs="boende")
    assert "needs" in error.message
    strange = complaint(**{"Anna Svensson 19900101": "x"})
    assert "Anna" not in strange.message
    assert question(lang="en", all="1") == question()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 121, "högst 120 tecken"),
        ("boende\u202eakut", "osynliga styrtecken"),
        ("boen\u200bde", "osynliga styrtecken"),
        ("boen\x00de", "osynliga styrtecken"),
        ("\ud800", "osynliga styrtecken"),
    ],
)
def test_what_is_too_long_or_invisible_is_refused_for_that(text: str, said: str) -> None:
    error = complaint(need=text)
    assert error.details["field"] == "need"
    assert said in error.message


def test_a_field_given_twice_with_different_values_is_refused() -> None:
    assert complaint(area=["0138", "0380"]).details["field"] == "area"
    assert question(area=["0138", "0138"]).area == "0138"


def test_more_than_ten_values_of_a_field_are_refused() -> None:
    spoken = ["sv", "en", "ar", "so", "ti", "fa", "ro", "bg", "th", "uk", "ru"]
    assert question(language=spoken[:10]).languages == tuple(spoken[:10])
    assert "högst 10" in complaint(language=spoken).message
    assert "högst 10" in complaint(language=",".join(spoken)).message


MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2100, 12, 30)).map(
    lambda naive: (
        (datetime(1999, 1, 1, tzinfo=STOCKHOLM) + (naive - datetime(1999, 1, 1)))
        .astimezone(STOCKHOLM)
        .replace(second=0, microsecond=0)
    )
)
GROUPS_AND_AGES = st.one_of(
    st.tuples(st.sampled_from(list(Group)), st.none()),
    st.tuples(st.sampled_from([Group.ADULT_WOMAN, Group.ADULT, Group.TRANS]), st.integers(18, 120)),
    st.tuples(st.sampled_from([Group.GIRL, Group.BOY, Group.CHILD, Group.TRANS]), st.integers(0, 17)),
)


@given(
    needs=st.lists(st.sampled_from(["boende", "skydd", "vard"]), min_size=1, unique=True),
    area=st.sampled_from(["0138", "SE", "0180-jarva"]),
    at=MOMENTS,
    person=GROUPS_AND_AGES,
    residence=st.sampled_from([None, ABROAD, "0380"]),
    status=st.sampled_from([None, *LegalStatus]),
    languages=st.lists(st.sampled_from(["sv", "ar", "ti"]), unique=True),
    hour=st.integers(0, 1),
)
def test_what_is_written_as_fields_reads_back_as_the_same_question(
    needs, area, at, person, residence, status, languages, hour
) -> None:
    moment = (at.astimezone(STOCKHOLM) + timedelta(hours=hour)).astimezone(STOCKHOLM)
    asked = Question(tuple(needs), area, moment, *person, residence, status, tuple(languages))
    pairs = fields_of(asked)
    assert {name for name, _ in pairs} <= set(FIELD_NAMES)
    read = question_from_fields(MultiDict(pairs), snapshot(), NOW)
    assert read == asked
    assert read.at.utcoffset() == asked.at.utcoffset() or read.at.timestamp() == asked.at.timestamp()
    assert fields_of(read) == pairs


def test_a_shared_link_may_leave_the_time_open() -> None:
    assert all(name != "at" for name, _ in fields_of(question(), with_time=False))
