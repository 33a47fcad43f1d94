"""Two records that are one: merged field by field, with all that refers to the one that goes, and taken apart again."""

from directory.maintaining.merging.doublet import Solved
from directory.maintaining.merging.field import BOTH, FIELDS, GONE, KEPT, Field, fields_of
from directory.maintaining.merging.merge import merge
from directory.maintaining.merging.plan import Plan, plan_merge

__all__ = ["BOTH", "FIELDS", "GONE", "KEPT", "Field", "Plan", "Solved", "fields_of", "merge", "plan_merge"]
