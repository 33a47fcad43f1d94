"""Offering: the workspace in which an organization says itself what holds, and sees how that looks to those who ask."""

from __future__ import annotations

from flask import Blueprint

from directory.web.offer import dates, hours, organizations, people, seen, services, taking_back, ways, words

__all__ = ["blueprint"]

blueprint = Blueprint("offer", __name__, url_prefix="/offer")

_GET, _POST = ["GET"], ["POST"]
_ORGANIZATION = "/organizations/<organization_id>"
for _path, _endpoint, _view, _methods in (
    ("/organizations", "organizations", organizations.organizations, _GET),
    (_ORGANIZATION, "organization", organizations.organization, _GET),
    (f"{_ORGANIZATION}/confirm", "confirm", organizations.confirm, _POST),
    (f"{_ORGANIZATION}/hours", "hours", hours.hours, _GET),
    (f"{_ORGANIZATION}/hours", "change_hours", hours.change, _POST),
    (f"{_ORGANIZATION}/dates", "dates", dates.dates, _GET),
    (f"{_ORGANIZATION}/dates", "change_dates", dates.change, _POST),
    (f"{_ORGANIZATION}/away", "away", people.away, _GET),
    (f"{_ORGANIZATION}/away", "change_away", people.change, _POST),
    (f"{_ORGANIZATION}/words", "words", words.words, _GET),
    (f"{_ORGANIZATION}/words", "change_words", words.change, _POST),
    (f"{_ORGANIZATION}/ways", "ways", ways.ways, _GET),
    (f"{_ORGANIZATION}/ways", "change_ways", ways.change, _POST),
    (f"{_ORGANIZATION}/seen", "seen", seen.seen, _GET),
    (f"{_ORGANIZATION}/services/new", "new_service", services.new, _GET),
    (f"{_ORGANIZATION}/services/new", "propose_service", services.propose, _POST),
    ("/services/<service_id>", "service", services.service, _GET),
    ("/services/<service_id>", "change_service", services.change, _POST),
    ("/channels/<channel_id>", "way", ways.way, _GET),
    ("/channels/<channel_id>", "change_way", ways.change_one, _POST),
    ("/changes/<changeset_id>/take-back", "take_back", taking_back.take_back, _POST),
):
    blueprint.add_url_rule(_path, _endpoint, _view, methods=_methods)
