"""A point's pages as of a session, and what addresses may say."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.actions import discussion_points
from issues.forums.default_points import load_points
from issues.models import DiscussionPoint
from tests import worlds
from tests.factories import sittings
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_commitment, a_request

pytestmark = pytest.mark.usefixtures("points")

AFTER = datetime(2024, 5, 20, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


def cost():
    return DiscussionPoint.objects.get(code="cost")


@pytest.fixture(scope="module")
def past_once(once):
    return once(_make_past)


@pytest.fixture
def past(db, past_once):
    """A closed session, after which the point moved on and a request came up."""
    return worlds.copied(past_once)


def _make_past():
    load_points()
    secretariat = one_of_the_cast("secretariat")
    a_request("前からあるもの", published=True)
    a_commitment("前の約束", published=True)
    session = sittings.closed(secretariat, [cost()], held_on=date(2024, 5, 9))
    discussion_points.move(cost(), "start_discussion", by=secretariat, effective_at=AFTER)
    a_request("後から出たもの", published=True, said_on=date(2024, 5, 20))
    return session


def test_the_page_as_of_a_session_shows_the_point_as_it_stood(past, visitor, as_):
    then = as_(visitor).get(f"/points/cost/?as_of={past.pk}").context
    now = as_(visitor).get("/points/cost/").context

    assert [(c["stands"].label, c["total"], len(c["lines"])) for c in (then, now)] == [
        ("未着手", 1, 0),
        ("検討中", 2, 1),
    ]
    assert [stop.place for stop in then["stops"]] == ["now"]


def test_nothing_is_moved_in_the_past(past, secretariat, as_):
    then = as_(secretariat).get(f"/points/cost/?as_of={past.pk}")
    now = as_(secretariat).get("/points/cost/")

    assert [len(page.context["offers"]) for page in (then, now)] == [0, 1]
    assert "この論点を進める" not in then.content.decode()


def test_links_of_the_page_carry_the_session_along(past, visitor, as_):
    text = as_(visitor).get(f"/points/cost/?as_of={past.pk}&by=size").content.decode()

    assert f'href="/requests/?point=cost&amp;size=town&amp;joined=no&amp;as_of={past.pk}"' in text
    assert f'href="/points/cost/brief/?as_of={past.pk}"' in text
    assert f'href="?by=outcome&amp;as_of={past.pk}#requests"' in text


def test_since_when_counts_from_the_first_change_to_the_status_it_has(past, secretariat, as_):
    stands = as_(secretariat).get("/points/cost/").context["stands"]

    assert (stands.status, stands.since) == ("discussing", date(2024, 5, 20))


@pytest.mark.parametrize(
    "path",
    [
        "/points/cost/?as_of=999",
        "/points/cost/?as_of=nonsense",
        "/points/cost/brief/?as_of=999",
        "/points/cost/?memo=999",
        "/points/nonsense/brief/",
    ],
)
def test_what_is_not_there_is_not_found(path, past, secretariat, as_):
    assert as_(secretariat).get(path).status_code == 404


@pytest.mark.parametrize("by", ["nonsense", ""])
def test_an_unknown_grouping_shows_organizations(by, past, visitor, as_):
    assert as_(visitor).get(f"/points/cost/?by={by}").context["by"] == "organization"


def test_a_nul_in_the_grouping_is_refused_at_the_door(past, visitor, as_):
    assert as_(visitor).get("/points/cost/?by=size%00").status_code == 400


@pytest.mark.parametrize("path", ["/points/cost/?as_of={}", "/points/cost/brief/?as_of={}"])
def test_looking_back_needs_as_many_queries_for_three_rows_as_for_one(path, past, client):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(path.format(past.pk))
        return len(caught)

    one = queries()
    for code in ("232033", "350001"):
        a_request(published=True, code=code)
        a_commitment(published=True)

    assert queries() == one


def test_the_paper_says_that_made_up_records_are_in_it(visitor, as_):
    plain = as_(visitor).get("/points/cost/brief/").content.decode()
    a_request("作り物", published=True, fictional=True)
    marked = as_(visitor).get("/points/cost/brief/").content.decode()

    assert ["架空のデータを含む" in text for text in (plain, marked)] == [False, True]


def test_the_paper_for_outsiders_is_without_what_is_internal(past, visitor, secretariat, as_):
    outside, inside = (
        as_(who).get("/points/cost/brief/").content.decode() for who in (visitor, secretariat)
    )

    assert ["内部用" in text for text in (outside, inside)] == [False, True]
