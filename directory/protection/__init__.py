"""Find in a free text whatever tells where a protected place is. Pure: no SQL, no web, no clock."""

from directory.protection.detector import telling
from directory.protection.kind import Telling, TellingKind, say
from directory.protection.phone import is_geographic

__all__ = ["Telling", "TellingKind", "is_geographic", "say", "telling"]
