"""Contact cards and call-backs, read by other programs than ours."""

from __future__ import annotations

from datetime import datetime

import pytest
import vobject
from flask.testing import FlaskClient
from icalendar import Calendar

from directory.clock import STOCKHOLM

NIGHT = "need=boende&area=0138&group=adult-woman&at=2026-11-28T03:00"


def step_ids(client: FlaskClient, state: str) -> list[str]:
    told = client.get(f"/api/v1/answer?{NIGHT}").get_json()
    return [step["id"] for step in told["act_now"] if step["open"]["state"] == state]


@pytest.mark.parametrize(("path", "name"), [("services/hem", "hem"), ("organizations/tyreso", "tyreso")])
def test_a_record_is_saved_as_a_card(client: FlaskClient, path: str, name: str) -> None:
    response = client.get(f"/{path}.vcf")
    assert response.status_code == 200
    assert response.content_type == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.vcf"'
    card = vobject.readOne(response.get_data(as_text=True))
    assert card.version.value == "4.0"
    assert card.tel.value.startswith("tel:")
    older = vobject.readOne(client.get(f"/{path}.vcf?version=3.0").get_data(as_text=True))
    assert older.version.value == "3.0"


@pytest.mark.parametrize("path", ["services/nothing.vcf", "organizations/nothing.vcf"])
def test_a_record_that_is_gone_has_no_card(client: FlaskClient, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


def test_a_step_of_the_chain_is_saved_as_a_card_that_says_nothing_of_the_question(
    client: FlaskClient,
) -> None:
    told = client.get(f"/api/v1/answer?{NIGHT}").get_json()["act_now"]
    assert told
    for step in told:
        response = client.get(f"/answer/contact.vcf?{NIGHT}&step={step['id']}")
        assert response.status_code == 200
        text = response.get_data(as_text=True)
        assert vobject.readOne(text).fn.value == step["name"]
        assert "boende" not in text.casefold()


def test_a_call_back_is_at_the_moment_the_contact_opens(client: FlaskClient) -> None:
    closed = step_ids(client, "closed")
    assert "hem" in closed
    response = client.get(f"/answer/callback.ics?{NIGHT}&step=hem")
    assert response.status_code == 200
    assert response.content_type == "text/calendar; charset=utf-8"
    event = Calendar.from_ical(response.data).walk("VEVENT")[0]
    assert event.decoded("dtstart") == datetime(2026, 11, 30, 8, 0, tzinfo=STOCKHOLM)
    assert "08-465 004 13" in str(event["summary"])
    assert "boende" not in response.get_data(as_text=True).casefold()


def test_one_is_not_called_back_by_somebody_who_is_open(client: FlaskClient) -> None:
    assert client.get(f"/answer/callback.ics?{NIGHT}&step=sv-112").status_code == 422


@pytest.mark.parametrize("asked", [f"{NIGHT}&step=nothing", NIGHT])
def test_a_step_that_is_not_in_the_answer_is_not_found(client: FlaskClient, asked: str) -> None:
    for name in ("contact.vcf", "callback.ics"):
        assert client.get(f"/answer/{name}?{asked}").status_code == 404
