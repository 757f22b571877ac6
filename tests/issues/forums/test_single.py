"""With one 協議の場 nothing speaks of it, and nothing is narrowed down."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request

PAGES = ("/", "/points/", "/points/cost/", "/requests/", "/overview/", "/meetings/")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_offers_a_choice_or_carries_one_along(path, points, client):
    a_request(published=True)

    page = client.get(path).content.decode()

    assert "協議の場" not in page
    assert "forum" not in page


def test_its_own_address_shows_the_same_page(points, client):
    page = client.get("/forums/digital_base/points/")

    assert page.status_code == 200
    assert 'href="/points/cost/"' in page.content.decode()
    assert client.get("/points/?forum=unknown").status_code == 404


def test_no_list_is_narrowed_down(points, client):
    a_request(published=True)

    with CaptureQueriesContext(connection) as caught:
        client.get("/requests/")

    assert not [query for query in caught if '"forum_id" = ' in query["sql"]]


def test_a_body_is_set_up_without_a_choice(points, secretariat, as_):
    assert "forum" not in as_(secretariat).get("/meetings/bodies/new/").context["form"].fields


@pytest.mark.parametrize("path", ["/", "/help/", "/requests/", "/points/"])
@pytest.mark.parametrize("name", [None, "secretariat", "digital"])
def test_an_unknown_one_is_answered_by_a_page_that_says_so(client, points, path, name):
    client.raise_request_exception = False
    if name:
        client.force_login(one_of_the_cast(name))

    answer = client.get(path, {"forum": "unknown"})

    assert answer.status_code in (200, 302, 403, 404)
    if path in ("/requests/", "/points/"):
        assert (answer.status_code, answer.templates[0].name) == (404, "404.html")
