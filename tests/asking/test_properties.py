"""What holds for every text: it never raises, keeps nothing, takes little time, and bears politeness."""

from __future__ import annotations

import dataclasses
import gc
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.asking import Reading, read
from tests.asking.accuracy import TUNED, rows
from tests.asking.places import shipped_gazetteer

from .conftest import TUESDAY_AT_TEN, Reader

GAZETTEER = shipped_gazetteer()
SENTENCES = [row["sentence"] for row in rows(TUNED)]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


@settings(max_examples=200)
@given(st.text(max_size=520), MOMENTS)
def test_no_text_makes_it_raise(text: str, now: datetime) -> None:
    assert isinstance(read(text, gazetteer=GAZETTEER, now=now), Reading)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), MOMENTS)
def test_no_order_of_known_words_makes_it_raise(text: str, now: datetime) -> None:
    found = read(text, gazetteer=GAZETTEER, now=now)
    assert len(set(found.needs)) == len(found.needs)
    assert found.at is None or found.at >= now.replace(second=0, microsecond=0)


@settings(max_examples=60)
@given(st.sampled_from(SENTENCES), MOMENTS)
def test_reading_twice_gives_the_same(sentence: str, now: datetime) -> None:
    assert read(sentence, gazetteer=GAZETTEER, now=now) == read(sentence, gazetteer=GAZETTEER, now=now)


def _fields(found: Reading) -> Reading:
    return dataclasses.replace(found, understood=(), language="sv")


@settings(max_examples=120)
@given(
    st.sampled_from(SENTENCES),
    st.sampled_from(["Hej! ", "Hallå, ", "God dag. ", "Snälla hjälp. ", "Please help. ", "Hi! "]),
    st.sampled_from(
        [" Tack!", " Tack på förhand.", " Mvh", " Thank you.", " Thanks!", " Vänliga hälsningar"]
    ),
)
def test_polite_words_around_a_sentence_change_nothing(sentence: str, before: str, after: str) -> None:
    plain = _fields(read(sentence, gazetteer=GAZETTEER, now=TUESDAY_AT_TEN))
    polite = _fields(read(before + sentence + after, gazetteer=GAZETTEER, now=TUESDAY_AT_TEN))
    assert polite == plain


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_the_need_and_the_age_do_not_depend_on_capitals(change: object, reading: Reader) -> None:
    assert callable(change)
    same = total = 0
    for sentence in SENTENCES[:150]:
        plain, changed = reading(sentence), reading(change(sentence))
        if plain.refused is None and changed.refused is None:
            total += 1
            same += (plain.needs, plain.age, plain.group) == (changed.needs, changed.age, changed.group)
    assert same / total >= 0.95


def test_nothing_of_a_sentence_is_kept_after_the_call(reading: Reader) -> None:
    canary = "xylofonqvintett"
    found = reading(f"boende i Solna {canary}")
    assert found.not_understood == (canary,)
    del found
    gc.collect()
    holders = [
        each for each in gc.get_objects() if isinstance(each, dict | list | set) and _holds(each, canary)
    ]
    assert holders == []


def _holds(container: dict[object, object] | list[object] | set[object], word: str) -> bool:
    if container is globals() or len(container) > 200_000:
        return False
    try:
        return any(type(each) is str and each == word for each in tuple(container))
    except RuntimeError:
        return False


HOSTILE = {
    "gibberish": " ".join(f"{chr(97 + i % 26)}xq{chr(97 + i * 7 % 26)}rtb" for i in range(71)),
    "names of places": "Stockholm Lund " * 33,
    "one word": "boende " * 71,
    "negations": "inte boende " * 41,
    "numbers": "1 " * 250,
    "digits": "1" * 500,
    "letters": "å" * 500,
    "hyphens": "a-" * 250,
    "short words": "i " * 250,
    "clock": "kl " * 166,
    "capitals": "Xqrtba " * 71,
    "combining": "a\u0301\u0302" * 166,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_of_500_letters_takes_long(kind: str, reading: Reader) -> None:
    text = HOSTILE[kind][:500]
    reading(text)
    assert min(_seconds(reading, text) for _ in range(5)) < 0.05


def test_twice_the_text_takes_about_twice_the_time(reading: Reader) -> None:
    for text in HOSTILE.values():
        half = min(_seconds(reading, text[:250]) for _ in range(5))
        whole = min(_seconds(reading, text[:500]) for _ in range(5))
        assert whole < 4 * half + 0.005


def _seconds(reading: Reader, text: str) -> float:
    began = time.process_time()
    reading(text)
    return time.process_time() - began
