"""The score that MDN's HTTP Observatory would give a response, worked out here: nothing is sent to anybody.

Written anew from the published rules: what each finding counts, and how findings are told apart, in
https://github.com/mdn/mdn-http-observatory (``src/grader/charts.js``, ``src/analyzer/tests/`` and
``src/scanner/index.js``, read in November 2026). A site begins at 100. Bonuses count only when what is left after the
penalties is at least 90.

What the headers cannot show is taken as the operator is told to set it up: a valid certificate, plain HTTP sent on to
HTTPS on the same host (0), and no entry in the preload list of browsers (0, where an entry would give 5).
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from http.cookies import SimpleCookie

from werkzeug.datastructures import Headers

BEGINNING = 100
LEAST_FOR_A_BONUS = 90
SIX_MONTHS_S = 15_552_000
BROAD = frozenset({"*", "ftp:", "http:", "https:", "http://*", "https://*", "http://*.*", "https://*.*"})
INLINE = frozenset({"'unsafe-inline'", "data:"})
PRIVATE = frozenset({"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"})
REFERRER = PRIVATE | {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}


class Scripts(HTMLParser):
    """The addresses of the scripts of a page, each with its ``integrity``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.found.append((given["src"] or "", given.get("integrity") or ""))


def policy_in(headers: Headers) -> dict[str, set[str]]:
    """Return the directives of the Content-Security-Policy; empty without one."""
    parts = [part.split() for part in headers.get("Content-Security-Policy", "").split(";")]
    return {part[0].lower(): {source.lower() for source in part[1:]} for part in parts if part}


def of_policy(headers: Headers) -> int:
    policy = policy_in(headers)
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    script, objects, style = (policy.get(f"{kind}-src", default) for kind in ("script", "object", "style"))
    passive = policy.get("img-src", default) | policy.get("media-src", default)
    active = set().union(*(policy[name] for name in policy if name not in ("img-src", "media-src")))
    if script & (BROAD | INLINE) or objects & BROAD:
        return -20
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if any(source.startswith(("http:", "ftp:")) for source in passive):
        return -10
    if style & (BROAD | INLINE):
        return 0
    return 10 if default == {"'none'"} else 5


def of_cookies(headers: Headers) -> int:
    worst = 5
    found = False
    for line in headers.getlist("Set-Cookie"):
        for name, cookie in SimpleCookie(line).items():
            found = True
            is_session = any(word in name.lower() for word in ("login", "sess"))
            is_forgery = "csrf" in name.lower()
            same_site = cookie["samesite"].lower()
            if same_site not in ("", "lax", "strict", "none") or (
                same_site == "none" and not cookie["secure"]
            ):
                worst = min(worst, -20)
            if not cookie["secure"]:
                behind = of_transport(headers) >= 0
                worst = min(worst, (-10 if behind else -40) if is_session else (-5 if behind else -20))
            if is_session and not cookie["httponly"]:
                worst = min(worst, -30)
            if is_forgery and not same_site:
                worst = min(worst, -20)
            if not same_site:
                worst = min(worst, 0)
    return worst if found else 0


def of_sharing(headers: Headers) -> int:
    origin = headers.get("Access-Control-Allow-Origin", "")
    is_with_credentials = headers.get("Access-Control-Allow-Credentials", "").strip().lower() == "true"
    return -50 if origin not in ("", "*") and is_with_credentials else 0


def of_referrer(headers: Headers) -> int:
    if "Referrer-Policy" not in headers:
        return 0
    known = [word.strip().lower() for word in headers["Referrer-Policy"].split(",")]
    known = [word for word in known if word in REFERRER]
    return 5 if known and known[-1] in PRIVATE else -5


def of_transport(headers: Headers) -> int:
    age = re.search(r"(?:^|;)\s*max-age=(\d+)", headers.get("Strict-Transport-Security", ""), re.IGNORECASE)
    if age is None:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS_S else -10


def of_scripts(html: str) -> int:
    scripts = Scripts(html).found
    foreign = [(source, seal) for source, seal in scripts if re.match(r"(?:https?:)?//", source)]
    if any(not source.startswith("https:") for source, _seal in foreign):
        return -20 if all(seal for _source, seal in foreign) else -50
    if any(not seal for _source, seal in foreign):
        return -5
    return 5 if any(seal for _source, seal in scripts) else 0


def of_sniffing(headers: Headers) -> int:
    return 0 if headers.get("X-Content-Type-Options", "").strip().lower() == "nosniff" else -5


def of_frames(headers: Headers) -> int:
    if "frame-ancestors" in policy_in(headers):
        return 5
    value = headers.get("X-Frame-Options", "").strip().lower()
    return 0 if value in ("deny", "sameorigin") or value.startswith("allow-from") else -20


def of_resources(headers: Headers) -> int:
    value = headers.get("Cross-Origin-Resource-Policy")
    if value is None or value == "cross-origin":
        return 0
    return 10 if value in ("same-origin", "same-site") else -5


def score(headers: Headers, html: str) -> int:
    """Return the score of a page with *headers*, served over HTTPS; at least 0, at most 145."""
    counted = [
        of_policy(headers),
        of_cookies(headers),
        of_sharing(headers),
        of_referrer(headers),
        of_transport(headers),
        of_scripts(html),
        of_sniffing(headers),
        of_frames(headers),
        of_resources(headers),
    ]
    without_bonus = BEGINNING + sum(one for one in counted if one < 0)
    return max(0, BEGINNING + sum(counted) if without_bonus >= LEAST_FOR_A_BONUS else without_bonus)
