"""A date as printed becomes the earliest day that the words allow."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.interchange.seeds.dated import first_day
from directory.shipped import folder

PRINTED = {
    "": None,
    "n.d.": None,
    "2016": date(2016, 1, 1),
    "2016-10-06": date(2016, 10, 6),
    "2018-11": date(2018, 11, 1),
    "2011-2017": date(2017, 1, 1),
    "2020–2021": date(2021, 1, 1),
    "2023-24": date(2024, 1, 1),
    "2023-04/07": date(2023, 7, 1),
    "about 2003": date(2003, 1, 1),
    "before 2018": None,
    "after 2022-08": date(2022, 8, 1),
    "2019 eller senare": date(2019, 1, 1),
    "2013-06 (decision)": date(2013, 6, 1),
    "2025-12-10 (lastVerified as stated by that site)": date(2025, 12, 10),
    "2023-02 (dated by campaign week)": date(2023, 2, 1),
    "n.d. (after 2018-11)": date(2018, 11, 1),
    "n.d. (before 2018-05)": None,
    "n.d. (text before 2022-09)": None,
    "n.d. (2020 or later)": date(2020, 1, 1),
    "n.d. (about 2023)": date(2023, 1, 1),
    "n.d. (term 2022-2026)": date(2022, 1, 1),
    "n.d. (joint since 2009-08-31)": date(2009, 8, 31),
    "n.d. (about 2018-20)": date(2018, 1, 1),
    "n.d. (before Evonhuset)": None,
    "n.d. (senare)": None,
    "2016-02-31": date(2016, 1, 1),
    "före 2018": None,
    "u.å. (efter 2018-11)": date(2018, 11, 1),
}


@pytest.mark.parametrize(("printed", "day"), PRINTED.items())
def test_a_printed_date_is_read(printed: str, day: date | None) -> None:
    assert first_day(printed) == day


@given(st.text(alphabet="0123456789-–/ n.d.abefor()", max_size=40))
def test_no_words_are_too_odd_to_read(printed: str) -> None:
    day = first_day(printed)
    assert day is None or 1900 <= day.year <= 2099


def test_every_date_in_the_seeds_that_names_a_year_is_read_or_is_an_upper_bound() -> None:
    unread = set()
    for file in sorted(folder("seeds").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                printed = row.get("dated") or ""
                if first_day(printed) is None and any(sign.isdigit() for sign in printed):
                    unread.add(printed)
    assert all("före" in printed or "before" in printed for printed in unread), unread
