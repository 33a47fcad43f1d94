"""Invented contact persons, numbers, notes and places, to try the product with; never in production."""

from directory.interchange.demo.load import DemoReport, load_demo, remove_demo

__all__ = ["DemoReport", "load_demo", "remove_demo"]
