"""The start page: one sentence, or four fields."""

from __future__ import annotations

from flask import render_template

from directory.access import Permission, needs
from directory.web.find import blueprint


@blueprint.get("/")
@needs(Permission.ANSWER_READ)
def ask() -> str:
    """Show the question as a form."""
    return render_template("find/ask.html")


@blueprint.get("/keyboard")
@needs(Permission.ABOUT_READ)
def keyboard() -> str:
    """Show what keys there are."""
    return render_template("find/keyboard.html")
