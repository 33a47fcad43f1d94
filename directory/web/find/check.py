"""*Menade du?* — the question asked back: a place that could be several, a field that is missing or wrong."""

from __future__ import annotations

from flask import Response, make_response, render_template

from directory.web.find.form import Form
from directory.web.find.told import NOTHING, Told

OK = 200
UNPROCESSABLE = 422


def check_page(form: Form, told: Told = NOTHING) -> Response:
    """Return the form with everything kept, what has to be settled, and what is told about the sentence.

    To ask back is no error; a field that is missing or wrong is one.
    """
    page = render_template("find/check.html", form=form, told=told)
    return make_response(page, OK if form.is_asking_back else UNPROCESSABLE)
