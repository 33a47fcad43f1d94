"""Between the tables and the graph: rows to facts, revisions, snapshots. The only SQL outside ``model``."""
