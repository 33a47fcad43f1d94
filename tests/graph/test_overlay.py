"""An overlay is a mapping like any other, and its copies share what did not change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.graph import overlay
from directory.graph.overlay import Overlay

NAMES = st.sampled_from("abcdef")


@given(
    st.dictionaries(NAMES, st.integers(1, 9)),
    st.lists(st.dictionaries(NAMES, st.none() | st.integers(1, 9)), max_size=5),
    st.integers(0, 4),
)
def test_it_is_what_a_dict_would_be_after_the_same_changes(base, changes, compact_at):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlay, "COMPACT_AT", compact_at)
        wanted, seen = dict(base), Overlay(dict(base))
        for change in changes:
            before, was = seen, dict(seen)
            seen = seen.with_changes(change)
            wanted = {key: value for key, value in {**wanted, **change}.items() if value is not None}
            assert dict(before) == was, "a copy never changes what it was made of"
        assert dict(seen) == wanted
        assert sorted(seen) == sorted(wanted)
        assert len(seen) == len(wanted)
        for name in "abcdef":
            assert seen.find(name) == wanted.get(name)
            assert (name in seen) is (name in wanted)


def test_what_is_gone_is_a_missing_key():
    gone = Overlay({"a": 1}).with_changes({"a": None})
    with pytest.raises(KeyError):
        gone["a"]
