"""Quota: what happens when an account has seen as much in a day as one may, whatever it was."""
