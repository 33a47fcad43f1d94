"""Facts as values: what the directory holds, in the field's own words, ready to be made into a graph.

Nouns are those of HSDS 3.2 where it has one; ours where it has none (area, need, role, duty, holding, link).
Facts know nothing of tables, files or pages. Ids are the ids of the seed rows and of the database, as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

AreaId = NewType("AreaId", str)
"""``SE``, county ``01``, municipality ``0163``, city district ``0180-jarva``."""
NeedId = NewType("NeedId", str)
RoleId = NewType("RoleId", str)
OrganizationId = NewType("OrganizationId", str)
ServiceId = NewType("ServiceId", str)


class Confidence(StrEnum):
    """How a fact is known, strongest first. ``memory`` and ``unknown`` are shown as *not verified*."""

    CONFIRMED = "confirmed"
    """Somebody responsible said so to us (see ``confirmed_on``)."""
    SOURCE = "source"
    SOURCE_UNDATED = "source-undated"
    INFERRED = "inferred"
    MEMORY = "memory"
    UNKNOWN = "unknown"

    @property
    def weakness(self) -> int:
        """0 for the strongest kind of knowledge, growing with doubt."""
        return _WEAKNESS[self]

    @property
    def is_verified(self) -> bool:
        """Whether a phone number known this way may be shown as good."""
        return self.weakness <= _WEAKNESS[Confidence.INFERRED]


_WEAKNESS = {kind: rank for rank, kind in enumerate(Confidence)}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a fact comes from, and when it was last known to hold.

    ``source`` is an address or a citation; ``dated`` the date as printed there (may be ``n.d.`` or ``2016``);
    ``on`` the same as a date where one can be read out of it (first day of a year or month), else None;
    ``confirmed_on`` the day somebody responsible confirmed it to us, else None.
    """

    source: str
    dated: str = ""
    on: date | None = None
    confidence: Confidence = Confidence.SOURCE
    note: str = ""
    confirmed_on: date | None = None

    @property
    def last_known_on(self) -> date | None:
        """The newest date on which the fact is known to have held, or None when no date is known."""
        return self.confirmed_on or self.on


class AreaKind(StrEnum):
    """What sort of place an area is."""

    NATION = "nation"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    COOPERATION = "cooperation"
    """A cross-cutting area: coordinator region, police region, on-call cooperation."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place with a border, or a cross-cutting cooperation of such places."""

    id: AreaId
    kind: AreaKind
    name: str
    full_name: str
    provenance: Provenance
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: AreaId | None = None


@dataclass(frozen=True, slots=True)
class PartOf:
    """*part* lies within *whole*, in a period. All part-of facts form a DAG."""

    part: AreaId
    whole: AreaId
    provenance: Provenance
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A taxonomy term for what a person needs. ``broader`` makes a tree; ``urgent`` needs are asked at night."""

    id: NeedId
    name_sv: str
    name_en: str
    broader: NeedId | None = None
    description_sv: str = ""
    description_en: str = ""
    is_urgent: bool = False
    is_for_professionals: bool = False
    taxonomy_terms: tuple[str, ...] = ()
    """Open Eligibility term ids that mean the same (HSDS ``taxonomy_term``)."""


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


class Acceptance(StrEnum):
    """What a service says of a group. Unknown is never yes."""

    PREFERS = "prefers"
    ACCEPTS = "accepts"
    ASK_FIRST = "ask_first"
    UNKNOWN = "unknown"
    EXCLUDES = "excludes"


class Capacity(StrEnum):
    """Whether a service has room, as last reported."""

    FREE = "free"
    FEW = "few"
    UNKNOWN = "unknown"
    FULL = "full"


class Visibility(StrEnum):
    """Who may see a contact point: everybody, those who are signed in, or those with a need to know."""

    PUBLIC = "public"
    NETWORK = "network"
    RESTRICTED = "restricted"


class ChannelKind(StrEnum):
    """By what means a channel is used."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    CHAT = "chat"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Opening:
    """Weekly hours in Swedish wall-clock time: one row of a schedule (HSDS ``schedule``).

    ``days`` holds 0 (Monday) … 6 (Sunday), 7 = public holiday (*röd dag*, with midsummer, Christmas and New
    Year's Eve counted as holidays), 8 = day before a public holiday. On a public holiday only rows with 7
    count; on a day before one, rows with 8 replace those of Monday to Friday and add to a weekend's.
    ``opens`` and ``closes`` are minutes from midnight of that day; ``closes`` may pass 1440 (02:00 next day = 1560).
    ``is_certain`` False means: may be open then, ring and ask.
    """

    days: frozenset[int]
    opens: int
    closes: int
    is_certain: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """All opening rows of one service or channel, with the words they were read from.

    No rows at all means that the hours are *unknown*, not that it is closed.
    """

    rows: tuple[Opening, ...] = ()
    as_printed: str = ""
    provenance: Provenance | None = None


UNKNOWN_HOURS = Schedule()


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach somebody: phone, mailbox, form. ``order`` says which to try first (0 first).

    ``value``: E.164 (``+468…``) or a short number (``112``, ``11414``) for a phone, else address or URL.
    ``display``: as a person reads it (``08-570 307 20``). ``schedule`` None means: that of the service.
    A number whose ``provenance`` is not verified is never offered as good.
    """

    id: str
    kind: ChannelKind
    value: str
    display: str
    provenance: Provenance
    order: int = 0
    label: str = ""
    visibility: Visibility = Visibility.PUBLIC
    schedule: Schedule | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """An authority, municipality, region, NGO, faith body or foundation (HSDS ``organization``)."""

    id: OrganizationId
    name: str
    name_en: str
    kind: str
    provenance: Provenance
    parent: OrganizationId | None = None
    website: str = ""
    channels: tuple[Channel, ...] = ()
    schedule: Schedule = UNKNOWN_HOURS
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    is_historical: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A function that exists in every area and is held by somebody there."""

    id: RoleId
    name_sv: str
    name_en: str
    provenance: Provenance
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """*organization* holds *role* in *area*. None as organization: somebody must, and we do not know who."""

    id: str
    role: RoleId
    area: AreaId
    organization: OrganizationId | None
    provenance: Provenance
    valid_from: date | None = None
    valid_to: date | None = None


class DutyKind(StrEnum):
    """What somebody has to do: five different responsibilities that are often mixed up."""

    DECIDES = "decides"
    PAYS = "pays"
    DELIVERS = "delivers"
    ADVISES = "advises"
    COORDINATES = "coordinates"


class DutyPlace(StrEnum):
    """In which area the role is looked for."""

    STAY = "stay"
    RESIDENCE = "residence"
    ARRIVAL = "arrival"
    ASSIGNED = "assigned"
    NATION = "nation"


class ResidenceCondition(StrEnum):
    """Where a duty supposes that the person is registered as resident."""

    ANY = "any"
    SAME = "same"
    """Resident where she stays."""
    ELSEWHERE = "elsewhere"
    NOT_IN_SWEDEN = "not_in_sweden"


@dataclass(frozen=True, slots=True)
class Duty:
    """A dated rule: for this need, group, status and phase, *role* decides / pays / delivers / advises / coordinates.

    ``organization`` is set where the rule names one body (Jämställdhetsmyndigheten pays for ÅMP) and then wins
    over ``role``. ``groups`` are narrow groups; ``statuses`` empty means any.
    """

    id: str
    need: NeedId
    kind: DutyKind
    groups: frozenset[Group]
    phase: str
    place: DutyPlace
    provenance: Provenance
    role: RoleId | None = None
    organization: OrganizationId | None = None
    statuses: frozenset[LegalStatus] = frozenset()
    residence: ResidenceCondition = ResidenceCondition.ANY
    legal_basis: str = ""
    condition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """A service serves *area* (and all parts of it), in a period; ``serves`` False: it does not serve it."""

    area: AreaId
    provenance: Provenance
    serves: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


class Access(StrEnum):
    """How a service is reached (referral route)."""

    DIRECT = "direct"
    """The person herself or anybody may call."""
    PROFESSIONAL = "professional"
    """Professionals only."""
    REFERRAL = "referral"
    """Only through ``referral_roles`` (placement by social services, through a coordinator …)."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Service:
    """What an organization offers (HSDS ``service``). ``organization`` None: offered by whoever holds ``role``.

    ``acceptance``: (group, what is said) for every narrow group that something is said of; a group left out is
    unknown. ``age_min``/``age_max`` inclusive years, None = no limit said. ``is_protected``: its places are never
    stored; only the referral route is.
    """

    id: ServiceId
    name: str
    organization: OrganizationId | None
    needs: tuple[NeedId, ...]
    acceptance: tuple[tuple[Group, Acceptance], ...]
    coverage: tuple[Coverage, ...]
    provenance: Provenance
    name_en: str = ""
    role: RoleId | None = None
    age_min: int | None = None
    age_max: int | None = None
    statuses: frozenset[LegalStatus] = frozenset()
    """Empty: any legal status."""
    languages: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    schedule: Schedule = UNKNOWN_HOURS
    access: Access = Access.UNKNOWN
    referral: str = ""
    """The referral route as printed."""
    referral_roles: tuple[RoleId, ...] = ()
    capacity: Capacity = Capacity.UNKNOWN
    capacity_until: datetime | None = None
    is_protected: bool = False
    is_emergency_line: bool = False
    """112 and 114 14: the defined last resort."""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


class LinkKind(StrEnum):
    """What one organization or role is to another."""

    STANDS_IN_FOR = "stands_in_for"
    """``source`` takes over when ``target`` cannot be reached. (The seed rows are written the other way round.)"""
    REFERS_TO = "refers_to"
    SUCCEEDS = "succeeds"
    """``source`` came after ``target``."""
    FUNDS = "funds"
    SUPERVISES = "supervises"
    HANDS_OVER_TO = "hands_over_to"
    CONSULTS = "consults"


class LinkCondition(StrEnum):
    """When a link is followed."""

    ALWAYS = "always"
    CLOSED = "closed"
    """Outside hours, at night."""
    UNKNOWN_OR_CLOSED = "unknown_or_closed"
    VACANT = "vacant"
    FULL = "full"
    NO_ANSWER = "no_answer"
    OTHER = "other"
    """Said in words only: see ``condition_text``."""


@dataclass(frozen=True, slots=True)
class Link:
    """A dated edge between two organizations, roles or services: stands in for, refers to, succeeds …"""

    id: str
    kind: LinkKind
    source: str
    target: str
    provenance: Provenance
    need: NeedId | None = None
    condition: LinkCondition = LinkCondition.ALWAYS
    condition_text: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One step of a routine (the Swedish manual, the support programme): who does what, by when."""

    id: str
    framework: str
    stage: int
    order: int
    title_sv: str
    title_en: str
    needs: tuple[NeedId, ...]
    responsible: str
    provenance: Provenance
    deadline_sv: str = ""
    deadline_en: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that contradict each other, and what we do about it. ``subjects`` are ids it concerns."""

    id: str
    subject: str
    value_a: str
    source_a: str
    dated_a: str
    value_b: str
    source_b: str
    dated_b: str
    advice: str
    advice_sv: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Swedish public holidays and the days before them, for the years the graph is asked about."""

    holidays: frozenset[date] = frozenset()
    """Red days; midsummer, Christmas and New Year's Eve are counted among them."""
    eves: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one class of viewers may know, at one revision of the database."""

    areas: tuple[Area, ...] = ()
    part_of: tuple[PartOf, ...] = ()
    needs: tuple[Need, ...] = ()
    roles: tuple[Role, ...] = ()
    organizations: tuple[Organization, ...] = ()
    holdings: tuple[Holding, ...] = ()
    duties: tuple[Duty, ...] = ()
    services: tuple[Service, ...] = ()
    links: tuple[Link, ...] = ()
    routine: tuple[RoutineStep, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    calendar: HolidayCalendar = field(default_factory=HolidayCalendar)
    revision: int = 0
