"""The tables, in the words of HSDS and of the field. They know nothing of pages, permissions or answers."""

from directory.model.absence import Absence
from directory.model.account import Account, Passkey, ProviderLink, RecoveryCode
from directory.model.account_session import AccountSession, Stage
from directory.model.area import Area, AreaAlias
from directory.model.base import Base, Origin, Record
from directory.model.border import Border
from directory.model.campaign import Campaign, CampaignTarget
from directory.model.changeset import Changeset, ChangesetKind, ChangesetState
from directory.model.channel import Channel
from directory.model.confirmation import Confirmation, How
from directory.model.conflict import Conflict
from directory.model.contact import Contact
from directory.model.coverage import Coverage
from directory.model.do_not_list import DoNotList
from directory.model.duty import Duty, DutyGroup, DutyStatus
from directory.model.fact_kind import FactKind, TouchedFact
from directory.model.grant import Grant, Invitation
from directory.model.holding import Holding
from directory.model.import_run import ImportRun, ImportState
from directory.model.inquiry import Inquiry
from directory.model.job_run import JobRun
from directory.model.ledger import LedgerDetail, LedgerEntry, LedgerHead
from directory.model.link import Link
from directory.model.location import Location
from directory.model.need import Need
from directory.model.news import News
from directory.model.note import Note
from directory.model.once import Once
from directory.model.opening_exception import OpeningException
from directory.model.organization import Organization
from directory.model.outgoing_mail import OutgoingMail
from directory.model.part_of import PartOf
from directory.model.place import Place
from directory.model.post import Post
from directory.model.report import AskedCount, OutcomeCount, Reached, Report, Trouble
from directory.model.revision import Change, GraphRevision
from directory.model.role import Role
from directory.model.routine_step import RoutineStep, RoutineStepNeed
from directory.model.saved_question import SavedQuestion
from directory.model.schedule import Certainty, Schedule
from directory.model.seen_contact import SeenContact
from directory.model.service import (
    Service,
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    ServiceReferralRole,
    ServiceStatus,
)
from directory.model.ticket import Purpose, Throttle, Ticket
from directory.model.tombstone import NotDuplicate, Tombstone
from directory.model.widening import Widening

__all__ = [
    "Absence",
    "Account",
    "AccountSession",
    "Area",
    "AreaAlias",
    "AskedCount",
    "Base",
    "Border",
    "Campaign",
    "CampaignTarget",
    "Certainty",
    "Change",
    "Changeset",
    "ChangesetKind",
    "ChangesetState",
    "Channel",
    "Confirmation",
    "Conflict",
    "Contact",
    "Coverage",
    "DoNotList",
    "Duty",
    "DutyGroup",
    "DutyStatus",
    "FactKind",
    "Grant",
    "GraphRevision",
    "Holding",
    "How",
    "ImportRun",
    "ImportState",
    "Inquiry",
    "Invitation",
    "JobRun",
    "LedgerDetail",
    "LedgerEntry",
    "LedgerHead",
    "Link",
    "Location",
    "Need",
    "News",
    "NotDuplicate",
    "Note",
    "Once",
    "OpeningException",
    "Organization",
    "Origin",
    "OutcomeCount",
    "OutgoingMail",
    "PartOf",
    "Passkey",
    "Place",
    "Post",
    "ProviderLink",
    "Purpose",
    "Reached",
    "Record",
    "RecoveryCode",
    "Report",
    "Role",
    "RoutineStep",
    "RoutineStepNeed",
    "SavedQuestion",
    "Schedule",
    "SeenContact",
    "Service",
    "ServiceAcceptance",
    "ServiceLanguage",
    "ServiceNeed",
    "ServiceReferralRole",
    "ServiceStatus",
    "Stage",
    "Throttle",
    "Ticket",
    "Tombstone",
    "TouchedFact",
    "Trouble",
    "Widening",
]
