"""Whom a question may be about, never who: sex, age and legal status."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """Sex × age. The wide ones stand for all their members; ``any`` is everybody."""

    ANY = "any"
    ADULT = "adult"
    CHILD = "child"
    ADULT_WOMAN = "adult woman"
    ADULT_MAN = "adult man"
    GIRL = "girl"
    BOY = "boy"
    TRANS = "trans persons"

    @property
    def members(self) -> frozenset[Group]:
        """The narrow groups that this one stands for (itself, if it is narrow)."""
        return _MEMBERS.get(self, frozenset({self}))

    @property
    def slug(self) -> str:
        """The group as it stands in a URL."""
        return self.value.replace(" ", "-")


_MEMBERS = {
    Group.ANY: frozenset({Group.ADULT_WOMAN, Group.ADULT_MAN, Group.GIRL, Group.BOY, Group.TRANS}),
    Group.ADULT: frozenset({Group.ADULT_WOMAN, Group.ADULT_MAN}),
    Group.CHILD: frozenset({Group.GIRL, Group.BOY}),
}


NARROW_GROUPS = (Group.ADULT_WOMAN, Group.ADULT_MAN, Group.GIRL, Group.BOY, Group.TRANS)


class LegalStatus(StrEnum):
    """A person's right to be in Sweden, as far as a duty depends on it. None in a question means: not said."""

    RESIDENT = "resident"
    """Swedish citizen or person with a permanent right to stay."""
    EU_CITIZEN = "eu_citizen"
    ASYLUM_SEEKER = "asylum_seeker"
    UNACCOMPANIED = "unaccompanied"
    """Child who seeks asylum without a guardian."""
    NO_PERMIT = "no_permit"
    """In Sweden without a permit (*papperslös*)."""
    PERMIT_5_15 = "permit_5_15"
    """Reflection period (*betänketid*) or witness permit, 5 ch. 15 § of the Aliens Act."""
    PERMIT_PROTECTION = "permit_protection"
    """Residence permit on grounds of protection, or as a relative of such a person."""
    PERMIT_OTHER = "permit_other"
    FOREIGN = "foreign"
    """A foreign citizen whose status was not said more exactly."""
