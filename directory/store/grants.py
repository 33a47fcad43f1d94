"""What a PostgreSQL role needs that runs the program and owns nothing: it may write facts, and only add to the ledger.

The triggers of the ledger refuse everybody; whoever owns the tables can take a trigger away. A role without any
right to do so cannot.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from directory.errors import SettingsError
from directory.model import Base

ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")
"""A name that needs no quotes; ``public`` and ``pg_…`` are PostgreSQL's own."""

ONLY: dict[str, tuple[str, ...]] = {
    "ledger_entry": ("SELECT", "INSERT"),
    "ledger_detail": ("SELECT", "INSERT", "UPDATE(content, salt, erased_at)"),
    "ledger_head": ("SELECT", "UPDATE(seq, digest)"),
    "graph_revision": ("SELECT", "UPDATE"),
    "alembic_version": ("SELECT",),
}
"""Tables on which a role gets less than all that ordinary use needs."""

ORDINARY = ("SELECT", "INSERT", "UPDATE", "DELETE")


def grants(role: str) -> list[str]:
    """Return the statements that give *role* what it needs in this schema, and take what it had before.

    To be run by the owner of the tables; again after every upgrade, since new tables are nobody else's.

    Raises:
        SettingsError: that is no name of a role.
    """
    if ROLE.fullmatch(role) is None or role == "public" or role.startswith("pg_"):
        raise SettingsError(
            "The name of the role must be lower-case letters, digits and _, and not PostgreSQL's own."
        )
    tables = ["alembic_version", *sorted(Base.metadata.tables)]
    return [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON SCHEMA public FROM {role}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"GRANT USAGE ON SCHEMA public TO {role}",
        *(f'GRANT {", ".join(ONLY.get(table, ORDINARY))} ON "{table}" TO {role}' for table in tables),
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    ]


def apply_grants(connection: Connection, role: str) -> None:
    """Run the statements for *role* in the caller's transaction.

    Raises:
        SettingsError: there is no such role, or grants cannot bind it: it is a superuser or owns the ledger.
    """
    statements = grants(role)
    found = connection.execute(
        text(
            "SELECT rolsuper OR EXISTS (SELECT 1 FROM pg_class WHERE relname = 'ledger_entry' "
            "AND pg_has_role(r.oid, relowner, 'MEMBER')) FROM pg_roles r WHERE rolname = :role"
        ),
        {"role": role},
    ).scalar()
    if found is None:
        raise SettingsError(
            f"There is no role {role}. Make it first:\n  CREATE ROLE {role} LOGIN PASSWORD '…'"
        )
    if found:
        raise SettingsError(
            f"The role {role} owns the ledger or may do everything: grants do not bind it. Use a role of its own "
            "to run the program, and another one to upgrade the tables."
        )
    for statement in statements:
        connection.execute(text(statement))
