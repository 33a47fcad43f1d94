"""The identity provider as this site talks to it: OpenID Connect's authorization code flow with PKCE, through Authlib.

What the provider says is a stranger's word until it is checked: its document must be of the issuer of the settings, its
token signed by one of its published keys with an algorithm of public keys, for this site, for this attempt, for now.
Requests to it follow no redirect, wait seconds, and read no more than such answers hold.
"""

from __future__ import annotations

import ipaddress
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app, redirect, request, session, url_for
from requests import Response as Reply
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.account.provider import LONGEST, Subject
from directory.settings import LOOPBACK, Settings
from directory.web.database import settings, site
from directory.web.language import DEFAULT, current_language

NAME = "identity_provider"
PATIENCE_S = 5
"""Seconds for a connection, for each piece of an answer, and for its whole body."""
LARGEST_ANSWER = 256 * 1024
KEPT_FOR_S = 3600
"""How long its document and keys are believed; a key that is not among them is asked for at once."""
LASTS = timedelta(minutes=15)
"""From leaving for the provider to coming back."""
FRESH = timedelta(minutes=5)
"""How long ago somebody may have shown there who they are, when they were asked to show it anew."""
CLOCKS_OFF_S = 60
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
)
"""Those of public keys only: neither none, nor HMAC with what the provider also knows."""
TAKEN_UP = (
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "authorization_response_iss_parameter_supported",
)
"""What is read of its document. Anything else would be options of the HTTP client, if it were handed on."""


class Trouble(Exception):
    """Signing in there did not work. The names of the kinds stand in the log, and nothing else of it."""


class Nonsense(Trouble):
    """The provider did not answer, or not as it should have."""


class Cancelled(Trouble):
    """It says that somebody was not let in."""


class Lost(Trouble):
    """Nobody left for it from this browser, or too long ago, or has come back already."""


class TooWeak(Trouble):
    """It let somebody in, but not in the way that was asked for."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody left for the provider for, and where they go then. ``account``, ``session``: who was signed in."""

    purpose: str
    back: str = ""
    account: str = ""
    session: str = ""


class _Line(OAuth2Session):  # type: ignore[misc]  # Authlib ships without types
    """Requests to the provider."""

    def request(self, method: str, url: str, **options: Any) -> Reply:
        """Send one; give up rather than wait, follow or swallow."""
        if not is_callable(url, settings()):
            raise Nonsense
        options.update(timeout=PATIENCE_S, allow_redirects=False, stream=True)
        reply: Reply = super().request(method, url, **options)
        with reply:
            _read(reply)
        if 300 <= reply.status_code < 400:
            raise Nonsense
        return reply


class _Provider(FlaskOAuth2App):  # type: ignore[misc]  # as above
    """The provider, with a document that was looked at before it is believed."""

    client_cls = _Line
    server_metadata: dict[str, Any]
    """Of Authlib; what was read of the document."""

    def load_server_metadata(self) -> dict[str, Any]:
        """Return what is read of its document."""
        known: dict[str, Any] = self.server_metadata
        if time.time() - known.get("_loaded_at", 0) >= KEPT_FOR_S:
            with self._get_session() as line:
                reply = line.request("GET", self._server_metadata_url, withhold_token=True)
                reply.raise_for_status()
            self.server_metadata = known = _looked_at(reply.json(), settings())
        return dict(known)


def is_callable(address: Any, of: Settings) -> bool:
    """Whether the server may ask *address*: HTTPS and a name; on this machine only if the provider itself is."""
    parts = urlsplit(address if isinstance(address, str) else "")
    host, issuer = parts.hostname or "", urlsplit(of.oidc_issuer)
    if parts.username or parts.password or not host:
        return False
    if (parts.scheme, host) == (issuer.scheme, issuer.hostname):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return parts.scheme == "https" and host not in LOOPBACK
    return False


def leave(attempt: Attempt, *, anew: bool = False) -> AnyResponse:
    """Lead the browser to the provider. *anew*: whoever is signed in there has to show again who they are.

    Raises:
        Nonsense: its document could not be read.
    """
    given = settings()
    asked: dict[str, Any] = {"ui_locales": current_language()}
    if given.oidc_acr:
        asked["acr_values"] = given.oidc_acr
    if anew:
        asked.update(prompt="login", max_age=0)
    back = site() + url_for("account.provider_back", lang=DEFAULT)
    try:
        made = _provider().create_authorization_url(back, **asked)
    except Exception as fault:  # whatever it stumbles over came from the provider
        raise _nonsense(fault) from None
    for name in [name for name in session if name.startswith(f"_state_{NAME}")]:
        del session[name]  # one attempt at a time: the cookie stays small
    _provider().save_authorize_data(
        state=made["state"],
        nonce=made["nonce"],
        code_verifier=made["code_verifier"],
        redirect_uri=back,
        began=clock.now().timestamp(),
        lang=current_language(),
        attempt=asdict(attempt),
    )
    return redirect(made["url"], 303)


def come_back() -> tuple[Attempt, str, Any]:
    """Take up the attempt that this request comes back from, once.

    Returns:
        What it was for, the language that it began in, and what the provider has to be asked with.

    Raises:
        Lost: there is none.
    """
    provider, state = _provider(), request.args.get("state", "")
    kept = provider.framework.get_state_data(session, state)
    provider.framework.clear_state_data(session, state)
    if not isinstance(kept, dict):
        raise Lost
    began = datetime.fromtimestamp(kept["began"], clock.now().tzinfo)
    if clock.now() - began > LASTS:
        raise Lost
    return Attempt(**kept["attempt"]), str(kept["lang"]), kept


def ask_who(kept: dict[str, Any], *, anew: bool = False) -> Subject:
    """Exchange the code of this request for what the provider says of somebody.

    Raises:
        Cancelled: it says that nobody was let in.
        Nonsense: it does not answer, or what it says does not hold together.
        TooWeak: somebody was let in otherwise than was asked for.
    """
    if request.args.get("error"):
        raise Cancelled
    given, provider, code = settings(), _provider(), request.args.get("code", "")
    try:
        _check_issuer_of_answer(provider.load_server_metadata(), given)
        token = provider.fetch_access_token(
            kept["redirect_uri"], code=code, code_verifier=kept["code_verifier"]
        )
        claims = provider.parse_id_token(
            token,
            nonce=kept["nonce"],
            claims_options={
                "iss": {"essential": True, "value": given.oidc_issuer},
                "aud": {"essential": True, "value": given.oidc_client_id},
            },
            leeway=CLOCKS_OFF_S,
        )
        return _checked(claims, given, anew=anew)
    except Exception as fault:  # as above
        provider.server_metadata.pop("jwks", None)  # the next attempt reads its keys anew
        raise _nonsense(fault) from None


def _provider() -> _Provider:
    """Return the provider of this application; made when it is first needed."""
    found: _Provider | None = current_app.extensions.get(NAME)
    if found is None:
        given = settings()
        found = OAuth(current_app).register(
            NAME,
            client_cls=_Provider,
            client_id=given.oidc_client_id,
            client_secret=given.oidc_client_secret,
            server_metadata_url=given.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={"scope": "openid", "code_challenge_method": "S256"},
        )
        current_app.extensions[NAME] = found
    return found


def _looked_at(document: Any, given: Settings) -> dict[str, Any]:
    """Return what is read of the provider's document, if it is its own and its addresses can be called."""
    if not isinstance(document, dict) or document.get("issuer") != given.oidc_issuer:
        raise Nonsense
    if not all(
        is_callable(document.get(name), given)
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    ):
        raise Nonsense
    found = {name: document[name] for name in TAKEN_UP if name in document}
    supported = document.get("id_token_signing_alg_values_supported") or ["RS256"]
    found["id_token_signing_alg_values_supported"] = [name for name in ALGORITHMS if name in supported]
    methods = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" not in methods and "client_secret_post" in methods:
        found["token_endpoint_auth_method"] = "client_secret_post"  # noqa: S105 the name of a method
    if not found["id_token_signing_alg_values_supported"]:
        raise Nonsense
    return {**found, "_loaded_at": time.time()}


def _checked(claims: Any, given: Settings, *, anew: bool) -> Subject:
    """Return who a token is about that is signed, for us and of now, if it also holds what was asked for."""
    who = claims["sub"]
    if not (isinstance(who, str) and 0 < len(who) <= LONGEST and who.isascii() and who.isprintable()):
        raise Nonsense
    if given.oidc_acr and claims.get("acr") not in given.oidc_acr.split():
        raise TooWeak
    if anew and not _is_fresh(claims.get("auth_time")):
        raise TooWeak
    return Subject(given.oidc_issuer, who)


def _check_issuer_of_answer(document: dict[str, Any], given: Settings) -> None:
    """Refuse an answer that another provider sent here (RFC 9207)."""
    said = request.args.get("iss")
    is_promised = bool(document.get("authorization_response_iss_parameter_supported"))
    if (said is None and is_promised) or (said is not None and said != given.oidc_issuer):
        raise Nonsense


def _read(reply: Reply) -> None:
    """Read the body of *reply*, if it is small and quick."""
    until, body = time.monotonic() + PATIENCE_S, b""
    for piece in reply.iter_content(8192):
        body += piece
        if len(body) > LARGEST_ANSWER or time.monotonic() > until:
            raise Nonsense
    reply._content = body  # what requests itself does at the first look at .content


def _is_fresh(moment: Any) -> bool:
    if isinstance(moment, bool) or not isinstance(moment, (int, float)):
        return False
    age = clock.now().timestamp() - moment
    return -CLOCKS_OFF_S <= age <= FRESH.total_seconds()


def _nonsense(fault: Exception) -> Trouble:
    """Return what *fault* is to whoever signs in; the name of its class stands in the log, and nothing else of it."""
    current_app.logger.warning("identity provider: %s", type(fault).__name__)
    return fault if isinstance(fault, Trouble) else Nonsense()
