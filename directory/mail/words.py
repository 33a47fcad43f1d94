"""The words of a letter: a template for each kind and language, filled with values that cannot become anything else.

The first line of a template is the subject. What people have typed (their names) comes into a letter as one line of
plain text, without line breaks, control characters, direction marks or what a mail program would make a link of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from directory.mail.letter import FORMS, LetterKind
from directory.shipped import folder

LONGEST_VALUE = 120
"""Characters of a name. Addresses of our own pages may be longer."""
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories (UAX 44) of what is no visible character of a line: breaks, controls, direction marks, …"""
LINK_LIKE = re.compile(r"(?i)www\.|[a-z][a-z0-9+.-]{1,15}:/+|mailto:|/{2,}|@")
DOT_IN_A_NAME = re.compile(r"(?<=\w)\.(?=[^\W\d_])")
ADDRESSES = ("link",)
"""Values that are addresses of our own pages, made by the program."""
PARAGRAPHS = ("asked", "facts", "lines", "words")
"""Values of several lines, put together by the program. A line that is the address of a page of ours stays one."""
LONGEST_LINE = 400
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in one language, ready to be sent."""

    subject: str
    body: str


def words_for(kind: LetterKind, lang: str, values: Mapping[str, str], *, home: str) -> Words:
    """Return the words of a letter of *kind* in *lang*; *home* is the address of the start page.

    Raises:
        ValueError: *values* are not those of the kind, or a link does not lead to *home*.
    """
    if set(values) != set(FORMS[kind].values):
        raise ValueError(f"{kind} takes {sorted(FORMS[kind].values)}, not {sorted(values)}")
    filled = {
        name: _address(text, home)
        if name in ADDRESSES
        else _paragraph(text, home)
        if name in PARAGRAPHS
        else harmless(text)
        for name, text in values.items()
    }
    text = _environment().get_template(f"{kind.value}.{lang}.txt").render(filled, home=home)
    subject, _, body = text.partition("\n")
    return Words(one_line(subject), body.strip("\n") + "\n")


def one_line(text: str) -> str:
    """Return *text* as one line that nothing can hide in."""
    visible = (
        " " if unicodedata.category(each) in UNSAFE else each for each in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(visible).split())


def harmless(text: str, longest: int = LONGEST_VALUE) -> str:
    """Return a name as one short line that no mail program makes a link of: ``evil.example`` gets a space."""
    line = " ".join(DOT_IN_A_NAME.sub(". ", LINK_LIKE.sub(" ", one_line(text))).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _paragraph(text: str, home: str) -> str:
    """Return lines, each as harmless as a name; one that is an address leads to a page of ours or is not written."""
    lines = text.split("\n")[:MOST_LINES]
    return "\n".join(
        _address(line, home) if line.startswith(f"{home}/") else harmless(line, LONGEST_LINE)
        for line in lines
    )


def _address(link: str, home: str) -> str:
    ours, theirs = urlsplit(home), urlsplit(link)
    is_ours = (theirs.scheme, theirs.netloc) == (ours.scheme, ours.netloc)
    if not is_ours or not link.isascii() or not link.isprintable() or " " in link:
        raise ValueError("a link of a letter leads to a page of ours, and nowhere else")
    return link


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder("templates") / "mail"),
        undefined=StrictUndefined,
        autoescape=False,  # plain text, never shown as HTML
        keep_trailing_newline=True,
    )
