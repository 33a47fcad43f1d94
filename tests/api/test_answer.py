"""The answer over HTTP: its shape, its tag, its languages, and sentences that come by POST only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
import time_machine
from flask.testing import FlaskClient

from directory.web.api.schema import AnswerOut, ReadingOut
from tests.api.conftest import TUESDAY_TEN, Fixed
from tests.finding.county import snapshot

ASKED = "/api/v1/answer?need=boende_akut&area=0138&group=adult-woman&age=28&residence=0380"
ENTRIES = ("act_now", "duties", "providers", "near_misses", "unknown")


def test_an_answer_holds_its_six_parts_as_the_schema_describes_them(client: FlaskClient) -> None:
    response = client.get(ASKED)
    assert response.status_code == 200
    told = AnswerOut.model_validate_json(response.data)
    assert told.question.area.name == "Tyresö kommun"
    assert [need.id for need in told.question.needs] == ["boende_akut"]
    assert told.question.at.isoformat() == "2026-11-24T10:00:00+01:00"
    assert told.act_now[-1].step == "last_resort"
    assert {duty.id for duty in told.duties} == {"rs01", "rs02"}
    assert [provider.id for provider in told.providers] == ["hem"]
    assert told.revision == 7


def test_every_entry_has_id_name_channels_and_a_path_with_its_weakest_hop(client: FlaskClient) -> None:
    told = client.get(ASKED).get_json()
    entries = [entry for part in ENTRIES for entry in told[part]]
    assert len(entries) >= 5
    for entry in entries:
        assert entry["id"]
        assert isinstance(entry["channels"], list)
        assert entry["weakest"] is None or entry["path"][entry["weakest"]]["confidence"]
    chained = [hop for step in told["act_now"] for hop in step["path"]]
    assert all(hop["sentence"] and {"id", "name"} == set(hop["from"]) == set(hop["to"]) for hop in chained)
    assert any(hop["source"] for hop in chained)


def test_the_weakest_hop_is_the_one_known_least(client: FlaskClient) -> None:
    rank = {
        "confirmed": 0,
        "source": 1,
        "source-undated": 2,
        "inferred": 3,
        "memory": 4,
        "unknown": 5,
        None: -1,
    }
    told = client.get(ASKED).get_json()
    for entry in (entry for part in ENTRIES for entry in told[part] if entry["weakest"] is not None):
        known = [rank[hop["confidence"]] for hop in entry["path"]]
        assert known[entry["weakest"]] == max(known)


def test_a_number_from_memory_is_never_good(client: FlaskClient) -> None:
    told = client.get("/api/v1/answer?need=boende&area=0138&group=girl").get_json()
    channels = [channel for part in ENTRIES for entry in told[part] for channel in entry["channels"]]
    remembered = [channel for channel in channels if channel["confidence"] == "memory"]
    assert remembered
    assert not any(channel["is_good"] for channel in remembered)


def test_english_is_spoken_when_asked_for(client: FlaskClient) -> None:
    swedish, english = client.get(ASKED).get_json(), client.get(f"{ASKED}&lang=en").get_json()
    assert english["lang"] == "en"
    assert english["question"]["needs"][0]["name"] == "Emergency housing"
    assert english["act_now"][0]["path"][0]["sentence"] != swedish["act_now"][0]["path"][0]["sentence"]


def test_the_query_in_the_answer_asks_the_same_again(client: FlaskClient) -> None:
    first = client.get(ASKED).get_json()
    again = client.get(f"/api/v1/answer?{first['question']['query']}").get_json()
    assert again == first


def test_an_answer_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(ASKED)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"7-')
    again = client.get(ASKED, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert client.get(f"{ASKED}&lang=en").headers["ETag"] != tag
    assert client.get(ASKED.replace("0138", "0163")).headers["ETag"] != tag


def test_a_change_or_another_minute_makes_a_new_answer(client: FlaskClient, source: Fixed) -> None:
    first = client.get(ASKED)
    source.found = replace(snapshot(), revision=8)
    changed = client.get(ASKED, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    with time_machine.travel(TUESDAY_TEN + timedelta(minutes=1), tick=False):
        later = client.get(ASKED, headers={"If-None-Match": changed.headers["ETag"]})
    assert later.status_code == 200
    assert later.get_json()["question"]["at"] == "2026-11-24T10:01:00+01:00"


def test_the_same_fields_in_another_order_have_the_same_tag(client: FlaskClient) -> None:
    turned = "/api/v1/answer?residence=0380&age=28&group=kvinna&area=Tyres%C3%B6&need=akut+boende"
    assert client.get(turned).headers["ETag"] == client.get(ASKED).headers["ETag"]


def test_an_answer_from_memory_equals_the_one_made_fresh(client: FlaskClient) -> None:
    assert client.get(ASKED).data == client.get(ASKED).data


def test_answers_are_kept_by_nobody_on_the_way(client: FlaskClient) -> None:
    assert client.get(ASKED).headers["Cache-Control"] == "private, no-cache"
    posted = client.post("/api/v1/answer", json={"sentence": "akut boende i Tyresö"})
    assert posted.headers["Cache-Control"] == "no-store"
    assert "ETag" not in posted.headers


def test_a_question_about_the_past_says_so(client: FlaskClient) -> None:
    told = client.get(f"{ASKED}&at=2024-01-01T12:00").get_json()
    assert told["notes"][0]["code"] == "past"
    assert not any(note["code"] == "past" for note in client.get(ASKED).get_json()["notes"])


def test_an_answer_without_the_database_says_since_when(client: FlaskClient, source: Fixed) -> None:
    assert client.get(ASKED).get_json()["stale_since"] is None
    source.found = replace(snapshot(), stale_since=datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    response = client.get(ASKED)
    assert response.get_json()["stale_since"] == "2026-11-24T09:00:00+01:00"
    assert response.headers["X-Directory-Stale"] == "1"


def test_a_sentence_is_answered_by_post_and_its_leftovers_are_told(client: FlaskClient) -> None:
    response = client.post(
        "/api/v1/answer",
        json={"sentence": "akut boende för kvinna 28 i Tyresö xyzzy", "at": "2026-11-28T03:00"},
    )
    assert response.status_code == 200
    told = AnswerOut.model_validate_json(response.data)
    assert told.question.area.id == "0138"
    assert told.question.age == 28
    assert told.question.at.isoformat() == "2026-11-28T03:00:00+01:00"
    assert "xyzzy" in told.question.not_understood


def test_a_sentence_and_its_fields_get_the_same_answer(client: FlaskClient) -> None:
    posted = client.post("/api/v1/answer", json={"sentence": "akut boende för kvinna 28 i Tyresö"}).get_json()
    got = client.get(f"/api/v1/answer?{posted['question']['query']}").get_json()
    assert {**posted, "question": None} == {**got, "question": None}


@pytest.mark.parametrize("name", ["q", "sentence", "text"])
def test_a_sentence_in_an_address_is_refused_and_told_to_post(client: FlaskClient, name: str) -> None:
    response = client.get("/api/v1/answer", query_string={name: "kvinna 28 i Tyresö"})
    assert response.status_code == 400
    assert response.get_json()["code"] == "sentence-in-address"
    assert "POST" in response.get_json()["detail"]
    assert "Tyres" not in response.get_data(as_text=True)


def test_only_the_reading_of_a_sentence(client: FlaskClient) -> None:
    response = client.post(
        "/api/v1/reading", json={"sentence": "akut boende för tjej 16 år i Tyresö", "lang": "en"}
    )
    assert response.status_code == 200
    told = ReadingOut.model_validate_json(response.data)
    assert told.area is not None
    assert told.area.choices[0].id == "0138"
    assert (told.group, told.age, told.lang) == ("girl", 16, "en")


def test_a_personal_number_is_refused_and_not_repeated(client: FlaskClient) -> None:
    for path in ("answer", "reading"):
        response = client.post(f"/api/v1/{path}", json={"sentence": "boende för 19900101-1239 i Tyresö"})
        assert "19900101" not in response.get_data(as_text=True)
        if path == "answer":
            assert response.status_code == 422
            assert response.get_json()["code"] == "personal-data"
        else:
            assert response.get_json()["refused"]["code"] == "personal_number"


@pytest.mark.parametrize(
    ("sentence", "field"),
    [
        ("boende", "area"),
        ("i Tyresö", "need"),
        ("boende i Sjöbo", "area"),
        ("   ", "sentence"),
        ("", "sentence"),
    ],
)
def test_a_sentence_that_is_no_whole_question_names_the_field(
    client: FlaskClient, sentence: str, field: str
) -> None:
    response = client.post("/api/v1/answer", json={"sentence": sentence})
    assert response.status_code == 422
    assert response.get_json()["field"] == field


def test_json_is_utf8_without_escapes(client: FlaskClient) -> None:
    assert "Tyresö" in client.get(ASKED).data.decode()
    assert orjson.loads(client.get(ASKED).data)
