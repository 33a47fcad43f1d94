"""Accounts: how somebody shows who they are, and how that ends. Own code is kept small; the hard parts are libraries'.

argon2-cffi for passwords, pyotp for codes, webauthn for passkeys, Authlib for identity providers, cryptography for
what must be read again. Whom somebody may do what to is not its matter (``access``), nor who gives rights
(``membership``).
"""
