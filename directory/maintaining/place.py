"""Places that people may visit. A protected service has none, and the address of a shelter stands nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.account.complaint import Refused, refuse
from directory.account.secret import new_id
from directory.graph.facts import Visibility
from directory.maintaining import typed
from directory.maintaining.complaints import Complaints
from directory.maintaining.post import check_version
from directory.maintaining.visibility import change_visibility, wishes_for
from directory.maintaining.workplace import Workplace
from directory.model import Location


@dataclass(frozen=True, slots=True)
class Typed:
    """A place as typed. ``owner``: a service of the organization, or empty for the organization itself."""

    owner: str = ""
    name: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    visibility: str = Visibility.NETWORK.value
    is_no_shelter: bool = False


def add_place(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    given: Typed,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> Location:
    """Add a place. Seen by the network at most; for the public a second pair of eyes is asked.

    Raises:
        NotFound: the service is none of the organization's.
        Refused: something typed cannot be taken, or the service is protected.
    """
    columns = workplace.owner(given.owner)
    place = Location(id=f"place-{new_id()}", visibility=Visibility.NETWORK, **columns)
    values, visibility = _checked(workplace, place, given)
    for name, value in values.items():
        setattr(place, name, value)
    if visibility is Visibility.RESTRICTED:
        place.visibility = visibility
    writing.add(place)
    writing.flush()
    change_visibility(writing, identity, workplace, place, visibility, borders, now, site=site)
    return place


def change_place(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    place: Location,
    given: Typed,
    version: int,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> None:
    """Change a place. What the public reads was looked at by two: a public one that changes is the network's again.

    Raises:
        Refused: something typed cannot be taken, or somebody else changed it meanwhile.
    """
    values, visibility = _checked(workplace, place, given)
    check_version(place.version, version)
    is_changed = any(getattr(place, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(place, name, value)
    if is_changed and place.visibility is Visibility.PUBLIC:
        place.visibility = Visibility.NETWORK
    writing.flush()
    change_visibility(writing, identity, workplace, place, visibility, borders, now, site=site)


def remove_place(writing: Session, place: Location) -> None:
    """Remove a place, and the wish that more people see it."""
    for wish in wishes_for(writing, place):
        writing.delete(wish)
    writing.delete(place)
    writing.flush()


def _checked(workplace: Workplace, place: Location, given: Typed) -> tuple[dict[str, str], Visibility]:
    found = Complaints()
    if workplace.is_protected(place):
        raise _protected()
    if workplace.has_protected and not given.is_no_shelter:
        found.add(
            refuse(
                "is_no_shelter",
                "Organisationen har skyddade boenden. Kryssa i att platsen inte är ett av dem.",
                "The organization has protected housing. Tick that this place is none of it.",
            )
        )
    name = found.take(lambda: typed.title_of("name", given.name, is_needed=not given.address.strip()))
    address = found.take(lambda: _address("address", given.address))
    postcode = found.take(lambda: _postcode(given.postcode))
    town = found.take(lambda: _address("town", given.town))
    visibility = found.take(lambda: typed.visibility_of(given.visibility))
    found.settle()
    values = {"name": name or "", "address": address or "", "postcode": postcode or "", "town": town or ""}
    return values, visibility or Visibility.NETWORK


def _address(field: str, given: str) -> str:
    line = typed.line_of(field, given, is_needed=False)
    if typed.has_way_to_reach(line):
        raise refuse(field, "Skriv bara adressen.", "Write the address only.")
    return line


def _postcode(given: str) -> str:
    digits = "".join(given.split())
    if digits and (len(digits) != 5 or not digits.isascii() or not digits.isdigit()):
        raise refuse("postcode", "Ett postnummer har fem siffror.", "A postcode has five digits.")
    return f"{digits[:3]} {digits[3:]}" if digits else ""


def _protected() -> Refused:
    return refuse(
        "owner",
        "Verksamheten är skyddad. Den har ingen plats i katalogen; beskriv i stället hur man remitteras.",
        "The service is protected. It has no place in the directory; say instead how one is referred.",
    )
