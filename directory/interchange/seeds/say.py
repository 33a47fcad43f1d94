"""What pydantic found wrong in a row, said as a sentence that tells what to do."""

from __future__ import annotations

from pydantic_core import ErrorDetails

LONGEST_SHOWN = 60


def say_problem(problem: ErrorDetails) -> str:
    """Return a sentence about one problem; the column comes first where there is one."""
    column = f"“{problem['loc'][0]}”" if problem["loc"] else ""
    kind = problem["type"]
    context = problem.get("ctx", {})
    if kind == "missing":
        return f"{column} is empty. Fill it in."
    if kind == "value_error":
        return _sentence(f"{column} {context['error']}" if column else str(context["error"]))
    shown = str(problem.get("input", ""))[:LONGEST_SHOWN]
    if kind in ("enum", "literal_error"):
        return f"{column} is “{shown}”. Write one of: {context['expected']}."
    if kind in ("int_parsing", "int_from_float", "float_parsing"):
        return f"{column} is “{shown}”, which is not a number. Write digits only."
    if kind == "string_pattern_mismatch":
        return f"{column} is “{shown}”, which holds signs that are not allowed there. Use letters, digits, - and _."
    if kind == "too_short":
        return f"{column} is empty. Fill it in."
    return _sentence(f"{column} is “{shown}”: {problem['msg'][0].lower()}{problem['msg'][1:]}")


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
