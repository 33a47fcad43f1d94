"""*Säg så här*: what to say when somebody answers, made of the fields alone and of nothing about the person.

The person who calls has slept badly and has a frightened person beside her; the first sentence is the hard one.
"""

from __future__ import annotations

from directory.graph.facts import Group
from directory.graph.question import Question
from directory.web.language import gettext as _


def someone(question: Question) -> str:
    """Return whom it is about as it stands in a sentence: ``en flicka, 16 år``."""
    words = {
        Group.ANY: _("en person"),
        Group.ADULT: _("en vuxen person"),
        Group.CHILD: _("ett barn"),
        Group.ADULT_WOMAN: _("en kvinna"),
        Group.ADULT_MAN: _("en man"),
        Group.GIRL: _("en flicka"),
        Group.BOY: _("en pojke"),
        Group.TRANS: _("en transperson"),
    }
    if question.age is None:
        return words[question.group]
    return _("%(someone)s, %(age)d år", someone=words[question.group], age=question.age)


def who(group: Group, age: int | None) -> str:
    """Return whom it is about as a label: ``Flicka, 16 år``; *Alla* when nothing was said."""
    words = {
        Group.ANY: _("Alla") if age is None else _("Person"),
        Group.ADULT: _("Vuxen"),
        Group.CHILD: _("Barn"),
        Group.ADULT_WOMAN: _("Kvinna"),
        Group.ADULT_MAN: _("Man"),
        Group.GIRL: _("Flicka"),
        Group.BOY: _("Pojke"),
        Group.TRANS: _("Transperson"),
    }
    return words[group] if age is None else _("%(someone)s, %(age)d år", someone=words[group], age=age)


def lower_first(words: str) -> str:
    """Return *words* as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def script_of(question: Question, need: str, place: str, home: str, *, is_advice: bool = False) -> str:
    """Return one or two sentences to say, without quotation marks.

    *need* is the name of the first need, *place* that of the area of stay; *home* that of the area of
    residence when it is another, else empty. *is_advice* when advice is asked for, and not help for the person.
    """
    if is_advice:
        first = _(
            "Jag behöver råd om %(someone)s, som kan vara utsatt för människohandel.",
            someone=someone(question),
        )
    else:
        first = _(
            "Jag behöver hjälp med %(need)s för %(someone)s, som kan vara utsatt för människohandel.",
            need=lower_first(need),
            someone=someone(question),
        )
    second = _("Personen finns i %(place)s nu.", place=place)
    if not home:
        return f"{first} {second}"
    third = _("Hemkommunen är %(home)s.", home=home)
    return f"{first} {second} {third}"
