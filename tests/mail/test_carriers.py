"""Letters on the console and as files: for trying out, and readable by their owner only."""

from __future__ import annotations

import stat
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from directory.mail import LetterKind
from directory.mail.carrier import Console, Folder, carrier_for
from directory.mail.message import message_of, sender
from directory.mail.words import words_for
from directory.model import OutgoingMail
from tests.databases import settings_for
from tests.mail.postbox import HOME, NOW, VALUES, settings_with


def a_message(letter: str = "a" * 32):  # type: ignore[no-untyped-def]
    words = words_for(LetterKind.PASSWORD_CHANGED, "sv", VALUES, home=HOME)
    row = OutgoingMail(id=letter, recipient="eva@example.org", lang="sv")
    return message_of(row, words, settings_with(), NOW)


def test_the_console_shows_whom_a_letter_is_for_and_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    Console().carry(a_message())
    out, err = capsys.readouterr()
    assert out == ""
    assert "To: eva@example.org\nSubject: Ditt lösenord är ändrat" in err
    assert VALUES["link"] in err


def test_a_letter_is_a_file_that_its_owner_alone_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    for letter in ("a" * 32, "b-_" * 10, "a" * 32):
        Folder(folder).carry(a_message(letter))
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{'a' * 32}.eml", f"{'b-_' * 10}.eml"], (
        "carried twice is one letter, and nothing half is left"
    )
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert VALUES["link"] in message.get_content()
        assert message["Subject"] == "Ditt lösenord är ändrat"


def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    Folder(tmp_path / "mail").carry(a_message("../../etc/x"))
    assert [path.name for path in (tmp_path / "mail").iterdir()] == ["etcx.eml"]


def test_files_lie_beside_the_database_or_where_the_settings_say(tmp_path: Path) -> None:
    beside = carrier_for(settings_for(f"sqlite:///{tmp_path}/a.db", mail="file"))
    chosen = carrier_for(
        settings_for(f"sqlite:///{tmp_path}/a.db", mail="file", mail_folder=tmp_path / "out")
    )
    beside.carry(a_message())
    chosen.carry(a_message())
    assert len([*(tmp_path / "mail").iterdir(), *(tmp_path / "out").iterdir()]) == 2


@pytest.mark.parametrize(
    ("mail_from", "base_url", "said"),
    [
        ("", HOME, "Kontaktnätet <kontaktnatet@kontakt.example.org>"),
        ("", "http://127.0.0.1:8000", "Kontaktnätet <kontaktnatet@127.0.0.1>"),
        ("post@example.org", HOME, "Kontaktnätet <post@example.org>"),
        ("Län AB <post@example.org>", HOME, "Län AB <post@example.org>"),
    ],
)
def test_letters_say_who_sends_them(mail_from: str, base_url: str, said: str) -> None:
    settings = settings_with().model_copy(update={"mail_from": mail_from, "base_url": base_url})
    assert str(sender(settings)) == said
