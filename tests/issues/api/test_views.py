import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import voices
from publication.actions import blackouts, removals
from publication.removals import places, removable
from tests.factories.issues import a_commitment, a_request

pytestmark = pytest.mark.usefixtures("points")


def test_it_takes_the_same_conditions_as_the_page(client):
    a_request(published=True)
    wanted = a_request("担い手を派遣してほしい", points=("talent",), code="232033", published=True)

    found = client.get("/api/requests/?point=talent&organization=一宮市&q=派遣").json()

    assert [row["number"] for row in found["results"]] == [wanted.number]


def test_a_condition_that_cannot_be_read_is_refused_with_its_name(client):
    answer = client.get("/api/requests/?status=nonsense")

    assert (answer.status_code, list(answer.json())) == (400, ["status"])


def test_it_tells_what_a_request_rests_on(world, client):
    passage = world.published.local_request.passages.get()

    (told,) = client.get(f"/api/requests/{world.published.local_request.number}/").json()[
        "passages"
    ]

    assert told == {
        "quote": passage.quote,
        "speaker": "松田 知己 知事",
        "meeting": world.published.meeting.pk,
        "speech_index": 1,
        "url": f"http://testserver{passage.get_absolute_url()}",
        "anchor_status": "same",
        "source_sha256": passage.source_sha256,
        "fictional": False,
    }


def test_it_lists_the_moves_that_are_the_readers_to_make(world, secretariat, client, as_):
    path = f"/api/requests/{world.published.local_request.number}/"

    nobody = client.get(path).json()["offered"]
    offered = as_(secretariat).get(path).json()["offered"]

    assert nobody == []
    assert [(move["verb"], move["possible"], move["reason"]) for move in offered] == [
        ("edit", False, "公表した内容です。訂正として直してください。"),
        ("correct", True, ""),
        ("anchor", True, ""),
        ("publish", False, "すでに公表しています。"),
        ("unpublish", True, ""),
        ("unpublish_part", True, ""),
        ("show_part", False, "公表を取りやめた部分はありません。"),
        ("black_out", True, ""),
        ("show_words", False, "墨消しした言葉はありません。"),
        ("retract", False, "公表した記録は取り消せません。"),
        ("annul", True, ""),
        ("triage", True, ""),
        ("publish_progress", False, "公表を待つ進捗の報告はありません。"),
        ("publish_judgement", False, "公表を待つ判断はありません。"),
        ("take_back_progress", False, "進捗の報告はありません。"),
        ("take_back_judgement", False, "事務局の判断はありません。"),
        ("mark_re_raised", True, ""),
        ("link", True, ""),
        ("group", True, ""),
        ("ungroup", False, "この要望は、どのまとまりにも入っていません。"),
        ("merge", True, ""),
        ("take_in", True, ""),
        ("split", True, ""),
    ]


def possible(client, obj, *verbs):
    """Which of these moves the API offers as possible."""
    offered = client.get(f"/api/requests/{obj.number}/").json()["offered"]
    return {move["verb"] for move in offered if move["possible"] and move["verb"] in verbs}


def test_parts_are_shown_again_and_words_uncovered_where_there_are_any(world, secretariat, as_):
    obj, office = world.published.local_request, as_(secretariat)
    act = {"by": secretariat, "ground": "by_mistake", "reason": "誤り", "now": timezone.now()}
    verbs = ("unpublish_part", "show_part", "show_words")
    down = removals.unpublish(obj.passages.get(), **act)
    title = places.in_thing(removable.removable_of(obj), obj, obj.title)
    blackouts.black_out([found.place for found in title if found.place.field == "title"], **act)

    taken_out = possible(office, obj, *verbs)
    removals.show_again(down, by=secretariat, reason="誤りではなかった", now=timezone.now())

    assert taken_out == {"show_part", "show_words"}
    assert possible(office, obj, *verbs) == {"unpublish_part", "show_words"}


def test_a_judgement_is_published_once_and_taken_back_once(secretariat, as_):
    obj, office = a_request(published=True, status="under_review"), as_(secretariat)
    verbs = ("publish_judgement", "take_back_judgement")

    said = voices.judge(obj, by=secretariat, judgement="continue", text="様子を見る")
    internal = possible(office, obj, *verbs)
    voices.publish_judgement(said, by=secretariat, now=timezone.now())
    public = possible(office, obj, *verbs)
    voices.take_back_judgement(said, by=secretariat, reason="別の要望のもの")

    assert (internal, public) == (set(verbs), {"take_back_judgement"})
    assert possible(office, obj, *verbs) == set()


@pytest.mark.parametrize(
    "path", ["/api/requests/", "/api/commitments/", "/api/organizations/", "/api/meetings/"]
)
def test_it_needs_as_many_queries_for_three_rows_as_for_one(path, client):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        return len(caught)

    a_request(published=True)
    a_commitment(published=True)
    one = queries()
    for code in ("232033", "350001"):
        a_request(published=True, code=code, points=("cost", "talent"), lead="soumu")
        a_commitment(published=True, points=("cost", "talent"))

    assert queries() == one


def test_nothing_can_be_written(secretariat, as_):
    row = a_request()
    browser = as_(secretariat)

    answers = [
        browser.generic(method, path, json.dumps({"title": "x"}), "application/json").status_code
        for method in ("POST", "PUT", "PATCH", "DELETE")
        for path in ("/api/requests/", f"/api/requests/{row.number}/")
    ]

    assert set(answers) == {405}


def test_drawing_the_description_leaves_the_conditions_as_they_were(client):
    client.get("/api/schema/")
    row = a_request(published=True)

    answer = client.get("/requests/?year=2024")

    assert [found.number for found in answer.context["page"]] == [row.number]
    assert "秋田県美郷町" in str(answer.context["filters"].form["organization"])


def test_its_description_names_every_address(client):
    schema = client.get("/api/schema/?format=json").json()

    assert sorted(schema["paths"]) == [
        "/api/commitments/",
        "/api/commitments/{number}/",
        "/api/meetings/",
        "/api/meetings/{id}/",
        "/api/organizations/",
        "/api/organizations/{code}/",
        "/api/points/",
        "/api/points/{code}/",
        "/api/removals/",
        "/api/removals/{id}/",
        "/api/requests/",
        "/api/requests/{number}/",
        "/api/schema/",
    ]
