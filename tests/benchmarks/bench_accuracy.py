"""How well sentences are read, field by field: those that were tuned on, and those held out."""

from __future__ import annotations

from tests.asking.accuracy import FIELDS, TUNED, UNSEEN, measure
from tests.asking.places import shipped_gazetteer
from tests.benchmarks.tables import print_table


def main() -> None:
    """Print one line a field; the sentences themselves lie in tests/asking."""
    gazetteer = shipped_gazetteer()
    tuned, unseen = measure(TUNED, gazetteer), measure(UNSEEN, gazetteer)
    print_table(
        "The sentence reader: fields read rightly",
        ["field", "tuned on", "of", "%", "held out", "of", "%"],
        [[field, *_cells(tuned[field]), *_cells(unseen[field])] for field in FIELDS],
        "Held out: sentences that nothing was mended for. They are read to measure only.",
    )


def _cells(counts: tuple[int, int]) -> list[object]:
    right, total = counts
    return [right, total, 100 * right / total]


if __name__ == "__main__":
    main()
