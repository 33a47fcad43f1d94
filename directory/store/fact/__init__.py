"""Rows of the database made into facts: one module for each part of the graph.

Each reads its whole part with a fixed number of statements, or only the records whose ids are given.
"""
