"""The answer as JSON: one rendering for the API and for the command line, so that they cannot differ.

The keys are described, type by type, in ``directory.web.api.schema``. Values are plain dicts, lists, texts and
numbers, ready for orjson. Sentences come from ``graph.explain``; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from directory.asking import Reading
from directory.clock import as_local, today
from directory.graph.answer import (
    Answer,
    CallStep,
    DutyLine,
    Gap,
    Hop,
    NearMiss,
    OpenChannel,
    OpenNow,
    Path,
    Provider,
    Reason,
)
from directory.graph.explain import say_group, say_hop, say_reason
from directory.graph.facts import Organization, Role, RoutineStep
from directory.graph.name import in_language, name_in
from directory.graph.phrase import phrase_in
from directory.graph.post import asked_for
from directory.interchange.part_json import asked_to_json, exception_item
from directory.interchange.provenance_json import provenance_to_json
from directory.interchange.question_json import area_ref, question_to_json
from directory.store.snapshot import Snapshot

Json = dict[str, Any]


def answer_to_json(
    answer: Answer,
    snapshot: Snapshot,
    reading: Reading | None = None,
    lang: str = "sv",
    answered_at: datetime | None = None,
) -> Json:
    """Return *answer* as JSON values, with every sentence in *lang* (``sv`` or ``en``).

    ``reading``, when the question was a sentence, gives the words that were not understood. ``answered_at``
    is the moment of answering; None leaves it to the moment asked about.
    """
    teller = _Teller(lang, (today(), answer.question.at.date()))
    return {
        "question": question_to_json(answer.question, snapshot, reading, lang),
        "act_now": [teller.step(step) for step in answer.act_now],
        "duties": [teller.duty(line) for line in answer.duties],
        "providers": [teller.provider(provider) for provider in answer.providers],
        "near_misses": [teller.near_miss(miss) for miss in answer.near_misses],
        "unknown": [teller.gap(gap) for gap in answer.unknown],
        "notes": teller.reasons(answer.notes),
        "relaxed": teller.reasons(answer.relaxed),
        "routine": [teller.routine_step(step) for step in answer.routine],
        "revision": answer.revision,
        "stale_since": None if snapshot.stale_since is None else as_local(snapshot.stale_since).isoformat(),
        "answered_at": as_local(answered_at or answer.question.at).isoformat(),
        "lang": lang,
    }


def open_to_json(now: OpenNow) -> Json:
    """Return the state of opening at the moment asked; ``until`` is when it ends, as Swedish time."""
    return {
        "state": now.state.value,
        "until": None if now.until is None else now.until.isoformat(),
        "is_always": now.is_always,
        "as_printed": now.as_printed,
        "exception": None if now.exception is None else exception_item(now.exception),
    }


def channel_to_json(open_channel: OpenChannel, lang: str = "sv") -> Json:
    """Return one way to reach somebody, with its state and with where it is known from; the label in *lang*."""
    channel = open_channel.channel
    return {
        "id": channel.id,
        "kind": channel.kind.value,
        "value": channel.value,
        "display": channel.display,
        "label": phrase_in(channel.label, lang),
        "is_good": open_channel.is_good,
        "open": open_to_json(open_channel.now),
        **provenance_to_json(channel.provenance),
    }


class _Teller:
    """Renders the entries of one answer in one language, and says each sentence once however often it occurs."""

    __slots__ = ("_channels", "_days", "_hops", "_lang")

    def __init__(self, lang: str, days: tuple[date, ...]) -> None:
        self._lang = lang
        self._days = days
        self._hops: dict[int, Json] = {}
        self._channels: dict[int, Json] = {}

    def step(self, step: CallStep) -> Json:
        name = step.name_en if self._lang == "en" and step.name_en else step.name
        return {
            "id": step.id,
            "name": name,
            "step": step.kind.value,
            "organization": self._organization(step.organization),
            "role": self._role(step.role),
            "channels": self._reach(step.channels),
            "open": open_to_json(step.now),
            "reasons": self.reasons(step.reasons),
            "ask_for": asked_to_json(asked_for(step.service, step.organization, *self._days), self._lang),
            **self._way(step.path),
        }

    def duty(self, line: DutyLine) -> Json:
        duty = line.duty
        organizations = [self._organization(organization) for organization in line.organizations]
        role = self._role(line.role)
        if organizations:
            name = ", ".join(organization["name"] for organization in organizations if organization)
        else:
            name = role["name"] if role else ""
        return {
            "id": duty.id,
            "name": name,
            "kind": line.kind.value,
            "need": duty.need,
            "role": role,
            "organization": organizations[0] if organizations else None,
            "organizations": organizations,
            "area": None if line.area is None else area_ref(line.area.id, line.area, self._lang),
            "legal_basis": phrase_in(duty.legal_basis, self._lang),
            "phase": duty.phase,
            "condition": phrase_in(duty.condition, self._lang),
            "is_conditional": line.is_conditional,
            "valid_from": None if duty.valid_from is None else duty.valid_from.isoformat(),
            "valid_to": None if duty.valid_to is None else duty.valid_to.isoformat(),
            "channels": self._reach(line.channels),
            **self._way(line.path),
        }

    def provider(self, provider: Provider) -> Json:
        distance = provider.distance_km
        return {
            "id": provider.service.id,
            "name": name_in(provider.service, self._lang),
            "organization": self._organization(provider.organization),
            "acceptance": provider.acceptance.value,
            "area_hops": provider.area_hops,
            "need_steps": provider.need_steps,
            "distance_km": None if distance is None else round(distance, 1),
            "channels": self._reach(provider.channels),
            "open": open_to_json(provider.now),
            "reasons": self.reasons(provider.reasons),
            **self._way(provider.path),
        }

    def near_miss(self, miss: NearMiss) -> Json:
        return {
            "id": miss.service.id,
            "name": name_in(miss.service, self._lang),
            "organization": self._organization(miss.organization),
            "failed": self.reason(miss.failed),
            "channels": self._reach(miss.channels),
            "open": open_to_json(miss.now),
            **self._way(miss.path),
        }

    def gap(self, gap: Gap) -> Json:
        return {
            "id": gap.subject,
            "name": in_language(gap.subject_name, self._lang),
            "kind": gap.kind.value,
            "code": gap.reason.code,
            "text": say_reason(gap.reason, self._lang),
            "channels": [],
            **self._way(gap.path),
        }

    def routine_step(self, step: RoutineStep) -> Json:
        english = self._lang == "en"
        return {
            "id": step.id,
            "name": step.title_en if english and step.title_en else step.title_sv,
            "framework": step.framework,
            "stage": step.stage,
            "order": step.order,
            "needs": list(step.needs),
            "responsible": step.responsible,
            "deadline": step.deadline_en if english and step.deadline_en else step.deadline_sv,
            **provenance_to_json(step.provenance),
        }

    def reasons(self, reasons: Sequence[Reason]) -> list[Json]:
        return [self.reason(reason) for reason in reasons]

    def reason(self, reason: Reason) -> Json:
        return {
            "code": reason.code,
            "text": say_reason(reason, self._lang),
            **provenance_to_json(reason.provenance),
        }

    def _way(self, path: Path) -> Json:
        weakest_at, weakness = None, -1
        for index, hop in enumerate(path):
            if hop.provenance is not None and hop.provenance.confidence.weakness > weakness:
                weakest_at, weakness = index, hop.provenance.confidence.weakness
        return {"path": [self._remembered(self._hops, hop, self._hop) for hop in path], "weakest": weakest_at}

    def _hop(self, hop: Hop) -> Json:
        reached = say_group(hop.object, self._lang) if hop.code == "takes" else hop.object_name
        return {
            "code": hop.code,
            "sentence": say_hop(hop, self._lang),
            "from": {"id": hop.subject, "name": in_language(hop.subject_name, self._lang)},
            "to": {"id": hop.object, "name": in_language(reached, self._lang)},
            **provenance_to_json(hop.provenance),
        }

    def _reach(self, channels: Sequence[OpenChannel]) -> list[Json]:
        return [self._remembered(self._channels, channel, self._channel) for channel in channels]

    def _channel(self, channel: OpenChannel) -> Json:
        return channel_to_json(channel, self._lang)

    @staticmethod
    def _remembered(seen: dict[int, Json], value: Any, render: Callable[[Any], Json]) -> Json:
        # By identity: the answer holds every value for as long as this teller lives, and hashing a frozen
        # dataclass costs more than rendering it.
        known = seen.get(id(value))
        if known is None:
            known = seen[id(value)] = render(value)
        return known

    def _organization(self, organization: Organization | None) -> Json | None:
        if organization is None:
            return None
        return {"id": organization.id, "name": name_in(organization, self._lang)}

    def _role(self, role: Role | None) -> Json | None:
        if role is None:
            return None
        return {"id": role.id, "name": name_in(role, self._lang)}
