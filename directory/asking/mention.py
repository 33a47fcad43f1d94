"""Find the persons that a sentence names, and give each of them the ages that stand beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from .age import Age
from .sentence import Sentence
from .text import word_set
from .vocabulary import Find

ADULT_AT: Final = 18
_OWNERS: Final = {"her": "f", "hennes": "f", "his": "m", "hans": "m"}
_VERBS_BEFORE_MAN: Final = word_set(
    """
    kan ska skall bor gor far bor vander ringer kontaktar maste om hur nar vad vart var da sa anmaler
    soker tar hittar ser hanterar agerar att som innan dit behover vet borde skulle kunde hjalper gar
    bokar bestaller ansoker pratar ordnar lamnar kommer gjorde tillkallar skickar remitterar fragar
    placerar
    """
)
_MODALS: Final = word_set("kan ska skall gor vill far bor maste inte sig blir vet sjalv borde skulle")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in the sentence: sex ``f m t x``, kind ``adult young child any parent child-of``, and ages."""

    find: Find
    sex: str
    kind: str
    ages: tuple[Age, ...] = ()

    @property
    def is_grown(self) -> bool:
        """Whether it is an adult, by the age or else by the word."""
        return self.ages[0].years >= ADULT_AT if self.ages else self.kind in ("adult", "parent")


def find_mentions(sentence: Sentence) -> list[Mention]:
    """Return the persons named in a sentence, in order, without their ages."""
    found: list[Mention] = []
    for find, value in sentence.with_field("person"):
        if _is_anybody(sentence, find):
            continue
        sex, _, kind = value.partition("-")
        found.append(Mention(find, sex, kind))
    for find, sex in sentence.with_field("pronoun"):
        if _has_children(sentence, find):
            found.append(Mention(find, sex, "parent"))
    return sorted(found, key=lambda mention: mention.find.start)


def find_pronoun(sentence: Sentence) -> str:
    """Return the sex that a pronoun says, also in *her boyfriend*; empty if there is none."""
    said = next((value for _, value in sentence.with_field("pronoun")), "")
    if said:
        return said
    owners = (sentence.key(find.start) for find, _ in sentence.with_field("other"))
    return next((_OWNERS[key] for key in owners if key in _OWNERS), "")


def _has_children(sentence: Sentence, find: Find) -> bool:
    """Whether a pronoun is that of a parent: *hon har en dotter*, *she has two kids*."""
    if sentence.key(find.start) not in ("hon", "han", "she", "he"):
        return False
    following = [sentence.at(index) for index in range(find.stop, find.stop + 4)]
    is_with = sentence.key(find.stop) in ("har", "has", "med", "with", "och", "and")
    return is_with and any(each is not None and _is_child_of(each) for each in following)


def _is_child_of(find: Find) -> bool:
    return any(value.endswith("child-of") for value in find.values("person"))


def _is_anybody(sentence: Sentence, find: Find) -> bool:
    """Whether *man* is the Swedish pronoun (*hur gör man*) and not a person."""
    if sentence.key(find.start) != "man" or find.stop - find.start != 1 or sentence.language == "en":
        return False
    if sentence.tokens[find.start].lower != "man":
        return False
    before, after = sentence.key(find.start - 1), sentence.key(find.stop)
    begins = sentence.tokens[find.start].starts_clause and after not in _MODALS
    if begins or (find.stop < len(sentence.tokens) and sentence.tokens[find.stop].number is not None):
        return False
    return before in _VERBS_BEFORE_MAN or after in _MODALS


def with_ages(sentence: Sentence, mentions: list[Mention], ages: tuple[Age, ...]) -> list[Mention]:
    """Give each age to the person it stands beside: the one just before in the clause, else the next one."""
    owned: list[list[Age]] = [[] for _ in mentions]
    for age in ages:
        owner = _owner(sentence, mentions, owned, age)
        if owner is not None:
            owned[owner].append(age)
    return [replace(mention, ages=tuple(own)) for mention, own in zip(mentions, owned, strict=True)]


def _owner(sentence: Sentence, mentions: list[Mention], owned: list[list[Age]], age: Age) -> int | None:
    for place, mention in enumerate(mentions):
        if age.person is not None and mention.find.stop - 1 == age.person:
            return place
    before = [place for place, mention in enumerate(mentions) if mention.find.start < age.start]
    after = [place for place, mention in enumerate(mentions) if mention.find.start >= age.stop]
    nearest = before[-1] if before else None
    if nearest is not None and (not owned[nearest] or age.is_listed):
        return nearest
    if after and not any(
        sentence.tokens[index].starts_clause for index in range(age.stop, mentions[after[0]].find.stop)
    ):
        return after[0]
    return after[0] if after and nearest is None else None
