"""Tables that somebody brings: a CSV or Excel file, what its columns mean, and what its rows would change."""
