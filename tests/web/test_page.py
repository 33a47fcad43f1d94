"""The page client itself: each fault, planted, is found."""

from __future__ import annotations

import pytest

from tests.web.page import Page, check

GOOD = (
    "<html><head><title>Hej – Kontaktnätet</title></head><body><h1>Hej</h1>"
    '<label for="a">A</label><input id="a" name="a"></body></html>'
)


def test_a_good_page_passes() -> None:
    check(Page(GOOD), url="/")


@pytest.mark.parametrize(
    ("find", "plant"),
    [
        ("<title>Hej", "<title>Hopp"),
        ("</h1>", "</h1><h1>Två</h1>"),
        ("</h1>", '</h1><p id="a"></p>'),
        ('for="a"', 'for="b"'),
        ("<body>", '<body style="color:red">'),
        ("<body>", '<body onload="x()">'),
        ("<body>", "<body><style>p{}</style>"),
        ("<body>", "<body><script>x()</script>"),
        ("<body>", '<body><img src="https://example.org/x.png">'),
        ("<body>", '<body><p aria-describedby="nobody"></p>'),
        (" – Kontaktnätet", ""),
    ],
)
def test_a_planted_fault_is_found(find: str, plant: str) -> None:
    with pytest.raises(AssertionError):
        check(Page(GOOD.replace(find, plant, 1)), url="/")
