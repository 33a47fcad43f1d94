"""History: what every row and every edge said at any time since the log began, read backwards from now."""

from directory.store.history.past import Past, as_of, past_of
from directory.store.history.version import Version, versions_of

__all__ = ["Past", "Version", "as_of", "past_of", "versions_of"]
