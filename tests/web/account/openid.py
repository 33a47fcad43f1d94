"""An identity provider (OpenID Connect) on this machine: discovery, keys, sign-in and token over real HTTP.

It is as strict as a good one (PKCE, client secret, codes that work once), and talks nonsense on request:
``Provider.mood`` names one kind of it at a time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

CLIENT_ID, CLIENT_SECRET = "kontaktnatet", "a secret that both know, for tests only"
EVERY_ALGORITHM = JWSRegistry(algorithms=["RS256", "HS256", "none"], strict_check_header=False)

MOODS_OF_TOKEN = {
    "wrong issuer": {"iss": "https://login.example.com"},
    "wrong audience": {"aud": "another-client"},
    "two audiences": {"aud": ["another-client", CLIENT_ID], "azp": "another-client"},
    "wrong nonce": {"nonce": "of another attempt"},
    "no nonce": {"nonce": None},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "subject that is a list": {"sub": ["anna"]},
    "subject with a zero byte": {"sub": "an\x00na"},
    "subject that is long": {"sub": "a" * 300},
    "no expiry": {"exp": None},
    "expiry in words": {"exp": "tomorrow"},
}
"""Claims that are wrong while the signature is right."""
EXPIRED = {"expired": -3600.0, "not yet": 3600.0}
MOODS_OF_HTTP = (
    "discovery 500",
    "discovery not JSON",
    "discovery a list",
    "discovery of another issuer",
    "discovery huge",
    "discovery deep",
    "discovery redirect loop",
    "discovery names no address",
    "discovery names a foreign address",
    "discovery offers HMAC only",
    "keys 500",
    "keys not JSON",
    "keys empty",
    "keys of another",
    "token 500",
    "token not JSON",
    "token a list",
    "token refused",
    "token redirect loop",
    "token huge",
    "token without ID token",
    "token of numbers",
)
MOODS_OF_SIGNATURE = (
    "unsigned",
    "signature stripped",
    "HS256 with the client secret",
    "HS256 with the public key",
    "wrong key",
    "key in the header",
    "access token instead",
    "one letter changed",
)


@dataclass
class Provider:
    """What it knows. ``who`` signs in next; ``claims`` are added to what it says."""

    address: str = ""
    mood: str = ""
    who: str = "anna"
    claims: dict[str, Any] = field(default_factory=dict)
    slow_s: float = 0.0
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    other_key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for."""
    last: dict[str, str] = field(default_factory=dict)
    """The parameters with which a browser came last."""

    def document(self) -> dict[str, Any]:
        """Return the discovery document."""
        made: dict[str, Any] = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "verify": False,
        }
        changes: dict[str, dict[str, Any]] = {
            "discovery of another issuer": {"issuer": "https://login.example.com"},
            "discovery names no address": {"token_endpoint": None},
            "discovery names a foreign address": {"token_endpoint": "http://192.0.2.1/token"},
            "discovery offers HMAC only": {"id_token_signing_alg_values_supported": ["HS256", "none"]},
        }
        return {**made, **changes.get(self.mood, {})}

    def token(self, attempt: dict[str, str]) -> str:
        """Return the ID token of an attempt, in the mood of the moment."""
        now = int(time.time() + EXPIRED.get(self.mood, 0.0))
        claims = {
            "iss": self.address,
            "aud": CLIENT_ID,
            "sub": attempt["who"],
            "nonce": attempt.get("nonce"),
            "iat": now,
            "nbf": now,
            "exp": now + 300,
            **self.claims,
            **MOODS_OF_TOKEN.get(self.mood, {}),
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header, key = {"alg": "RS256", "kid": "one"}, self.key
        if self.mood == "unsigned":
            return jwt.encode({"alg": "none"}, claims, OctKey.import_key(b"x" * 32), registry=EVERY_ALGORITHM)
        if self.mood == "HS256 with the client secret":
            hmac = OctKey.import_key(CLIENT_SECRET)
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, hmac, registry=EVERY_ALGORITHM)
        if self.mood == "HS256 with the public key":
            hmac = OctKey.import_key(base64.b64encode(self.key.as_pem(private=False)))
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, hmac, registry=EVERY_ALGORITHM)
        if self.mood in ("wrong key", "key in the header"):
            key = self.other_key
            if self.mood == "key in the header":
                header = {**header, "jwk": key.as_dict(private=False), "jku": f"{self.address}/other"}  # type: ignore[dict-item]
        if self.mood == "access token instead":
            claims = {"iss": self.address, "sub": attempt["who"], "aud": CLIENT_ID, "exp": now + 300}
        made = jwt.encode(header, claims, key, registry=EVERY_ALGORITHM)
        if self.mood == "signature stripped":
            return made.rpartition(".")[0] + "."
        if self.mood == "one letter changed":
            first, body, signature = made.split(".")
            text = base64.urlsafe_b64decode(body + "==").replace(b"anna", b"bosse")
            return ".".join((first, base64.urlsafe_b64encode(text).decode().rstrip("="), signature))
        return made


class _Desk(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        provider = self.provider
        provider.asked.append(parts.path)
        if parts.path == "/.well-known/openid-configuration":
            self._answer("discovery", provider.document())
        elif parts.path == "/keys":
            key = provider.other_key if provider.mood == "keys of another" else provider.key
            found = [] if provider.mood == "keys empty" else [key.as_dict(private=False)]
            self._answer("keys", {"keys": found})
        elif parts.path == "/authorize":
            self._sign_in({name: values[0] for name, values in parse_qs(parts.query).items()})
        else:
            self._send(404, b"")

    def do_POST(self) -> None:
        self.provider.asked.append(self.path)
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        given = {name: values[0] for name, values in parse_qs(sent).items()}
        attempt = self.provider.codes.pop(given.get("code", ""), None)
        wanted = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        is_right = (
            attempt is not None
            and self.headers.get("Authorization") == f"Basic {wanted}"
            and attempt["redirect_uri"] == given.get("redirect_uri")
            and attempt["code_challenge"] == base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        )
        if not is_right or attempt is None or self.provider.mood == "token refused":
            self._send(400, b'{"error": "invalid_grant"}')
            return
        answer: dict[str, Any] = {"access_token": "at-" + secrets.token_hex(8), "token_type": "Bearer"}
        if self.provider.mood == "token of numbers":
            answer["id_token"] = 5
        elif self.provider.mood != "token without ID token":
            answer["id_token"] = self.provider.token(attempt)
        self._answer("token", answer)

    def _sign_in(self, given: dict[str, str]) -> None:
        self.provider.last = given
        back: dict[str, str] = {"state": given["state"]}
        assert given["code_challenge_method"] == "S256"
        assert given["response_type"] == "code"
        if self.provider.mood == "access denied":
            back["error"] = "access_denied"
        else:
            back["code"] = secrets.token_urlsafe(16)
            self.provider.codes[back["code"]] = {**given, "who": self.provider.who}
        if self.provider.mood == "answer of another issuer":
            back["iss"] = "https://login.example.com"
        self.send_response(302)
        self.send_header("Location", f"{given['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def _answer(self, what: str, answer: Any) -> None:
        mood = self.provider.mood.removeprefix(what).strip() if self.provider.mood.startswith(what) else ""
        if mood == "slow":
            time.sleep(self.provider.slow_s)
        if mood == "500":
            self._send(500, b"<h1>Error</h1>")
        elif mood == "not JSON":
            self._send(200, b"<!doctype html><title>Welcome</title>")
        elif mood == "a list":
            self._send(200, b'["yes"]')
        elif mood == "huge":
            self._send(200, json.dumps({**answer, "padding": "x" * 3_000_000}).encode())
        elif mood == "deep":
            self._send(200, b'{"a":' * 40_000)
        elif mood == "redirect loop":
            self.send_response(307)
            self.send_header("Location", self.path)
            self.end_headers()
        else:
            self._send(200, json.dumps(answer).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked has heard enough
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def provider_on_this_machine(**values: Any) -> Iterator[Provider]:
    """Run a provider on a free port until the block ends."""
    provider = Provider(**values)
    desk = type("Desk", (_Desk,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), desk)
    server.daemon_threads = True
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
