"""The whole resolver on 10,000 questions against the shipped network, read from a database as the server reads it."""

from __future__ import annotations

from functools import partial

from directory.graph.answer import Answer
from directory.graph.network import Network
from directory.graph.question import Question
from directory.graph.resolve import answer
from directory.store.snapshot import Snapshots
from tests.benchmarks.networks import whole_questions
from tests.benchmarks.seeded import seeded_url, settings_for
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say
from tests.benchmarks.timing import quiet, take_times, take_turns

QUESTIONS = 10_000
LIMIT_US = 2000.0


def main() -> None:
    """Ask everything twice: as it comes, and with the shortest of three times for each question."""
    say(machine())
    with seeded_url() as url:
        network = Snapshots(settings_for(url)).current().network
        questions = whole_questions(network, QUESTIONS)
        ask = partial(_answer, network)
        with quiet():
            first = take_times(ask, questions)
        steady = take_turns({"resolver": ask}, questions)["resolver"]
    print_table(
        f"Whole answers on the shipped network: {len(network.services):,} services, {len(network.organizations):,} "
        "organizations",
        ["asked", "questions", "p50 µs", "p90 µs", "p99 µs", "longest µs"],
        [
            [name, len(times.ns), times.p50, times.percentile(90), times.p99, times.percentile(100)]
            for name, times in (("once each, from cold", first), ("the shortest of three", steady))
        ],
    )
    print_goals([Goal("whole answer, p99 µs", steady.p99, LIMIT_US, at_least=False)])


def _answer(network: Network, question: Question) -> Answer:
    return answer(question, network)


if __name__ == "__main__":
    main()
