"""Random values that nobody can guess, from the system itself; and what is sealed comes back whole or not at all."""

from __future__ import annotations

import ast
import base64
import math
import secrets

import pyotp
import pytest

from directory.account import code, secret
from tests.account.people import SEAL
from tests.house.tree import ROOT, kept_files

OURS = (
    "directory/account",
    "directory/membership",
    "directory/maintaining",
    "directory/mail",
    "directory/ledger",
)


def test_a_token_has_256_bits_and_no_two_are_the_same() -> None:
    made = {secret.new_token() for _ in range(1_000)}
    assert len(made) == 1_000
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in made} == {32}


def test_a_token_comes_from_the_generator_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size: asked.append(size) or "x" * 43)
    secret.new_token()
    assert asked == [32]


def test_of_a_token_a_hash_is_all_that_can_be_stored() -> None:
    token = secret.new_token()
    assert token not in secret.digest(token)
    assert len(secret.digest(token)) == 64


def test_a_key_for_an_app_has_160_bits_and_a_code_six_digits() -> None:
    made = {code.new_code_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(base64.b32decode(key)) * 8 for key in made} == {160}
    assert (
        math.log2(10 ** len(pyotp.TOTP(made.pop()).now())) > 19.9
    )  # OWASP ASVS 5.0.0 takes six digits for 20 bits


def uses_of_random(source: str) -> bool:
    return any(
        (isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module in ("random", "uuid"))
        for node in ast.walk(ast.parse(source))
    )


def test_nothing_secret_comes_from_a_generator_that_can_be_foretold() -> None:
    files = [path for path in kept_files(*OURS) if path.suffix == ".py"]
    assert files
    assert [str(path.relative_to(ROOT)) for path in files if uses_of_random(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("planted", ["import random", "from random import choice", "from uuid import uuid4"])
def test_a_generator_that_can_be_foretold_would_be_found(planted: str) -> None:
    assert uses_of_random(planted)


def test_what_was_sealed_and_changed_by_one_letter_opens_to_nothing() -> None:
    sealed = SEAL.close("JBSWY3DPEHPK3PXP")
    assert SEAL.open(sealed) == "JBSWY3DPEHPK3PXP"
    for at in range(0, len(sealed.rstrip("=")) - 1, 3):
        other = "A" if sealed[at] != "A" else "B"
        assert SEAL.open(sealed[:at] + other + sealed[at + 1 :]) is None


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert SEAL.close("x") != SEAL.close("x")


@pytest.mark.parametrize("nonsense", ["", "x", "å" * 100, "=" * 40, "A" * 10_000])
def test_nonsense_opens_to_nothing(nonsense: str) -> None:
    assert SEAL.open(nonsense) is None
