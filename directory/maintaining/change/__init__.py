"""Changes of the directory: made at once or proposed, looked at by other eyes, and taken back."""

from directory.maintaining.change.decide import WhyReturned, approve, return_proposal, withdraw_proposal
from directory.maintaining.change.eyes import needs_other_eyes
from directory.maintaining.change.said import SAID_BY_COORDINATOR, SAID_BY_ORGANIZATION, said_now
from directory.maintaining.change.submit import Matter, Submitted, submit
from directory.maintaining.change.undo import UNDO_FOR, may_be_undone, needed_to_undo, undo

__all__ = [
    "SAID_BY_COORDINATOR",
    "SAID_BY_ORGANIZATION",
    "UNDO_FOR",
    "Matter",
    "Submitted",
    "WhyReturned",
    "approve",
    "may_be_undone",
    "needed_to_undo",
    "needs_other_eyes",
    "return_proposal",
    "said_now",
    "submit",
    "undo",
    "withdraw_proposal",
]
