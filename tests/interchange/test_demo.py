"""The demo shows every kind of visible part, is plainly invented, can be taken out, and never reaches production."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import Engine, func, select

from directory.errors import SeedError, SettingsError
from directory.graph.facts import Confidence, Facts, Visibility
from directory.graph.post import holders_on
from directory.interchange.demo import DemoReport, load_demo, remove_demo
from directory.model import Area, Channel, Contact, Location, Note, Organization, Post
from directory.settings import Settings
from directory.shipped import folder
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.session import writing

TODAY = date(2026, 11, 23)
SETTINGS = Settings(environment="test")
OWNERS = ("m-0138", "m-0180-rk", "ngo-ssm-cr", "sdf-farsta")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def peopled(engine: Engine) -> Engine:
    """A database with the organizations that the demo speaks of."""
    with writing(engine) as session:
        session.add_all(
            Organization(id=name, name=name, kind="ngo", source="A test", confidence=Confidence.SOURCE)
            for name in OWNERS
        )
        session.commit()
    return engine


def facts(engine: Engine, viewer: Visibility) -> Facts:
    with consistent_read(engine) as connection:
        return read_facts(connection, viewer, TODAY)


def names(engine: Engine, viewer: Visibility) -> set[str]:
    return {
        person.name.split(" ")[0]
        for owner in facts(engine, viewer).organizations
        for post in owner.posts
        for person in holders_on(post, TODAY)
    }


def test_the_demo_shows_each_kind_of_part_to_those_who_may_see_it(peopled: Engine) -> None:
    report = load_demo(peopled, SETTINGS)
    assert (report.added, report.changed, report.same) == (18, 0, 0)
    assert names(peopled, Visibility.PUBLIC) == {"Robin"}
    assert names(peopled, Visibility.NETWORK) == {"Robin", "Kim", "Alex", "Lo"}
    assert names(peopled, Visibility.RESTRICTED) == {"Robin", "Kim", "Alex", "Lo", "Sam", "Mika"}
    seen = {one.id: one for one in facts(peopled, Visibility.NETWORK).organizations}
    assert [post.title for post in seen["m-0180-rk"].posts if not post.holders] == [
        "Beredskap på natten",
        "Regionkoordinator, vuxna",
    ]
    assert [channel.id for channel in seen["sdf-farsta"].channels] == ["demo-sdf-farsta-inre"]
    assert not seen["m-0180-rk"].channels
    assert [note.id for note in seen["sdf-farsta"].notes] == ["demo-sdf-farsta-ring"]
    public = {one.id: one for one in facts(peopled, Visibility.PUBLIC).organizations}
    assert not public["sdf-farsta"].notes
    assert [place.name for place in public["sdf-farsta"].locations] == ["Mottagningen (påhittad)"]


def test_a_second_load_changes_nothing_and_a_removal_leaves_nothing(peopled: Engine) -> None:
    load_demo(peopled, SETTINGS)
    revision = facts(peopled, Visibility.PUBLIC).revision
    assert load_demo(peopled, SETTINGS) == DemoReport(same=18)
    assert facts(peopled, Visibility.PUBLIC).revision == revision
    assert remove_demo(peopled).removed == 18
    with peopled.connect() as connection:
        for model in (Contact, Post, Channel, Note, Location):
            assert connection.scalar(select(func.count()).select_from(model.__table__)) == 0
        assert connection.scalar(select(func.count()).select_from(Organization.__table__)) == len(OWNERS)
    assert remove_demo(peopled) == DemoReport()


def test_a_demo_person_whose_year_is_over_gets_another_one_and_an_objection_stands(peopled: Engine) -> None:
    load_demo(peopled, SETTINGS)
    with writing(peopled) as session:
        session.get_one(Contact, "demo-rk-01-barn-holder").objected_at = datetime(2026, 11, 23, tzinfo=UTC)
        session.commit()
    with time_machine.travel(datetime(2028, 1, 10, 9, 0, tzinfo=UTC), tick=False):
        assert load_demo(peopled, SETTINGS).changed == 6
        with peopled.connect() as connection:
            assert connection.scalar(select(func.min(Contact.valid_to))) == date(2029, 1, 9)
    assert names(peopled, Visibility.PUBLIC) == set()


def test_production_has_no_invented_persons(peopled: Engine) -> None:
    production = SETTINGS.model_copy(update={"environment": "production"})
    with pytest.raises(SettingsError, match="production"):
        load_demo(peopled, production)
    assert names(peopled, Visibility.RESTRICTED) == set()


def test_without_the_seeds_there_is_nobody_to_hang_a_demo_on(engine: Engine) -> None:
    with pytest.raises(SeedError, match="directory seed"):
        load_demo(engine, SETTINGS)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("contacts.csv", "Kim Exempelsson (påhittad)", "Kim Exempelsson", "must end with"),
        ("contacts.csv", "08-465 004 10", "08-570 307 20", "reserved for fiction"),
        ("contacts.csv", "070-174 06 05", "070-174 06 04", "reserved for fiction"),
        ("contacts.csv", "barn.rk@example.org", "barn.rk@example.com", "example.org"),
        ("channels.csv", "08-465 004 33", "08-570 307 20", "reserved for fiction"),
        ("contacts.csv", "demo-m-0138-dag", "m-0138-dag", "contacts.csv line 2"),
        ("locations.csv", "Mottagningen (påhittad)", "Mottagningen", "must end with"),
        ("notes.csv", " (påhittad).", ".", "must end with"),
    ],
)
def test_a_row_that_could_be_taken_for_real_stops_the_whole_demo(
    peopled: Engine, tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    shutil.copytree(folder("seeds") / "demo", tmp_path / "demo")
    spoiled = tmp_path / "demo" / file
    text = spoiled.read_text(encoding="utf-8")
    assert old in text
    spoiled.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError, match=said):
        load_demo(peopled, SETTINGS, tmp_path)
    assert names(peopled, Visibility.RESTRICTED) == set()


def test_a_person_whom_somebody_put_into_a_demo_post_goes_with_it(peopled: Engine) -> None:
    load_demo(peopled, SETTINGS)
    with writing(peopled) as session:
        session.add(
            Contact(
                id="mine",
                post_id="demo-rk-01-vuxna",
                organization_id="m-0180-rk",
                name="Lo Provlund (påhittad)",
                purpose="prov",
                valid_from=TODAY,
                valid_to=TODAY,
            )
        )
        session.commit()
    assert remove_demo(peopled).removed == 19


def test_no_location_of_the_demo_needs_an_area_that_is_not_there(peopled: Engine) -> None:
    with peopled.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Area.__table__)) == 0
    load_demo(peopled, SETTINGS)
