"""Values that no person types on purpose, for any field of any form and any parameter of any address."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    *("", " ", "\t\n", "\0", "a\0b", "\x1b[2J", "\r\nSet-Cookie: x=y", "-1", "0", "1e309", "NaN", "9" * 20),
    *("null", "true", "[]", "{}", "[object Object]", "None", "%s%n", "%(x)s", "{0}", "{{7*7}}", "${7*7}"),
    *("' OR 1=1 --", '" OR ""="', "1; DROP TABLE account", "x' UNION SELECT name FROM account --", "\\", "%"),
    *("../../../etc/passwd", "/etc/passwd\0", "file:///etc/passwd", "//evil.example", "javascript:ran()"),
    *("<script>ran()</script>", "'><img src=x onerror=ran()>", "&#0;", "\ufeff", "\u202e", "\u200b" * 50),
    *("\ud800", "a\udfffb", "\ufffe\uffff", "e\u0301" * 60, "\u0130", "\u1e9e", "\uff21" * 40, "\U000e0041"),
    *("0000-00-00", "9999-12-31", "2026-02-30", "10000-01-01", "2026-11-24T25:61", "-0001-01-01", "1-1-1"),
    *("+46701740642", "08-465 004 01", "112", "+" * 40, "1" * 400, "x" * 5_000, "å" * 2_000, "(" * 800),
    *(
        "somebody@example.org",
        "@",
        "a@b",
        f"{'a' * 64}@{'b' * 63}.se",
        '"a b"@example.org',
        "a..b@example.org",
    ),
    *("0163", "01", "SE", "boende", "haven", "shelter", "sv", "en", "xx", "network", "public", "restricted"),
    *(
        "yes",
        "cases",
        "case",
        "caseworker",
        "a@xn--zckzah.example",
        "مرحبا",
        "田中さん",
        "Ω≈ç√∫",
        "_",
        "a@" * 300,
    ),
)
"""Known to have broken some program."""

values = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(
        alphabet=st.characters(min_codepoint=0, max_codepoint=0x10FFFF, blacklist_categories=()), max_size=30
    ),
    st.text(alphabet="0123456789-+ :.,TZ", max_size=20),
    st.integers(-(2**70), 2**70).map(str),
)
"""A value: one of those, or anything at all."""
