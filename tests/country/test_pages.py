"""The shipped network on its pages: what only the real facts can show."""

from __future__ import annotations

import html
import re

import pytest

from directory.app import create_app
from directory.settings import Settings

NIGHT_IN_TYRESO = (
    "/answer?need=boende_akut&area=0138&residence=0380&group=adult-woman&age=28&at=2026-11-28T03:00"
)


@pytest.fixture(scope="session")
def client(seeded_file):
    return create_app(Settings(database_url=f"sqlite:///{seeded_file}", environment="test")).test_client()


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_who_pays_after_the_acute_phase_is_told_beside_who_pays_now(client):
    assert "därefter Uppsala kommun" in words(client.get(NIGHT_IN_TYRESO))
    assert "after that Uppsala" in words(client.get(NIGHT_IN_TYRESO + "&lang=en"))


def test_the_same_person_resident_where_she_stays_has_nobody_after(client):
    assert "därefter" not in words(client.get(NIGHT_IN_TYRESO.replace("residence=0380", "residence=0138")))


def test_a_chain_that_is_cut_still_ends_in_the_last_resort(client):
    path = "/answer?need=vard&area=1280&group=adult-woman&age=24&status=no_permit&at=2026-11-24T10:00"
    page = client.get(path).get_data(as_text=True)
    rows = re.findall(r'<li class="chain-row" value="(\d+)">.*?<h3>(.*?)</h3>', page, re.DOTALL)
    assert [int(number) for number, _ in rows] == [2, 3, 7]
    assert "Polisen 114 14" in rows[-1][1]
    assert "Visa alla 7" in page


def test_advice_is_asked_for_as_advice(client):
    asked = "need=radgivning_yrkesverksamma&need=barnskydd&area=0880&group=boy&age=15&at=2026-11-24T10:00"
    assert "”Jag behöver råd om en pojke, 15 år, som" in words(client.get(f"/answer?{asked}"))
    assert "“I need advice about a boy, 15 years, who" in words(client.get(f"/answer?{asked}&lang=en"))


def test_a_role_that_is_no_office_is_not_called_unknown(client):
    told = client.get("/answer?need=boende_skyddat&area=0163&group=adult-woman&at=2026-11-24T10:00").text
    place = re.search(r"<strong>Skyddat boende med tillstånd</strong>(.{0,80})", told, re.DOTALL)
    assert place is not None
    assert "vet inte vem" not in place[1]


@pytest.mark.parametrize("area", ["0138", "0163", "0880", "1480", "2580", "0180-jarva"])
@pytest.mark.parametrize("at", ["2026-11-24T10:00", "2026-11-28T03:00"])
def test_the_page_and_the_api_tell_the_same_calls_in_the_same_order(client, area, at):
    fields = f"need=boende_akut&area={area}&group=girl&age=16&at={at}"
    told = client.get(f"/api/v1/answer?{fields}").json["act_now"]
    page = client.get(f"/answer?{fields}&all=1").text
    called = re.findall(r"<h3[^>]*>\s*(?:<a[^>]*>)?([^<]+)", page.split(">Vem ansvarar<", 1)[0])
    names = [step["name"] for step in told]
    assert [html.unescape(name).strip() for name in called if html.unescape(name).strip() in names] == names
