"""Maintaining: the workspace of those who keep an organization's contact persons, places and notes in order."""

from __future__ import annotations

from flask import Blueprint

from directory.web.maintain import (
    answers,
    channels,
    notes,
    organizations,
    people,
    places,
    posts,
    restricted,
    wishes,
)

__all__ = ["blueprint"]

blueprint = Blueprint("maintain", __name__, url_prefix="/maintain")

_GET, _POST = ["GET"], ["POST"]
_ORGANIZATION = "/organizations/<organization_id>"
for _path, _endpoint, _view, _methods in (
    ("/organizations", "organizations", organizations.organizations, _GET),
    (_ORGANIZATION, "organization", organizations.organization, _GET),
    (f"{_ORGANIZATION}/restricted", "restricted", restricted.ask, _GET),
    (f"{_ORGANIZATION}/restricted", "opened", restricted.show, _POST),
    (f"{_ORGANIZATION}/posts/new", "new_post", posts.new, _GET),
    (f"{_ORGANIZATION}/posts/new", "add_post", posts.add, _POST),
    ("/posts/<post_id>", "post", posts.post, _GET),
    ("/posts/<post_id>", "rename_post", posts.rename, _POST),
    ("/posts/<post_id>/move", "move_post", posts.move, _POST),
    ("/posts/<post_id>/remove", "remove_post", posts.remove, _POST),
    ("/posts/<post_id>/people/new", "new_person", people.new, _GET),
    ("/posts/<post_id>/people/new", "list_person", people.add, _POST),
    ("/people/<contact_id>/change", "person", people.person, _GET),
    ("/people/<contact_id>/change", "change_person", people.change, _POST),
    ("/people/<contact_id>/renew", "renewal", people.renewal, _GET),
    ("/people/<contact_id>/renew", "renew_person", people.renew, _POST),
    ("/people/<contact_id>/end", "ending", people.ending, _GET),
    ("/people/<contact_id>/end", "end_person", people.end, _POST),
    ("/people/<contact_id>/undo-end", "undo_end", people.undo, _POST),
    ("/people/<contact_id>/erase", "erasing", people.erasing, _GET),
    ("/people/<contact_id>/erase", "erase_person", people.erase, _POST),
    ("/people/<contact_id>/answer", "proposal", answers.proposal, _GET),
    ("/people/<contact_id>/answer", "open_proposal", answers.open_one, _POST),
    ("/people/<contact_id>/approve", "approve", answers.approve, _POST),
    ("/people/<contact_id>/refuse", "refuse", answers.refuse, _POST),
    ("/people/<contact_id>/withdraw", "withdraw", answers.withdraw, _POST),
    (f"{_ORGANIZATION}/places/new", "new_place", places.new, _GET),
    (f"{_ORGANIZATION}/places/new", "add_place", places.add, _POST),
    ("/places/<place_id>", "place", places.place, _GET),
    ("/places/<place_id>", "change_place", places.change, _POST),
    ("/places/<place_id>/remove", "remove_place", places.remove, _POST),
    (f"{_ORGANIZATION}/notes/new", "new_note", notes.new, _GET),
    (f"{_ORGANIZATION}/notes/new", "write_note", notes.write, _POST),
    ("/notes/<note_id>", "note", notes.note, _GET),
    ("/notes/<note_id>", "change_note", notes.change, _POST),
    ("/notes/<note_id>/remove", "remove_note", notes.remove, _POST),
    ("/channels/<channel_id>", "channel", channels.channel, _GET),
    ("/channels/<channel_id>", "change_channel", channels.change, _POST),
    ("/wishes/<wish_id>", "wish", wishes.wish, _GET),
    ("/wishes/<wish_id>", "open_wish", wishes.open_it, _POST),
    ("/wishes/<wish_id>/grant", "grant_wish", wishes.grant, _POST),
    ("/wishes/<wish_id>/decline", "decline_wish", wishes.decline, _POST),
    ("/wishes/<wish_id>/withdraw", "withdraw_wish", wishes.withdraw, _POST),
):
    blueprint.add_url_rule(_path, _endpoint, _view, methods=_methods)
