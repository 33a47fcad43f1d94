"""Membership: who is invited, who has which rights, and how all of them end."""
