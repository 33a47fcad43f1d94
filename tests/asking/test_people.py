"""Who it is about: groups, ages, and who comes along."""

from __future__ import annotations

import pytest

from directory.asking import NoteCode
from directory.graph.facts import Group

from .conftest import Reader

GROUPS = [
    ("kvinna 28", Group.ADULT_WOMAN, 28),
    ("tjej 19", Group.ADULT_WOMAN, 19),
    ("tjej 17", Group.GIRL, 17),
    ("kille på 20 bast", Group.ADULT_MAN, 20),
    ("17-årig pojke", Group.BOY, 17),
    ("sexton år gammal flicka", Group.GIRL, 16),
    ("femtonårig kille", Group.BOY, 15),
    ("15åring", Group.CHILD, 15),
    ("kvinna 16 år", Group.GIRL, 16),
    ("kille -09", Group.BOY, 17),
    ("född 2009, pojke", Group.BOY, 17),
    ("flicka född 2009-12-30", Group.GIRL, 16),
    ("kvinna 19900101", Group.ADULT_WOMAN, 36),
    ("kvinna i 30-årsåldern", Group.ADULT_WOMAN, 30),
    ("tjej 15-16 år", Group.GIRL, 15),
    ("vuxen", Group.ADULT, None),
    ("barn", Group.CHILD, None),
    ("ungdom 17", Group.CHILD, 17),
    ("minderårig pojke", Group.BOY, None),
    ("transkvinna 24", Group.TRANS, 24),
    ("icke-binär", Group.TRANS, None),
    ("hbtq-kille 17", Group.BOY, 17),
    ("hon behöver hjälp", Group.ADULT_WOMAN, None),
    ("han är 19", Group.ADULT_MAN, 19),
    ("woman, 30", Group.ADULT_WOMAN, 30),
    ("17 yo boy", Group.BOY, 17),
    ("a girl aged 19", Group.ADULT_WOMAN, 19),
    ("my pupil (15, boy)", Group.BOY, 15),
    ("a 22-year-old guy", Group.ADULT_MAN, 22),
    ("teenager", Group.CHILD, None),
    ("tre bröder 14, 16 och 17 år", Group.BOY, 14),
    ("två tjejer 15 och 17", Group.GIRL, 15),
    ("pojke 12 och flicka 14", Group.CHILD, 12),
    ("ett par från Ungern", Group.ADULT, None),
    ("gravid 17-åring", Group.GIRL, 17),
    ("mamma med två barn 4 och 7", Group.ADULT_WOMAN, None),
    ("mor och dotter", Group.ADULT_WOMAN, None),
    ("hon har en dotter på 3 år", Group.ADULT_WOMAN, None),
    ("mamma orolig, dotter 15 år ska giftas bort", Group.GIRL, 15),
    ("flickan 11 år, mamman säljer henne", Group.GIRL, 11),
    ("kvinna misshandlad av sin man", Group.ADULT_WOMAN, None),
    ("hur gör man om man är orolig", Group.ANY, None),
    ("kvinna 45 utan lön i 8 månader", Group.ADULT_WOMAN, 45),
    ("kvinna 28 år, i Sverige sedan 3 år", Group.ADULT_WOMAN, 28),
    ("kvinna, rum 14", Group.ADULT_WOMAN, None),
    ("kvinna, Storgatan 14", Group.ADULT_WOMAN, None),
    ("kvinna, ring 070-174 06 05", Group.ADULT_WOMAN, None),
]


@pytest.mark.parametrize(("said", "group", "age"), GROUPS)
def test_group_and_age(said: str, group: Group, age: int | None, reading: Reader) -> None:
    read = reading(said)
    assert (read.group, read.age) == (group, age)


def test_a_girl_without_an_age_is_taken_for_a_child_and_marked(reading: Reader) -> None:
    read = reading("tjej Solna")
    assert (read.group, read.notes) == (Group.GIRL, (NoteCode.AGE_UNKNOWN,))


def test_children_who_come_along_do_not_change_the_group(reading: Reader) -> None:
    read = reading("mamma med två barn 4 och 7 behöver boende i Solna")
    assert NoteCode.ACCOMPANYING_CHILDREN in read.notes
    assert read.other_ages == (4, 7)
    assert read.needs == ("boende",)


def test_a_child_of_several_gives_the_youngest_age_and_keeps_the_others(reading: Reader) -> None:
    read = reading("pojke 14 och flicka 12 behöver skydd")
    assert (read.age, read.other_ages) == (12, (14,))
