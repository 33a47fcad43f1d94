"""The seeds: tables that a coordinator can read and a diff can show, checked as a whole and loaded as a whole."""

from directory.interchange.seeds.load import Seeds, load_seeds, read_seeds
from directory.interchange.seeds.report import FileReport, SeedReport

__all__ = ["FileReport", "SeedReport", "Seeds", "load_seeds", "read_seeds"]
