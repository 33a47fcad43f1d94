"""What somebody may call themselves: addresses and names that cannot be mistaken for somebody else's."""

from __future__ import annotations

import re
import unicodedata

from directory.account.complaint import refuse

LONGEST_ADDRESS, LONGEST_NAME = 254, 80
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
"""ASCII only: letters of other alphabets that look like ours would make two people look like one."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LETTERS_WITHOUT_A_SCRIPT = frozenset({"MODIFIER", "FEMININE", "MASCULINE"})


def address_of(typed: str) -> str:
    """Return a mail address as it is stored and compared: trimmed, lower case.

    Raises:
        Refused: it is none, or holds letters that are not plain ones.
    """
    given = unicodedata.normalize("NFKC", typed).strip().lower()
    if len(given) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(given) or ".." in given:
        raise refuse(
            "email",
            "Det där är ingen mailadress som vi kan använda. Skriv den som namn@exempel.se, utan å, ä och ö.",
            "This is not a mail address that we can use. Write it as name@example.org, in plain letters.",
        )
    return given


def find_address(typed: str) -> str:
    """Return *typed* as an address to look an account up by; whatever it is, it costs the same and says nothing."""
    return unicodedata.normalize("NFKC", typed[: LONGEST_ADDRESS + 1]).replace("\0", "").strip().lower()


def name_of(typed: str) -> str:
    """Return a name as it is stored: one form, single spaces.

    Raises:
        Refused: it is missing, too long, or holds invisible characters or words of mixed alphabets.
    """
    given = " ".join(unicodedata.normalize("NFC", typed).split())
    if not given or len(given) > LONGEST_NAME:
        raise refuse(
            "name",
            f"Skriv ett namn på högst {LONGEST_NAME} tecken.",
            f"Write a name of at most {LONGEST_NAME} characters.",
        )
    if any(unicodedata.category(letter) in _HIDDEN for letter in given) or any(map(is_mixed, given.split())):
        raise refuse(
            "name",
            "Namnet innehåller osynliga tecken eller bokstäver ur olika alfabet. Skriv det för hand.",
            "The name holds invisible characters or letters of different alphabets. Type it by hand.",
        )
    return given


def is_mixed(word: str) -> bool:
    """Tell whether *word* mixes alphabets, so that it may pass for another word (Unicode TR 39)."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
    return len(scripts - _LETTERS_WITHOUT_A_SCRIPT) > 1
