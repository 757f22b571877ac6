"""よく使う一覧: what stands above the list, for whom, with which count; saving, ordering."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from issues.actions.personal import saved_lists
from issues.forums import chosen_forum
from issues.models import DiscussionPoint, SavedList
from issues.saved_lists import standard
from tests.factories.accounts import one_of_the_cast, person
from tests.factories.issues import a_request
from workflow.machine import Refused

pytestmark = pytest.mark.usefixtures("points")


@pytest.fixture
def office(client):
    client.force_login(one_of_the_cast("secretariat"))
    return client


def save(who="secretariat", name="費用", query="point=cost", *, shared=False):
    by = who if not isinstance(who, str) else one_of_the_cast(who)
    return saved_lists.save(
        chosen_forum.first(), by=by, name=name, query=query, shared=shared, now=timezone.now()
    )


def offered(answer):
    return {each.name: each.count for each in answer.context["lists"]}


def lit(answer):
    return [each.name for each in answer.context["lists"] if each.current]


def test_each_role_has_lists_from_the_beginning_each_a_condition_that_there_is(client, subtests):
    for who in (None, "secretariat", "wt_member", "digital", "misato"):
        if who:
            client.force_login(one_of_the_cast(who))
        lists = client.get("/requests/").context["lists"]
        with subtests.test(who):
            assert len(lists) >= 3
            assert None not in [each.count for each in lists]
            for each in lists:
                assert lit(client.get(f"/requests/?{each.query}")) == [each.name]
    assert set(standard.FOR) == set(Role)


def test_counts_are_those_of_the_lists_and_of_what_the_reader_sees(client):
    a_request(published=True), a_request(), a_request(published=True, points=("talent",))
    save(shared=True)
    save("misato", "人材", "point=talent&sort=-updated&columns=ask")

    client.force_login(one_of_the_cast("secretariat"))
    team = offered(client.get("/requests/"))
    client.force_login(one_of_the_cast("misato"))
    town = offered(client.get("/requests/"))

    assert (team["すべて"], team["論点整理待ち"], team["費用"]) == (3, 3, 2)
    assert "人材" not in team
    assert "費用" not in town
    assert town["人材"] == 1


def test_more_than_are_counted_say_so(office, monkeypatch):
    monkeypatch.setattr("issues.saved_lists.offered.MOST", 1)
    a_request(), a_request()

    page = office.get("/requests/").content.decode()

    assert "すべて <b>1<small>件以上</small></b>" in page


def test_all_are_counted_in_one_query_however_many(office):
    a_request()
    counts = []
    for n in range(3):
        save(
            name=f"一覧{n}", query=f"status=settled&sort=-date&kind={'request' if n else 'concern'}"
        )
        with CaptureQueriesContext(connection) as queries:
            office.get("/requests/")
        counts.append(len(queries))

    assert counts[1] == counts[2]


def test_saving_keeps_conditions_order_and_columns_in_one_spelling(office):
    address = "/lists/new/?sort=due&status=triaged&q=&status=logged&page=3&columns=ask&nonsense=1"

    shown = office.get(address)
    answer = office.post(address, {"name": "待つもの", "whose": "mine"})

    saved = SavedList.objects.get()
    assert shown.context["said"] == ["状況：論点整理済", "状況：受付", "並び順：回答期限の早い順"]
    assert saved.query == "status=logged&status=triaged&sort=due&columns=ask"
    assert (saved.owner, saved.organization) == (one_of_the_cast("secretariat"), None)
    assert answer.url == saved.get_absolute_url()
    assert lit(office.get("/requests/?status=triaged&sort=due&columns=ask&status=logged")) == [
        "待つもの"
    ]


def test_a_condition_that_cannot_be_read_is_not_saved(office):
    answer = office.post("/lists/new/?point=nonsense", {"name": "x", "whose": "mine"})

    assert answer.status_code == 422
    assert not SavedList.objects.exists()


def test_a_name_is_there_once_and_there_may_be_so_many(office, monkeypatch):
    save()
    again = office.post("/lists/new/?q=x", {"name": "費用", "whose": "mine"})
    ours = office.post("/lists/new/?q=x", {"name": "費用", "whose": "ours"})
    monkeypatch.setattr("issues.actions.personal.saved_lists.MOST", 1)
    full = office.post("/lists/new/?q=x", {"name": "ほか", "whose": "mine"})

    assert (again.status_code, ours.status_code, full.status_code) == (422, 302, 409)
    assert "同じ名前の一覧があります" in again.content.decode()
    assert "1件までです" in full.content.decode()


def test_a_list_whose_condition_is_no_more_says_so(office):
    save(query="point=gone")
    save(name="生きている", query="point=cost")

    answer = office.get("/requests/")
    kept = office.get("/lists/").content.decode()

    assert offered(answer)["費用"] is None
    assert offered(answer)["生きている"] == 0
    assert answer.content.decode().count("条件がなくなりました") == 1
    assert kept.count("条件がなくなりました") == 1
    assert DiscussionPoint.objects.filter(code="cost").exists()


def test_name_and_place_change_and_the_others_move(office):
    first, second, third = (save(name=name, query=f"q={name}") for name in "abc")

    office.post(f"/lists/{third.pk}/edit/", {"name": "ｃ", "position": "1"})
    office.post(f"/lists/{first.pk}/drop/")

    rows = SavedList.objects.order_by("position").values_list("name", "position")
    assert list(rows) == [("ｃ", 1), ("b", 3)]
    assert second.pk == SavedList.objects.get(name="b").pk


def test_a_shared_one_belongs_to_all_of_the_organization_and_to_nobody_else(client):
    saved, own = save("misato", shared=True), save("misato", "自分の")
    colleague = person("colleague", ("054348", Role.LOCAL))
    client.force_login(one_of_the_cast("digital"))
    elsewhere = [client.post(f"/lists/{saved.pk}/drop/"), client.get(f"/lists/{saved.pk}/edit/")]

    client.force_login(colleague)
    theirs = client.get(f"/lists/{own.pk}/edit/")
    answer = client.post(f"/lists/{saved.pk}/drop/")

    assert [each.status_code for each in (*elsewhere, theirs, answer)] == [404, 404, 404, 302]
    assert list(SavedList.objects.all()) == [own]


def test_the_verbs_refuse_others_by_themselves():
    saved = save("misato")

    for verb in (
        lambda: saved_lists.drop(saved, by=one_of_the_cast("digital")),
        lambda: saved_lists.change(saved, by=one_of_the_cast("digital"), name="x", position=1),
    ):
        with pytest.raises(Refused):
            verb()
