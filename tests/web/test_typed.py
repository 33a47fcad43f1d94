"""What was typed comes back to nobody: not on the page of an error, not in its links, not in the log."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.page import Pages

TYPED = "Karlssonsfall"
NUMBER = "19900101-1234"

WRONG = (
    f"/organizations/{TYPED}.vcf",
    f"/services/{TYPED}.vcf",
    f"/answer/contact.vcf?need=boende&area=0138&step={TYPED}",
    f"/answer/callback.ics?need=boende&area=0138&step={TYPED}",
    f"/organizations?page=99&q={TYPED}",
    f"/areas/0138?group={TYPED}",
    f"/{TYPED}/{TYPED}?q={TYPED}",
    f"/static/{TYPED}/{TYPED}",
    f"/answer?need=boende&area=0138&{TYPED}=1",
)


@pytest.mark.parametrize("address", WRONG)
def test_the_page_of_an_error_holds_nothing_of_the_address(
    pages: Pages, address: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    response = pages.client.get(address)
    assert response.status_code in (404, 422)
    assert TYPED.casefold() not in f"{response.headers}{response.text}".casefold()
    assert TYPED not in "".join(capsys.readouterr())
    assert TYPED not in caplog.text


@pytest.mark.parametrize("name", ["need", "area", "residence", "group", "age", "status", "language"])
def test_a_personal_number_in_a_field_of_the_answer_is_not_given_back(pages: Pages, name: str) -> None:
    fields = {"need": "boende", "area": "0138", name: NUMBER}
    page = pages.get("/answer?" + "&".join(f"{key}={value}" for key, value in fields.items()), 422)
    assert "personnummer" in page.words
    assert NUMBER not in page.html


@pytest.mark.parametrize("address", ["/areas", "/organizations", "/services"])
@pytest.mark.parametrize("text", [NUMBER, "nagon@example.org", "x" * 121])
def test_a_list_is_not_narrowed_by_what_is_about_a_person_or_too_long(
    pages: Pages, address: str, text: str
) -> None:
    page = pages.get(f"{address}?q={text}", 422)
    assert text not in page.html


@pytest.mark.parametrize("address", ["/areas", "/organizations", "/services", "/search", "/places"])
def test_a_program_is_refused_what_a_page_is(site: Flask, address: str) -> None:
    client: FlaskClient = site.test_client()
    response = client.get(f"/api/v1{address}?q={NUMBER}")
    assert response.status_code == 422
    assert response.get_json()["code"] == "personal-data"
    assert NUMBER not in response.text


def test_an_unknown_field_of_a_sentence_is_told_with_those_there_are(site: Flask) -> None:
    response = site.test_client().post("/api/v1/answer", json={"sentence": "boende i Tyresö", TYPED: 1})
    assert response.status_code == 422
    assert response.get_json()["detail"] == "Okänt fält. De fält som finns är: at, sentence, lang."


def test_whoever_comes_by_another_host_is_told_what_to_do(site: Flask) -> None:
    response = site.test_client().get(f"/{TYPED}", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert "DIRECTORY_TRUSTED_HOSTS" in response.text
    assert "Gå till den adress" in response.text
    assert "elsewhere" not in f"{response.headers}{response.text}"
    assert TYPED not in f"{response.headers}{response.text}"


@pytest.mark.parametrize("address", [f"/areas//{TYPED}", "/areas//0138?q=a"])
def test_a_doubled_slash_leads_nowhere(pages: Pages, address: str) -> None:
    response = pages.client.get(address, base_url="http://localhost")
    assert response.status_code == 404
    assert "Location" not in response.headers
