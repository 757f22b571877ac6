"""What is not published shows nowhere to those who may not see it: no title, no quote, no count.
The pages themselves are read in `test_leaks_of_life`, for these words too."""

import json

import pytest
from django.utils import timezone

from issues.actions import corrections
from issues.columns import declared
from issues.history.timeline import Change
from issues.models import LocalRequest
from meetings.actions import passages
from tests import worlds
from tests.factories.rows import put
from tests.factories.world import OPEN_ASK, OPEN_PROMISE, SECRET_ASK, SECRET_PROMISE, make_all

EVERY_COLUMN = "/requests/?columns=" + ",".join(each.name for each in declared.COLUMNS)
PAGES = (
    "/",
    "/requests/",
    "/requests/?status=logged&sort=-date",
    "/requests/?q=秘密の基金",
    "/requests/?q=費用",
    "/search/?q=秘密の基金",
    "/search/?q=ひみつのききん",
    "/search/?q=費用",
    "/search/?q=補正予算",
    EVERY_COLUMN,
    "/points/",
    "/points/cost/",
    "/points/cost/?by=outcome",
    "/points/cost/?by=size",
    "/points/cost/?by=ministry",
    "/points/cost/brief/",
    "/commitments/",
    "/commitments/?q=補正予算",
    "/organizations/",
    "/organizations/054348/",
    "/organizations/digital/",
    "/meetings/",
    "/api/requests/",
    "/api/commitments/",
    "/api/meetings/",
    "/api/organizations/",
    "/api/points/",
)
OUTSIDERS = ("visitor", "soumu", "ichinomiya", "stranger")


@pytest.fixture(scope="module")
def world_once(once):
    return once(make_all)


@pytest.fixture
def world(db, world_once):
    return worlds.copied(world_once)


def text_of(answer):
    """The answer's words as a reader gets them, without the words they typed themselves."""
    if answer["Content-Type"] == "application/json":
        return json.dumps(json.loads(answer.content), ensure_ascii=False)
    return answer.content.decode()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_outsider_counts_only_what_is_published(role, world, as_, request):
    browser = as_(request.getfixturevalue(role))

    counts = {
        "requests": browser.get("/api/requests/").json()["count"],
        "commitments": browser.get("/api/commitments/").json()["count"],
        "meetings": browser.get("/api/meetings/").json()["count"],
        "organization": browser.get("/api/organizations/054348/").json()["requests"],
        "point": browser.get("/points/cost/").context["total"],
        "list": browser.get("/requests/").context["page"].paginator.count,
    }

    if role == "visitor":
        counts["matrix"] = browser.get("/").context["matrix"].total
    assert counts == dict.fromkeys(counts, 1)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("secretariat", {OPEN_ASK, SECRET_ASK, OPEN_PROMISE, SECRET_PROMISE}),
        ("wt_member", {OPEN_ASK, SECRET_ASK, OPEN_PROMISE, SECRET_PROMISE}),
        ("digital", {OPEN_ASK, SECRET_ASK, OPEN_PROMISE, SECRET_PROMISE}),
        ("misato", {OPEN_ASK, SECRET_ASK, OPEN_PROMISE}),
        ("visitor", {OPEN_ASK, OPEN_PROMISE}),
    ],
)
def test_each_reads_what_is_theirs_to_see(role, expected, world, as_, request):
    browser = as_(request.getfixturevalue(role))

    found = browser.get("/api/requests/").json()["results"]
    said = browser.get("/api/commitments/").json()["results"]

    assert {row["title"] for row in (*found, *said)} == expected


def test_a_request_published_by_one_meeting_keeps_its_words_from_an_internal_one(
    world, secretariat, as_, visitor
):
    hidden = world.unpublished.meeting.current_source.speeches.first()
    start = hidden.text.index("職員も足りません")
    passages.add(
        world.published.local_request,
        by=secretariat,
        speech=hidden,
        start=start,
        end=start + len("職員も足りません"),
    )
    number = world.published.local_request.number

    page = as_(visitor).get(f"/requests/{number}/")
    answer = as_(visitor).get(f"/api/requests/{number}/").json()

    assert [origin.words for origin in page.context["origins"]] == [OPEN_ASK]
    assert [passage["quote"] for passage in answer["passages"]] == [OPEN_ASK]


def test_a_ministry_without_a_seat_gets_the_bare_words_of_what_was_put_to_it(world, soumu, as_):
    secret = world.unpublished.local_request
    membership = soumu.acting
    put(LocalRequest.objects.filter(pk=secret.pk), lead_ministry=membership.organization)

    (origin,) = as_(soumu).get(f"/requests/{secret.number}/").context["origins"]

    assert (origin.words, origin.before, origin.after, origin.url, origin.meeting) == (
        SECRET_ASK, "", "", "", None,
    )  # fmt: skip


def test_the_history_for_outsiders_names_no_person_and_no_reason(world, secretariat, as_, visitor):
    published = world.published.local_request
    corrections.correct(
        published,
        by=secretariat,
        after={"title": "言い換えた件名"},
        reason="誤記",
        now=timezone.now(),
    )

    lines = as_(visitor).get(f"/requests/{published.number}/").context["lines"]

    assert [(line.label, line.person, line.reason, line.changes) for line in lines] == [
        ("訂正", "", "", (Change("訂正した項目", "", "件名"),)),
        ("公表", "", "", ()),
        ("登録", "", "", ()),
    ]


def test_the_api_tells_nothing_of_who_logged_a_record(world, client):
    found = client.get("/api/requests/").json()["results"][0]

    assert sorted(found) == [
        "as_of", "ask", "asked", "due_on", "external_number", "fictional", "forum", "kind",
        "kind_label", "lead_ministry", "number", "organization", "passages", "points",
        "published_at", "removals", "said_on", "sentence", "speaker", "status", "status_label",
        "title", "trouble", "url",
    ]  # fmt: skip
