"""What may not stand in a kept file: addresses of package indexes, paths of one machine, things left open."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import kept_files, lines_of

# Put together from pieces, so that this file does not find itself.
INDEX_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("proxy", "golang", "org"),
    )
]
INDEX_OPTIONS = ["--" + "index-url", "--extra-" + "index-url", "--find-" + "links", "--trusted-" + "host"]
INDEX = re.compile(
    "|".join(re.escape(word) for word in [*INDEX_HOSTS, *INDEX_OPTIONS]) + r'|"resolv' + 'ed":'
)

MACHINE_PATH = re.compile(
    r"(?<![\w.$}>/])/(?:work|farm|root|Users|home)/[A-Za-z.]|(?<![\w.$}>/])/tmp/[A-Za-z]"
)

LEFT_OPEN = re.compile(r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")

RULES = [
    pytest.param(INDEX, id="no address of a package index"),
    pytest.param(MACHINE_PATH, id="no path of one machine"),
    pytest.param(LEFT_OPEN, id="nothing left open"),
]


@pytest.mark.parametrize("rule", RULES)
def test_no_kept_file_has_words_that_do_not_belong_there(rule: re.Pattern[str]) -> None:
    lines = list(lines_of(kept_files()))
    assert lines
    assert [f"{place}: {text.strip()[:120]}" for place, text in lines if rule.search(text)] == []


def test_a_lock_file_that_knows_its_registry_is_not_kept() -> None:
    names = {path.name for path in kept_files()}
    assert not names & {"uv.lock", "pylock.toml", "poetry.lock", "yarn.lock"}


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (INDEX, "--" + "index-url https://example.org/simple"),
        (INDEX, "flask @ https://files.python" + "hosted.org/flask.whl"),
        (INDEX, '  "resolv' + 'ed": "https://example.org/axe.tgz",'),
        (MACHINE_PATH, "open('/ho" + "me/anna/seeds.csv')"),
        (MACHINE_PATH, "see /wo" + "rk/shared for more"),
        (LEFT_OPEN, "# TO" + "DO: mend"),
    ],
)
def test_each_such_word_would_be_found(rule: re.Pattern[str], line: str) -> None:
    assert rule.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/work/hours", "templates/home/start.html", "url_for('/arbete/work/x')"]
)
def test_addresses_of_pages_are_not_taken_for_paths_of_a_machine(line: str) -> None:
    assert not MACHINE_PATH.search(line)
