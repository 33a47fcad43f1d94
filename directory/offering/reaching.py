"""How an organization and its services are reached: numbers, mailboxes, pages, in the order in which to try them.

What is new, or leads elsewhere, waits until somebody else has looked at it; the order and the label hold at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from directory.account.complaint import Refused, refuse
from directory.account.secret import new_id
from directory.graph.facts import ChannelKind, Visibility
from directory.maintaining import typed
from directory.maintaining.change import Submitted
from directory.maintaining.complaints import Complaints
from directory.maintaining.workplace import Workplace, parts_of
from directory.model import ChangesetKind, Channel
from directory.offering.sending import Sender, send
from directory.offering.stood import check_stood
from directory.store.changeset import addition, edit_to, removal

SHORT_NUMBERS = frozenset({"112", "11313", "11414", "1177"})
LONGEST_ADDRESS = 300
FIELDS = ("owner", "kind", "value", "is_work_mobile", "label", "visibility")


@dataclass(frozen=True, slots=True)
class Way:
    """A channel as typed. ``owner``: a service of the organization, or empty for the organization itself."""

    owner: str = ""
    kind: str = ChannelKind.PHONE.value
    value: str = ""
    is_work_mobile: bool = False
    label: str = ""
    visibility: str = Visibility.PUBLIC.value


def add_way(writing: Session, sender: Sender, way: Way) -> Submitted:
    """Propose a new number, mailbox or page, last in the order. Nobody sees it before somebody else has looked.

    Raises:
        NotFound: the service is none of the organization's.
        Refused: something typed cannot be taken, or stands there already; each at its field.
        ProtectedPlace: it would tell where a protected place is.
    """
    owner = sender.workplace.owner(way.owner)
    found = Complaints()
    kind = found.take(lambda: _kind(way.kind))
    reached = found.take(lambda: reached_by(kind, way)) if kind is not None else None
    label = found.take(
        lambda: typed.words_of("label", way.label, sender.day.date(), is_needed=False, most=60)
    )
    visibility = found.take(lambda: _visibility(way.visibility))
    others = siblings(writing, sender.workplace, owner)
    if reached is not None and any(one.value == reached[0] for one in others):
        found.add(refuse("value", "Det står redan här.", "It stands here already."))
    found.settle()
    if kind is None or reached is None or visibility is None:
        raise AssertionError("what was not complained of is there")
    values = {
        **owner,
        "kind": kind.value,
        "value": reached[0],
        "display": reached[1],
        "label": label or "",
        "order": max((one.order for one in others), default=-1) + 1,
        "visibility": visibility.value,
    }
    return send(writing, sender, [addition("channel", f"channel-{new_id()}", values)])


def change_way(writing: Session, sender: Sender, channel: Channel, way: Way, mark: str) -> Submitted:
    """Change what a channel leads to, and its label. Until somebody has looked the old one goes on being shown.

    Raises:
        Refused: something typed cannot be taken; each at its field.
        Clashed: somebody has changed it since the form with *mark* was opened.
        ProtectedPlace: it would tell where a protected place is.
    """
    found = Complaints()
    given = replace(way, kind=channel.kind.value)
    reached = found.take(lambda: reached_by(channel.kind, given))
    label = found.take(
        lambda: typed.words_of("label", way.label, sender.day.date(), is_needed=False, most=60)
    )
    found.settle()
    if reached is None:
        raise AssertionError("what was not complained of is there")
    check_stood(mark, [channel])
    wanted = {"label": label or ""}
    if reached[0] != channel.value:
        wanted |= {"value": reached[0], "display": reached[1]}
    return send(writing, sender, [edit_to(channel, wanted)])


def move_way(writing: Session, sender: Sender, channel: Channel, *, is_up: bool) -> Submitted:
    """Have a channel tried one earlier, or one later, than now; at the end of the row nothing is different."""
    owner = {"organization_id": channel.organization_id, "service_id": channel.service_id}
    row = siblings(writing, sender.workplace, owner)
    here = row.index(channel)
    there = here - 1 if is_up else here + 1
    if 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
    edits = [edit_to(one, {"order": place}) for place, one in enumerate(row)]
    return send(writing, sender, edits)


def remove_way(writing: Session, sender: Sender, channel: Channel) -> Submitted:
    """Have a channel taken away; for the organization itself that waits, so that nobody is cut off by a slip."""
    return send(writing, sender, [removal(channel)], kind=ChangesetKind.REMOVE)


def siblings(reading: Session, workplace: Workplace, owner: dict[str, str | None]) -> list[Channel]:
    """List the channels of one owner in the order to try them."""
    of_it = [
        one
        for one in parts_of(reading, Channel, workplace)
        if (one.organization_id, one.service_id) == (owner["organization_id"], owner["service_id"])
    ]
    return sorted(of_it, key=lambda one: (one.order, one.id))


def reached_by(kind: ChannelKind, way: Way) -> tuple[str, str]:
    """Return the value for machines and the one for people.

    Raises:
        Refused: it is no number, mailbox or page, or one that must not stand here.
    """
    given = way.value.strip()
    if not given:
        raise refuse("value", "Fältet behöver fyllas i.", "This field has to be filled in.")
    try:
        if kind is ChannelKind.PHONE:
            return _phone(given, is_work_mobile=way.is_work_mobile)
        if kind is ChannelKind.EMAIL:
            address = typed.mail_of(given)
            return address, address
    except Refused as error:
        raise _at_value(error) from None
    return _page(given)


def _phone(given: str, *, is_work_mobile: bool) -> tuple[str, str]:
    digits = "".join(sign for sign in given if sign.isdigit())
    if digits in SHORT_NUMBERS or (digits.startswith("116") and len(digits) == 6 and "+" not in given):
        return digits, given
    return typed.phone_of(given, is_work_mobile=is_work_mobile)


def _page(given: str) -> tuple[str, str]:
    """Return an address of a page: with https, to a named place, without anybody's name or key in it."""
    address = given if "://" in given else f"https://{given}"
    typed.line_of("value", address, most=LONGEST_ADDRESS)
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        is_plain = parts.scheme in ("https", "http") and not parts.username and parts.port is None
    except ValueError:
        host, is_plain = "", False
    if not is_plain or "." not in host or any(sign.isspace() for sign in address):
        raise refuse(
            "value",
            "Det går inte att läsa som en webbadress. Skriv den som https://www.example.org/kontakt.",
            "This cannot be read as an address. Write it as https://www.example.org/contact.",
        )
    return address, address


def _kind(given: str) -> ChannelKind:
    try:
        return ChannelKind(given)
    except ValueError:
        raise refuse("kind", "Välj vad det är.", "Choose what it is.") from None


def _visibility(given: str) -> Visibility:
    if given not in (Visibility.PUBLIC.value, Visibility.NETWORK.value):
        raise refuse("visibility", "Välj vem som får se det.", "Choose who may see it.")
    return Visibility(given)


def _at_value(error: Refused) -> Refused:
    return refuse("value", str(error.details["sv"]), str(error.details["en"]))
