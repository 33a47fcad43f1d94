"""Letters by SMTP, to a real server: taken, refused, put off, cut off; and only to one that proves who it is."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine

from directory.mail import Delivered, deliver_due
from directory.mail.carrier import Refused, Smtp, carrier_for
from directory.mail.carrier import smtp as carrier_module
from directory.mail.delivery import trouble_of
from directory.mail.letter import LetterKind
from directory.mail.message import message_of
from directory.mail.words import words_for
from directory.model import OutgoingMail
from directory.settings import Settings
from tests.mail.postbox import HOME, NOW, VALUES, post_one, row, settings_with
from tests.mail.servers import PASSWORD, USER, Postmaster, certificate, checks_password, smtp_server


def settings_for_port(port: int, **changes: object) -> Settings:
    return settings_with(
        **{"mail": "smtp", "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": "none", **changes}
    )


def a_message(settings: Settings):  # type: ignore[no-untyped-def]
    words = words_for(LetterKind.PASSWORD_CHANGED, "sv", VALUES, home=HOME)
    return message_of(OutgoingMail(id="a" * 32, recipient="eva@example.org", lang="sv"), words, settings, NOW)


def carry(port: int, **changes: object) -> None:
    settings = settings_for_port(port, **changes)
    Smtp(settings, timeout_s=2).carry(a_message(settings))


def test_a_letter_arrives_as_it_was_written(engine: Engine) -> None:
    letter = post_one(engine)
    postmaster = Postmaster()
    with smtp_server(postmaster) as port:
        assert deliver_due(engine, settings_for_port(port), NOW, {}) == Delivered(sent=1)
    (envelope,) = postmaster.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("kontakt@example.org", ["eva@example.org"])
    message = message_from_bytes(envelope.content, policy=default)
    assert message["Subject"] == "Ditt lösenord är ändrat"
    assert message["Message-ID"] == f"<{letter}@kontakt.example.org>"
    assert VALUES["link"] in message.get_content()
    assert set(postmaster.greeted) == {"kontakt.example.org"}, "the name of this machine is nobody's business"
    assert not {"Received", "X-Mailer", "User-Agent", "List-Unsubscribe"} & set(message.keys())
    assert row(engine).values == {}


@pytest.mark.parametrize("answer", ["550 no such person", "553 eva@example.org is not here"])
def test_a_recipient_who_does_not_exist_is_given_up_at_once(engine: Engine, answer: str) -> None:
    post_one(engine)
    with smtp_server(Postmaster(at_recipient=answer)) as port:
        assert deliver_due(engine, settings_for_port(port), NOW, {}) == Delivered(dead=1)
    assert row(engine).trouble == f"Refused {answer[:3]}"


@pytest.mark.parametrize(
    ("postmaster", "trouble"),
    [
        (Postmaster(at_recipient="451 try later"), "SMTPRecipientsRefused 451"),
        (Postmaster(at_recipient="421 too many"), "SMTPRecipientsRefused 421"),
        (Postmaster(at_data="452 full"), "SMTPDataError 452"),
        (Postmaster(at_data="554 looks like spam"), "SMTPDataError 554"),
        (Postmaster(drops=True), "SMTPServerDisconnected"),
    ],
    ids=["451 recipient", "421 recipient", "452 data", "554 data", "cut off"],
)
def test_a_letter_that_may_be_taken_later_is_tried_again(
    engine: Engine, postmaster: Postmaster, trouble: str
) -> None:
    post_one(engine)
    with smtp_server(postmaster) as port:
        assert deliver_due(engine, settings_for_port(port), NOW, {}) == Delivered(failed=1)
    assert (row(engine).trouble, row(engine).dead_at, row(engine).values) == (trouble, None, VALUES)
    assert postmaster.taken == []


def test_a_server_that_is_not_there_is_tried_again(engine: Engine) -> None:
    post_one(engine)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert deliver_due(engine, settings_for_port(port), NOW, {}) == Delivered(failed=1)
    assert row(engine).trouble == "ConnectionRefusedError"


def test_a_server_that_says_nothing_holds_nobody_for_long(engine: Engine) -> None:
    post_one(engine)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = settings_for_port(silent.getsockname()[1])
        began = time.monotonic()
        assert deliver_due(engine, settings, NOW, {}, carrier=Smtp(settings, timeout_s=0.3)) == Delivered(
            failed=1
        )
    assert time.monotonic() - began < 3
    assert row(engine).trouble == "SMTPServerDisconnected"


def test_a_server_that_answers_nonsense_is_tried_again(engine: Engine) -> None:
    post_one(engine)

    def babble(server: socket.socket) -> None:
        connection, _ = server.accept()
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe")
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=babble, args=(server,))
        thread.start()
        assert deliver_due(engine, settings_for_port(server.getsockname()[1]), NOW, {}) == Delivered(failed=1)
        thread.join()


def test_a_server_that_took_the_letter_and_says_no_good_bye_has_taken_it() -> None:
    class Rude(Postmaster):
        async def handle_QUIT(self, server, session, envelope):  # type: ignore[no-untyped-def]
            server.transport.abort()
            return "500 go away"

    rude = Rude()
    with smtp_server(rude) as port:
        carry(port)
    assert len(rude.taken) == 1


def test_a_name_and_a_password_open_the_server_and_a_wrong_one_does_not(
    tmp_path: Path, trusted: Path
) -> None:
    _, context = certificate(tmp_path, "localhost")
    trusted.write_bytes((tmp_path / "certificate.pem").read_bytes())
    postmaster = Postmaster()
    options = {"tls_context": context, "authenticator": checks_password, "auth_required": True}
    encrypted = {"smtp_host": "localhost", "smtp_tls": "starttls"}
    with smtp_server(postmaster, **options) as port:
        carry(port, **encrypted, smtp_user=USER, smtp_password=PASSWORD)
        for wrong in ({}, {"smtp_user": USER, "smtp_password": "wrong-canary"}):
            with pytest.raises(OSError) as error:  # noqa: PT011 SMTP errors are OSError, of several kinds
                carry(port, **encrypted, **wrong)
            assert "canary" not in trouble_of(error.value)
    assert len(postmaster.taken) == 1


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that names whom the system trusts."""
    file = tmp_path / "trusted.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    return file


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_letter_goes_encrypted_to_a_server_that_is_trusted(tmp_path: Path, trusted: Path, tls: str) -> None:
    _, context = certificate(tmp_path, "localhost")
    trusted.write_bytes((tmp_path / "certificate.pem").read_bytes())
    postmaster = Postmaster()
    how = (
        {"tls_context": context, "require_starttls": True} if tls == "starttls" else {"ssl_context": context}
    )
    with smtp_server(postmaster, **how) as port:
        carry(port, smtp_host="localhost", smtp_tls=tls)
    assert len(postmaster.taken) == 1


STRANGERS = {
    "signed by itself": ("localhost", 1, False),
    "of another host": ("mail.example.org", 1, True),
    "run out": ("localhost", -1, True),
}


@pytest.mark.parametrize("tls", ["starttls", "tls"])
@pytest.mark.parametrize("who", STRANGERS)
def test_a_server_that_cannot_prove_who_it_is_gets_neither_letter_nor_password(
    tmp_path: Path, trusted: Path, tls: str, who: str
) -> None:
    name, days, is_trusted = STRANGERS[who]
    _, context = certificate(tmp_path, name, days=days)
    if is_trusted:
        trusted.write_bytes((tmp_path / "certificate.pem").read_bytes())
    postmaster = Postmaster()
    how = {"tls_context": context} if tls == "starttls" else {"ssl_context": context}
    with smtp_server(postmaster, **how) as port, pytest.raises(ssl.SSLCertVerificationError):
        carry(port, smtp_host="localhost", smtp_tls=tls, smtp_user=USER, smtp_password=PASSWORD)
    assert postmaster.taken == []


def test_a_server_that_cannot_encrypt_gets_no_letter() -> None:
    postmaster = Postmaster()
    with smtp_server(postmaster) as port, pytest.raises(OSError, match="STARTTLS"):
        carry(port, smtp_tls="starttls")
    assert postmaster.taken == []


def test_a_carrier_that_trusts_anybody_would_be_seen(
    tmp_path: Path, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gullible = SimpleNamespace(
        create_default_context=ssl._create_unverified_context, TLSVersion=ssl.TLSVersion
    )
    monkeypatch.setattr(carrier_module, "ssl", gullible)
    with pytest.raises((pytest.fail.Exception, smtplib.SMTPException)):
        test_a_server_that_cannot_prove_who_it_is_gets_neither_letter_nor_password(
            tmp_path, trusted, "starttls", "signed by itself"
        )


def test_the_port_follows_from_how_the_conversation_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def refuse(*, port: int, **_: object) -> None:
        asked.append(port)
        raise ConnectionRefusedError

    monkeypatch.setattr(carrier_module.smtplib, "SMTP", refuse)
    monkeypatch.setattr(carrier_module.smtplib, "SMTP_SSL", refuse)
    for tls in ("starttls", "tls", "none"):
        with pytest.raises(ConnectionRefusedError):
            carry(None, smtp_tls=tls)  # type: ignore[arg-type]
    assert asked == [587, 465, 25]


def test_the_settings_choose_who_carries() -> None:
    names = {
        mail: type(carrier_for(settings_with(mail=mail))).__name__ for mail in ("console", "file", "smtp")
    }
    assert names == {"console": "Console", "file": "Folder", "smtp": "Smtp"}
    assert Refused(550).code == 550
