"""Each letter exists in each language, says what it must, and cannot be made to say anything else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError, meta
from jinja2.exceptions import SecurityError

from directory.mail import words
from directory.mail.letter import FORMS, LANGUAGES, LetterKind
from directory.mail.message import message_of
from directory.mail.words import harmless, one_line, words_for
from directory.model import OutgoingMail
from directory.shipped import folder
from tests.mail.postbox import HOME, NOW, settings_with

ALL = [(kind, lang) for kind in LetterKind for lang in LANGUAGES]
NOT_IN_A_LETTER = re.compile(r"(?i)traffick|människohandel|prostitution|skyddat boende|shelter|våld|violence")


def given(kind: LetterKind) -> dict[str, str]:
    return {name: f"{HOME}/a/b" if name == "link" else f"Ord om {name}" for name in FORMS[kind].values}


def used(name: str) -> set[str]:
    """Return what the template *name* and those that it includes are filled with."""
    environment = words._environment()
    assert environment.loader is not None
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    return meta.find_undeclared_variables(tree).union(
        *(used(part) for part in meta.find_referenced_templates(tree) if part)
    )


@pytest.mark.parametrize(("kind", "lang"), ALL)
def test_a_letter_uses_every_value_that_it_is_given_and_no_other(kind: LetterKind, lang: str) -> None:
    assert used(f"{kind}.{lang}.txt") == {*FORMS[kind].values, "home"}
    made = words_for(kind, lang, given(kind), home=HOME)
    for text in given(kind).values():
        assert text in made.body


@pytest.mark.parametrize(("kind", "lang"), ALL)
def test_a_letter_is_polite_short_and_tells_strangers_nothing(kind: LetterKind, lang: str) -> None:
    made = words_for(kind, lang, given(kind), home=HOME)
    assert 5 < len(made.subject) < 60
    assert made.body.startswith({"sv": "Hej!\n\n", "en": "Hello!\n\n"}[lang])
    assert HOME in made.body
    assert len(made.body) < 1400
    assert not NOT_IN_A_LETTER.search(made.subject + made.body)
    assert "Ord om" not in made.subject, "a subject is shown on locked screens"
    assert "{" not in made.body
    assert "\n\n\n" not in made.body


def test_there_is_no_letter_that_nobody_writes() -> None:
    present = {path.name for path in Path(folder("templates"), "mail").iterdir()}
    assert present == {f"{kind}.{lang}.txt" for kind, lang in ALL} | {
        f"foot.{lang}.txt" for lang in LANGUAGES
    }


@pytest.mark.parametrize("change", [{"device": "x"}, {"link": None}])
def test_a_letter_with_a_value_too_many_or_too_few_is_not_written(change: dict[str, str | None]) -> None:
    values = {**given(LetterKind.PASSWORD_CHANGED), **change}
    with pytest.raises(ValueError, match="takes"):
        words_for(
            LetterKind.PASSWORD_CHANGED,
            "sv",
            {name: text for name, text in values.items() if text is not None},
            home=HOME,
        )


def test_a_word_of_a_template_that_nobody_fills_in_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        words._environment().from_string("Hej {{ namn }}").render()


def test_a_template_cannot_reach_into_the_program() -> None:
    with pytest.raises(SecurityError):
        words._environment().from_string("{{ ''.__class__.__mro__ }}").render()


ATTACKS = [
    "Anna\r\nBcc: offer@example.org",
    "Anna\nSubject: Vinst",
    "Anna\x0bX: y",
    "Anna\x00\x1b[31m",
    "Anna\u2028Bcc: offer@example.org",
    "Anna\u0085Bcc: offer@example.org",
    "Anna\u202egro.elpmaxe",
    "An\u200bna",
    "{{ 7 * 7 }}{% include 'reset.sv.txt' %}",
]


@pytest.mark.parametrize("name", ATTACKS)
def test_a_name_cannot_become_a_header_or_a_line_of_its_own(name: str) -> None:
    values = {**given(LetterKind.INVITATION), "inviter": name}
    made = words_for(LetterKind.INVITATION, "sv", values, home=HOME)
    plain = words_for(LetterKind.INVITATION, "sv", given(LetterKind.INVITATION), home=HOME)
    assert made.body.count("\n") == plain.body.count("\n")
    assert "49" not in made.body
    assert all(char == "\n" or char.isprintable() for char in made.body)
    row = OutgoingMail(id="a" * 32, recipient="eva@example.org", lang="sv")
    message = message_of(row, made, settings_with(), NOW)
    assert message.keys() == message_of(row, plain, settings_with(), NOW).keys()
    assert message["Bcc"] is None
    assert "offer" not in message.as_string().partition("\n\n")[0]


def test_a_subject_with_a_line_break_is_one_line() -> None:
    assert one_line("Hej\r\nBcc: x") == "Hej Bcc: x"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Klicka https://evil.example/x", "Klicka evil. example/x"),
        ("www.evil.example", "evil. example"),
        ("javascript:/x", "x"),
        ("mailto:a@evil.example", "a evil. example"),
        ("Anna-Karin Öberg", "Anna-Karin Öberg"),
        ("J.Karlsson", "J. Karlsson"),
        ("Firefox 128.0 på Windows", "Firefox 128.0 på Windows"),
        ("23 november 2026 klockan 10.00", "23 november 2026 klockan 10.00"),
        ("a" * 121, "a" * 119 + "…"),
    ],
)
def test_a_name_cannot_become_a_link(name: str, shown: str) -> None:
    assert harmless(name) == shown


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/konto",
        "http://kontakt.example.org/konto",
        "https://kontakt.example.org@evil.example/",
        "https://kontakt.example.org.evil.example/",
        f"{HOME}/a\nBcc: x@example.org",
        f"{HOME}/a b",
        "//evil.example",
        "javascript:alert(1)",
    ],
)
def test_a_link_leads_to_this_site_and_nowhere_else(link: str) -> None:
    with pytest.raises(ValueError, match="a page of ours"):
        words_for(LetterKind.RESET, "sv", {"link": link, "until": "i dag"}, home=HOME)
