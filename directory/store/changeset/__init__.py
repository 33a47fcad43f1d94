"""Changes of facts as values: whatever edits, imports, merges, restores or undoes says it in the same way."""

from directory.store.changeset.apply import Clash, Clashed, apply, check, completed
from directory.store.changeset.edit import Edit, Edits, from_json, inverse, to_json
from directory.store.changeset.read import addition, edit_to, removal, values_of
from directory.store.changeset.rows import EDITABLE

__all__ = [
    "EDITABLE",
    "Clash",
    "Clashed",
    "Edit",
    "Edits",
    "addition",
    "apply",
    "check",
    "completed",
    "edit_to",
    "from_json",
    "inverse",
    "removal",
    "to_json",
    "values_of",
]
