"""Notice that a sentence names somebody, so that it is refused. No name is ever returned.

It seems to, when it holds a common first name, when it says that somebody is called so, or when a word has the shape of
a name: an ending such as *-sson*, a title before it, an age right after an unknown capitalised word, or two such words
side by side. A name that is also a word, a month or a place counts only where the sentence treats it as a name.
"""

from __future__ import annotations

from typing import Final

from .sentence import Sentence
from .text import word_set
from .vocabulary import load_double_names, load_names, load_numbers, load_vocabulary

_SURNAME: Final = "sson"
_SURNAME_ENDINGS: Final = (
    "sson",
    "sdotter",
    "qvist",
    "kvist",
    "strom",
    "gren",
    "ovic",
    "escu",
    "owski",
    "enko",
    "zadeh",
)
_STREETS: Final = (
    "gatan",
    "vagen",
    "torget",
    "grand",
    "gata",
    "vag",
    "street",
    "road",
    "plan",
    "allen",
    "stigen",
)
_MEANS_A_PLACE: Final = frozenset({"i", "in", "utanfor", "nara", "near", "pa"})
_OLDEST: Final = 110
_ACTS: Final = word_set(
    """
    behover ar har vill soker bor kan sager uppger fran from needs is has wants can was says saknar
    sover sitter ska maste lives speaks talar
    """
)
_ALSO_VERBS: Final = frozenset(
    {"hope", "will", "may", "per", "max", "mark", "art", "jan", "love", "said", "gun", "sol"}
)


def seems_a_name(word: str) -> bool:
    """Say whether *word* (folded) is a common first name or has the ending of a surname, and no double meaning."""
    return word in load_names() or (word.endswith(_SURNAME) and len(word) >= 6)


def _is_country(sentence: Sentence, index: int) -> bool:
    find = sentence.at(index)
    return find is not None and bool(find.values("country"))


def names_somebody(sentence: Sentence, places: frozenset[int]) -> bool:
    """Say whether *sentence* seems to hold a person's name. *places*: indices of words that are place names."""
    namer = _Names(sentence, places)
    return any(
        namer.is_name(token.index) for token in sentence.tokens if token.key.isalpha() and len(token.key) > 1
    )


class _Names:
    """Looks at one sentence."""

    def __init__(self, sentence: Sentence, places: frozenset[int]) -> None:
        self.sentence = sentence
        self.places = places
        words = [
            token
            for token in sentence.tokens
            if token.key.isalpha() and token.index not in places and not _is_country(sentence, token.index)
        ]
        capitals = sum(token.is_capital for token in words)
        self.capitals_tell = len(words) < 4 or capitals * 2 <= len(words)
        """Whether a capital says anything: not in ``TJEJ 16 BEHÖVER BOENDE`` or *Akut Boende För Tjej*."""

    def is_name(self, index: int) -> bool:
        """Say whether the word at *index* is, or seems to be, a name."""
        sentence, token = self.sentence, self.sentence.tokens[index]
        if self._follows(index, "1"):
            is_unknown = index not in self.places and not load_vocabulary().knows(token)
            return is_unknown or token.key in load_names() | load_double_names()
        if index in self.places or (token.is_capital and sentence.key(index - 1) in _MEANS_A_PLACE):
            return False
        if token.key in load_names():
            return not load_vocabulary().means_something(token)
        if token.key.endswith(_SURNAME) and len(token.key) >= 6 and not load_vocabulary().knows(token):
            return True
        if token.key in load_double_names():
            return self._is_meant_as_name(index)
        if not self._is_unknown_capital(index):
            return False
        return (
            self._follows(index, "title")
            or token.key.endswith(_SURNAME_ENDINGS)
            or self._is_beside_age(index)
            or self._is_before_surname(index)
        )

    def _is_meant_as_name(self, index: int) -> bool:
        """*Joy, 19 år*, *Björn Ek*, and *hjälp Hope*; but not *hope*, *in May*, nor *Sten* at the beginning alone."""
        token = self.sentence.tokens[index]
        if not token.is_capital or not self.capitals_tell:
            return False
        if self._is_beside_age(index) or self._is_before_surname(index):
            return True
        find = self.sentence.at(index)
        if token.starts_sentence:
            return token.key not in _ALSO_VERBS and self.sentence.key(index + 1) in _ACTS
        return not (find is not None and find.values("month"))

    def _is_unknown_capital(self, index: int) -> bool:
        if not 0 <= index < len(self.sentence.tokens) or index in self.places or not self.capitals_tell:
            return False
        token = self.sentence.tokens[index]
        if not token.is_capital or not token.key.isalpha() or len(token.text) < 2 or token.text.isupper():
            return False
        is_known = load_vocabulary().knows(token) or token.key in load_numbers()
        return not is_known and self.sentence.at(index) is None

    def _is_before_surname(self, index: int) -> bool:
        after = index + 1
        return self._is_unknown_capital(after) and self.sentence.tokens[after].before == " "

    def _is_beside_age(self, index: int) -> bool:
        """Whether an age follows at once: *Zelda, 28 år*, *Zelda 28*; the number of a house is none."""
        sentence, after = self.sentence, index + 1
        if sentence.key(index).endswith(_STREETS) or after >= len(sentence.tokens):
            return False
        number = sentence.tokens[after].number
        return (
            number is not None
            and 0 < number <= _OLDEST
            and sentence.tokens[after].before.strip() in ("", ",", "(")
        )

    def _follows(self, index: int, kind: str) -> bool:
        """Whether the words before say that a name comes: *heter*, *her name is*, *fru*."""
        before = self.sentence.at(index - 1)
        if before is None and self.sentence.key(index - 1) in ("for", "as") and kind == "1":
            before = self.sentence.at(index - 2)
        is_next = before is not None and before.stop in (index, index - 1)
        return before is not None and is_next and kind in before.values("name") and not self._starts(index)

    def _starts(self, index: int) -> bool:
        return self.sentence.tokens[index].starts_sentence
