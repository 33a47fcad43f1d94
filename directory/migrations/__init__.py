"""Alembic's scripts. ``directory.store.schema`` runs them; a revision is numbered, and there is one line of them."""
