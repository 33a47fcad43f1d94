"""Tables that people take away: CSV, XLSX and JSON, with no cell that a spreadsheet would run."""

from directory.interchange.sheet.written import FORMATS, Format, Sheet, csv_of, written

__all__ = ["FORMATS", "Format", "Sheet", "csv_of", "written"]
