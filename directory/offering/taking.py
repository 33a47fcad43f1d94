"""Whom a service takes: each group with what is said of it, ages, and the languages that it is given in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from sqlalchemy.orm import Session

from directory.account.complaint import refuse
from directory.graph.facts import NARROW_GROUPS, Acceptance
from directory.maintaining.change import Submitted
from directory.maintaining.complaints import Complaints
from directory.model import Service
from directory.offering.sending import Sender, send
from directory.offering.stood import check_stood
from directory.store.changeset import edit_to

OLDEST = 120
LANGUAGES = (
    "sv", "en", "ar", "fa", "so", "ti", "am", "ku", "ckb", "tr", "uk", "ru", "pl", "ro", "bg", "hu",
    "sq", "bs", "hr", "sr", "lt", "lv", "et", "es", "pt", "fr", "de", "it", "el", "fi", "zh", "vi", "th", "fil", "mn",
    "hi", "bn", "ur", "ps", "sw", "rom",
)  # fmt: skip
"""Codes (ISO 639) of the languages that are offered, Swedish and English first: a choice of our own of those that are
much spoken in Sweden. What a service has besides stays as it is."""
GROUP_FIELDS: Mapping[str, str] = {group.value: f"group-{group.slug}" for group in NARROW_GROUPS}
FIELDS = (*GROUP_FIELDS.values(), "age_min", "age_max")


def change_taking(
    writing: Session,
    sender: Sender,
    service: Service,
    said: Mapping[str, str],
    youngest: str,
    oldest: str,
    mark: str,
) -> Submitted:
    """Say whom a service takes. *said*: value of a narrow group → acceptance; unknown takes back what was said.

    Raises:
        Refused: a word or an age cannot be taken; each at its field.
        Clashed: somebody has changed the service since the form with *mark* was opened.
    """
    found = Complaints()
    words = {group: found.take(partial(_word, group, said.get(group, ""))) for group in GROUP_FIELDS}
    age_min = found.take(lambda: _age("age_min", youngest))
    age_max = found.take(lambda: _age("age_max", oldest))
    if age_min is not None and age_max is not None and age_max < age_min:
        found.add(
            refuse(
                "age_max",
                "Den högsta åldern är lägre än den lägsta. Byt plats på dem.",
                "The highest age is below the lowest. Change them round.",
            )
        )
    found.settle()
    check_stood(mark, [service])
    stands = {
        row.group.value: row.acceptance.value for row in service.acceptance if row.group.value not in words
    }
    acceptance = stands | {
        group: word.value
        for group, word in words.items()
        if word is not None and word is not Acceptance.UNKNOWN
    }
    wanted = {"acceptance": acceptance, "age_min": age_min, "age_max": age_max}
    return send(writing, sender, [edit_to(service, wanted)], service.name)


def change_languages(
    writing: Session, sender: Sender, service: Service, languages: Iterable[str], mark: str
) -> Submitted:
    """Say in which languages a service is given, in the order of *languages*.

    Raises:
        Refused: one of them is none that can be chosen.
        Clashed: somebody has changed the service since the form with *mark* was opened.
    """
    stands = [row.language for row in service.languages]
    chosen = list(dict.fromkeys(languages))
    if any(one not in LANGUAGES and one not in stands for one in chosen):
        raise refuse("languages", "Välj språk i listan.", "Choose languages of the list.")
    check_stood(mark, [service])
    ordered = [one for one in stands if one in chosen] + [one for one in chosen if one not in stands]
    return send(writing, sender, [edit_to(service, {"languages": ordered})], service.name)


def _word(group: str, said: str) -> Acceptance:
    try:
        return Acceptance(said or Acceptance.UNKNOWN.value)
    except ValueError:
        raise refuse(
            GROUP_FIELDS[group], "Välj vad som gäller för gruppen.", "Choose what holds for the group."
        ) from None


def _age(field: str, given: str) -> int | None:
    text = given.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= OLDEST):
        raise refuse(
            field, f"Skriv åldern med siffror, 0 till {OLDEST}.", f"Write the age in digits, 0 to {OLDEST}."
        )
    return int(text)
