"""Nothing in the seeds tells where a protected place is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from tests.seeds.table import SEEDS, Row, parts, phones, rows


def _protected() -> list[Row]:
    return [row for row in rows("services") if row["is_protected"] == "true"]


def _told_of(service: Row) -> Iterator[tuple[str, str]]:
    """Yield every text that a reader could see about a protected service, its organization and its channels."""
    near = {service["id"], service["organization"]}
    for name in ("services", "organizations"):
        for row in rows(name):
            if row["id"] in near:
                yield from row.items()
    for name, owners in (
        ("channels", ("service", "organization")),
        ("schedules", ("service", "organization")),
    ):
        for row in rows(name):
            if near & {row[owner] for owner in owners}:
                yield from row.items()
    for row in rows("coverage"):
        if row["service"] == service["id"]:
            yield from ((key, value) for key, value in row.items() if key != "area")
    for row in rows("conflicts"):
        if near & set(parts(row["subjects"])):
            yield from row.items()


@cache
def _towns() -> re.Pattern[str]:
    municipalities = (row["name"] for row in rows("areas") if row["kind"] in {"municipality", "district"})
    localities = (row["name"] for row in rows("places") if row["kind"] in {"tatort", "stadsdel"})
    # One-word names of three letters and more; "Vara", "Åre" … are words too and are looked for with a capital only.
    names = {name for name in chain(municipalities, localities) if len(name) > 2}
    return re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")s?(?!\w)"
    )


def test_no_protected_service_can_be_placed_on_the_map() -> None:
    assert len(_protected()) >= 2
    assert _towns().search("ett boende i Malmö"), "the pattern must know what it looks for"
    for service in _protected():
        for key, text in _told_of(service):
            assert not _towns().search(text), (service["id"], key, text)
            assert not re.search(
                r"\b\d{3} ?\d{2} [A-ZÅÄÖ]|\d+ (platser|rum|bäddar)|\b\w+(gatan|vägen) \d", text
            )


def test_no_protected_service_is_covered_by_less_than_the_nation_or_has_a_town_in_its_address() -> None:
    towns = {
        row["name"].lower().translate(str.maketrans("åäöé", "aaoe"))
        for row in rows("areas")
        if row["kind"] == "municipality"
    }
    for service in _protected():
        assert {row["area"] for row in rows("coverage") if row["service"] == service["id"]} == {"SE"}
        for key, text in _told_of(service):
            for address in re.findall(r"(?:https?://|@)([\w.-]+)", text):
                assert not any(town in address for town in towns if len(town) > 3), (service["id"], key, text)


def test_no_protected_service_has_a_phone_with_an_area_code() -> None:
    near = {service["id"] for service in _protected()} | {service["organization"] for service in _protected()}
    for row in phones():
        if {row["service"], row["organization"]} & near:
            assert row["value"].startswith(("020-", "010-")), row


def test_no_row_speaks_of_drafts_or_of_how_it_was_collected() -> None:
    leftover = re.compile(r"\b(CORRECTED|UNKNOWN|excerpt|public copy|verify)\b")
    for path in SEEDS.glob("*.csv"):
        for row in rows(path.stem):
            texts = (value for key, value in row.items() if key not in {"advice", "name_en", "title_en"})
            assert not any(leftover.search(text) for text in texts), row
