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

from .age import Age, read_ages
from .reading import ContradictionCode, NoteCode
from .sentence import Sentence
from .vocabulary import Find

ADULT_AT: Final = 18
_NO_LONGER_A_CHILD: Final = 21
"""Years from which *flicka* and *pojke* contradict the age; at 18 to 20 they are only loosely said."""
_GROUPS: Final = {
    ("f", True): Group.GIRL,
    ("f", False): Group.ADULT_WOMAN,
    ("m", True): Group.BOY,
    ("m", False): Group.ADULT_MAN,
    ("x", True): Group.CHILD,
    ("x", False): Group.ADULT,
}
_VERBS_BEFORE_MAN: Final = frozenset(
    """
    kan ska skall bor gor far bor vander ringer kontaktar maste om hur nar vad vart var da sa anmaler soker tar hittar
    ser hanterar agerar att som innan dit behover vet borde skulle kunde hjalper gar bokar bestaller ansoker pratar
    ordnar lamnar kommer gjorde tillkallar skickar remitterar fragar placerar
    """.split()
)
_MODALS: Final = frozenset(
    "kan ska skall gor vill far bor maste inte sig blir vet sjalv borde skulle".split()
)
_WITH: Final = frozenset("med m with och and samt plus w inkl inklusive har has".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in the sentence: sex ``f m t x``, kind ``adult young child any parent child-of``, and ages."""

    find: Find
    sex: str
    kind: str
    ages: tuple[Age, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Who it is about. ``is_child`` also where the group does not tell (a trans person of 16)."""

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
    mentions = _with_ages(sentence, _mentions(sentence), ages)
    used = {index for find in sentence.finds if _is_about_people(find) for index in find.indices}
    age_indices = {index for age in ages for index in range(age.start, age.stop)}
    subjects, companions = _subjects(sentence, mentions)
    loose = () if mentions else ages
    pronoun = _pronoun(sentence)
    people = _people(subjects, loose, pronoun, is_minor=is_minor)
    notes = list(people.notes)
    if companions and people.group not in (Group.GIRL, Group.BOY, Group.CHILD):
        notes.append(NoteCode.ACCOMPANYING_CHILDREN)
    if any(find.values("lgbtq") for find in sentence.finds):
        notes.append(NoteCode.LGBTQ)
    return replace(
        people,
        other_ages=(*people.other_ages, *(age.years for mention in companions for age in mention.ages)),
        contradictions=(*people.contradictions, *_sex_contradiction(sentence, subjects)),
        notes=tuple(dict.fromkeys(notes)),
        used=frozenset(used),
        age_indices=frozenset(age_indices),
    )


def _is_about_people(find: Find) -> bool:
    return any(find.values(name) for name in ("person", "pronoun", "other", "lgbtq", "minor"))


def _mentions(sentence: Sentence) -> list[Mention]:
    found: list[Mention] = []
    for find, value in sentence.with_field("person"):
        if _is_anybody(sentence, find):
            continue
        sex, _, kind = value.partition("-")
        found.append(Mention(find, sex, kind))
    return found


def _is_anybody(sentence: Sentence, find: Find) -> bool:
    """Whether *man* is the Swedish pronoun (*hur gör man*) and not a person."""
    if sentence.key(find.start) != "man" or find.stop - find.start != 1 or sentence.language == "en":
        return False
    if sentence.tokens[find.start].lower != "man":
        return False
    before, after = sentence.key(find.start - 1), sentence.key(find.stop)
    if (
        sentence.number(find.stop) is not None
        or sentence.tokens[find.start].starts_clause
        and after not in _MODALS
    ):
        return False
    return before in _VERBS_BEFORE_MAN or after in _MODALS


def _with_ages(sentence: Sentence, mentions: list[Mention], ages: tuple[Age, ...]) -> list[Mention]:
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


def _subjects(sentence: Sentence, mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Part the persons asked for from the children who come along with an adult."""
    sexed = [mention for mention in mentions if mention.kind not in ("any", "child-of") or mention.ages]
    has_adult = [
        mention
        for mention in mentions
        if mention.kind == "parent" or _is_grown(mention) and mention.kind != "any"
    ]
    companions: list[Mention] = []
    for mention in mentions:
        if mention.kind == "child-of" and mention.sex == "x" and not (mention.ages and not has_adult):
            companions.append(mention)
        elif has_adult and mention.kind in ("child", "child-of") and not _is_grown(mention):
            parent = next((each for each in has_adult if each.find.start < mention.find.start), None)
            if parent is None and mention.kind == "child":
                continue
            companions.append(mention)
    teenager = _child_in_question(sentence, has_adult, companions)
    if teenager is not None:
        return [teenager], []
    subjects = [
        mention for mention in (sexed or mentions) if mention not in companions and mention.kind != "child-of"
    ]
    if not subjects and mentions:
        subjects = [mention for mention in mentions if mention not in companions]
    precise = [mention for mention in subjects if mention.kind != "any"] or subjects
    if any(mention.sex != "x" for mention in precise) and len(precise) > 1:
        precise = [
            mention for mention in precise if mention.sex != "x" or mention.ages or mention.kind == "child"
        ]
    return precise, companions


def _child_in_question(
    sentence: Sentence, adults: list[Mention], companions: list[Mention]
) -> Mention | None:
    """Return the child of whom a parent only speaks: *mamma … dotter 17 ska giftas bort*."""
    if len(companions) != 1 or any(adult.kind != "parent" or adult.ages for adult in adults):
        return None
    child = companions[0]
    is_with = any(
        sentence.key(index) in _WITH
        or "+" in sentence.tokens[index].before
        or "&" in sentence.tokens[index].before
        for index in range(max(child.find.start - 2, 0), child.find.start + 1)
    )
    is_told = child.ages and child.ages[0].years >= 12 and child.sex in ("f", "m") and not is_with
    return replace(child, kind="child") if is_told and adults else None


def _is_grown(mention: Mention) -> bool:
    if mention.ages:
        return mention.ages[0].years >= ADULT_AT
    return mention.kind in ("adult", "parent")


def _pronoun(sentence: Sentence) -> str:
    return next((value for _, value in sentence.with_field("pronoun")), "")


def _people(subjects: list[Mention], loose: tuple[Age, ...], pronoun: str, *, is_minor: bool) -> People:
    contradictions: list[ContradictionCode] = []
    notes: list[NoteCode] = []
    ages = [age.years for mention in subjects for age in mention.ages] or [age.years for age in loose]
    groups: dict[Group, None] = {}
    flags: list[bool] = []
    for mention in subjects or [None]:
        sex = mention.sex if mention is not None else "x"
        kind = mention.kind if mention is not None else "any"
        if sex == "x" and pronoun:
            sex = pronoun
        own = [age.years for age in mention.ages] if mention is not None and mention.ages else ages
        for years in own or [None]:
            is_child = _is_child(kind, years, is_minor=is_minor)
            if is_child is None and sex in ("f", "m") and pronoun:
                is_child = False
            flags.append(bool(is_child))
            if sex == "t":
                groups[Group.TRANS] = None
            elif is_child is not None:
                groups[_GROUPS[sex, is_child]] = None
            if years is not None and _contradicts(kind, years, is_sexless=sex == "x"):
                contradictions.append(ContradictionCode.AGE_WORD)
            if years is None and kind == "young" and not is_minor:
                notes.append(NoteCode.AGE_UNKNOWN)
    return (
        People(
            group=_together(tuple(groups)),
            age=ages[0] if len(subjects) < 2 or len(groups) < 2 else (min(ages) if ages else None),
            other_ages=tuple(ages[1:]),
            is_child=bool(flags) and all(flags),
            contradictions=tuple(dict.fromkeys(contradictions)),
            notes=tuple(dict.fromkeys(notes)),
        )
        if ages
        else People(
            group=_together(tuple(groups)),
            is_child=bool(flags) and all(flags),
            notes=tuple(dict.fromkeys(notes)),
        )
    )


def _is_child(kind: str, years: int | None, *, is_minor: bool) -> bool | None:
    """Return whether it is a child; None if nothing says so."""
    if years is not None:
        return years < ADULT_AT
    if is_minor or kind in ("young", "child", "child-of"):
        return True
    return False if kind in ("adult", "parent") else None


def _contradicts(kind: str, years: int, *, is_sexless: bool) -> bool:
    if kind == "child":
        return years >= _NO_LONGER_A_CHILD
    return kind == "adult" and is_sexless and years < ADULT_AT


def _together(groups: tuple[Group, ...]) -> Group:
    """Return the narrowest group that holds all of *groups*."""
    if not groups:
        return Group.ANY
    members = frozenset().union(*(group.members for group in groups))
    for group in (*groups, Group.CHILD, Group.ADULT):
        if members <= group.members:
            return group
    return Group.ANY


def _sex_contradiction(sentence: Sentence, subjects: list[Mention]) -> tuple[ContradictionCode, ...]:
    """*pojke … hon*. A man beside a woman is more likely the one she fled from, so only the reverse counts."""
    sexes = {mention.sex for mention in subjects} - {"x"}
    pronouns = {value for _, value in sentence.with_field("pronoun")}
    has_others = any(find.values("other") or find.values("danger") for find in sentence.finds)
    if sexes == {"m"} and pronouns == {"f"}:
        return (ContradictionCode.SEX,)
    if sexes == {"f"} and pronouns == {"m"} and not has_others:
        return (ContradictionCode.SEX,)
    return ()
