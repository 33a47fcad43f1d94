"""What the server makes of bytes that no browser sends: doubtful borders, old tricks, other protocols."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.server import serving

ENOUGH = 200_000
"""Bytes; no answer here is longer."""


@pytest.fixture(scope="module")
def port(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    environment = {
        "DIRECTORY_DATABASE_URL": f"sqlite:///{seeded_file}",
        "DIRECTORY_SNAPSHOT_IS_SAVED": "false",
    }
    with serving(environment, tmp_path_factory.mktemp("messages") / "server.log") as address:
        yield int(urlsplit(address).port or 0)


def said(port: int, message: bytes) -> bytes:
    """Send *message* as it is and return all that comes back until the other side has had enough."""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as line:
        line.sendall(message)
        back = b""
        try:
            while len(back) < ENOUGH and (more := line.recv(65536)):
                back += more
        except (TimeoutError, ConnectionResetError):
            pass
        return back


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


def request(port: int, first: str, *fields: str, body: str = "") -> bytes:
    lines = [first, f"Host: 127.0.0.1:{port}", "Connection: close", *fields, "", body]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "DEBUG", "PUT"])
def test_a_method_that_no_page_has_is_refused(port: int, method: str) -> None:
    answer = said(port, request(port, f"{method} / HTTP/1.1", "X-Mine: echo-me"))
    assert statuses(answer) == [405]
    assert b"echo-me" not in answer


@pytest.mark.parametrize(
    "fields",
    [
        ("Content-Length: 6", "Content-Length: 5"),
        ("Content-Length: +6",),
        ("Content-Length: 6", "Transfer-Encoding: xchunked"),
        ("Host: attacker.example",),
        ("X-Folded: one\r\n two",),
        ("X-Space : one",),
    ],
    ids=lambda fields: "+".join(field.split(":")[0] for field in fields),
)
def test_a_message_with_doubtful_borders_is_refused_whole(port: int, fields: tuple[str, ...]) -> None:
    answer = said(port, request(port, "POST / HTTP/1.1", *fields, body="q=hejs"))
    assert statuses(answer) == [400]


def test_no_second_request_hides_in_the_body_of_the_first(port: int) -> None:
    hidden = f"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    fields = ("Content-Length: 5", "Transfer-Encoding: chunked")
    answer = said(port, request(port, "POST / HTTP/1.1", *fields, body=hidden))
    assert len(statuses(answer)) == 1
    assert b"alive" not in answer


def test_only_http_1_is_spoken(port: int) -> None:
    answer = said(port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes.fromhex("000000040000000000"))
    assert not answer.startswith(bytes.fromhex("0000"))
    assert statuses(answer) in ([], [400], [505])


def test_what_a_proxy_would_say_is_believed_from_nobody(port: int) -> None:
    fields = (
        "X-Forwarded-Host: attacker.example",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Prefix: /attacker",
        "Forwarded: host=attacker.example",
        "X-Original-URL: /attacker",
        "X-HTTP-Method-Override: DELETE",
    )
    answer = said(port, request(port, "GET /areas HTTP/1.1", *fields))
    assert statuses(answer) == [200]
    assert b"attacker" not in answer


@pytest.mark.parametrize(
    "address", ["/.git/config", "/static/", "/static/x/", "/static/x/css", "/../pyproject.toml"]
)
def test_no_folder_and_no_file_of_the_program_is_served(port: int, address: str) -> None:
    answer = said(port, request(port, f"GET {address} HTTP/1.1"))
    assert statuses(answer) == [404]


@pytest.mark.parametrize("up", ["..", "%2e%2e", "..%2f..", "%252e%252e", "..\\.."])
def test_no_way_leads_out_of_the_folder_of_static_files(port: int, up: str) -> None:
    answer = said(port, request(port, f"GET /static/x/{up}/gate.py HTTP/1.1"))
    assert statuses(answer) == [404]


def test_nobody_is_told_which_versions_run_here(port: int) -> None:
    for address in ("/", "/nowhere", "/api/v1/nowhere"):
        head = said(port, request(port, f"GET {address} HTTP/1.1")).split(b"\r\n\r\n")[0].lower()
        server = re.search(rb"^server: *(.*)$", head, flags=re.MULTILINE)
        assert server is None or not re.search(rb"\d", server[1])
        assert b"x-powered-by" not in head


def test_every_reply_with_text_names_its_alphabet(port: int) -> None:
    for address in ("/", "/nowhere", "/static/x/kontaktnatet.css", "/static/x/icon.svg", "/api/v1/docs"):
        head = said(port, request(port, f"GET {address} HTTP/1.1")).split(b"\r\n\r\n")[0].lower()
        assert b"charset=utf-8" in head, address


@pytest.mark.parametrize(
    "message", [b"\x16\x03\x01\x02\x00\x01\x00", b"\x00" * 64, b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"]
)
def test_what_is_not_http_gets_no_page(port: int, message: bytes) -> None:
    assert 200 not in statuses(said(port, message))


def test_the_server_still_answers_after_all_this(port: int) -> None:
    assert statuses(said(port, request(port, "GET /healthz HTTP/1.1"))) == [200]
