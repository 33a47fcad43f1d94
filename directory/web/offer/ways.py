"""How one reaches the organization: the order in which to try, what each leads to, and a new one."""

from __future__ import annotations

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.access import Permission, needs
from directory.graph.facts import ChannelKind, Visibility
from directory.maintaining.change import Submitted
from directory.maintaining.workplace import get_part, missing
from directory.model import Channel
from directory.offering.overview import list_waiting
from directory.offering.reaching import FIELDS, Way, add_way, change_way, move_way, remove_way, siblings
from directory.offering.sending import Sender
from directory.offering.stood import mark_of
from directory.store.session import GraphSession
from directory.web.database import borders, reading
from directory.web.form import Form
from directory.web.identity import signed_in
from directory.web.offer.page import CLASHED, acted, page, sender_at

NAMES = (*FIELDS, "act", "channel", "mark")


@needs(Permission.OFFER_READ)
def ways(organization_id: str) -> Response:
    """Show them in the order to try, and ask for a new one."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        form = Form({"kind": ChannelKind.PHONE.value, "visibility": Visibility.PUBLIC.value})
        return _page(session, sender, form, 200)


@needs(Permission.OFFER_CHANGE)
def change(organization_id: str) -> Response:
    """Add one, move one, or have one taken away."""
    return acted(organization_id, NAMES, _act, _page)


@needs(Permission.OFFER_READ)
def way(channel_id: str) -> Response:
    """Show one, to be changed."""
    with reading() as session:
        channel, sender = _get(session, channel_id, Permission.OFFER_READ)
        return _one_page(sender, channel, Form(), 200)


@needs(Permission.OFFER_CHANGE)
def change_one(channel_id: str) -> Response:
    """Change what it leads to: that waits, and the old one is shown until then."""
    with reading() as session:
        _channel, sender = _get(session, channel_id, Permission.OFFER_CHANGE)
        organization = str(sender.workplace.id)

    def act(session: GraphSession, sender: Sender, form: Form) -> Submitted:
        channel = session.get(Channel, channel_id)
        if channel is None:
            raise missing()
        return change_way(session, sender, channel, _way(form), form.value("mark"))

    def again(session: Session, sender: Sender, form: Form, status: int) -> Response:
        channel = session.get(Channel, channel_id)
        if channel is None:
            raise missing()
        return _one_page(sender, channel, form, status)

    return acted(organization, NAMES, act, again)


def _act(session: GraphSession, sender: Sender, form: Form) -> Submitted:
    if form.value("act") == "add":
        return add_way(session, sender, _way(form))
    channel = session.get(Channel, form.value("channel"))
    if channel is None or not sender.workplace.holds(channel) or channel.visibility is Visibility.RESTRICTED:
        raise missing()
    if form.value("act") == "remove":
        return remove_way(session, sender, channel)
    return move_way(session, sender, channel, is_up=form.value("act") == "up")


def _way(form: Form) -> Way:
    return Way(
        owner=form.value("owner"),
        kind=form.value("kind"),
        value=form.value("value"),
        is_work_mobile=form.is_ticked("is_work_mobile"),
        label=form.value("label"),
        visibility=form.value("visibility"),
    )


def _get(session: Session, channel_id: str, permission: Permission) -> tuple[Channel, Sender]:
    channel, workplace = get_part(session, Channel, channel_id, signed_in(), borders(), permission)
    if channel.visibility is Visibility.RESTRICTED:
        raise missing()
    return channel, sender_at(session, workplace.id, permission)


def _page(session: Session, sender: Sender, form: Form, status: int) -> Response:
    workplace = sender.workplace
    owners = [("", workplace.organization.name), *((one.id, one.name) for one in workplace.services)]
    rows = [(name, siblings(session, workplace, workplace.owner(key))) for key, name in owners]
    return page(
        "offer/ways.html",
        sender,
        status,
        form=form,
        rows=[(name, found) for name, found in rows if found],
        restricted=Visibility.RESTRICTED,
        waiting=len(list_waiting(session, workplace)),
    )


def _one_page(sender: Sender, channel: Channel, form: Form, status: int) -> Response:
    stands = {"value": channel.display or channel.value, "label": channel.label}
    if status == 200:
        is_mobile = channel.kind is ChannelKind.PHONE and channel.value.startswith("+467")
        form.values |= {**stands, "is_work_mobile": "yes" if is_mobile else ""}
    if status in (200, CLASHED):
        form.values["mark"] = mark_of([channel])
    stood = stands if status == CLASHED else None
    return page("offer/way.html", sender, status, form=form, channel=channel, stands=stood)
