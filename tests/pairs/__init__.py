"""Two databases that differ only in what whoever asks may not see must answer alike, byte for byte (docs/safety)."""
