"""What a browser says that it is, in two words: enough to know one's own again, and too little to follow anybody."""

from __future__ import annotations

LONGEST = 1_000
"""Characters of the field that are looked at."""
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Sign and name, the first that is found: most browsers also name those that they imitate."""
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Return ``Firefox, Windows`` for the field ``User-Agent``; what is not known is left out, never copied."""
    given = user_agent[:LONGEST]
    found = (next((name for sign, name in kinds if sign in given), "") for kinds in (_BROWSERS, _SYSTEMS))
    return ", ".join(name for name in found if name)
