"""What is sent: sentences and forms with hidden words in them, for each view that takes some."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from directory.maintaining.restricted import Reason
from tests.pairs.asked import Asked, Pairs
from tests.pairs.known import Known
from tests.pairs.words import ROOM, STREET, SURNAME, TOWN, fixed_line, mailbox, other, sought

ENDING = frozenset({"account.sign_out", "account.end_others", "account.end_session"})
"""What ends the session that it comes with, or others: asked last, with a session of its own."""
MAILS = (mailbox(1), other(mailbox(1)), "nobody@example.org")
TOLD: Pairs = (
    ("name", f"Anna {SURNAME}"),
    ("email", mailbox(2)),
    ("phone", fixed_line(1)[1]),
    ("address", f"{STREET} 3"),
    ("postcode", "222 22"),
    ("town", TOWN),
    ("text", f"Nyckeln: {ROOM}."),
    ("text_en", f"Key: {ROOM}."),
    ("title", f"Jour {ROOM}"),
    ("title_en", "Duty"),
    ("visibility", "network"),
    ("valid_to", "2027-05-01"),
    ("words", "Ja"),
    ("why", "work"),
    ("reason", "Ett pågående ärende."),
    ("answer", "Nej, numret stämmer inte."),
    ("version", "1"),
    ("password", "fel lösenord, ändå långt"),
    ("code", "123456"),
    ("q", SURNAME),
    ("role", "ngo_editor"),
    ("place", "Evonhuset"),
    ("lang", "sv"),
    ("has_objected", "yes"),
    ("owner", ""),
)
"""Fields as the forms of the workspace and of the accounts have them: whatever a view does not know, it passes over."""


def sent_to(asked: Asked, known: Known) -> Iterator[Asked]:
    """Yield *asked* with the bodies to try, and once without the token of its form."""
    makes = _BODIES.get(asked.endpoint)
    if makes is not None:
        yield from makes(asked, known)
        return
    yield asked.but(form=TOLD)
    yield asked.but(form=())
    if known.is_full:
        yield asked.but(form=(), has_token=False)
        yield asked.but(form=tuple((name, other(value)) for name, value in TOLD))


def _sentences(known: Known) -> Iterator[str]:
    yield "kvinna 28 i Tyresö behöver sova i natt"
    yield f"pojke 15 i Malmö, bor på {STREET} i {TOWN}"
    for word in known.words:
        yield f"kvinna 30 i Solna behöver skyddat boende {word}"
        if known.is_full:
            yield f"{word} barn 12 hotad i Uppsala"


def _sentence(asked: Asked, known: Known) -> Iterator[Asked]:
    for sentence in _sentences(known):
        yield asked.but(form=(("q", sentence),))


def _json_sentence(asked: Asked, known: Known) -> Iterator[Asked]:
    for sentence in _sentences(known):
        yield asked.but(json={"sentence": sentence})
    yield asked.but(
        json={"sentence": "kvinna 28 i Tyresö behöver sova", "at": "2026-11-28T03:00", "lang": "en"}
    )
    yield asked.but(json={"q": sought()[0]})
    yield asked.but(form=(("sentence", "x"),), has_token=False)


def _password(asked: Asked, known: Known) -> Iterator[Asked]:
    for mail in MAILS if known.asker.role is None or known.is_full else MAILS[:1]:
        yield asked.but(form=(("email", mail), ("password", "fel lösenord, ändå långt")))
    yield asked.but(form=(("email", mailbox(1)), ("password", "")), has_token=False)


def _reset(asked: Asked, known: Known) -> Iterator[Asked]:
    for mail in MAILS:
        yield asked.but(form=(("email", mail),))


def _invite(asked: Asked, known: Known) -> Iterator[Asked]:
    for mail in MAILS:
        for role, place in (
            ("ngo_editor", "Evonhuset Malmö"),
            ("caseworker", "Malmö"),
            ("ngo_editor", "ngo-ssm-cr"),
        ):
            yield asked.but(
                form=(
                    ("email", mail),
                    ("name", "Ny Person (påhittad)"),
                    ("role", role),
                    ("place", place),
                    ("lang", "sv"),
                )
            )
    yield asked.but(form=(("email", "x"), ("role", "administrator"), ("place", TOWN)))


def _give(asked: Asked, known: Known) -> Iterator[Asked]:
    for role, place in (("caseworker", "Malmö kommun"), ("ngo_editor", "m-1280-evon"), ("caseworker", TOWN)):
        yield asked.but(form=(("role", role), ("place", place)))


def _filter(asked: Asked, known: Known) -> Iterator[Asked]:
    for word in known.words:
        yield asked.but(form=(("q", word), ("role", "coordinator")))


def _export(asked: Asked, known: Known) -> Iterator[Asked]:
    yield asked.but(form=())
    yield asked.but(form=(("group", "restricted"),))
    yield asked.but(form=(("record", "r-ngo-ssm-cr-person"),))


def _open(asked: Asked, known: Known) -> Iterator[Asked]:
    for reason in Reason if known.is_full else (Reason.CHANGING, "x"):
        yield asked.but(form=(("reason", reason),))


def _tell(asked: Asked, known: Known) -> Iterator[Asked]:
    for channel in ("", "r-ngo-ssm-cr-phone", "n-ngo-ssm-cr-phone"):
        yield asked.but(form=(("trouble", "wrong_number"), ("channel", channel)))
    yield asked.but(form=(("reason", "full"), ("need", "boende_akut")))


_BODIES: dict[str, Callable[[Asked, Known], Iterator[Asked]]] = {
    "find.ask_sentence": _sentence,
    "api.answer_sentence": _json_sentence,
    "api.reading": _json_sentence,
    "account.give_password": _password,
    "account.ask_reset": _reset,
    "admin.invite": _invite,
    "admin.give": _give,
    "admin.filter_people": _filter,
    "admin.export": _export,
    "maintain.opened": _open,
    "report.tell_organization": _tell,
    "report.tell_service": _tell,
}
