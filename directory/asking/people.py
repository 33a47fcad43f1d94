"""Read who it is about: one group, the age, and who comes along.

The age decides between *girl* and *adult woman*; without one, *kvinna* is an adult, *flicka* a child, and *tjej*,
*kille* and *girl* are taken for children and marked as uncertain, because a child taken for an adult is the worse
mistake. A pronoun gives the sex where no noun does. Several persons give the narrowest group that holds them all;
children who come along with an adult do not change hers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from directory.graph.facts import Group

from .age import read_ages
from .mention import ADULT_AT, Mention, find_mentions, find_pronoun, with_ages
from .reading import ContradictionCode, NoteCode
from .sentence import Sentence
from .text import word_set
from .vocabulary import Find

_NO_LONGER_A_CHILD: Final = 21
"""Years from which *flicka* and *pojke* contradict the age; at 18 to 20 they are only loosely said."""
_OLD_ENOUGH_TO_BE_ASKED_FOR: Final = 12
"""Years. A parent who speaks of a younger child asks for both of them."""
_GROUPS: Final = {
    ("f", True): Group.GIRL,
    ("f", False): Group.ADULT_WOMAN,
    ("m", True): Group.BOY,
    ("m", False): Group.ADULT_MAN,
    ("x", True): Group.CHILD,
    ("x", False): Group.ADULT,
}
_WITH: Final = word_set("med m with och and samt plus w inkl inklusive har has")


@dataclass(frozen=True, slots=True)
class _Person:
    """One person asked for, after age and pronoun were weighed. ``is_child`` None: nothing says so."""

    sex: str
    kind: str
    years: int | None
    is_child: bool | None

    @property
    def group(self) -> Group | None:
        if self.sex == "t":
            return Group.TRANS
        return None if self.is_child is None else _GROUPS[self.sex, self.is_child]

    @property
    def contradicts_itself(self) -> bool:
        if self.years is None:
            return False
        if self.kind == "child":
            return self.years >= _NO_LONGER_A_CHILD
        return self.kind == "adult" and self.sex == "x" and self.years < ADULT_AT


@dataclass(frozen=True, slots=True)
class People:
    """Who it is about. ``is_child``: at least one of them is (also a trans person of 16)."""

    group: Group = Group.ANY
    age: int | None = None
    other_ages: tuple[int, ...] = ()
    is_child: bool = False
    contradictions: tuple[ContradictionCode, ...] = ()
    notes: tuple[NoteCode, ...] = ()
    used: frozenset[int] = frozenset()
    age_indices: frozenset[int] = frozenset()


def read_people(sentence: Sentence, taken: frozenset[int], today: date, *, is_minor: bool) -> People:
    """Return the group and ages of a sentence. ``is_minor``: another word said that it is a child."""
    ages = read_ages(sentence, taken, today)
    mentions = with_ages(sentence, find_mentions(sentence), ages)
    subjects, companions = _parted(sentence, mentions)
    loose = () if mentions else tuple(age.years for age in ages)
    pronoun = find_pronoun(sentence)
    persons = _persons(subjects, loose, pronoun, is_minor=is_minor)
    groups = tuple(dict.fromkeys(person.group for person in persons if person.group is not None))
    years = [person.years for person in persons if person.years is not None]
    age = min(years) if years and len(groups) > 1 else next(iter(years), None)
    others = [*years, *(age.years for mention in companions for age in mention.ages)]
    if age is not None:
        others.remove(age)
    group = _together(groups)
    return People(
        group=group,
        age=age,
        other_ages=tuple(others),
        is_child=any(person.is_child for person in persons),
        contradictions=_contradictions(sentence, persons),
        notes=_notes(sentence, persons, group, has_companions=bool(companions)),
        used=frozenset(index for find in sentence.finds if _is_about_people(find) for index in find.indices),
        age_indices=frozenset(index for each in ages for index in range(each.start, each.stop)),
    )


def _is_about_people(find: Find) -> bool:
    return any(find.values(name) for name in ("person", "pronoun", "other", "lgbtq", "minor"))


def _parted(sentence: Sentence, mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Part the persons asked for from the children who come along with an adult."""
    adults = [each for each in mentions if each.is_grown and (each.kind != "any")]
    companions = [each for each in mentions if _comes_along(each, adults)]
    teenager = _child_in_question(sentence, adults, companions)
    if teenager is not None:
        return [teenager], []
    subjects = [
        each for each in mentions if each not in companions and (each.kind != "child-of" or each.ages)
    ]
    subjects = subjects or [each for each in mentions if each not in companions]
    subjects = [each for each in subjects if each.kind != "any" or each.ages] or subjects
    return _merged(subjects), companions


def _merged(subjects: list[Mention]) -> list[Mention]:
    """Return the subjects without those that only say again who it is: *minderåriga pojkar*, *my pupil (15, boy)*.

    A parent without an age who is named after a child is not asked for: *flickan 11 år, mamman säljer henne*.
    """
    has_child_before = bool(subjects) and not subjects[0].is_grown and subjects[0].kind in ("child", "young")
    if has_child_before:
        subjects = [each for each in subjects if each.kind != "parent" or each.ages]
    sexed = [each for each in subjects if each.sex != "x"]
    main = sexed or [each for each in subjects if each.kind != "any"] or subjects
    spare = tuple(age for each in subjects if each not in main for age in each.ages)
    if not main or main[0].ages:
        return main
    return [replace(main[0], ages=spare), *main[1:]]


def _comes_along(mention: Mention, adults: list[Mention]) -> bool:
    """Whether it is a child that comes along: *kvinna med två barn*, *mor och dotter*."""
    if mention.kind not in ("child", "child-of") or mention.is_grown:
        return False
    has_parent_before = any(adult.find.start < mention.find.start or adult.ages for adult in adults)
    return bool(adults) and (mention.kind == "child-of" or has_parent_before)


def _child_in_question(
    sentence: Sentence, adults: list[Mention], companions: list[Mention]
) -> Mention | None:
    """Return the child of whom a parent only speaks: *mamma … dotter 17 ska giftas bort*."""
    if len(companions) != 1 or not adults or any(adult.kind != "parent" or adult.ages for adult in adults):
        return None
    child = companions[0]
    around = range(max(child.find.start - 2, 0), child.find.start + 1)
    is_with = any(
        sentence.key(index) in _WITH or any(sign in sentence.tokens[index].before for sign in "+&")
        for index in around
    )
    is_told = (
        bool(child.ages) and child.ages[0].years >= _OLD_ENOUGH_TO_BE_ASKED_FOR and child.sex in ("f", "m")
    )
    return replace(child, kind="child") if is_told and not is_with else None


def _persons(
    subjects: list[Mention], loose: tuple[int, ...], pronoun: str, *, is_minor: bool
) -> tuple[_Person, ...]:
    """Return one person for each age of each subject; without a subject, what ages and pronoun say."""
    said: list[tuple[str, str, int | None]] = []
    for mention in subjects:
        ages: list[int | None] = [age.years for age in mention.ages]
        said += [(mention.sex, mention.kind, years) for years in ages or [None]]
    if not said:
        said = [("x", "any", years) for years in loose or (None,)]
    persons: list[_Person] = []
    for sex, kind, years in said:
        is_child = _is_child(kind, years, is_minor=is_minor)
        if is_child is None and pronoun and sex == "x":
            is_child = False
        persons.append(_Person(pronoun if sex == "x" and pronoun else sex, kind, years, is_child))
    return tuple(persons)


def _is_child(kind: str, years: int | None, *, is_minor: bool) -> bool | None:
    """Return whether it is a child; None if nothing says so."""
    if years is not None:
        return years < ADULT_AT
    if is_minor or kind in ("young", "child", "child-of"):
        return True
    return False if kind in ("adult", "parent") else None


def _together(groups: tuple[Group, ...]) -> Group:
    """Return the narrowest group that holds all of *groups*."""
    if not groups:
        return Group.ANY
    members: frozenset[Group] = frozenset().union(*(group.members for group in groups))
    for group in (*groups, Group.CHILD, Group.ADULT):
        if members <= group.members:
            return group
    return Group.ANY


def _notes(
    sentence: Sentence, persons: tuple[_Person, ...], group: Group, *, has_companions: bool
) -> tuple[NoteCode, ...]:
    found: list[NoteCode] = []
    if any(person.kind == "young" and person.years is None and person.is_child for person in persons):
        found.append(NoteCode.AGE_UNKNOWN)
    if has_companions and group not in (Group.GIRL, Group.BOY, Group.CHILD):
        found.append(NoteCode.ACCOMPANYING_CHILDREN)
    if any(find.values("lgbtq") for find in sentence.finds):
        found.append(NoteCode.LGBTQ)
    return tuple(found)


def _contradictions(sentence: Sentence, persons: tuple[_Person, ...]) -> tuple[ContradictionCode, ...]:
    """*flicka 25 år*, *vuxen 15 år*, *pojke … hon*.

    A man beside a woman is more likely the one she fled from, so *kvinna … han* counts only where nobody else and no
    danger was named.
    """
    found: list[ContradictionCode] = []
    if any(person.contradicts_itself for person in persons):
        found.append(ContradictionCode.AGE_WORD)
    sexes = {person.sex for person in persons} - {"x"}
    pronouns = {value for _, value in sentence.with_field("pronoun")}
    has_others = any(find.values("other") or find.values("danger") for find in sentence.finds)
    if (sexes, pronouns) == ({"m"}, {"f"}) or ((sexes, pronouns) == ({"f"}, {"m"}) and not has_others):
        found.append(ContradictionCode.SEX)
    return tuple(found)
