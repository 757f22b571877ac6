import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.issues import a_commitment, a_request

pytestmark = pytest.mark.usefixtures("points")


def queries(client, path):
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return len(caught)


def test_the_six_points_stand_in_the_order_of_the_minutes(client):
    rows = client.get("/points/").context["matrix"].rows

    assert [row.point.code for row in rows] == [
        "efficiency", "role", "consultation", "talent", "standardization", "cost",
    ]  # fmt: skip


def test_a_request_of_two_points_counts_in_both_but_once_in_all(client):
    a_request(published=True, points=("cost", "talent"))

    matrix = client.get("/points/").context["matrix"]

    assert {row.point.code: row.total for row in matrix.rows if row.total} == {
        "cost": 1,
        "talent": 1,
    }
    assert matrix.total == 1


def test_a_point_groups_its_requests_by_organization(client):
    town = a_request(published=True)
    city = a_request(published=True, code="232033")
    other = a_request(published=True)
    a_request(published=True, points=("talent",))

    groups = client.get("/points/cost/").context["groups"]

    assert [
        (group.label, group.note, group.count, [line.local_request.number for line in group.lines])
        for group in groups
    ] == [
        ("秋田県美郷町", "町", 2, [town.number, other.number]),
        ("愛知県一宮市", "中核市", 1, [city.number]),
    ]


def test_a_point_counts_its_requests_by_size_class_with_the_empty_ones(client):
    a_request(published=True)
    a_request(published=True, code="232033")

    groups = client.get("/points/cost/?by=size").context["groups"]

    assert [(group.label, group.count) for group in groups] == [
        ("都道府県", 0),
        ("指定都市", 0),
        ("中核市", 1),
        ("市", 0),
        ("特別区", 0),
        ("町", 1),
        ("村", 0),
        ("全国団体", 0),
    ]


PAGES = (
    "/points/",
    "/points/cost/",
    "/points/cost/?by=outcome",
    "/points/cost/?by=size",
    "/points/cost/?by=ministry",
    "/points/cost/brief/",
    "/",
)


@pytest.mark.parametrize("path", PAGES)
def test_it_needs_as_many_queries_for_three_rows_as_for_one(path, client):
    a_request(published=True)
    a_commitment(published=True)
    one = queries(client, path)
    for code in ("232033", "350001"):
        a_request(published=True, code=code, points=("cost", "talent"))
        a_commitment(published=True)

    assert queries(client, path) == one


def test_an_unknown_point_is_not_found(client):
    assert client.get("/points/nonsense/").status_code == 404
