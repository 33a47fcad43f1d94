"""One slip of the finger in the name of a municipality: right, asked back, or wrong?"""

from __future__ import annotations

import random
from collections import Counter

from directory.gazetteer import Gazetteer, MatchKind, Place, fold
from directory.gazetteer.typo import edits_allowed

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def slip(name: str, chance: random.Random) -> str:
    """Return *name* with one letter changed, added, left out or swapped with the next."""
    letters = list(name)
    place = chance.randrange(len(letters))
    match chance.randrange(4):
        case 0:
            letters[place] = chance.choice(LETTERS)
        case 1:
            letters.insert(place, chance.choice(LETTERS))
        case 2:
            del letters[place]
        case _ if place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        case _:
            letters.append(chance.choice(LETTERS))
    return "".join(letters)


def outcomes(gazetteer: Gazetteer, municipalities: tuple[Place, ...], *, each: int) -> Counter[str]:
    chance = random.Random(290)
    counted: Counter[str] = Counter()
    for place in municipalities:
        for _ in range(each):
            match = gazetteer.find(slip(place.name, chance))
            if match.area is not None:
                counted["right" if match.area == place.area else "wrong"] += 1
            else:
                offered = any(choice.area == place.area for choice in match.choices)
                counted["asked back" if offered else "not known"] += 1
    return counted


def test_a_typo_leads_to_a_wrong_municipality_in_less_than_one_of_a_hundred(
    gazetteer: Gazetteer, municipalities: tuple[Place, ...]
) -> None:
    counted = outcomes(gazetteer, municipalities, each=8)
    total = counted.total()
    print({outcome: f"{100 * number / total:.2f} %" for outcome, number in counted.most_common()})
    assert counted["wrong"] < 0.01 * total
    assert counted["right"] > 0.85 * total
    assert counted["right"] + counted["asked back"] > 0.94 * total


def test_short_names_must_be_right_and_long_ones_may_have_two_typos(gazetteer: Gazetteer) -> None:
    assert [edits_allowed(length) for length in (1, 3, 4, 8, 9, 20)] == [0, 0, 1, 1, 2, 2]
    assert gazetteer.find("Hjk").kind is MatchKind.NONE
    assert gazetteer.find("Skelefteo").area == "2482"


def test_wrong_dots_are_a_typo_and_missing_ones_are_not(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Vaxjo").kind is MatchKind.EXACT
    assert gazetteer.find("Växjo").kind is MatchKind.EXACT
    assert gazetteer.find("Våxjö").kind is MatchKind.FUZZY


def test_a_typo_of_habo_with_and_without_ring_is_asked_back(gazetteer: Gazetteer) -> None:
    assert [choice.area for choice in gazetteer.find("Hpbo").choices[:2]] == ["0643", "0305"]


def test_a_small_place_without_its_dots_does_not_hide_a_municipality_with_a_typo(
    gazetteer: Gazetteer,
) -> None:
    match = gazetteer.find("Ronnby")
    assert match.kind is MatchKind.AMBIGUOUS
    assert [fold(choice.name) for choice in match.choices] == ["ronneby", "ronnby"]
