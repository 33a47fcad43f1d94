"""Where a request comes from: believed only as far as proxies that the operator counted say so."""

from __future__ import annotations

import pytest
from flask import Flask, request

from directory.access import Permission, needs
from directory.app import create_app
from directory.settings import Settings
from tests.web.country import Held, snapshot

CLAIMED = {
    "X-Forwarded-For": "192.0.2.66, 198.51.100.7",
    "X-Forwarded-Host": "attacker.example",
    "X-Forwarded-Proto": "ftp",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/attacker",
    "X-Real-IP": "192.0.2.66",
    "Forwarded": "for=192.0.2.66;host=attacker.example",
}


def site_behind(proxies: int) -> Flask:
    site = create_app(
        Settings(environment="test", base_url="http://localhost", proxies=proxies),
        snapshots=Held(snapshot()),
    )

    @needs(Permission.ABOUT_READ)
    def seen() -> str:
        return f"{request.remote_addr} {request.host} {request.scheme} {request.root_path or '-'}"

    site.add_url_rule("/seen", "seen", seen)
    return site


def seen(proxies: int, **fields: str) -> str:
    headers = {**CLAIMED, **{name.replace("_", "-"): value for name, value in fields.items()}}
    return site_behind(proxies).test_client().get("/seen", headers=headers).text


def test_without_a_proxy_whoever_connects_is_who_asks() -> None:
    assert seen(0) == "127.0.0.1 localhost http -"


def test_one_proxy_is_believed_for_the_last_address_and_nothing_else() -> None:
    assert seen(1) == "198.51.100.7 localhost http -"


def test_what_the_asker_claims_before_the_proxies_counts_for_nothing() -> None:
    assert seen(2, X_Forwarded_For="203.0.113.1, 192.0.2.66, 198.51.100.7").startswith("192.0.2.66 ")


@pytest.mark.parametrize("proxies", [1, 2])
def test_fewer_addresses_than_proxies_are_believed_in_nothing(proxies: int) -> None:
    claimed = ", ".join(["192.0.2.66"] * (proxies - 1))
    assert seen(proxies, X_Forwarded_For=claimed).startswith("127.0.0.1 ")
