"""An editor, an owner and a coordinator keep an organization in order, page by page."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine, select

from directory.graph.facts import Visibility
from directory.model import Channel, Contact, Location, Note, Post, Widening
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.network import MAIL, NAME, PHONE
from tests.web.maintain.conftest import SignIn

HAVEN = "/maintain/organizations/haven"
FORM = f"{HAVEN}/posts/new"
OTHERS = "/maintain/organizations/office/posts/new"
"""Pages that have a form, and so a token."""
GOOD = {"name": NAME, "phone": PHONE, "email": MAIL, "why": "cases", "visibility": "network"}


def good(**changes: str) -> dict[str, str]:
    return {**GOOD, "valid_to": network.draft().valid_to, **changes}


def the_only(engine: Engine, model: type[Contact | Post | Location | Note | Widening]) -> str:
    with writing(engine) as session:
        return str(session.scalars(select(model.id)).one())


def test_an_editor_names_somebody_and_the_owner_says_yes(haven: Engine, enter: SignIn) -> None:
    editor, owner = enter("editor"), enter("owner")
    assert "Haven" in editor.get("/maintain/organizations").words
    page = editor.follow(
        f"{HAVEN}/posts/new", {"title": "Dagjour", "title_en": "Day duty"}, on=f"{HAVEN}/posts/new"
    )
    assert "vakant" in page.words
    post = the_only(haven, Post)
    page = editor.follow(
        f"/maintain/posts/{post}/people/new", good(), on=f"/maintain/posts/{post}/people/new"
    )
    assert "Det visas när någon annan har godkänt det." in page.words
    kim = the_only(haven, Contact)
    own = editor.get(f"/maintain/people/{kim}/answer")
    assert "Godkänn" not in own.html
    assert "1 sak väntar" in owner.get("/maintain/organizations").words
    page = owner.get(f"/maintain/people/{kim}/answer")
    assert PHONE in page.words
    page = owner.follow(
        f"/maintain/people/{kim}/approve", {"version": "1"}, on=f"/maintain/people/{kim}/answer"
    )
    assert NAME in page.words
    assert NAME in enter("caseworker").get("/organizations/haven").words
    public = haven_public(enter)
    assert NAME not in public
    assert PHONE not in public


def haven_public(enter: SignIn) -> str:
    return str(enter("administrator").client.application.test_client().get("/organizations/haven").text)


def test_what_was_typed_comes_back_with_the_sentences_at_their_fields(haven: Engine, enter: SignIn) -> None:
    post = network.with_post(haven)
    where = f"/maintain/posts/{post}/people/new"
    page = enter("editor").refused(where, good(phone="070-174 06 05", name="", words="på fredagar"), on=where)
    assert 'id="trouble-phone"' in page.html
    assert 'id="trouble-name"' in page.html
    assert page.value("words") == "på fredagar"
    assert page.value("email") == MAIL
    assert "2 fält behöver ändras" in page.words


def test_a_change_shows_field_by_field_what_is_new(haven: Engine, enter: SignIn) -> None:
    kim = network.listed(haven)
    editor, owner = enter("editor"), enter("owner")
    where = f"/maintain/people/{kim}/change"
    page = editor.get(where)
    assert page.value("phone") == PHONE
    editor.follow(where, {"phone": "08-465 004 77", "email": MAIL, "visibility": "network"}, on=where)
    assert PHONE in enter("caseworker").get("/organizations/haven").words
    with writing(haven) as session:
        proposal = session.scalars(select(Contact.id).where(Contact.replaces_id == kim)).one()
    page = owner.get(f"/maintain/people/{proposal}/answer")
    row = re.search(r"<tr><th scope=\"row\">Telefon på arbetet</th>(.*?)</tr>", page.html, re.DOTALL)
    assert row is not None
    assert PHONE in row[1]
    assert "<b>08-465 004 77</b>" in row[1]
    owner.follow(
        f"/maintain/people/{proposal}/approve", {"version": "1"}, on=f"/maintain/people/{proposal}/answer"
    )
    assert "08-465 004 77" in enter("caseworker").get("/organizations/haven").words


def test_who_left_is_gone_at_once_and_the_line_that_says_so_can_undo_it(haven: Engine, enter: SignIn) -> None:
    kim, editor = network.listed(haven), enter("editor")
    page = editor.follow(f"/maintain/people/{kim}/end", on=f"/maintain/people/{kim}/end")
    assert "visas inte längre" in page.words
    assert f"/maintain/people/{kim}/undo-end" in page.html
    assert NAME not in enter("caseworker").get("/organizations/haven").words
    page = editor.follow(f"/maintain/people/{kim}/undo-end", on=FORM)
    assert "Ångrat" in page.words
    assert NAME in enter("caseworker").get("/organizations/haven").words


def test_a_proposal_is_sent_back_with_a_reason_and_taken_away(haven: Engine, enter: SignIn) -> None:
    proposal = network.propose(haven, network.with_post(haven))
    where = f"/maintain/people/{proposal}/answer"
    owner, editor = enter("owner"), enter("editor")
    page = owner.refused(f"/maintain/people/{proposal}/refuse", {"version": "1"}, on=where)
    assert "Välj varför." in page.words
    owner.follow(f"/maintain/people/{proposal}/refuse", {"version": "1", "why": "private"}, on=where)
    page = editor.get(HAVEN)
    assert "Det hör till någons privatliv" in page.words
    editor.follow(f"/maintain/people/{proposal}/withdraw", on=HAVEN)
    assert NAME not in editor.get(HAVEN).words


def test_renewing_moves_the_last_day(haven: Engine, enter: SignIn) -> None:
    kim, editor = network.listed(haven), enter("editor")
    where = f"/maintain/people/{kim}/renew"
    page = editor.refused(where, {"valid_to": "2099-01-01"}, on=where)
    assert "Högst 24 månader" in page.words
    editor.follow(
        where, {"valid_to": page.value("valid_to").replace("2099-01-01", good()["valid_to"])}, on=where
    )


def test_a_note_is_for_the_network_until_other_eyes_let_the_public_see_it(
    haven: Engine, enter: SignIn
) -> None:
    editor, owner = enter("editor"), enter("owner")
    where = f"{HAVEN}/notes/new"
    page = editor.refused(where, {"text": "Ring 070-174 06 05", "visibility": "public"}, on=where)
    assert "ett nummer" in page.words
    editor.follow(where, {"text": "Entrén ligger på baksidan", "visibility": "public"}, on=where)
    assert "baksidan" not in haven_public(enter)
    assert "baksidan" in enter("caseworker").get("/organizations/haven").words
    wish = the_only(haven, Widening)
    page = editor.get(f"/maintain/wishes/{wish}")
    assert "Godkänn</button>" not in page.html
    assert editor.send(f"/maintain/wishes/{wish}/grant", {"version": "1"}, on=FORM).status_code == 403
    owner.follow(f"/maintain/wishes/{wish}/grant", {"version": "1"}, on=f"/maintain/wishes/{wish}")
    assert "baksidan" in haven_public(enter)
    note = the_only(haven, Note)
    where = f"/maintain/notes/{note}"
    editor.follow(where, {"text": "Något annat", "visibility": "public", "version": "2"}, on=where)
    assert "Något annat" not in haven_public(enter)


def test_the_second_of_two_editors_sees_what_the_first_one_saved(haven: Engine, enter: SignIn) -> None:
    editor, owner = enter("editor"), enter("owner")
    editor.follow(f"{HAVEN}/notes/new", {"text": "Först", "visibility": "network"}, on=f"{HAVEN}/notes/new")
    where = f"/maintain/notes/{the_only(haven, Note)}"
    owner.follow(where, {"text": "Ägarens", "visibility": "network", "version": "1"}, on=where)
    page = editor.refused(where, {"text": "Redaktörens", "visibility": "network", "version": "1"}, on=where)
    assert "Ägarens" in page.words
    assert "Redaktörens" in page.words
    assert page.value("version") == "2"


def test_a_place_is_added_and_a_protected_service_has_none(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    where = f"{HAVEN}/places/new"
    place = {"name": "Öppna huset", "address": "Provgatan 2", "visibility": "network"}
    page = editor.refused(where, place, on=where)
    assert 'id="trouble-is_no_shelter"' in page.html
    page = editor.refused(where, {**place, "owner": "shelter", "is_no_shelter": "yes"}, on=where)
    assert "Verksamheten är skyddad" in page.words
    editor.follow(where, {**place, "is_no_shelter": "yes"}, on=where)
    where = f"/maintain/places/{the_only(haven, Location)}"
    editor.follow(f"{where}/remove", on=where)
    assert "Provgatan" not in editor.get(HAVEN).words


def test_the_guard_of_protected_places_speaks_at_the_field(haven: Engine, enter: SignIn) -> None:
    post = network.with_post(haven, "shelter")
    where = f"/maintain/posts/{post}/people/new"
    page = enter("editor").refused(where, good(), on=where)
    assert 'id="trouble-phone"' in page.html
    assert "röjer orten" in page.words


def test_a_number_is_hidden_at_once_and_shown_again_only_after_other_eyes(
    haven: Engine, enter: SignIn
) -> None:
    editor = enter("editor")
    where = "/maintain/channels/haven:phone"
    with writing(haven) as session:
        number = session.get_one(Channel, "haven:phone").display
        session.get_one(Channel, "haven:night").display = "08-465 004 43"
        session.commit()
    assert number in haven_public(enter)
    editor.follow(where, {"visibility": "network"}, on=where)
    assert number not in haven_public(enter)
    editor.follow(where, {"visibility": "public"}, on=where)
    assert number not in haven_public(enter)
    with writing(haven) as session:
        assert session.get_one(Channel, "haven:phone").visibility is Visibility.NETWORK
    wish = the_only(haven, Widening)
    enter("owner").follow(f"/maintain/wishes/{wish}/grant", {"version": "2"}, on=f"/maintain/wishes/{wish}")
    assert number in haven_public(enter)


def test_only_who_keeps_an_organization_finds_the_way_from_its_page(haven: Engine, enter: SignIn) -> None:
    assert HAVEN in enter("editor").get("/organizations/haven").html
    for page in (enter("stranger").get("/organizations/haven").html, haven_public(enter)):
        assert "/maintain" not in page


PATHS = (
    "/organizations/haven",
    "/organizations/haven/restricted",
    "/organizations/haven/posts/new",
    "/organizations/haven/places/new",
    "/organizations/haven/notes/new",
    "/channels/haven:phone",
    "/posts/{post}",
    "/posts/{post}/people/new",
    "/people/{kim}/change",
    "/people/{kim}/renew",
    "/people/{kim}/end",
    "/people/{kim}/erase",
    "/people/{kim}/answer",
)


def test_somebody_elses_organization_is_not_there_at_all(haven: Engine, enter: SignIn) -> None:
    kim = network.listed(haven)
    with writing(haven) as session:
        post = session.get_one(Contact, kim).post_id
    paths = [f"/maintain{path.format(post=post, kim=kim)}" for path in PATHS]
    coordinator, stranger, caseworker = enter("coordinator"), enter("stranger"), enter("caseworker")
    assert {coordinator.status(path) for path in paths} == {200}
    assert {stranger.status(path) for path in paths} == {404}
    assert {caseworker.status(path) for path in paths} == {403}
    assert "Haven" not in stranger.get("/maintain/organizations").words
    for act in ("end", "erase", "renew", "approve", "refuse", "withdraw", "undo-end", "change"):
        response = stranger.send(f"/maintain/people/{kim}/{act}", {"version": "1"}, on=OTHERS)
        assert response.status_code == 404, act
    for path in paths:
        page = stranger.client.get(path)
        assert NAME not in page.text


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_page_reads_in_both_languages(haven: Engine, enter: SignIn, lang: str) -> None:
    kim = network.listed(haven)
    with writing(haven) as session:
        post = session.get_one(Contact, kim).post_id
    coordinator = enter("coordinator")
    for path in PATHS:
        coordinator.get(f"/maintain{path.format(post=post, kim=kim)}?lang={lang}")


def test_an_owner_reads_why_she_cannot_approve_what_somebody_proposed_whom_she_invited(
    haven: Engine, enter: SignIn
) -> None:
    network.invited(haven, editor="owner")
    proposal = network.propose(haven, network.with_post(haven))
    where = f"/maintain/people/{proposal}/answer"
    page = enter("owner").get(where)
    assert "bjudit in den andra" in page.words
    assert "/approve" not in page.html
    assert "/refuse" in page.html
    page = enter("owner").refused(f"/maintain/people/{proposal}/approve", {"version": "1"}, on=where)
    assert "bjudit in den andra" in page.words
    assert "/approve" in enter("coordinator").get(where).html
