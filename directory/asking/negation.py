"""Tell what is asked for from what is not: *inte boende utan vård*, *har redan boende*, *saknar boende*.

Two things look alike in both languages. *Utan boende*, *har inget boende* and *no place to stay* are a lack, and a
lack is a need; *inget boende*, *behöver inte boende* and *no police* turn it down. The verb before decides.
"""

from __future__ import annotations

from typing import Final

from .sentence import Sentence
from .vocabulary import Find

_REACH: Final = 6
"""Words after a negation that it can still concern, unless the clause ends before."""
_VERB_REACH: Final = 3
_BETWEEN_HAVE_AND_NEED: Final = frozenset(
    "en ett sin sitt sina redan egen eget a an already her his their idag nu today own fått ordnat".split()
)
_TARGETS: Final = (
    "need",
    "weak",
    "role",
    "status",
    "language",
    "urgent",
    "danger",
    "country",
    "abroad",
    "exploit",
    "place",
)
_LACKING: Final = "lacking"
_BARE: Final = frozenset({"ingen", "inget", "inga", "no"})
_DENYING_WORDS: Final = frozenset(
    "ingenstans ingen inget inga inte ej nowhere no not never utan without".split()
)
_PROVISIONS: Final = (
    "boende", "boende_akut", "boende_skyddat", "boende_langsiktigt", "tolk", "god_man", "malsagandebitrade",
    "juridik", "stodsamtal", "medmanskligt_stod", "sysselsattning", "sysselsattning_arbete",
    "sysselsattning_utbildning",
)  # fmt: skip
"""Needs that somebody can *have*: *har ptsd* is an illness and stays a need, *har boende* does not."""


def negated(sentence: Sentence) -> frozenset[int]:
    """Return the first indices of the phrases that are denied or turned down."""
    denied = _before(sentence)
    needs = {find.start for find in sentence.finds if find.values("need")}
    if needs and all(denied.get(start) == _LACKING for start in needs):
        denied = {start: why for start, why in denied.items() if start not in needs}
    return frozenset(denied.keys() | _after(sentence) | living_there(sentence))


def living_there(sentence: Sentence) -> frozenset[int]:
    """Return the first indices of *boende* where it is a verb: *kvinna boende i Malmö behöver psykolog*."""
    found: set[int] = set()
    others = any(find.values("need") for find in sentence.finds if sentence.key(find.start) != "boende")
    for find in sentence.finds:
        if sentence.key(find.start) != "boende" or not others or sentence.key(find.stop) not in ("i", "pa"):
            continue
        before = sentence.at(find.start - 1)
        is_after_person = before is not None and bool(before.values("person"))
        if (
            is_after_person
            or sentence.number(find.start - 1) is not None
            or sentence.key(find.start - 1) in ("ar", "nu")
        ):
            found.add(find.start)
    return frozenset(found)


class _State:
    """What holds at a place in the sentence, reading from left to right."""

    def __init__(self) -> None:
        self.mode = ""
        self.since = 0
        self.verb = ""
        self.verb_at = -10
        self.was_negated = False
        self.why = ""

    def end_clause(self, *, is_sentence_end: bool) -> None:
        self.mode = ""
        self.verb = ""
        if is_sentence_end:
            self.was_negated = False


def _before(sentence: Sentence) -> dict[int, str]:
    """Return what a negation, or *har redan*, before it denies, and why.

    Why is ``_LACKING`` where a bare *inget boende* may as well say that there is none: if a sentence asks for nothing
    else, it does.
    """
    denied: dict[int, str] = {}
    state = _State()
    for index, token in enumerate(sentence.tokens):
        if token.starts_clause:
            state.end_clause(is_sentence_end=token.starts_sentence)
        find = sentence.at(index)
        if find is None:
            if sentence.key(index) in ("och", "and", "sa", "so") and state.mode == "not":
                state.since = min(state.since, index - _REACH + 3)
            continue
        if find.start != index:
            continue
        _advance(state, sentence, find)
        is_near = index - state.since <= _REACH
        if state.mode and is_near and _is_denied(state.mode, find):
            denied[index] = state.why
        elif state.verb == "have" and _is_had(sentence, state.verb_at, find):
            denied[index] = ""
    return denied


def _advance(state: _State, sentence: Sentence, find: Find) -> None:
    fields = {name: value for name, value in find.meanings}
    if "turn" in fields and not (fields.get("not") == "utan" and not state.was_negated):
        state.mode, state.was_negated = "", False
    elif "not" in fields:
        is_lack = fields["not"] == "utan" or (
            state.verb in ("have", "seek") and find.start - state.verb_at <= _VERB_REACH
        )
        state.mode = "lack" if is_lack else "not"
        is_bare = sentence.key(find.start) in _BARE and state.verb != "want"
        state.since, state.was_negated, state.why = find.stop, True, _LACKING if is_bare else ""
    elif "lack" in fields:
        state.mode, state.since = "lack", find.stop
    elif fields.get("have") == "sure":
        state.mode, state.since, state.was_negated, state.why = "not", find.stop, False, ""
    if "want" in fields or "have" in fields or "seek" in fields:
        verb = "want" if "want" in fields else "seek" if "seek" in fields else "have"
        is_right_after = find.start - state.since <= 2
        if (
            state.mode == "not"
            and verb in ("have", "seek")
            and is_right_after
            and fields.get("have") != "sure"
        ):
            state.mode = "lack" if state.was_negated and state.verb != "want" else state.mode
        elif verb == "want" and state.mode and not is_right_after:
            state.mode = ""
        if find.stop - find.start <= 2 and sentence.key(find.start) not in ("hade", "haft", "had"):
            state.verb, state.verb_at = verb, find.start


def _is_denied(mode: str, find: Find) -> bool:
    names = {name for name, _ in find.meanings}
    if not names & set(_TARGETS) or "not" in names:
        return False
    return mode == "not" or not names & {"need", "weak", "role"}


def _is_had(sentence: Sentence, verb_at: int, find: Find) -> bool:
    needs = find.values("need")
    if sentence.key(find.start) in _DENYING_WORDS:
        return False
    if not needs or not all(need in _PROVISIONS for need in needs):
        return False
    between = [sentence.key(index) for index in range(verb_at + 1, find.start)]
    is_question = verb_at + 1 < find.start and between and between[0] in ("ni", "du", "de", "you")
    return not is_question and all(word in _BETWEEN_HAVE_AND_NEED for word in between)


def _after(sentence: Sentence) -> set[int]:
    """Return what is turned down after it was named: *boende behövs inte*, *polis vill hon inte ha*."""
    denied: set[int] = set()
    for find in sentence.finds:
        if "not" not in dict(find.meanings) or find.values("not")[0] == "utan":
            continue
        named: Find | None = None
        has_verb = False
        index = find.start - 1
        while index >= 0 and find.start - index <= _REACH:
            here = sentence.at(index)
            if here is not None and (
                here.values("want") or sentence.key(index) in ("ar", "is", "ar", "aktuellt")
            ):
                has_verb = True
            elif here is not None and (here.values("need") or here.values("role")):
                named = here
                break
            if here is not None and here.values("turn"):
                break
            if sentence.tokens[index].starts_clause:
                break
            index -= 1
        if named is not None and has_verb and not _names_another(sentence, find):
            denied.add(named.start)
    return denied


def _names_another(sentence: Sentence, negation: Find) -> bool:
    """Whether a need follows the negation in the same clause, which then is what it denies."""
    for index in range(negation.stop, min(negation.stop + _REACH, len(sentence.tokens))):
        if sentence.tokens[index].starts_clause:
            return False
        here = sentence.at(index)
        if here is not None and here.values("turn"):
            return False
        if here is not None and (here.values("need") or here.values("role") or here.values("weak")):
            return True
    return False
