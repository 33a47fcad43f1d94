"""An authenticator in software: makes passkeys and signs with them as a phone would, right or wrong on request."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.encode_cbor import encode_cbor

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40
"""Flags of authenticator data (WebAuthn level 3, 6.1)."""


@dataclass
class Authenticator:
    """One key. ``flags``, ``origin``, ``rp_id`` and ``algorithm`` (COSE) are what it claims; a test lets it lie."""

    origin: str = "https://kontakt.example.org"
    rp_id: str = "kontakt.example.org"
    flags: int = PRESENT | VERIFIED
    algorithm: int = -7
    count: int = 0
    id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def name(self) -> str:
        """The id of the key as it is stored."""
        return bytes_to_base64url(self.id)

    def make(self, options: str, **changes: Any) -> str:
        """Answer what a browser was asked to make."""
        public = self.key.public_key().public_numbers()
        cose = {
            1: 2,
            3: self.algorithm,
            -1: 1,
            -2: public.x.to_bytes(32, "big"),
            -3: public.y.to_bytes(32, "big"),
        }
        data = self._data(HAS_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + encode_cbor(cose)
        attestation = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": bytes_to_base64url(self._client("webauthn.create", options)),
            "attestationObject": bytes_to_base64url(attestation),
        }
        return self._reply(response, changes)

    def sign(self, options: str, *, spoil: bool = False, **changes: Any) -> str:
        """Answer what a browser was asked to sign; *spoil* changes one bit of the signature's message."""
        self.count += 1
        data, client = self._data(), self._client("webauthn.get", options)
        message = data + hashlib.sha256(client).digest()
        signed = self.key.sign(message + b"!" if spoil else message, ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": bytes_to_base64url(client),
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(signed),
            "userHandle": None,
        }
        return self._reply(response, changes)

    def _data(self, more_flags: int = 0) -> bytes:
        rp = hashlib.sha256(self.rp_id.encode()).digest()
        return rp + bytes([self.flags | more_flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _reply(self, response: dict[str, Any], changes: dict[str, Any]) -> str:
        whole = {"id": self.name, "rawId": self.name, "type": "public-key", "response": response}
        return json.dumps({**whole, **changes})
