"""What the API tells of posts, places and notes has the shape that its description promises, for each class."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from pydantic import ValidationError

from directory.app import create_app
from directory.graph.facts import Visibility
from directory.settings import Settings
from directory.web.api.schema import AnswerOut, OrganizationOut, ServiceOut
from directory.web.api.schema.shape import Shape
from tests.web.country import Held
from tests.web.peopled import NETWORK, PUBLIC, peopled

ASKED = "/api/v1/answer?need=boende&area=0138&at=2026-11-24T10:00"


@pytest.fixture(autouse=True)
def _tuesday_ten() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(scope="module", params=[PUBLIC, NETWORK])
def viewer(request: pytest.FixtureRequest) -> Visibility:
    return request.param


@pytest.fixture(scope="module")
def people(viewer: Visibility) -> Flask:
    return create_app(Settings(environment="test"), snapshots=Held(peopled(viewer)))


def told(people: Flask, path: str) -> dict[str, Any]:
    response = people.test_client().get(path)
    assert response.status_code == 200
    return response.json


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/api/v1/organizations/tyreso?", OrganizationOut),
        ("/api/v1/organizations/linjen?", OrganizationOut),
        ("/api/v1/services/hus?", ServiceOut),
        (f"{ASKED}&", AnswerOut),
    ],
)
def test_replies_have_the_shape_that_is_described(
    people: Flask, path: str, shape: type[Shape], lang: str
) -> None:
    reply = told(people, f"{path}lang={lang}")
    shape.model_validate(reply)
    with pytest.raises(ValidationError):
        shape.model_validate({**reply, "undescribed": 1})


def test_a_post_is_told_with_those_of_its_holders_that_may_be_known(
    people: Flask, viewer: Visibility
) -> None:
    reply = told(people, "/api/v1/organizations/tyreso")
    names = [[holder["name"] for holder in post["holders"]] for post in reply["posts"]]
    assert [post["name"] for post in reply["posts"]] == ["Dagjour", "Nattjour"]
    assert names == ([["Kim Exempelsson (påhittad)"], []] if viewer is NETWORK else [[], []])
    assert len(reply["locations"]) == (2 if viewer is NETWORK else 1)
    assert [note["text"] for note in reply["notes"]] == (["Ring på baksidan"] if viewer is NETWORK else [])


def test_a_step_of_the_answer_says_whom_to_ask_for(people: Flask, viewer: Visibility) -> None:
    steps = told(people, f"{ASKED}&lang=en")["act_now"]
    asked = [step["ask_for"] for step in steps if step["ask_for"] is not None]
    if viewer is PUBLIC:
        assert asked == []
        return
    assert asked[0]["post"] == {"id": "dag", "name": "Day duty"}
    assert asked[0]["channels"][0]["value"] == "+46846500415"
    own = {channel["id"] for step in steps for channel in step["channels"]}
    assert not [one for one in asked for channel in one["channels"] if channel["id"] in own]
    assert steps[-1]["ask_for"] is None, "nobody is asked for at an emergency line"
