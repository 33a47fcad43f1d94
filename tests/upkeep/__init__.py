"""The upkeep as a whole: several people change, answer, confirm, merge, undo and read files in, in any order."""
