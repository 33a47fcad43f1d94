"""What the program never does: run words as code, start other programs, trust a format that runs, build SQL of text.

Read from the syntax tree, so that a name in a comment is no fault and an alias is no way around.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, kept_files

IMPORTS = frozenset(
    (
        *("subprocess", "pty", "ctypes", "code", "codeop", "runpy"),
        *("pickle", "marshal", "shelve", "dill", "yaml", "xml", "lxml"),
        *("ldap", "ldap3", "telnetlib"),
    )
)
"""Modules that start programs, run what they read, or read XML (entities) and LDAP: none is needed here."""
APART = "directory/interchange/table/apart.py"
"""The one file that starts processes: our own modules, so that a file which somebody brought harms nothing else."""
CALLS = frozenset(
    {
        *(
            "eval",
            "exec",
            "compile",
            "__import__",
            "os.system",
            "os.popen",
            "os.execv",
            "os.spawnv",
            "os.fork",
        ),
        *("flask.render_template_string", "render_template_string", "hashlib.md5", "hashlib.sha1"),
    }
)
OUTWARD = {
    "smtplib": ["directory/mail"],
    "requests": ["directory/account", "directory/web/account"],
    "authlib": ["directory/account", "directory/web/account"],
    "urllib.request": [],
    "http.client": [],
    "httpx": [],
    "ftplib": [],
}
"""Modules that call other machines, and the folders that may: the mail server and the identity provider of the
settings. The database has its driver."""
SQL_CALLS = frozenset({"text", "exec_driver_sql"})
MAY_WRITE_SQL = ("directory/migrations/", "directory/db.py", "directory/store/watch.py")
"""Where names of tables and settings, all of them constants, are put into statements."""
DRAWN = frozenset({"directory/web/icon.py", "directory/web/account/qr.py"})
"""Put our own drawings into pages: from files that ship, and the squares that an app reads."""
TEMPLATE = re.compile(r"\|\s*safe\b|autoescape\s+false|\{%-?\s*autoescape", re.IGNORECASE)
SCRIPT = re.compile(
    r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|"
    r"localStorage|indexedDB|document\.cookie|Object\.assign|__proto__|addEventListener\(\s*[\"']message"
)


def dotted(node: ast.expr) -> str:
    """Return a name as it is written: ``os.system``; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of every module that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dangers(source: str, name: str) -> list[str]:
    """List what *source*, the file *name*, does and must not."""
    tree = ast.parse(source)
    found = []
    for line, module in imported(tree):
        if module.split(".")[0] in IMPORTS and not (module == "subprocess" and name == APART):
            found.append(f"{name}:{line} imports {module}")
        for outward, folders in OUTWARD.items():
            if (module == outward or module.startswith(f"{outward}.")) and not name.startswith(
                tuple(folders)
            ):
                found.append(f"{name}:{line} calls other machines with {module}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found += [f"{name}:{node.lineno} {fault}" for fault in faults_of_call(node, name)]
    return found


def faults_of_call(node: ast.Call, name: str) -> Iterator[str]:
    called = dotted(node.func)
    last = node.func.attr if isinstance(node.func, ast.Attribute) else called
    first = node.args[0] if node.args else None
    if called in CALLS:
        yield f"calls {called}"
    if any(word.arg == "shell" for word in node.keywords):
        yield "gives words to a shell"
    is_made = first is not None and not isinstance(first, ast.Constant)
    is_pieced = isinstance(first, ast.JoinedStr | ast.BinOp | ast.Call)
    if last in SQL_CALLS and is_pieced and not name.startswith(MAY_WRITE_SQL):
        yield "puts a statement together from pieces"
    if called == "Markup" and is_made and name not in DRAWN:
        yield "marks words as HTML that are not written there"
    if called.startswith("re.") and isinstance(first, ast.Name) and first.id.islower():
        yield "searches with a pattern that is not written there"


def python_files() -> list[Path]:
    return [path for path in kept_files("directory", "wsgi.py") if path.suffix == ".py"]


def test_the_program_does_none_of_it() -> None:
    files = python_files()
    assert files
    found = [
        fault
        for path in files
        for fault in dangers(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import subprocess", "imports subprocess"),
        ("from xml.etree import ElementTree", "imports xml.etree"),
        ("import pickle as p", "imports pickle"),
        ("import requests", "calls other machines"),
        ("from urllib.request import urlopen", "calls other machines"),
        ("from urllib import request", "calls other machines"),
        ("eval(words)", "calls eval"),
        ("os.system(words)", "calls os.system"),
        ("run(words, shell=True)", "gives words to a shell"),
        ("hashlib.md5(words)", "calls hashlib.md5"),
        ("session.execute(text(f'SELECT {words}'))", "puts a statement together"),
        ("connection.exec_driver_sql('SELECT ' + words)", "puts a statement together"),
        ("text('SELECT {}'.format(words))", "puts a statement together"),
        ("Markup(words)", "marks words as HTML"),
        ("Markup(f'<b>{words}</b>')", "marks words as HTML"),
        ("re.search(words, text)", "searches with a pattern"),
        ("render_template_string(words)", "calls render_template_string"),
    ],
)
def test_each_of_them_would_be_found(source: str, words: str) -> None:
    assert any(words in fault for fault in dangers(source, "directory/web/planted.py"))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("text('SELECT 1')", "directory/store/some.py"),
        ("Markup('<b>{}</b>').format(words)", "directory/web/some.py"),
        ("import smtplib", "directory/mail/some.py"),
        ("re.search(PATTERN, words)", "directory/web/some.py"),
        ("from urllib.parse import urlsplit", "directory/web/some.py"),
    ],
)
def test_what_is_allowed_is_not_taken_for_it(source: str, name: str) -> None:
    assert dangers(source, name) == []


def test_templates_escape_everything() -> None:
    files = [path for path in kept_files("templates") if path.suffix == ".html"]
    assert files
    assert [path.name for path in files if TEMPLATE.search(path.read_text(encoding="utf-8"))] == []


def test_our_script_writes_text_and_never_html() -> None:
    files = kept_files("directory/web/static/js")
    assert files
    assert [path.name for path in files if SCRIPT.search(path.read_text(encoding="utf-8"))] == []


def test_the_script_that_is_not_ours_may_not_run_words_either() -> None:
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    for setting in ('"allowEval": false', '"selfRequestsOnly": true', '"historyCacheSize": 0'):
        assert setting in base


@pytest.mark.parametrize("planted", ["{{ note|safe }}", "{% autoescape false %}", "{{ note | safe }}"])
def test_a_template_that_does_not_escape_would_be_found(planted: str) -> None:
    assert TEMPLATE.search(planted)


@pytest.mark.parametrize("planted", ["place.innerHTML = words", "eval(words)", "localStorage.setItem(a, b)"])
def test_a_script_that_writes_html_or_keeps_things_would_be_found(planted: str) -> None:
    assert SCRIPT.search(planted)
