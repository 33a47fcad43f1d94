"""Borders from a network: they lie with the rules that ask for them."""

from __future__ import annotations

from directory.access.borders import NetworkBorders

__all__ = ["NetworkBorders"]
