"""Tests of the catalogue pages."""
