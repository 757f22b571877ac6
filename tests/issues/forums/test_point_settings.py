"""論点の管理: what the secretariat adds, changes and retires, and what that means elsewhere."""

from datetime import date

import pytest

from issues.actions import discussion_points
from issues.forums import chosen_forum
from issues.models import DiscussionPoint, Forum
from meetings.models import Body
from tests.factories import forums as make
from tests.factories.issues import a_request
from workflow import history
from workflow.machine import Refused

NEW = {
    "code": "counter", "name": "窓口のあり方", "short_name": "窓口",
    "statement": "窓口をどうするか。", "source": "資料4",
}  # fmt: skip


def point(code="cost"):
    return DiscussionPoint.objects.get(code=code, forum=chosen_forum.first())


def order():
    return [each.code for each in chosen_forum.first().points.all()]


def test_a_new_point_stands_behind_the_others(secretariat, as_):
    answer = as_(secretariat).post("/points/manage/new/", NEW)

    assert answer.headers["Location"] == "/points/manage/"
    assert order()[-1] == "counter"
    assert point("counter").position == 7
    (entry,) = history.entries_of(point("counter"))
    assert (entry.verb, entry.by) == ("add", secretariat)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("cost", "そのコードの論点は、もうあります。"),
        ("費用", "半角の英小文字・数字・_（下線）だけ"),
        ("manage", "このコードは使えません。"),
        ("", "コードを書いてください。"),
    ],
)
def test_a_code_that_cannot_be_is_refused_and_nothing_typed_is_lost(code, words, secretariat, as_):
    answer = as_(secretariat).post("/points/manage/new/", {**NEW, "code": code})

    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert words in page
    assert all(NEW[name] in page for name in ("name", "short_name", "statement", "source"))
    assert len(order()) == 6


def test_a_code_is_taken_within_its_own_forum_alone(points, two):
    assert {each.forum.code for each in DiscussionPoint.objects.filter(code="cost")} == {
        "digital_base", make.CODE,
    }  # fmt: skip


def test_words_and_number_change_and_the_others_move_up(secretariat, as_):
    typed = {**NEW, "position": "2", "version": "1", "reason": "順番を見直したため"}

    answer = as_(secretariat).post("/points/cost/edit/", typed)

    assert answer.status_code == 302
    assert order() == ["efficiency", "cost", "role", "consultation", "talent", "standardization"]
    assert [each.position for each in chosen_forum.first().points.all()] == [1, 2, 3, 4, 5, 6]
    assert point().name == "窓口のあり方"
    entry = history.entries_of(point()).last()
    assert (entry.verb, entry.reason) == ("edit", "順番を見直したため")
    assert entry.changes["position"] == [6, 2]


def test_somebody_faster_is_shown_beside_what_was_typed(secretariat, as_):
    discussion_points.edit(point(), by=secretariat, name="先に直した名前")
    client = as_(secretariat)

    answer = client.post("/points/cost/edit/", {**NEW, "position": "6", "version": "1"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先に直した名前" in page
    assert "窓口のあり方" in page
    assert 'name="version" value="2"' in page


def test_a_retired_point_is_not_offered_but_stays_where_it_is_named(secretariat, as_):
    asked, client = a_request(published=True), as_(secretariat)

    assert client.post("/points/talent/retire/", {}).status_code == 302
    assert client.post("/points/cost/retire/", {"reason": "まとめたため"}).status_code == 302

    rows = client.get("/points/").context["matrix"].rows
    assert "talent" not in [row.point.code for row in rows]
    assert "cost" in [row.point.code for row in rows]
    offered = client.get("/requests/new/").context["form"].fields["points"].queryset
    assert [each.code for each in offered if each.code in ("cost", "talent")] == []
    own = client.get(f"/requests/{asked.number}/triage/").context["form"].fields["points"].queryset
    assert [each.code for each in own if each.code in ("cost", "talent")] == ["cost"]
    assert "に廃止" in client.get("/points/cost/").content.decode()


def test_a_retired_point_comes_back(secretariat, as_):
    discussion_points.retire(point(), by=secretariat, on=date(2024, 5, 1))
    client = as_(secretariat)

    assert client.post("/points/cost/bring-back/", {}).status_code == 302

    assert point().retired_on is None
    with pytest.raises(Refused, match="この論点は、廃止していません。"):
        discussion_points.bring_back(point(), by=secretariat)


def test_the_way_to_the_page_is_the_secretariats(secretariat, points, client, as_):
    link = 'href="/points/manage/"'

    assert link not in client.get("/points/").content.decode()
    assert link in as_(secretariat).get("/points/").content.decode()


def test_a_second_forum_is_set_up_and_gets_points_and_a_body(secretariat, as_):
    client = as_(secretariat)
    typed = {"code": "schools", "name": "学校のデジタル化", "short_name": "学校"}

    answer = client.post("/points/manage/forums/new/", typed)

    assert answer.headers["Location"] == "/forums/schools/points/manage/"
    client.post("/forums/schools/points/manage/new/", {**NEW, "code": "cost"})
    assert [each.code for each in Forum.objects.get(code="schools").points.all()] == ["cost"]
    body = {"name": "学校連絡会", "kind": "council", "forum": "schools"}
    answer = client.post("/meetings/bodies/new/", body)
    assert answer.headers["Location"].startswith("/forums/schools/meetings/")
    assert Body.objects.get(name="学校連絡会").forum.code == "schools"


def test_a_forum_whose_code_is_taken_is_refused_and_nothing_typed_is_lost(secretariat, as_):
    typed = {"code": "digital_base", "name": "別の協議", "short_name": "別"}

    answer = as_(secretariat).post("/points/manage/forums/new/", typed)

    assert answer.status_code == 422
    assert 'value="別の協議"' in answer.content.decode()
    assert Forum.objects.count() == 1
