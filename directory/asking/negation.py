"""Tell what is asked for from what is not: *inte boende utan vård*, *har redan boende*, *saknar boende*.

Two things look alike in both languages. *Utan boende*, *har inget boende* and *no place to stay* are a lack, and a
lack is a need; *inget boende*, *behöver inte boende* and *no police* turn it down. The verb before decides.
"""

from __future__ import annotations

from typing import Final

from .sentence import Sentence
from .text import word_set
from .vocabulary import Find

_REACH: Final = 6
"""Words after a negation that it can still concern, unless the clause ends before."""
_VERB_REACH: Final = 3
_BETWEEN_HAVE_AND_NEED: Final = word_set(
    """
    en ett sin sitt sina redan egen eget a an already her his their idag nu today own fått ordnat
    """
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
_ASKED: Final = frozenset(
    {"ni", "du", "you", "anyone", "anybody", "someone", "nagon", "nan", "who", "vem", "vilka"}
)
"""*Har ni boende?* and *has anyone got a bed* ask for what they name."""
_DOES_NOT: Final = frozenset(
    {"svarar", "svarat", "oppen", "oppet", "hjalper", "tar", "answers", "answering", "finns"}
)
_LACKING: Final = "lacking"
_BARE: Final = frozenset({"ingen", "inget", "inga", "no"})
_DENYING_WORDS: Final = word_set("ingenstans ingen inget inga inte ej nowhere no not never utan without")
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
        """``not``: what follows is denied. ``lack``: it is missing, and therefore needed."""
        self.since = 0
        self.why = ""
        self.verb = ""
        """The last verb of having, seeking or wanting."""
        self.verb_at = -_REACH
        self.was_negated = False

    def end_clause(self, *, is_sentence_end: bool) -> None:
        """Forget what a comma or the end of a sentence ends."""
        self.mode = self.verb = ""
        if is_sentence_end:
            self.was_negated = False

    def begin(self, mode: str, find: Find, why: str = "") -> None:
        """Let *mode* hold from the word after *find* on."""
        self.mode, self.since, self.why = mode, find.stop, why

    def advance(self, sentence: Sentence, find: Find) -> None:
        """Take in a phrase that may deny, turn round, or say who has and who wants what."""
        fields = dict(find.meanings)
        is_but = "turn" in fields and (self.was_negated or fields.get("not") != "utan")
        if is_but:
            self.mode, self.was_negated = "", False
        elif "not" in fields:
            self._negate(sentence, find, fields["not"])
        elif "lack" in fields:
            self.begin("lack", find)
        elif fields.get("have") == "sure":
            self.begin("not", find)
            self.was_negated = False
        verb = next((name for name in ("want", "seek", "have") if name in fields), None)
        if verb is not None:
            self._verb(sentence, find, verb, is_sure=fields.get("have") == "sure")

    def _negate(self, sentence: Sentence, find: Find, kind: str) -> None:
        is_near = find.start - self.verb_at <= _VERB_REACH
        is_lack = kind == "utan" or (self.verb in ("have", "seek") and is_near)
        is_bare = sentence.key(find.start) in _BARE and self.verb != "want"
        self.begin("lack" if is_lack else "not", find, _LACKING if is_bare else "")
        self.was_negated = True

    def _verb(self, sentence: Sentence, find: Find, verb: str, *, is_sure: bool) -> None:
        """*har inte*, *does not have* turn a denial into a lack; *och behöver* ends it."""
        is_right_after = find.start - self.since <= 2
        if verb == "want":
            self.mode = self.mode if is_right_after else ""
        elif (
            self.mode == "not" and is_right_after and not is_sure and self.was_negated and self.verb != "want"
        ):
            self.mode = "lack"
        if sentence.key(find.start) not in ("hade", "haft", "had"):
            self.verb, self.verb_at = verb, find.start


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
        if find is None or find.start != index:
            continue
        state.advance(sentence, find)
        is_near = bool(state.mode) and index - state.since <= _REACH
        if is_near and _is_denied(state.mode, find, index - state.since):
            if not (state.why == _LACKING and _is_not_there(sentence, find)):
                denied[index] = state.why
            continue
        has_it = state.verb == "have" and state.mode != "lack" and _is_had(sentence, state.verb_at, find)
        if has_it or _denies_itself(sentence, find):
            denied[index] = ""
    return denied


def _denies_itself(sentence: Sentence, find: Find) -> bool:
    """Whether a negation stands inside a phrase: *vill inte åka hem*."""
    if not find.values("need"):
        return False
    inside = (index for index in range(find.start, find.stop) if index not in find.indices)
    return any(
        (other := sentence.at(index)) is not None and other.values("not") == ("1",) for index in inside
    )


def _is_not_there(sentence: Sentence, find: Find) -> bool:
    """*Ingen socialjour svarar* is a lack, not a refusal."""
    following = range(find.stop, find.stop + 3)
    return any(sentence.key(index) in _DOES_NOT for index in following if not sentence.starts_clause(index))


def _is_denied(mode: str, find: Find, distance: int) -> bool:
    """A denial reaches all that follows; a lack denies only the status right after it: *utan EU-medborgarskap*."""
    names = {name for name, _ in find.meanings}
    if not names & set(_TARGETS) or "not" in names:
        return False
    return mode == "not" or (distance <= 1 and not names & {"need", "weak", "role"})


def _is_had(sentence: Sentence, verb_at: int, find: Find) -> bool:
    needs = find.values("need")
    if sentence.key(find.start) in _DENYING_WORDS:
        return False
    if not needs or not all(need in _PROVISIONS for need in needs):
        return False
    between = [sentence.key(index) for index in range(verb_at + 1, find.start)]
    around = [sentence.key(index) for index in range(verb_at - 2, verb_at)]
    is_question = any(word in _ASKED for word in (*around, *between))
    return not is_question and all(word in _BETWEEN_HAVE_AND_NEED for word in between)


def _after(sentence: Sentence) -> set[int]:
    """Return what is turned down after it was named: *boende behövs inte*, *polis vill hon inte ha*."""
    denied: set[int] = set()
    for find in sentence.finds:
        if find.values("not") in ((), ("utan",)):
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
