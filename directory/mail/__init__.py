"""Letters to people: put into the outbox with what they tell of, sent by a worker, tried again, and given up.

It knows nothing of who has an account. A letter that holds a token is *late*: the outbox holds ids, and a maker that
the worker is given makes token and words at the moment of sending.
"""

from directory.mail.dead import drop, list_dead, retry
from directory.mail.delivery import Delivered, deliver_due
from directory.mail.letter import LetterKind, NotAnAddress, post, withdraw
from directory.mail.maker import Maker, Makers

__all__ = [
    "Delivered",
    "LetterKind",
    "Maker",
    "Makers",
    "NotAnAddress",
    "deliver_due",
    "drop",
    "list_dead",
    "post",
    "retry",
    "withdraw",
]
