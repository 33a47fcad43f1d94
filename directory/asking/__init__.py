"""The sentence reader: a caseworker's words, in Swedish or English, to the fields of a question. Pure."""

from .reader import read
from .reading import ABROAD, ContradictionCode, NoteCode, Reading, Refusal, RefusalCode, Understood

__all__ = [
    "ABROAD",
    "ContradictionCode",
    "NoteCode",
    "Reading",
    "Refusal",
    "RefusalCode",
    "Understood",
    "read",
]
