"""What the organization is called and says of itself."""

from __future__ import annotations

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory.access import Permission, needs
from directory.offering.describing import Said, describe_organization
from directory.offering.sending import Sender
from directory.offering.stood import mark_of
from directory.web.database import reading
from directory.web.form import Form
from directory.web.offer.page import CLASHED, acted, page, sender_at

FIELDS = ("name", "name_en", "website", "note")
NAMES = (*FIELDS, "mark")


@needs(Permission.OFFER_READ)
def words(organization_id: str) -> Response:
    """Show the words, to be changed."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        return _page(session, sender, Form(), 200)


@needs(Permission.OFFER_CHANGE)
def change(organization_id: str) -> Response:
    """Change them; another website waits."""
    return acted(
        organization_id,
        NAMES,
        lambda session, sender, form: describe_organization(
            session, sender, Said(**{name: form.value(name) for name in FIELDS}), form.value("mark")
        ),
        _page,
    )


def _page(_session: Session, sender: Sender, form: Form, status: int) -> Response:
    record = sender.workplace.organization
    stands = {name: getattr(record, name) for name in FIELDS}
    if status == 200:
        form.values |= stands
    if status in (200, CLASHED):
        form.values["mark"] = mark_of([record])
    return page("offer/words.html", sender, status, form=form, stands=stands if status == CLASHED else None)
