"""Whatever several people do in whatever order, nothing is lost, nothing is hidden, and nobody does what they may not.

After each step: every changed row is in the log; the graph that was kept in step equals the one built from nothing. At
the end: what the log says of each earlier moment is what was there, and whoever may not do something never did.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import as_local, now
from directory.db import make_engine, make_file
from directory.graph.facts import AreaId, Group, NeedId, Visibility
from directory.graph.network import Network
from directory.graph.question import Question
from directory.graph.resolve import answer
from directory.model import Changeset, ChangesetState, Contact, Service
from directory.store.changeset import Edit
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.history.past import as_of
from directory.store.schema import upgrade
from directory.store.session import writing
from directory.store.snapshot import Snapshots
from tests.databases import settings_for
from tests.maintaining import network
from tests.store import small
from tests.upkeep.everyone import Everyone, Tried, last_entry, logged_since, rows_of

MAY: dict[str, frozenset[str]] = {
    "editor": frozenset({"edit", "confirm"}),
    "owner": frozenset({"edit", "confirm", "answer", "undo"}),
    "coordinator": frozenset({"edit", "confirm", "answer", "undo", "merge", "bury", "import"}),
    "stranger": frozenset(),
    "caseworker": frozenset(),
    "administrator": frozenset(),
}
"""Who may do what at Haven: written down a second time, by hand."""

WHO = st.sampled_from([*(["editor", "owner", "coordinator"] * 3), "stranger", "caseworker", "administrator"])
"""Those who may do most come most often; the others knock at every door all the same."""
WORDS = st.sampled_from(["Dag", "Natt", "Ring två gånger", ""])
NUMBERS = st.sampled_from([f"+4670174064{digit}" for digit in range(3, 9)])
SERVICES = st.sampled_from(["shelter", "advice"])
CHANNELS = st.sampled_from(["haven:phone", "haven:night"])
FILE = "Organisation;Verksamhet;Språk\nHaven;Advice;{language}\n"


class Upkeep(RuleBasedStateMachine):
    """Several people and one small network."""

    made_in = Path(tempfile.gettempdir())

    @initialize()
    def begin(self) -> None:
        self.time = time_machine.travel(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), tick=False)
        self.clock = self.time.start()
        self.folder = tempfile.TemporaryDirectory(dir=self.made_in)
        file = Path(self.folder.name) / "a.db"
        copyfile(_as_it_was(self.made_in), file)
        engine = make_engine(settings_for(f"sqlite:///{file}"))
        self.engine: Engine = engine
        with Session(engine) as session:
            self.people = sorted(session.scalars(select(Contact.id).where(Contact.ended_at.is_(None))))
        self.everyone = Everyone(engine)
        self.kept = Snapshots(engine)
        self.kept.current(Visibility.NETWORK)
        self.rows = rows_of(engine)
        self.seq = last_entry(engine)
        self.forms: list[tuple[str, Edit]] = []
        self.waiting: list[tuple[str, str]] = []
        self.acts: list[str] = []
        self.past: list[tuple[datetime, dict[tuple[str, str], str]]] = [(now(), self.rows)]
        self.clock.shift(timedelta(minutes=1))

    def teardown(self) -> None:
        if hasattr(self, "past"):
            self._look_back()
        if hasattr(self, "engine"):
            self.engine.dispose()
        self.folder.cleanup()
        self.time.stop()

    def _look_back(self) -> None:
        for moment, rows in self.past[:: max(1, len(self.past) // 4)]:
            then = as_of(self.engine, moment, is_exact=True)
            assert rows_of(then) == rows, f"the log tells something else of {moment}"
            then.dispose()

    def ended(self, who: str, act: str, tried: Tried) -> None:
        """Check that the door held, and remember what can be answered or taken back."""
        if tried.is_done:
            assert act in MAY[who], f"{who} may not {act}"
        if tried.is_done and tried.changeset:
            with Session(self.engine) as session:
                state = session.get_one(Changeset, tried.changeset).state
            if state is ChangesetState.WAITING:
                self.waiting.append((who, tried.changeset))
            elif tried.changeset not in self.acts:
                self.acts.append(tried.changeset)

    @rule(who=WHO, channel=CHANNELS, words=WORDS)
    def change_words(self, who: str, channel: str, words: str) -> None:
        edit = self.everyone.read_edit("channel", channel, label=words)
        if edit is not None:
            self.ended(who, "edit", self.everyone.send(who, edit))

    @rule(who=WHO, channel=CHANNELS, words=WORDS)
    def open_a_form(self, who: str, channel: str, words: str) -> None:
        edit = self.everyone.read_edit("channel", channel, label=words)
        if edit is not None:
            self.forms.append((who, edit))

    @precondition(lambda self: self.forms)
    @rule(data=st.data())
    def send_a_form_that_was_open(self, data: st.DataObject) -> None:
        self._send_late(*self.forms.pop(data.draw(st.integers(0, len(self.forms) - 1))))

    @rule(who=WHO, other=WHO, channel=CHANNELS, words=st.permutations(["Dag", "Natt", "Ring två gånger"]))
    def two_open_the_same_form(self, who: str, other: str, channel: str, words: list[str]) -> None:
        one, two = (self.everyone.read_edit("channel", channel, label=each) for each in words[:2])
        if one is not None and two is not None:
            self.ended(who, "edit", self.everyone.send(who, one))
            self._send_late(other, two)

    def _send_late(self, who: str, edit: Edit) -> None:
        """Send a form; what stands by then is its own words, those it was opened with, or nobody's loss."""
        stands = self.everyone.read_edit("channel", edit.record, label="något annat")
        tried = self.everyone.send(who, edit)
        self.ended(who, "edit", tried)
        if tried.is_done and stands is not None and stands.before is not None:
            known = ((edit.before or {})["label"], (edit.after or {})["label"])
            assert stands.before["label"] in known, "somebody else's words were written over"

    @rule(who=WHO, channel=CHANNELS, number=NUMBERS)
    def propose_a_number(self, who: str, channel: str, number: str) -> None:
        edit = self.everyone.read_edit("channel", channel, value=number, display=number)
        if edit is None:
            return
        rows = rows_of(self.engine)
        tried = self.everyone.send(who, edit)
        self.ended(who, "edit", tried)
        if tried.is_done and tried.changeset:
            own = self.everyone.answer(who, tried.changeset, "approve")
            assert not own.is_done, "one pair of eyes was enough"
        assert rows_of(self.engine) == rows, "a number held that nobody else had looked at"

    @precondition(lambda self: self.waiting)
    @rule(who=WHO, how=st.sampled_from(["approve", "return", "withdraw"]), data=st.data())
    def answer(self, who: str, how: str, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.waiting) - 1))
        made_by, name = self.waiting[place]
        tried = self.everyone.answer(who, name, how)
        if tried.is_done:
            assert (who == made_by) == (how == "withdraw"), "one pair of eyes was enough"
            assert ("edit" if how == "withdraw" else "answer") in MAY[who]
            del self.waiting[place]
            if how == "approve":
                self.acts.append(name)

    @precondition(lambda self: self.acts)
    @rule(who=WHO, data=st.data())
    def take_back(self, who: str, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.acts))
        tried = self.everyone.undo(who, name)
        self.ended(who, "undo", tried)
        if tried.is_done:
            again = self.everyone.undo(who, name)
            assert not again.is_done, "one act was taken back twice"

    @rule(who=WHO)
    def take_back_what_was_done_just_now(self, who: str) -> None:
        """Restore equals what was."""
        rows = rows_of(self.engine)
        edit = self.everyone.read_edit("service", "advice", name="Råd", languages=["Svenska", "Ukrainska"])
        if edit is None:
            return
        tried = self.everyone.send(who, edit)
        self.ended(who, "edit", tried)
        if tried.is_done and tried.changeset:
            assert rows_of(self.engine) != rows
            assert self.everyone.undo("owner", tried.changeset).is_done
            assert rows_of(self.engine) == rows

    @rule(who=WHO)
    def confirm(self, who: str) -> None:
        self.ended(who, "confirm", self.everyone.confirm(who, "haven"))

    @rule(who=WHO, is_undone=st.booleans())
    def merge(self, who: str, is_undone: bool) -> None:
        for name in ("advice", "second"):
            if self.everyone.read_edit("service", name, name="?") is None:
                return
        rows = rows_of(self.engine)
        tried = self.everyone.merge(who, "advice", "second")
        self.ended(who, "merge", tried)
        if tried.is_done and is_undone:
            assert self.everyone.undo("coordinator", tried.changeset).is_done
            assert rows_of(self.engine) == rows

    @rule(who=WHO, service=SERVICES, is_undone=st.booleans())
    def bury(self, who: str, service: str, is_undone: bool) -> None:
        if self.everyone.read_edit("service", service, name="?") is None:
            return
        rows = rows_of(self.engine)
        tried = self.everyone.bury(who, service)
        self.ended(who, "bury", tried)
        if tried.is_done and is_undone:
            assert self.everyone.undo("coordinator", tried.changeset).is_done
            assert rows_of(self.engine) == rows

    @rule(who=WHO, channel=CHANNELS, age=st.integers(0, 4))
    def restore(self, who: str, channel: str, age: int) -> None:
        self.ended(who, "undo", self.everyone.restore(who, "channel", channel, age))

    @rule(who=WHO, first=st.integers(-3, 20), length=st.integers(-2, 9), data=st.data())
    def go_away(self, who: str, first: int, length: int, data: st.DataObject) -> None:
        contact = data.draw(st.sampled_from(self.people))
        stand_in = data.draw(st.sampled_from(["", *self.people]))
        tried = self.everyone.go_away(who, contact, stand_in, first, first + length)
        self.ended(who, "edit", tried)
        assert not (tried.is_done and (length < 0 or contact == stand_in))

    @rule(who=WHO, language=st.sampled_from(["Svenska", "Arabiska", "Polska, Svenska"]))
    def read_a_file_in(self, who: str, language: str) -> None:
        tried = self.everyone.read_in(who, FILE.format(language=language))
        self.ended(who, "import", tried)

    @invariant()
    def every_change_is_in_the_log(self) -> None:
        if not hasattr(self, "engine"):
            return
        rows = rows_of(self.engine)
        changed = {key for key in rows.keys() | self.rows.keys() if rows.get(key) != self.rows.get(key)}
        if changed:
            logged = logged_since(self.engine, self.seq)
            assert {(table, name.split("|")[0]) for table, name in changed} <= logged
            self.past.append((now(), rows))
            self.clock.shift(timedelta(minutes=1))  # the log counts whole seconds
        self.rows, self.seq = rows, last_entry(self.engine)

    @invariant()
    def the_graph_in_step_equals_the_graph_from_nothing(self) -> None:
        if not hasattr(self, "engine"):
            return
        kept = self.kept.current(Visibility.NETWORK).network
        with consistent_read(self.engine) as connection:
            facts = read_facts(connection, Visibility.NETWORK, as_local(now()).date())
        built = Network.build(facts)
        assert dict(kept.organizations) == dict(built.organizations)
        assert {one.id: one for one in kept.services.values()} == {
            one.id: one for one in built.services.values()
        }
        for area in ("0163", "0180"):
            for group in (Group.ANY, Group.GIRL):
                question = Question((NeedId("boende"),), AreaId(area), as_local(now()), group)
                assert _told(question, kept) == _told(question, built)


def _as_it_was(folder: Path) -> Path:
    """Return a database with the small network, two people at one post, and a service much like another; made once."""
    file = folder / "as-it-was.db"
    if file.exists():
        return file
    engine = make_engine(settings_for(f"sqlite:///{folder / 'beginning.db'}"))
    make_file(engine)
    upgrade(engine)
    network.fill(engine)
    with writing(engine) as session:
        session.add(Service(id="second", name="Advice too", organization_id="haven", **small.SOURCED))
        session.commit()
    post = network.with_post(engine)
    for name in ("Kim", "Robin"):
        proposed = network.propose(
            engine, post, name=f"{name} Exempelsson", email=f"{name.lower()}@haven.example.org"
        )
        network.say_yes(engine, proposed)
    engine.dispose()
    with closing(sqlite3.connect(folder / "beginning.db")) as beginning:
        beginning.execute("VACUUM INTO ?", (str(file),))
    return file


def _told(question: Question, network_: Network) -> Any:
    found = answer(question, network_)
    return found.act_now, found.duties, found.providers, found.near_misses, found.unknown


def _run(tmp_path: Path, *, examples: int, steps: int, is_planted: bool = False) -> None:
    Upkeep.made_in = tmp_path
    run_state_machine_as_test(
        Upkeep,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.generate] if is_planted else list(Phase),
            report_multiple_bugs=not is_planted,
            suppress_health_check=list(HealthCheck),
            derandomize=bool(os.environ.get("CI")),
        ),
    )


def test_whatever_they_do_nothing_is_lost_and_nobody_does_what_they_may_not(tmp_path: Path) -> None:
    _run(tmp_path, examples=12, steps=25)


@pytest.mark.slow
def test_whatever_they_do_for_long_nothing_is_lost(tmp_path: Path) -> None:
    _run(tmp_path, examples=120, steps=50)


def test_an_answer_by_whoever_proposed_it_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.maintaining.change.decide._check", lambda *_: None)
    with pytest.raises(AssertionError, match="one pair of eyes"):
        _run(tmp_path, examples=150, steps=30, is_planted=True)


def test_an_edit_over_somebody_elses_words_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("directory.store.changeset.apply"), "_clashes", lambda *_: iter(()))
    with pytest.raises(AssertionError):
        _run(tmp_path, examples=150, steps=30, is_planted=True)


def test_a_graph_that_does_not_keep_up_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.store.session.raise_revision", lambda *_, **__: None)
    with pytest.raises(AssertionError):
        _run(tmp_path, examples=50, steps=20, is_planted=True)
