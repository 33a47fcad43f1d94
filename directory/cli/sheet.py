"""The answer as a call sheet on a terminal of 80 columns: one first number, then what to do if nobody answers.

Everything is printed as plain text objects, never as markup, so that no name in the data can colour or hide anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from directory.asking import Reading
from directory.cli.words import DUTY_WORDS, SHEETS, Sheet
from directory.clock import today
from directory.finding.charge import Charge, charges_of
from directory.graph.answer import Answer, CallStep, OpenChannel, Path, Reason, StepKind
from directory.graph.explain import (
    say_confidence,
    say_freshness,
    say_hop,
    say_moment,
    say_open,
    say_person,
    say_reason,
    say_status,
)
from directory.graph.facts import ChannelKind, Confidence, Group
from directory.graph.name import name_in
from directory.graph.phrase import phrase_in
from directory.interchange.question_json import question_to_json
from directory.store.snapshot import Snapshot

WIDEST = 100
STEPS, SERVICES, MISSES = 4, 5, 4
"""How many are shown before ``--all``: more than anybody calls in one night."""


def show(
    answer: Answer, snapshot: Snapshot, reading: Reading | None, lang: str, *, is_whole: bool = False
) -> None:
    """Print *answer*; *is_whole* leaves nothing out."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDEST)
    _Printer(console, answer, snapshot, lang, is_whole).print(reading)


class _Printer:
    def __init__(
        self, console: Console, answer: Answer, snapshot: Snapshot, lang: str, is_whole: bool
    ) -> None:
        self._console = console
        self._answer = answer
        self._snapshot = snapshot
        self._lang = lang
        self._words: Sheet = SHEETS[lang]
        self._is_whole = is_whole

    def print(self, reading: Reading | None) -> None:
        self._stale()
        self._asked(reading)
        self._first()
        self._chain()
        self._duties()
        self._services()
        self._path()
        self._misses()
        self._sentences(self._words.unknown, (gap.reason for gap in self._answer.unknown))
        self._sentences(self._words.relaxed, self._answer.relaxed)
        self._routine()
        self._sentences(self._words.about, self._answer.notes)

    def _stale(self) -> None:
        if self._snapshot.stale_since is not None:
            moment = say_moment(self._snapshot.stale_since, self._lang)
            self._console.print(Text(f"{self._words.stale} {moment}.", style="bold yellow"))

    def _asked(self, reading: Reading | None) -> None:
        told = question_to_json(self._answer.question, self._snapshot, reading, self._lang)
        question = self._answer.question
        parts = [", ".join(need["name"] for need in told["needs"]), told["area"]["name"]]
        if told["residence"] is not None and told["residence"]["id"] != told["area"]["id"]:
            parts.append(self._words.resident.format(area=told["residence"]["name"]))
        if question.group is not Group.ANY or question.age is not None:
            parts.append(say_person(question.group.value, question.age, self._lang))
        if question.status is not None:
            parts.append(say_status(question.status.value, self._lang))
        parts.append(say_moment(question.at, self._lang))
        parts += told["languages"]
        self._console.print(Text(f"{self._words.asked}: {' · '.join(parts)}", style="dim"))
        if told["not_understood"]:
            missed = ", ".join(told["not_understood"])
            self._console.print(Text(f"{self._words.not_understood}: {missed}", style="yellow"))

    def _first(self) -> None:
        step = self._answer.act_now[0]
        body = Text()
        number = _number(step.channels)
        body.append(number.channel.display if number else self._words.no_number, style="bold")
        if number and not number.is_good:
            body.append(f"  ({self._words.not_verified})", style="yellow")
        body.append(f"\n{self._name(step)}", style="bold")
        body.append(f"\n{say_open(step.now, self._answer.question.at, self._lang)}")
        for reason in step.reasons:
            body.append(f"\n– {say_reason(reason, self._lang)}")
        self._console.print()
        self._console.print(
            Panel(body, title=Text(self._words.first), title_align="left", box=box.HEAVY, padding=(1, 2))
        )

    def _chain(self) -> None:
        rest = self._answer.act_now[1:]
        if not rest:
            return
        self._heading(self._words.then)
        shown = rest if self._is_whole else _with_last(rest, STEPS - 1)
        places = {id(step): place for place, step in enumerate(self._answer.act_now, 1)}
        for step in shown:
            line = Text(f"{places[id(step)]}. ", style="bold")
            number = _number(step.channels)
            line.append(self._name(step), style="bold")
            line.append(f"  {number.channel.display if number else self._words.no_number}", style="bold cyan")
            if number and not number.is_good:
                line.append(f" ({self._words.not_verified})", style="yellow")
            self._console.print(line)
            state = say_open(step.now, self._answer.question.at, self._lang)
            self._indented(f"{self._kind(step.kind)}: {state}", "dim")
            for reason in step.reasons:
                self._indented(f"– {say_reason(reason, self._lang)}")
        self._more(len(rest) - len(shown))

    def _duties(self) -> None:
        if not self._answer.duties:
            return
        self._heading(self._words.who)
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column()
        charges = charges_of(self._answer.duties)
        # What depends on something the question does not say stands in the whole answer only.
        shown = [charge for charge in charges if self._is_whole or not charge.is_conditional]
        for charge in shown:
            table.add_row(Text(DUTY_WORDS[self._lang][charge.kind]), self._charge(charge))
        self._console.print(table)
        self._more(len(charges) - len(shown))

    def _charge(self, charge: Charge) -> Text:
        who = ", ".join(name_in(one, self._lang) for one in charge.organizations)
        role = name_in(charge.role, self._lang) if charge.role else ""
        said = Text(who or role or "–", style="bold")
        if who and role not in ("", who):
            said.append(f"  {role}", style="not bold dim")
        conditions = [phrase_in(condition, self._lang) for condition in charge.conditions]
        bases = [f"{self._words.legal}: {phrase_in(basis, self._lang)}" for basis in charge.legal_bases]
        for note in (*conditions, *bases):
            said.append(f"\n{note}", style="not bold dim")
        return said

    def _services(self) -> None:
        providers = self._answer.providers
        if not providers:
            return
        self._heading(self._words.help)
        shown = providers if self._is_whole else providers[:SERVICES]
        for provider in shown:
            line = Text(name_in(provider.service, self._lang), style="bold")
            number = _number(provider.channels)
            if number:
                line.append(f"  {number.channel.display}", style="cyan")
                if not number.is_good:
                    line.append(f" ({self._words.not_verified})", style="yellow")
            line.append(f"  {say_open(provider.now, self._answer.question.at, self._lang)}", style="dim")
            self._console.print(line)
            for reason in provider.reasons:
                self._indented(f"– {say_reason(reason, self._lang)}")
            if self._is_whole:
                self._hops(provider.path)
        self._more(len(providers) - len(shown))

    def _path(self) -> None:
        path = self._answer.act_now[0].path
        if path:
            self._heading(self._words.why)
            self._hops(path)

    def _misses(self) -> None:
        misses = self._answer.near_misses
        if not misses:
            return
        self._heading(self._words.not_fit)
        shown = misses if self._is_whole else misses[:MISSES]
        for miss in shown:
            line = Text(name_in(miss.service, self._lang), style="bold")
            line.append(f": {say_reason(miss.failed, self._lang)}", style="not bold")
            self._console.print(line)
        self._more(len(misses) - len(shown))

    def _routine(self) -> None:
        if not self._answer.routine:
            return
        self._heading(self._words.mind)
        for step in self._answer.routine:
            swedish = self._lang == "sv"
            title = step.title_sv if swedish else step.title_en
            deadline = step.deadline_sv if swedish else step.deadline_en
            self._indented(f"– {title} ({deadline})" if deadline else f"– {title}")

    def _hops(self, path: Path) -> None:
        for hop in path:
            line = Text(say_hop(hop, self._lang))
            if hop.provenance is not None:
                known = say_freshness(hop.provenance, today(), self._lang)
                if hop.provenance.confidence is Confidence.INFERRED:
                    known = f"{known}, {say_confidence(hop.provenance.confidence, self._lang)}"
                line.append(f"  ({known})", style="dim")
            self._console.print(Padding(line, (0, 0, 0, 3)))

    def _sentences(self, heading: str, reasons: Iterable[Reason]) -> None:
        said = list(dict.fromkeys(say_reason(reason, self._lang) for reason in reasons))
        if said:
            self._heading(heading)
            for sentence in said:
                self._indented(f"– {sentence}")

    def _heading(self, text: str) -> None:
        self._console.print()
        self._console.print(Text(text, style="bold underline"))

    def _indented(self, text: str, style: str = "") -> None:
        self._console.print(Padding(Text(text, style=style), (0, 0, 0, 3)))

    def _more(self, count: int) -> None:
        if count > 0:
            self._indented(self._words.more.format(count=count), "dim")

    def _kind(self, kind: StepKind) -> str:
        return {
            StepKind.NOW: self._words.now,
            StepKind.TRY: self._words.attempt,
            StepKind.LATER: self._words.later,
            StepKind.LAST_RESORT: self._words.last_resort,
        }[kind]

    def _name(self, step: CallStep) -> str:
        return step.name_en if self._lang == "en" and step.name_en else step.name


def _number(channels: Sequence[OpenChannel]) -> OpenChannel | None:
    """Return what to show as the number: a good phone, else the first phone, else whatever way there is."""
    phones = [each for each in channels if each.channel.kind is ChannelKind.PHONE]
    return next((each for each in phones if each.is_good), None) or next(iter(phones or channels), None)


def _with_last(steps: Sequence[CallStep], count: int) -> Sequence[CallStep]:
    # The last resort is always shown, whatever is left out before it.
    return steps if len(steps) <= count else (*steps[: count - 1], steps[-1])
