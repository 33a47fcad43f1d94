"""Who a question is about, as far as an answer depends on it: group, age, legal status, languages.

Every word that stands for a value is in the tables below; nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from directory.finding.complaint import Choice, complain
from directory.gazetteer import fold
from directory.graph.facts import Group, LegalStatus
from directory.graph.matching import ADULT_AGE, narrowed_by_age

GROUP_NAMES: dict[Group, tuple[str, str]] = {
    Group.ANY: ("alla", "any"),
    Group.ADULT: ("vuxen", "adult"),
    Group.CHILD: ("barn", "child"),
    Group.ADULT_WOMAN: ("vuxen kvinna", "adult woman"),
    Group.ADULT_MAN: ("vuxen man", "adult man"),
    Group.GIRL: ("flicka", "girl"),
    Group.BOY: ("pojke", "boy"),
    Group.TRANS: ("transperson", "trans person"),
}
"""Each group as one says it, in Swedish and in English."""

STATUS_NAMES: dict[LegalStatus, tuple[str, str]] = {
    LegalStatus.RESIDENT: ("svensk medborgare eller bosatt", "citizen or permanent resident"),
    LegalStatus.EU_CITIZEN: ("EU-medborgare", "EU citizen"),
    LegalStatus.ASYLUM_SEEKER: ("asylsökande", "asylum seeker"),
    LegalStatus.UNACCOMPANIED: ("ensamkommande barn", "unaccompanied child"),
    LegalStatus.NO_PERMIT: ("utan tillstånd (papperslös)", "without a permit (undocumented)"),
    LegalStatus.PERMIT_5_15: ("betänketid eller vittnestillstånd", "reflection period or witness permit"),
    LegalStatus.PERMIT_PROTECTION: ("uppehållstillstånd som skyddsbehövande", "residence permit, protection"),
    LegalStatus.PERMIT_OTHER: ("annat uppehållstillstånd", "other residence permit"),
    LegalStatus.FOREIGN: ("utländsk medborgare, oklart", "foreign citizen, not specified"),
}
"""Each legal status as one says it, in Swedish and in English."""

_MORE_GROUP_WORDS = {
    Group.ANY: ("everybody", "alla grupper", "vem som helst"),
    Group.ADULT: ("vuxna", "adults"),
    Group.CHILD: ("children",),
    Group.ADULT_WOMAN: ("kvinna", "kvinnor", "woman", "women"),
    Group.ADULT_MAN: ("man", "män", "men"),
    Group.GIRL: ("tjej", "flickor", "girls"),
    Group.BOY: ("kille", "pojkar", "boys"),
    Group.TRANS: ("trans", "transpersoner", "trans persons"),
}
_MORE_STATUS_WORDS = {
    LegalStatus.RESIDENT: ("svensk", "bosatt", "swedish citizen"),
    LegalStatus.EU_CITIZEN: ("eu", "ees"),
    LegalStatus.ASYLUM_SEEKER: ("asyl", "asylum"),
    LegalStatus.UNACCOMPANIED: ("ensamkommande", "unaccompanied minor"),
    LegalStatus.NO_PERMIT: ("papperslös", "undocumented", "no permit"),
    LegalStatus.PERMIT_5_15: ("betänketid", "reflection period"),
    LegalStatus.PERMIT_PROTECTION: ("skyddsbehövande",),
    LegalStatus.PERMIT_OTHER: ("uppehållstillstånd",),
    LegalStatus.FOREIGN: ("utländsk", "foreigner"),
}

GROUP_BY_WORD = {
    fold(word): group
    for group in Group
    for word in (group.value, group.slug, *GROUP_NAMES[group], *_MORE_GROUP_WORDS[group])
}
STATUS_BY_WORD = {
    fold(word): status
    for status in LegalStatus
    for word in (status.value, *STATUS_NAMES[status], *_MORE_STATUS_WORDS[status])
}

OLDEST = 120

_DIGITS = re.compile(r"\d{1,3}", re.ASCII)


def read_group(text: str | None) -> Group:
    """Return the group that *text* names (value, slug or word in either language); ``any`` for None."""
    if text is None:
        return Group.ANY
    group = GROUP_BY_WORD.get(fold(text))
    if group is None:
        raise complain(
            "group",
            "Gruppen känns inte igen. Välj en av dem i listan.",
            "The group is not known. Choose one of those listed.",
            [Choice(known.slug, GROUP_NAMES[known][0]) for known in Group],
        )
    return group


def read_age(text: str | None) -> int | None:
    """Return the age in whole years, or None when none was given."""
    if text is None:
        return None
    if _DIGITS.fullmatch(text) is None or int(text) > OLDEST:
        raise complain(
            "age",
            f"Åldern ska vara ett helt tal från 0 till {OLDEST}.",
            f"The age must be a whole number from 0 to {OLDEST}.",
        )
    return int(text)


def narrow(group: Group, age: int | None) -> Group:
    """Return *group* as far as *age* makes it narrower: any and 16 is a child, any and 30 an adult.

    Raises:
        BadQuestion: the two contradict each other, such as a girl of 30.
    """
    if age is None:
        return group
    of_age = narrowed_by_age(Group.ANY, age)
    if group is Group.ANY:
        return of_age
    contradicts = group is not Group.TRANS and not group.members & of_age.members
    if contradicts:
        raise complain(
            "age",
            f"Ålder och grupp motsäger varandra: den som är under {ADULT_AGE} år är ett barn. "
            "Ändra åldern eller gruppen.",
            f"Age and group contradict each other: whoever is under {ADULT_AGE} is a child. "
            "Change the age or the group.",
        )
    return group


def read_status(text: str | None) -> LegalStatus | None:
    """Return the legal status that *text* names, or None when it was not said."""
    if text is None:
        return None
    status = STATUS_BY_WORD.get(fold(text))
    if status is None:
        raise complain(
            "status",
            "Rättslig ställning känns inte igen. Välj en av dem i listan, eller utelämna fältet.",
            "The legal status is not known. Choose one of those listed, or leave the field out.",
            [Choice(known.value, STATUS_NAMES[known][0]) for known in LegalStatus],
        )
    return status


def read_languages(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return ISO 639 codes for *texts*: codes, or names of languages in Swedish or English."""
    known = language_codes()
    codes = []
    for text in texts:
        code = known.get(fold(text))
        if code is None:
            raise complain(
                "language",
                "Språket känns inte igen. Ange dess kod, såsom ar eller so, eller dess namn.",
                "The language is not known. Give its code, such as ar or so, or its name.",
            )
        codes.append(code)
    return tuple(dict.fromkeys(codes))


@cache
def language_codes() -> dict[str, str]:
    """Return folded code, Swedish name and English name → ISO 639 code, of every language CLDR names."""
    codes: dict[str, str] = {}
    for locale in ("en", "sv"):
        for code, name in Locale(locale).languages.items():
            if "_" not in code:
                codes[fold(name)] = code
    # Codes last: a code wins over a name that happens to be spelt like it.
    return codes | {code: code for code in codes.values()}
