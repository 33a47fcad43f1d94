"""The ledger: what was done by whom, as a chain that cannot be changed unnoticed. It knows no pages and no permissions.

``note`` adds an entry in the transaction that does the thing; ``verify`` finds whatever was changed afterwards.
"""

from directory.ledger.act import Act
from directory.ledger.note import LedgerError, Note, append, note

__all__ = ["Act", "LedgerError", "Note", "append", "note"]
