"""How time and memory grow with the number of services: the core of a question, and the whole answer.

Each size is built and asked in a fresh process, so that what it holds can be read off what the process has got.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from functools import partial
from time import perf_counter

import psutil

from directory.graph.network import Network
from directory.graph.resolve import answer
from tests.benchmarks.core import ask_core
from tests.benchmarks.country import country, questions
from tests.benchmarks.networks import whole_questions
from tests.benchmarks.tables import Goal, machine, print_goals, print_table, say
from tests.benchmarks.timing import take_turns

SIZES = (1_000, 10_000, 100_000)
CORE, WHOLE = 10_000, 1_000
MEMORY_KB = {100_000: 2.4, 1_000_000: 2.0}
GROWTH = 3.0


def main() -> None:
    """Measure each size in a process of its own; SIZE=full adds a million services."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    say(machine())
    sizes = (*SIZES, 1_000_000) if os.environ.get("SIZE") == "full" else SIZES
    report({size: in_a_process(size) for size in sizes})


def in_a_process(size: int) -> dict[str, float]:
    """Return what a fresh process measured at *size*."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_growth", str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout))


def measure(size: int) -> dict[str, float]:
    """Build a country with *size* services, ask it, and return the figures."""
    process = psutil.Process()
    gc.disable()
    before = process.memory_info().rss
    facts = country(size)
    start = perf_counter()
    network = Network.build(facts)
    built = perf_counter() - start
    # The network keeps services, organizations and areas themselves; only the lists of them are let go.
    del facts
    gc.collect()
    held = process.memory_info().rss - before
    gc.enable()
    core = take_turns({"core": partial(ask_core, network)}, questions(CORE))["core"]
    whole = take_turns({"whole": lambda one: answer(one, network)}, whole_questions(network, WHOLE))["whole"]
    return {
        "build_s": built,
        "kb": held / size / 1000,
        "core_p50": core.p50,
        "core_p99": core.p99,
        "whole_p50": whole.p50,
        "whole_p99": whole.p99,
    }


def report(found: dict[int, dict[str, float]]) -> None:
    """Print the figures of all sizes, and how they grow from 10,000 on."""
    print_table(
        "Growth: the first ten with contacts and proof (core), and the whole answer",
        [
            "services",
            "core p50 µs",
            "p99",
            "whole p50 µs",
            "p99",
            "build s",
            "kB a service",
            "build µs a service",
        ],
        [
            [
                f"{size:,}",
                one["core_p50"],
                one["core_p99"],
                one["whole_p50"],
                one["whole_p99"],
                one["build_s"],
                one["kb"],
                one["build_s"] / size * 1e6,
            ]
            for size, one in found.items()
        ],
        "kB: what a fresh process grew by, facts and network together, per service; 1 kB is 1,000 bytes.",
    )
    base, largest = found[10_000], max(found)
    print_goals(
        [
            Goal(
                f"core p50, 10,000 → {largest:,}",
                found[largest]["core_p50"] / base["core_p50"],
                GROWTH,
                False,
            ),
            Goal(
                f"core p99, 10,000 → {largest:,}",
                found[largest]["core_p99"] / base["core_p99"],
                GROWTH,
                False,
            ),
            *(
                Goal(f"kB a service at {size:,}", found[size]["kb"], kb, at_least=False)
                for size, kb in MEMORY_KB.items()
                if size in found
            ),
        ]
    )


if __name__ == "__main__":
    main()
