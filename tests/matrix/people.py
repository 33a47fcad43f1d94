"""The viewers of the matrix, each under one letter, and the accounts that things are done to. All are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.code import new_code_secret
from directory.account.password import hash_of
from directory.account.secret import Seal
from directory.model import Account, Grant, Passkey
from tests.account.people import PASSWORD

COUNTY, SOLNA, ABROAD, GOTHENBURG = "01", "0184", "14", "1480"
OWN, AWAY, NATION, ARCHIVED = "ngo-ssm-cr", "faith-rm-gbg", "found-1000m", "hist-polis-01"
"""Organizations of the seeds: in Stockholm alone, in Gothenburg alone, in all of Sweden, and one of the past."""
SHELTERED, SHELTER = "provhuset", "provhuset-boende"
"""An invented organization of the county with a protected service."""

VIEWERS = {
    "P": "public",
    "H": "half signed in",
    "F": "half signed in, without an app yet",
    "D": "disabled account",
    "S": "ended session",
    "M": "member without rights",
    "X": "member whose rights are over",
    "W": "caseworker of Solna",
    "E": "NGO editor",
    "O": "NGO owner",
    "C": "coordinator of Stockholms län",
    "N": "coordinator of another county",
    "A": "administrator",
}
NOBODY, SOMEBODY = "PHFDS", "MXWEOCNA"
"""Those who are not signed in, whole, and those who are."""

Place = tuple[Role, str, str]
_EDITOR: Place = (Role.NGO_EDITOR, OWN, "")
_WORKER: Place = (Role.CASEWORKER, "", SOLNA)
_COORDINATOR: Place = (Role.COORDINATOR, "", COUNTY)
_ADMINISTRATOR: Place = (Role.ADMINISTRATOR, "", "")
_IN_GOTHENBURG: Place = (Role.CASEWORKER, "", GOTHENBURG)
RIGHTS: dict[str, tuple[Place, ...]] = {
    "M": (),
    "H": (_WORKER,),
    "F": (_WORKER,),
    "D": (_ADMINISTRATOR,),
    "S": (_ADMINISTRATOR,),
    "X": (_COORDINATOR, _ADMINISTRATOR),
    "W": (_WORKER,),
    "E": (_EDITOR,),
    "O": ((Role.NGO_OWNER, OWN, ""),),
    "C": (_COORDINATOR,),
    "N": ((Role.COORDINATOR, "", ABROAD),),
    "A": (_ADMINISTRATOR,),
    "below": (_EDITOR,),
    "worker": (_WORKER,),
    "abroad": ((Role.NGO_OWNER, AWAY, ""),),
    "boss": (_COORDINATOR,),
    "admin": (_ADMINISTRATOR,),
    "mixed": (_EDITOR, _IN_GOTHENBURG),
    "former": (_EDITOR,),
    "left": (_EDITOR,),
    "erased": (),
}
"""Each account, and where it has which role."""
NAMES = {
    "below": "Bo Nedan",
    "worker": "Hilda Solna",
    "abroad": "Gota Annanstans",
    "boss": "Sanna Samordnare",
    "admin": "Adam Administratör",
    "mixed": "Mika Blandad",
    "former": "Fia Förutvarande",
    "left": "Lo Lämnat",
}


def key_id(name: str) -> str:
    """Return the id of the passkey of an account: base64url, as a browser makes them."""
    return f"key-{name}".ljust(16, "A")


@dataclass(frozen=True)
class Known:
    """An account as its owner knows it: the key of the app on their phone."""

    id: str
    key: str


def make_people(session: Session, seal: Seal, now: datetime, today: date) -> dict[str, Known]:
    """Add every account with its rights; rights have the id ``right-<account>``, the second one ``…-2``."""
    found, hashed = {}, hash_of(PASSWORD)
    for name, places in RIGHTS.items():
        key = new_code_secret()
        is_gone = name in ("D", "left", "erased")
        session.add(
            Account(
                id=name,
                email=None if name == "erased" else f"{name.lower()}@example.org",
                name="" if name == "erased" else f"{NAMES.get(name, f'Person {name}')} (påhittad)",
                lang="sv",
                password_hash=hashed,
                code_secret=None if name == "F" else seal.close(key),
                created_at=now,
                disabled_at=now if is_gone else None,
                erased_at=now if name == "erased" else None,
            )
        )
        session.flush()
        if name not in ("F", "erased"):
            session.add(
                Passkey(id=key_id(name), account_id=name, public_key=b"none", name="Min nyckel", added_at=now)
            )
        for number, (role, organization, area) in enumerate(places, 1):
            is_over = name == "former" or (name == "X" and role is Role.COORDINATOR)
            is_ended = name == "left" or (name == "X" and role is Role.ADMINISTRATOR)
            session.add(
                Grant(
                    id=f"right-{name}" if number == 1 else f"right-{name}-{number}",
                    account_id=name,
                    role=role,
                    organization_id=organization or None,
                    area_id=area or None,
                    given_by="system",
                    valid_from=today - timedelta(days=366),
                    valid_to=today - timedelta(days=1) if is_over else today + timedelta(days=300),
                    ended_at=now if is_ended else None,
                )
            )
        found[name] = Known(name, key)
    session.flush()
    return found
