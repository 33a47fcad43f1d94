"""A form that is sent twice acts once: a double click, a slow line, the back button, two at the same moment."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.account import clearing
from directory.model import Note, Once
from directory.web import once
from tests.maintaining import network
from tests.web.account.signing_in import csrf_of, make_account, signed_in_client, site_on, site_settings

FORM = "/maintain/organizations/haven/notes/new"


@pytest.fixture
def site(engine: Engine) -> Flask:
    network.fill(engine)
    return site_on(engine)


def filled(client: FlaskClient, text: str = "Ring på morgonen") -> dict[str, str]:
    """Return the form as a browser would send it."""
    page = client.get(FORM).text
    key = re.search(r'name="once" value="([^"]+)"', page)
    assert key is not None, "the form has no key"
    return {
        "csrf_token": csrf_of(page),
        "once": key[1],
        "text": text,
        "text_en": "",
        "owner": "",
        "visibility": "network",
    }


def notes(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Note)) or 0


def test_a_double_click_writes_one_note_and_leads_to_the_same_page(site: Flask, engine: Engine) -> None:
    client = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    form = filled(client)
    first, second = client.post(FORM, data=form), client.post(FORM, data=form)
    assert notes(engine) == 1
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert "Sparat" in client.get(second.location).text


def test_without_the_key_it_would_be_written_twice(site: Flask, engine: Engine) -> None:
    client = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    form = filled(client)
    del form["once"]
    client.post(FORM, data=form)
    client.post(FORM, data=form)
    assert notes(engine) == 2


def test_of_many_at_the_same_moment_one_acts(site: Flask, engine: Engine) -> None:
    somebody = make_account(engine, Role.NGO_EDITOR)
    client = signed_in_client(site, somebody)
    form = filled(client)
    cookies = {name: client.get_cookie(name) for name in ("signed-in", "session")}

    def send(_number: int) -> int:
        other = site.test_client()
        other.environ_base.update(client.environ_base)
        for name, cookie in cookies.items():
            if cookie is not None:
                other.set_cookie(name, cookie.value)
        return other.post(FORM, data=form).status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(send, range(12)))
    assert notes(engine) == 1
    assert set(statuses) <= {303, 409}, "409 only while it is not known yet where the first one led"
    assert 303 in statuses


def test_a_form_that_was_refused_can_be_mended_and_sent(site: Flask, engine: Engine) -> None:
    client = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    form = filled(client, text="")
    assert client.post(FORM, data=form).status_code == 422
    assert client.post(FORM, data={**form, "text": "Nu med ord"}).status_code == 303
    assert notes(engine) == 1


def test_somebody_elses_form_with_the_same_key_is_another_one(site: Flask, engine: Engine) -> None:
    one = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    two = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    form = filled(one)
    one.post(FORM, data=form)
    two.post(FORM, data={**filled(two), "once": form["once"]})
    assert notes(engine) == 2


def test_forms_of_long_ago_are_forgotten(site: Flask, engine: Engine) -> None:
    client = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    client.post(FORM, data=filled(client))
    clearing.run(engine, site_settings(engine), clock.now() + timedelta(days=1))
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Once)) == 1
    clearing.run(engine, site_settings(engine), clock.now() + timedelta(days=3))
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Once)) == 0


def test_a_key_that_is_no_key_is_passed_over(site: Flask, engine: Engine) -> None:
    client = signed_in_client(site, make_account(engine, Role.NGO_EDITOR))
    for key in ("x" * (once.LONGEST + 1), ""):
        assert client.post(FORM, data={**filled(client), "once": key}).status_code == 303
    assert notes(engine) == 2
