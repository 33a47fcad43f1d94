"""The small values behind the catalogue pages: the map, what is kept, the alphabet, and what About has to say."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from directory.graph.facts import AreaId, Group, Visibility
from directory.web.alphabet import swedish
from directory.web.catalogue.kept import Kept
from directory.web.catalogue.outline import COUNTY_LETTERS, counties, municipalities_of
from tests.web.country import snapshot
from tests.web.page import Pages

ROOT = Path(__file__).parents[3]
MONDAY = date(2026, 11, 23)
PUBLIC = Visibility.PUBLIC


def test_the_map_lies_within_its_frame_with_the_north_above_the_south() -> None:
    outline = counties()
    found = {shape.id: shape for shape in outline.shapes}
    assert found.keys() == COUNTY_LETTERS.keys()
    assert found["25"].y < found["01"].y < found["12"].y
    assert found["14"].x < found["01"].x < found["09"].x
    for shape in outline.shapes:
        assert 0 < shape.x < outline.width
        assert 0 < shape.y < outline.height
        points = [int(one) for one in re.findall(r"\d+", shape.d)]
        assert max(points) <= max(outline.width, outline.height)


def test_the_letters_on_the_map_stand_far_enough_apart_to_be_hit() -> None:
    # 24 px is the least that WCAG 2.2 asks for; the map is drawn 0.6 as large where it is smallest.
    shapes = counties().shapes
    gaps = [
        max(abs(one.x - other.x), abs(one.y - other.y))
        for one in shapes
        for other in shapes
        if one is not other
    ]
    assert min(gaps) >= 14


def test_a_county_is_drawn_with_its_own_municipalities() -> None:
    outline = municipalities_of("09")
    assert outline is not None
    assert [shape.name for shape in outline.shapes] == ["Gotland"]
    assert municipalities_of("99") is None


def test_an_overview_is_made_once_for_a_network_and_a_day() -> None:
    network = snapshot().network
    kept = Kept()
    first = kept.overview(AreaId("0138"), network, MONDAY, Group.ANY, PUBLIC)
    assert kept.overview(AreaId("0138"), network, MONDAY, Group.ANY, PUBLIC) is first
    assert kept.overview(AreaId("0138"), network, MONDAY, Group.GIRL, PUBLIC) is not first
    assert kept.overview(AreaId("0138"), network, date(2026, 11, 24), Group.ANY, PUBLIC) is not first
    assert kept.overview(AreaId("0138"), snapshot().network, MONDAY, Group.ANY, PUBLIC) is not first


def test_no_more_than_so_many_overviews_are_kept() -> None:
    network = snapshot().network
    kept = Kept(most=2)
    first = kept.overview(AreaId("0138"), network, MONDAY, Group.ANY, PUBLIC)
    for area in ("0123", "0880"):
        kept.overview(AreaId(area), network, MONDAY, Group.ANY, PUBLIC)
    assert kept.overview(AreaId("0138"), network, MONDAY, Group.ANY, PUBLIC) is not first


def test_swedish_letters_come_after_z() -> None:
    names = ["Öckerö", "Ängelholm", "Åmål", "Ystad", "arvika", "Zinkgruvan"]
    assert sorted(names, key=swedish) == ["arvika", "Ystad", "Zinkgruvan", "Åmål", "Ängelholm", "Öckerö"]


def test_about_gives_the_attributions_of_the_notice_word_for_word(pages: Pages) -> None:
    notice = " ".join((ROOT / "NOTICE").read_text("utf-8").split())
    said = pages.get("/about").html.replace("&#34;", '"').replace("&amp;", "&")
    blocks = re.findall(r'<p lang="en">(.*?)</p>', said, re.DOTALL)
    assert len(blocks) >= 4
    for block in blocks:
        for line in block.split("<br>"):
            assert " ".join(line.split()) in notice, line
    for owner in (
        "GeoNames",
        "Statistiska centralbyrån",
        "Open Eligibility",
        "Lucide",
        "Atkinson",
        "Schibsted",
    ):
        assert owner in said


def test_the_statement_says_what_is_wrong_and_where_to_complain(pages: Pages) -> None:
    page = pages.get("/about/accessibility")
    for words in (
        "Brister vi känner till",
        "Hittar du ett fel?",
        "WCAG 2.2",
        "Myndigheten för digital förvaltning",
    ):
        assert words in page.words
