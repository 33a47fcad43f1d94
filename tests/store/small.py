"""A network of a few records, written through the session as an editor would."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from directory.graph.facts import (
    Acceptance,
    AreaKind,
    ChannelKind,
    Confidence,
    Group,
    LinkKind,
    Visibility,
)
from directory.model import (
    Area,
    Channel,
    Coverage,
    Holding,
    Link,
    Need,
    Organization,
    PartOf,
    Role,
    Schedule,
    Service,
    ServiceAcceptance,
    ServiceNeed,
)
from directory.store.session import writing

SOURCED: dict[str, Any] = {"source": "A test", "dated": "2026", "confidence": Confidence.SOURCE}


def organization(name: str, **values: Any) -> Organization:
    """Return an organization."""
    return Organization(id=name, name=name.title(), kind="ngo", **{**SOURCED, **values})


def phone(name: str, *, visibility: Visibility = Visibility.PUBLIC, **values: Any) -> Channel:
    """Return a phone of an organization or service; the number is one reserved for fiction."""
    return Channel(
        id=name,
        kind=ChannelKind.PHONE,
        value="+46701740642",
        display="070-174 06 42",
        visibility=visibility,
        **{**SOURCED, **values},
    )


def fill(engine: Engine) -> None:
    """Write a nation, a county, two municipalities, two organizations, a service and what ties them together."""
    with writing(engine) as session:
        session.add_all(
            [
                Area(id="SE", kind=AreaKind.NATION, name="Sverige", **SOURCED),
                Area(id="01", kind=AreaKind.COUNTY, name="Stockholms län", **SOURCED),
                Area(id="0163", kind=AreaKind.MUNICIPALITY, name="Sollentuna", **SOURCED),
                Area(id="0180", kind=AreaKind.MUNICIPALITY, name="Stockholm", **SOURCED),
                Need(id="boende", name_sv="Boende", name_en="Housing", **SOURCED),
                Role(id="role.socialtjanst", name_sv="Socialtjänsten", name_en="Social services", **SOURCED),
                organization("haven"),
                organization("office"),
            ]
        )
        session.flush()
        session.add_all(
            [
                PartOf(id="01<SE", part_id="01", whole_id="SE", **SOURCED),
                PartOf(id="0163<01", part_id="0163", whole_id="01", **SOURCED),
                PartOf(id="0180<01", part_id="0180", whole_id="01", **SOURCED),
                Service(
                    id="shelter",
                    name="Shelter",
                    organization_id="haven",
                    is_protected=True,
                    needs=[ServiceNeed(need_id="boende")],
                    acceptance=[ServiceAcceptance(group=Group.ADULT_WOMAN, acceptance=Acceptance.ACCEPTS)],
                    **SOURCED,
                ),
                Holding(
                    id="h", role_id="role.socialtjanst", area_id="0163", organization_id="office", **SOURCED
                ),
                Link(
                    id="l",
                    kind=LinkKind.REFERS_TO,
                    source_organization_id="office",
                    target_organization_id="haven",
                    **SOURCED,
                ),
                phone("haven:phone", organization_id="haven"),
                phone("haven:night", organization_id="haven", visibility=Visibility.NETWORK, order=1),
            ]
        )
        session.flush()
        session.add_all(
            [
                Coverage(id="shelter@01", service_id="shelter", area_id="01", **SOURCED),
                phone("shelter:phone", service_id="shelter", visibility=Visibility.RESTRICTED),
                Schedule(
                    id="1", organization_id="haven", days="0,1,2,3,4", opens=480, closes=1020, **SOURCED
                ),
                Schedule(
                    id="2",
                    organization_id="haven",
                    channel_id="haven:night",
                    days="5,6,7",
                    opens=1200,
                    closes=1560,
                    **SOURCED,
                ),
            ]
        )
        session.commit()
