"""What stands in an address without belonging there is not carried on, and gives no orders to the program."""

from __future__ import annotations

import pytest
from flask import Flask

from directory.web.carried import TAKEN
from tests.web.page import Pages

PAGES = (
    "/",
    "/about",
    "/keyboard",
    "/answer?need=boende&area=0138",
    "/areas",
    "/areas/0138",
    "/needs",
    "/needs/boende",
    "/organizations",
    "/services",
    "/search?q=kalmar",
    "/api/v1/docs",
)
ORDERS = ("_anchor", "_external", "_method", "_scheme", "endpoint", "self", "values", "area_id")
"""What ``url_for`` takes as its own, and names of parts of paths."""


def with_parameter(address: str, name: str, value: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{name}={value}"


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("address", PAGES)
def test_a_parameter_that_is_an_order_to_the_program_does_nothing(
    pages: Pages, address: str, name: str
) -> None:
    response = pages.client.get(with_parameter(address, name, "javascript"))
    assert response.status_code == (422 if address.startswith("/answer") else 200)
    assert "javascript:" not in response.text


@pytest.mark.parametrize("address", PAGES)
def test_what_somebody_put_into_an_address_is_not_in_the_links_of_its_page(
    pages: Pages, address: str
) -> None:
    response = pages.client.get(with_parameter(address, "note", "Karlssonsfall"))
    assert "Karlssonsfall" not in response.text


@pytest.mark.parametrize("kind", ["areas", "needs", "organizations", "services", "roles"])
def test_the_id_of_a_record_that_does_not_exist_is_nowhere_on_its_page(pages: Pages, kind: str) -> None:
    page = pages.get(f"/{kind}/Karlssonsfall?note=Karlssonsfall", 404)
    assert "Karlssonsfall" not in page.html
    assert any("lang=en" in link for link in page.links())


def test_another_spelling_of_an_area_leads_on_here_and_nowhere_else(pages: Pages) -> None:
    tricks = "_external=1&_scheme=javascript&_anchor=x&next=//elsewhere.example&group=adult-woman"
    response = pages.client.get(f"/areas/kommun-0138?{tricks}")
    assert response.status_code == 301
    assert response.headers["Location"] == "/areas/0138?group=adult-woman"


@pytest.mark.parametrize(
    "address",
    [
        "/answer?need=boende&area=0138&group=adult-woman&all=1",
        "/areas?q=kalmar",
        "/areas/0138?group=girl",
        "/organizations?q=a&kind=authority",
        "/services?q=a&need=boende&group=girl",
        "/search?q=kalmar",
    ],
)
def test_what_a_page_does_take_is_kept_in_the_other_language(pages: Pages, address: str) -> None:
    links = pages.get(address).links()
    assert any(
        set(address.partition("?")[2].split("&")) | {"lang=en"} == set(link.partition("?")[2].split("&"))
        for link in links
    )


def test_every_endpoint_with_parameters_exists(site: Flask) -> None:
    assert set(TAKEN) <= set(site.view_functions)


@pytest.mark.parametrize("address", ["/areas", "/areas/0138", "/organizations", "/services", "/search"])
def test_every_field_of_a_page_that_leads_to_itself_is_one_it_takes(
    site: Flask, pages: Pages, address: str
) -> None:
    page = pages.get(address)
    endpoint = site.url_map.bind("localhost").match(address)[0]
    main = page.html.split("<main", 1)[1]
    fields = {
        part.split('"', 1)[0]
        for form in main.split("<form")[1:]
        if f'action="{address}"' in form.split(">", 1)[0]
        for part in form.split("</form>", 1)[0].split('name="')[1:]
    }
    assert fields - {"lang"} <= set(TAKEN[endpoint])
