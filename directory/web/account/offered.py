"""What is offered beside password and code, as the templates of this part of the site need it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from directory.account.passkey import list_passkeys
from directory.account.provider import Issuer, list_links
from directory.model import Account
from directory.web.account.passkeys import key_site
from directory.web.account.provider import provider_name
from directory.web.database import settings


def offered() -> dict[str, Any]:
    """Return whether passkeys can be made here, and what the identity provider is called, for every page."""
    return {"provider_name": provider_name(), "takes_passkeys": key_site().has_passkeys}


def held(reading: Session, account_id: str) -> dict[str, Any]:
    """Return the passkeys and the link of an account, and by what it can show anew who it is."""
    account, issuer = reading.get_one(Account, account_id), Issuer.of(settings())
    links = list_links(reading, account_id, issuer.address) if issuer is not None else []
    return {
        "confirms_by_app": account.code_secret is not None,
        "confirms_by_provider": bool(links) and issuer is not None and issuer.is_strong,
        "passkeys": list_passkeys(reading, account_id),
        "provider_links": links,
    }
