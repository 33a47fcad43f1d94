"""The shape of the answer: six parts, each entry with the path that led to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from directory.graph.answer import StepKind, UnknownKind
from directory.graph.facts import Acceptance, DutyKind, Group, LegalStatus
from directory.web.api.schema.part import AskFor
from directory.web.api.schema.shape import (
    AreaRef,
    Channel,
    Hop,
    Known,
    Lang,
    Open,
    Reason,
    Ref,
    Remark,
    Shape,
)


class QuestionOut(Shape):
    """The question as it was understood."""

    needs: list[Ref] = Field(min_length=1, description="Most important first.")
    area: AreaRef = Field(description="Where the person is.")
    residence: AreaRef | None = Field(description="Where the person is registered; null when not said.")
    group: Group
    age: int | None
    status: LegalStatus | None
    at: datetime = Field(description="The moment asked about, in Swedish time.")
    languages: list[str] = Field(description="ISO 639 codes.")
    not_understood: list[str] = Field(description="Words of the sentence that were not understood.")
    remarks: list[Remark] = Field(description="How the sentence was read: what was assumed or left out.")
    query: str = Field(description="The same question as URL parameters of GET /api/v1/answer.")


class Entry(Shape):
    """What every entry of an answer has."""

    id: str = Field(description="Id of the record, as in the seed rows where there is one.")
    name: str
    channels: list[Channel]
    path: list[Hop] = Field(description="How it was found, step by step.")
    weakest: int | None = Field(description="Index of the least certain hop of the path.")


class Step(Entry):
    """One call of the chain. Make them in this order; the last one always answers."""

    step: StepKind
    organization: Ref | None
    role: Ref | None
    open: Open
    reasons: list[Reason] = Field(description="What to know before calling.")
    ask_for: AskFor | None = Field(description="Whom to ask for; null: nobody that you may know of.")


class Duty(Entry):
    """Who decides, pays, delivers, advises or coordinates, and by which rule."""

    kind: DutyKind
    need: str
    role: Ref | None
    organization: Ref | None = Field(description="Who has the duty; null: nobody known, see unknown.")
    organizations: list[Ref] = Field(description="All who have it, where several share it.")
    area: AreaRef | None
    legal_basis: str
    phase: str
    condition: str
    is_conditional: bool = Field(description="True: holds under a condition that the question left open.")
    valid_from: date | None
    valid_to: date | None


class ProviderOut(Entry):
    """A service that covers the area, meets the need and takes the group."""

    organization: Ref | None
    acceptance: Acceptance
    area_hops: int = Field(
        description="0: serves the very area asked about; 1: the area around it, and so on."
    )
    need_steps: int = Field(
        description="0: the very need; negative: a narrower one; positive: a broader one."
    )
    distance_km: float | None
    open: Open
    reasons: list[Reason]


class NearMissOut(Entry):
    """A service one would have tried, and what speaks against it."""

    organization: Ref | None
    failed: Reason
    open: Open


class GapOut(Entry):
    """What is not known, does not exist, or refuses: three different things."""

    kind: UnknownKind
    code: str
    text: str


class RoutineStepOut(Known):
    """A step of a routine that applies to the needs asked about."""

    id: str
    name: str
    framework: str
    stage: int
    order: int
    needs: list[str]
    responsible: str
    deadline: str


class AnswerOut(Shape):
    """The whole answer."""

    question: QuestionOut
    act_now: list[Step] = Field(min_length=1, description="Whom to call, in order; ends in a last resort.")
    duties: list[Duty]
    providers: list[ProviderOut] = Field(description="Best first.")
    near_misses: list[NearMissOut]
    unknown: list[GapOut]
    notes: list[Reason] = Field(description="Caveats about the facts behind this answer.")
    relaxed: list[Reason] = Field(description="What had to be given up to find anybody, in order.")
    routine: list[RoutineStepOut]
    revision: int = Field(description="Revision of the data; grows with every change.")
    stale_since: datetime | None = Field(
        description="Since when nobody could ask the database for anything newer; null when this is the newest."
    )
    answered_at: datetime
    lang: Lang


class PlaceRead(Shape):
    """How a place name of the sentence was understood."""

    kind: Literal["exact", "ambiguous", "fuzzy", "none"]
    choices: list[Ref] = Field(description="The areas it can mean, best first.")


class ReadingOut(Shape):
    """How a sentence was read; what was not said is null or empty."""

    needs: list[Ref]
    area: PlaceRead | None
    residence: PlaceRead | None
    group: Group
    age: int | None
    status: LegalStatus | None
    at: datetime | None
    languages: list[str]
    declined: list[Ref] = Field(description="Needs that were said not to be wanted.")
    not_understood: list[str]
    refused: Remark | None = Field(description="Why nothing was read: the text seems to hold personal data.")
    contradictions: list[Remark]
    notes: list[Remark]
    revision: int
    lang: Lang
