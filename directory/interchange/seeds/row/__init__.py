"""The seed files, one model a file: what their columns are called and what may stand in them."""

from directory.interchange.seeds.row.base import Known, SeedRow
from directory.interchange.seeds.row.need import ConflictRow, NeedRow, RoutineRow
from directory.interchange.seeds.row.organization import ChannelRow, OrganizationRow, ScheduleRow
from directory.interchange.seeds.row.place import AreaAliasRow, AreaRow, PartOfRow, PlaceRow
from directory.interchange.seeds.row.responsibility import DutyRow, HoldingRow, LinkRow, RoleRow
from directory.interchange.seeds.row.service import CoverageRow, ServiceRow
from directory.model import (
    Area,
    AreaAlias,
    Channel,
    Conflict,
    Coverage,
    Duty,
    Holding,
    Link,
    Need,
    Organization,
    PartOf,
    Place,
    Record,
    Role,
    RoutineStep,
    Schedule,
    Service,
)

FILES: dict[type[SeedRow], type[Record]] = {
    AreaRow: Area,
    PartOfRow: PartOf,
    AreaAliasRow: AreaAlias,
    PlaceRow: Place,
    NeedRow: Need,
    RoleRow: Role,
    OrganizationRow: Organization,
    ServiceRow: Service,
    ChannelRow: Channel,
    ScheduleRow: Schedule,
    HoldingRow: Holding,
    DutyRow: Duty,
    CoverageRow: Coverage,
    LinkRow: Link,
    RoutineRow: RoutineStep,
    ConflictRow: Conflict,
}
"""Every seed file and the records that its rows become, in the order in which a person would read them."""

__all__ = ["FILES", "Known", "SeedRow"]
