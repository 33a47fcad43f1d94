"""Both languages are whole: every text of templates and code has its English, once, and no more than that."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from directory.shipped import folder
from directory.web.language import FOLDER, translations
from tests.web.page import Pages

KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
FILLED = re.compile(r"%\((\w+)\)")


def said_in(place: Path) -> set[tuple[str | None, str]]:
    """Return (context, text) of everything that is said below *place*; the singular where there are two forms."""
    found = extract_from_dir(
        place,
        [("**.py", "python"), ("**.html", "jinja2")],
        {"**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}},
        keywords=KEYWORDS,
    )
    return {
        (context, text[0] if isinstance(text, tuple) else text)
        for _file, _line, text, _notes, context in found
    }


def said() -> set[tuple[str | None, str]]:
    return said_in(folder("templates")) | said_in(FOLDER.parent / "web")


def messages() -> list[tuple[str, Message]]:
    """Return every text of every catalogue with the name of its file."""
    found = []
    for path in sorted((FOLDER / "en").glob("*.po")):
        with path.open("rb") as file:
            found += [(path.name, message) for message in read_po(file, locale="en") if message.id]
    return found


def key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id[0] if isinstance(message.id, tuple) else message.id


def test_every_text_has_its_english() -> None:
    known = {key(message) for _file, message in messages()}
    assert sorted(str(text) for text in said() - known) == []


def test_no_catalogue_holds_a_text_that_is_said_nowhere() -> None:
    spoken = said()
    assert [(file, message.id) for file, message in messages() if key(message) not in spoken] == []


def test_a_text_stands_in_one_catalogue_only() -> None:
    times = Counter(key(message) for _file, message in messages())
    assert [text for text, count in times.items() if count > 1] == []


def test_no_text_is_left_empty_or_fuzzy() -> None:
    def forms(message: Message) -> list[str]:
        return list(message.string) if isinstance(message.string, tuple) else [message.string]

    assert [message.id for _file, message in messages() if not all(forms(message)) or message.fuzzy] == []


def test_what_is_filled_in_is_the_same_in_both() -> None:
    def names(text: object) -> set[str]:
        return set(FILLED.findall(" ".join(text) if isinstance(text, tuple) else str(text)))

    differ = [message.id for _file, message in messages() if names(message.id) != names(message.string)]
    assert differ == []


def test_a_text_without_english_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "new.html").write_text('{{ _("Ett ord som ingen har översatt") }}', "utf-8")
    assert said_in(tmp_path) - {key(message) for _file, message in messages()}


def test_swedish_is_the_language_of_the_keys() -> None:
    assert translations("sv").gettext("Fråga") == "Fråga"
    assert translations("en").gettext("Fråga") == "Ask"


def test_the_language_stands_in_the_address_and_is_carried_along(pages: Pages) -> None:
    page = pages.get("/?lang=en")
    assert page.attributes("html")[0]["lang"] == "en"
    inside = [link for link in page.links() if link.startswith("/") and "hreflang" not in link]
    assert [link for link in inside if "lang=en" not in link] == ["/"]


def test_the_link_to_the_other_language_keeps_the_question(pages: Pages) -> None:
    page = pages.get("/answer?need=boende_akut&need=juridik&area=0138")
    other = next(one["href"] for one in page.attributes("a") if one.get("hreflang") == "en")
    assert other == "/answer?need=boende_akut&need=juridik&area=0138&lang=en"


@pytest.mark.parametrize("asked", ["de", "", "sv", "../../etc"])
def test_any_other_language_is_swedish(pages: Pages, asked: str) -> None:
    assert pages.get(f"/?lang={asked}").attributes("html")[0]["lang"] == "sv"


def test_a_form_that_goes_by_get_keeps_the_language(pages: Pages) -> None:
    hidden = [one for one in pages.get("/?lang=en").attributes("input") if one.get("type") == "hidden"]
    assert {"name": "lang", "value": "en", "type": "hidden"} in hidden
