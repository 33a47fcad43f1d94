"""Maintaining: what those who keep the directory do to its facts."""
