"""A network in which somebody has written the same few texts into every field that holds words.

Which fields those are stands in ``worded``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role as AccessRole
from directory.account import ticket
from directory.account.secret import new_id
from directory.graph.facts import (
    Acceptance,
    AreaId,
    AreaKind,
    ChannelKind,
    DutyKind,
    DutyPlace,
    Group,
    LinkKind,
    OrganizationId,
    Visibility,
)
from directory.ledger import Act, note
from directory.membership.granting import give
from directory.model import (
    Account,
    Area,
    AreaAlias,
    Channel,
    Conflict,
    Contact,
    Coverage,
    Duty,
    Holding,
    Invitation,
    Link,
    Location,
    Need,
    Note,
    Organization,
    OutgoingMail,
    PartOf,
    Passkey,
    Post,
    Purpose,
    Role,
    RoutineStep,
    Schedule,
    Service,
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    Widening,
)
from directory.store.session import writing
from tests.attacks.acted import change_again, write_acts
from tests.attacks.worded import Scribbled, texts


def scribble(engine: Engine, text: str, number: int, keeper: str) -> Scribbled:
    """Write *text* everywhere, in an organization of its own that the account *keeper* is let into."""
    made, now, key = Scribbled(), clock.now(), f"x{number}"
    with writing(engine, actor=keeper) as session:
        _network(session, made, key, text)
        session.flush()
        _parts(session, made, key, text, keeper)
        _people(session, made, key, text, keeper)
        session.flush()
        give(
            session,
            session.get_one(Account, keeper),
            AccessRole.NGO_OWNER,
            by="test",
            today=clock.today(),
            organization=OrganizationId(key),
        )
        session.flush()
        write_acts(session, made, key, text, keeper)
        made.ids["token"] = [ticket.issue(session, Purpose.LISTING, f"{key}-person", now)]
        session.commit()
    with writing(engine, actor=keeper) as session:
        change_again(session, made, key, text)
    return made


def _network(session: Session, made: Scribbled, key: str, text: str) -> None:
    add = session.add
    add(made.add("area_id", Area(id=key, kind=AreaKind.MUNICIPALITY, **texts(Area, text))))
    add(made.add("need_id", Need(id=key, **texts(Need, text), taxonomy_terms=[text])))
    add(made.add("role_id", Role(id=f"role.{key}", **texts(Role, text))))
    add(made.add("organization_id", Organization(id=key, **texts(Organization, text))))
    session.flush()
    add(made.count(PartOf(id=f"{key}<01", part_id=key, whole_id="01", **texts(PartOf, text))))
    add(made.count(AreaAlias(id=f"{key}-alias", area_id=key, language="sv", **texts(AreaAlias, text))))
    add(
        made.add(
            "service_id",
            Service(
                id=f"{key}-service",
                organization_id=key,
                needs=[ServiceNeed(need_id=key)],
                acceptance=[ServiceAcceptance(group=Group.ADULT_WOMAN, acceptance=Acceptance.ACCEPTS)],
                languages=[ServiceLanguage(language=text)],
                **texts(Service, text),
            ),
        )
    )
    session.flush()
    add(
        made.count(
            Coverage(id=f"{key}-covers", service_id=f"{key}-service", area_id=key, **texts(Coverage, text))
        )
    )
    add(
        made.count(
            Holding(
                id=f"{key}-holds",
                role_id=f"role.{key}",
                area_id=key,
                organization_id=key,
                **texts(Holding, text),
            )
        )
    )
    add(
        made.count(
            Link(
                id=f"{key}-link",
                kind=LinkKind.REFERS_TO,
                source_organization_id=key,
                target_organization_id="office",
                **texts(Link, text),
            )
        )
    )
    add(
        made.count(
            Duty(
                id=f"{key}-duty",
                need_id=key,
                kind=next(iter(DutyKind)),
                place=next(iter(DutyPlace)),
                role_id=f"role.{key}",
                phase="",
                **texts(Duty, text),
            )
        )
    )
    add(
        made.count(
            RoutineStep(id=f"{key}-step", framework="nsp", stage=1, order=1, **texts(RoutineStep, text))
        )
    )
    add(
        made.add(
            "conflict_id",
            Conflict(id=f"{key}-conflict", **texts(Conflict, text, subject=key), subjects=[key, text]),
        )
    )


def _parts(session: Session, made: Scribbled, key: str, text: str, keeper: str) -> None:
    today, now = clock.today(), clock.now()
    for at, visibility in enumerate(Visibility):
        kinds = tuple(ChannelKind) if visibility is Visibility.PUBLIC else (next(iter(ChannelKind)),)
        for kind in kinds:
            session.add(
                made.add(
                    "channel_id",
                    Channel(
                        id=f"{key}-{visibility.value}-{kind.value}",
                        organization_id=key,
                        kind=kind,
                        visibility=visibility,
                        **texts(
                            Channel, text, **({"value": "+46701740605"} if kind is ChannelKind.PHONE else {})
                        ),
                    ),
                )
            )
        session.add(
            made.add(
                "place_id",
                Location(
                    id=f"{key}-place{at}", organization_id=key, visibility=visibility, **texts(Location, text)
                ),
            )
        )
        session.add(
            made.add(
                "note_id",
                Note(id=f"{key}-note{at}", organization_id=key, visibility=visibility, **texts(Note, text)),
            )
        )
    session.add(
        made.count(
            Schedule(
                id=f"{key}-hours",
                organization_id=key,
                days="0,1,2,3,4,5,6",
                opens=0,
                closes=1439,
                **texts(Schedule, text),
            )
        )
    )
    session.add(made.add("post_id", Post(id=f"{key}-post", organization_id=key, **texts(Post, text))))
    session.flush()
    for name, values in _contacts(now, keeper).items():
        session.add(
            made.add(
                "contact_id",
                Contact(
                    id=f"{key}-{name}",
                    organization_id=key,
                    post_id=f"{key}-post",
                    phone="+46701740606",
                    valid_from=today - timedelta(days=9),
                    valid_to=today + timedelta(days=90),
                    **texts(Contact, text, purpose=f"cases: {text}"),
                    **values,
                ),
            )
        )
    session.flush()
    wish = Widening(
        id=f"{key}-wish",
        kind="note",
        record=f"{key}-note1",
        organization_id=key,
        visibility=Visibility.PUBLIC,
        proposed_by="somebody else",
        proposed_at=now,
    )
    session.add(made.add("wish_id", wish))


def _contacts(now: Any, keeper: str) -> Mapping[str, dict[str, Any]]:
    approved = {"proposed_by": "somebody", "approved_by": keeper, "approved_at": now}
    return {
        "person": {**approved, "visibility": Visibility.NETWORK},
        "public": {**approved, "visibility": Visibility.PUBLIC},
        "hidden": {**approved, "visibility": Visibility.RESTRICTED},
        "ended": {**approved, "visibility": Visibility.NETWORK, "ended_at": now},
        "waiting": {"proposed_by": "somebody", "visibility": Visibility.NETWORK},
        "refused": {"proposed_by": keeper, "visibility": Visibility.NETWORK, "ended_at": now},
    }


def _people(session: Session, made: Scribbled, key: str, text: str, keeper: str) -> None:
    now, today = clock.now(), clock.today()
    plain = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    for name, disabled in (("open", None), ("closed", now)):
        account = Account(
            id=f"{key}-{name}",
            created_at=now,
            disabled_at=disabled,
            lang="sv",
            **texts(Account, text, email=f"{name}{key} {plain}"),
        )
        session.add(made.add("account_id", account))
        session.flush()
        note(
            session, Act.ACCOUNT_CREATED, actor=keeper, kind="account", record=account.id, detail={text: text}
        )
        right = give(session, account, AccessRole.CASEWORKER, by=keeper, today=today, area=AreaId("0163"))
        made.ids.setdefault("grant_id", []).append(right.id)
    key_row = Passkey(
        id=f"{key}-key", account_id=f"{key}-open", public_key=b"x", added_at=now, **texts(Passkey, text)
    )
    session.add(made.count(key_row))
    note(session, Act.PASSKEY_ADDED, actor=keeper, kind="account", record=f"{key}-open")
    invitation = Invitation(
        id=f"{key}-invited",
        role=AccessRole.CASEWORKER,
        area_id=key,
        lang="sv",
        invited_by=f"{key}-open",
        created_at=now,
        expires_at=now + timedelta(days=7),
        **texts(Invitation, text),
    )
    session.add(made.add("invitation_id", invitation))
    note(
        session,
        Act.INVITATION_SENT,
        actor=keeper,
        kind="invitation",
        record=invitation.id,
        detail={"name": text},
    )
    made.ids["invitation_token"] = [ticket.issue(session, Purpose.INVITATION, invitation.id, now)]
    made.ids["reset_token"] = [ticket.issue(session, Purpose.RESET, f"{key}-open", now)]
    letter = OutgoingMail(
        id=new_id(),
        values={"name": text},
        created_at=now,
        due_at=now,
        dead_at=now,
        **texts(OutgoingMail, text, kind="invitation", lang="sv"),
    )
    session.add(made.add("letter_id", letter))
