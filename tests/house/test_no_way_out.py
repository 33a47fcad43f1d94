"""No test may reach another machine: the guard in ``tests/conftest.py``, seen to refuse and let through."""

from __future__ import annotations

import socket
from urllib.request import urlopen

import pytest

from tests.conftest import OutsideRequest, is_this_machine

DOCUMENTATION_ADDRESS = "192.0.2.1"
"""RFC 5737: belongs to nobody."""


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as outgoing, pytest.raises(OutsideRequest):
        outgoing.connect((DOCUMENTATION_ADDRESS, 80))


def test_a_quiet_connection_to_another_machine_is_refused_too() -> None:
    with socket.socket() as outgoing, pytest.raises(OutsideRequest):
        outgoing.connect_ex((DOCUMENTATION_ADDRESS, 80))


def test_a_name_is_not_even_looked_up() -> None:
    with pytest.raises(OutsideRequest):
        urlopen("http://example.org/")


def test_a_server_on_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


@pytest.mark.parametrize(
    "address", [("127.0.0.9", 1), ("::1", 1, 0, 0), ("localhost", 1), "/run/postgresql/.s"]
)
def test_loopback_and_unix_sockets_are_this_machine(address: object) -> None:
    assert is_this_machine(address)


@pytest.mark.parametrize("address", [("10.0.0.1", 1), ("127.0.0.1.example.org", 1), ("2001:db8::1", 1, 0, 0)])
def test_private_networks_and_look_alike_names_are_not(address: object) -> None:
    assert not is_this_machine(address)
