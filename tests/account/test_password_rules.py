"""What a password may be: long, of any kind, and taken as it was typed."""

from __future__ import annotations

import re

import pytest

from directory.account import password
from directory.account.complaint import Refused

pytestmark = pytest.mark.usefixtures("dear_hashes")

UNGUESSABLE = "qmzvxkwjhfgptbdrnlcsyaoeiu"


def test_eleven_characters_are_too_few_and_twelve_are_enough() -> None:
    with pytest.raises(Refused, match="för kort"):
        password.check_new(UNGUESSABLE[:11])
    assert password.check_new(UNGUESSABLE[:12]) == UNGUESSABLE[:12]


def test_a_password_of_128_characters_is_taken_whole_and_one_more_is_refused() -> None:
    longest = (UNGUESSABLE * 5)[:128]
    assert password.check_new(longest) == longest
    stored = password.hash_of(longest)
    assert password.is_right(stored, longest)
    for cut in (64, 72, 100, 127):
        assert not password.is_right(stored, longest[:cut])
    with pytest.raises(Refused, match="för långt"):
        password.check_new(longest + "x")


@pytest.mark.parametrize(
    "given",
    [
        "qmzvxkwjhfgptbdr",
        "QMZVXKWJHFGPTBDR",
        "8305927416639185",
        "%&/#€[]{}§+?!<>|",
        "åöäøæþßðœåñçéèêë",
        "шестьзелёныхслов",
        "häst batteri korrekt",
    ],
)
def test_no_kind_of_letter_is_asked_for_and_none_is_refused(given: str) -> None:
    assert password.check_new(given) == given


def test_case_blanks_and_every_letter_count() -> None:
    given = " Häst batteri Korrekt "
    stored = password.hash_of(given)
    assert password.is_right(stored, given)
    for other in (given.strip(), given.lower(), given.upper(), given.replace(" ", ""), given[:-1]):
        assert not password.is_right(stored, other)


def test_a_password_is_stored_as_argon2id_with_at_least_what_the_standard_asks_for() -> None:
    stored = password.hash_of(UNGUESSABLE)
    found = re.fullmatch(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)", stored)
    assert found is not None
    # OWASP ASVS 5.0.0, appendix C: with three or more passes at least 12,288 KiB; RFC 9106, 4: 65,536 KiB.
    assert int(found[1]) >= 65_536
    assert int(found[2]) >= 3
    assert len(found[4]) >= 22, "16 bytes of salt"
    assert stored != password.hash_of(UNGUESSABLE), "a salt of its own each time"
