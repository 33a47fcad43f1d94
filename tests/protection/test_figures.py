"""How many of the places that an NGO might type in by mistake are stopped, and how rarely harmless words are."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from directory.protection import TellingKind, telling
from tests.protection.corpus import Detector, harmless_texts, share, telling_texts, towns

ALL = ("tune", "held")
STOPPED = 0.95
FALSE_ALARMS = 0.02
"""Both from SAFETY."""


def detector(text: str) -> bool:
    return bool(telling(text, towns=towns()))


def assert_good_enough(stops: Detector, sets: tuple[str, ...]) -> None:
    """Fail if *stops* misses too much of what tells a place, or stops too much of what does not."""
    stopped = share(telling_texts(*sets), stops)
    false_alarms = share(harmless_texts(*sets), stops)
    assert stopped >= STOPPED, f"{stopped:.1%} of {len(telling_texts(*sets))} stopped"
    assert false_alarms <= FALSE_ALARMS, (
        f"{false_alarms:.1%} of {len(harmless_texts(*sets))} stopped for nothing"
    )


@pytest.mark.parametrize("sets", [("held",), ALL])
def test_an_ngo_that_types_its_place_is_stopped_and_one_that_does_not_is_not(sets: tuple[str, ...]) -> None:
    assert_good_enough(detector, sets)


def test_the_corpus_is_as_large_and_as_varied_as_promised() -> None:
    tells = telling_texts(*ALL)
    assert len(tells) >= 300
    assert len(harmless_texts(*ALL)) >= 300
    assert len({each.text for each in tells}) == len(tells)
    assert not {each.text for each in tells} & {each.text for each in harmless_texts(*ALL)}
    assert len(telling_texts("held")) >= 150
    assert {each.kind for each in tells} == {str(kind) for kind in TellingKind} - {"location"}
    english = sum(each.lang == "en" for each in tells) / len(tells)
    assert 0.18 <= english <= 0.30


OLD = re.compile(
    r"\b\d{3} ?\d{2} [A-ZÅÄÖ]"
    r"|\b[5-6]\d\.\d{3,}"
    r"|\bmaps\.|\bgoo\.gl\b|\bopenstreetmap\b"
    r"|\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|gata|vägen|väg|gränd|stigen|torget|torg|allén|backen|platsen) ?\d"
)
"""What looked for places before there was a detector."""


def test_a_crippled_detector_is_noticed() -> None:
    with pytest.raises(AssertionError, match=r"\d\d\.\d% of \d+ stopped\n"):
        assert_good_enough(lambda text: OLD.search(text) is not None, ("held",))
    with pytest.raises(AssertionError, match="for nothing"):
        assert_good_enough(lambda text: True, ("held",))
    with pytest.raises(AssertionError, match=r"stopped\n"):
        assert_good_enough(
            lambda text: any(each.kind is TellingKind.STREET for each in telling(text)), ("held",)
        )


def test_a_place_is_found_where_it_stands_and_as_what_it_is() -> None:
    text = "Kvinnan kommer till Stor\u200bgatan 5 och får ringa 08-465 004 00 därifrån."
    found = telling(text)
    assert [each.kind for each in found] == [TellingKind.STREET, TellingKind.PHONE]
    assert [text[each.start : each.end] for each in found] == ["Stor\u200bgatan 5", "08-465 004 00"]


def test_most_places_are_called_by_their_own_kind() -> None:
    right = Counter(
        each.kind in {str(found.kind) for found in telling(each.text, towns=towns())}
        for each in telling_texts(*ALL)
    )
    assert right[True] / right.total() >= 0.9
