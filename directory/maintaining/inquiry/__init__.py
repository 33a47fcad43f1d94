"""Inquiries: an organization is asked by mail whether what is said of it is still right, and answers by a link."""

from directory.maintaining.inquiry.answer import ASKED_BY_MAIL, Asked, Parts, State, look, say_wrong, say_yes
from directory.maintaining.inquiry.ask import MOST_LETTERS, ask, mailboxes_of, remind
from directory.maintaining.inquiry.letter import PATH, Topic, makers
from directory.maintaining.inquiry.own import Own, Said, own_facts
from directory.maintaining.inquiry.run import run

__all__ = [
    "ASKED_BY_MAIL",
    "MOST_LETTERS",
    "PATH",
    "Asked",
    "Own",
    "Parts",
    "Said",
    "State",
    "Topic",
    "ask",
    "look",
    "mailboxes_of",
    "makers",
    "own_facts",
    "remind",
    "run",
    "say_wrong",
    "say_yes",
]
