"""Lists, filters, pages and records of the API."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from directory.web.api import schema


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("areas", schema.AreaPage),
        ("areas/0138", schema.AreaOut),
        ("areas/SE", schema.AreaOut),
        ("needs", schema.NeedList),
        ("groups", schema.GroupList),
        ("statuses", schema.StatusList),
        ("roles", schema.RoleList),
        ("organizations", schema.OrganizationPage),
        ("organizations/jour", schema.OrganizationOut),
        ("services", schema.ServicePage),
        ("services/hem", schema.ServiceOut),
        ("search?q=tyres", schema.HitPage),
        ("places?q=Bollmora", schema.PlaceList),
    ],
)
def test_every_list_and_record_has_the_shape_that_is_described(
    client: FlaskClient, path: str, shape: type[schema.AreaPage]
) -> None:
    for lang in ("sv", "en"):
        response = (
            client.get(f"/api/v1/{path}", query_string=None)
            if lang == "sv"
            else client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}lang=en")
        )
        assert response.status_code == 200, response.data
        told = shape.model_validate_json(response.data)
        assert told.lang == lang
        assert response.headers["ETag"].startswith('W/"7-')
        again = client.get(response.request.full_path, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304


def ids(client: FlaskClient, path: str) -> list[str]:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.data
    return [item["id"] for item in response.get_json()["items"]]


def test_areas_are_found_by_kind_parent_name_and_position(client: FlaskClient) -> None:
    assert ids(client, "areas?kind=district") == ["0180-jarva"]
    assert ids(client, "areas?parent=lan01") == ["0138", "0163", "0180"]
    assert ids(client, "areas?q=tyreso") == ["0138"]
    assert ids(client, "areas?lat=59.24&lon=18.23") == ["0138", "SE", "lan01"]
    assert ids(client, "areas?kind=municipality&parent=lan01&q=stockholm") == ["0180"]


def test_an_area_tells_who_holds_which_role_and_where_nobody_is_known(client: FlaskClient) -> None:
    told = client.get("/api/v1/areas/0138").get_json()
    held = {holder["role"]["id"]: holder for holder in told["holders"]}
    assert held["soc"]["organization"]["id"] == "tyreso"
    assert held["jour"]["area"]["id"] == "lan01"
    assert [area["id"] for area in told["wider"]] == ["lan01", "SE"]
    vacant = client.get("/api/v1/areas/0163").get_json()["holders"]
    assert {
        holder["role"]["id"]: holder["organization"] for holder in vacant if holder["role"]["id"] == "soc"
    } == {"soc": None}


def test_services_are_filtered_by_need_area_group_and_name(client: FlaskClient) -> None:
    assert ids(client, "services") == ["hem", "minne", "sv-112"]
    assert ids(client, "services?need=boende") == ["hem", "minne"]
    assert ids(client, "services?area=0138") == ["hem", "minne", "sv-112"]
    assert ids(client, "services?area=0687") == ["sv-112"]
    assert ids(client, "services?q=hem") == ["hem"]


def test_a_long_list_comes_in_pages_that_lead_to_each_other(client: FlaskClient) -> None:
    first = client.get("/api/v1/areas?per_page=3").get_json()
    assert (first["total"], first["page"], len(first["items"])) == (8, 1, 3)
    assert first["links"]["prev"] is None
    second = client.get(first["links"]["next"]).get_json()
    last = client.get(second["links"]["next"]).get_json()
    assert last["links"]["next"] is None
    assert client.get(last["links"]["prev"]).get_json() == second
    every = [item["id"] for page in (first, second, last) for item in page["items"]]
    assert every == sorted(every)
    assert len(set(every)) == 8
    beyond = client.get("/api/v1/areas?per_page=3&page=99").get_json()
    assert beyond["items"] == []
    assert beyond["links"]["prev"] == last["links"]["self"]


@pytest.mark.parametrize("value", ["0", "101", "-1", "x", "1.5", "9999999"])
def test_a_page_of_more_than_a_hundred_or_none_is_refused(client: FlaskClient, value: str) -> None:
    response = client.get(f"/api/v1/areas?per_page={value}")
    assert response.status_code == 422
    assert response.get_json()["field"] == "per_page"


def test_an_unknown_filter_is_refused_with_those_there_are(client: FlaskClient) -> None:
    for path in ("areas", "areas/0138", "needs", "roles", "services", "organizations", "search", "places"):
        response = client.get(f"/api/v1/{path}?colour=red")
        assert response.status_code == 422, path
        detail = response.get_json()["detail"]
        assert detail.startswith("Okänt fält. De fält som finns är: ")
        assert "page" in detail
        assert "colour" not in response.text


def test_a_place_is_looked_up_for_whoever_types_it(client: FlaskClient) -> None:
    told = client.get("/api/v1/places?q=Bollmora").get_json()
    assert told["match"] == "exact"
    assert told["items"][0]["area"] == "0138"
    assert client.get("/api/v1/places?q=Sj%C3%B6bo").get_json()["match"] == "ambiguous"
    assert client.get("/api/v1/places").get_json()["items"] == []


def test_the_needs_are_listed_as_a_tree_is_read(client: FlaskClient) -> None:
    listed = ids(client, "needs")
    assert listed.index("boende_akut") == listed.index("boende") + 1
    assert set(listed) == {"boende", "boende_akut", "skydd", "stod", "stodsamtal", "vard"}
