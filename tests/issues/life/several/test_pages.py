"""What the pages say of several ministries, to each of them and to others."""

from datetime import date

import pytest
from django.utils import timezone

from issues.actions.several import askings, handovers
from issues.desks import ministry_desk
from issues.due_dates.due import named
from issues.models import LocalRequest
from tests.reading import queries, words

LATER = date(2024, 5, 24)
TODAY = date(2024, 5, 15)


@pytest.fixture
def of_two(life, orgs, cast):
    obj = life.at("under_review")
    return askings.ask(
        obj, by=cast.secretariat, ministry=orgs.soumu, due=named(LATER), part="費用の部分"
    )


@pytest.fixture
def page(client, cast):
    def read(obj, who, **asked):
        client.force_login(getattr(cast, who))
        return client.get(obj.get_absolute_url(), asked)

    return read


def test_the_page_says_who_has_not_answered(of_two, page, life, cast):
    assert "デジタル庁、総務省の回答" in words(page(of_two, "secretariat"))
    life.reply(of_two, by=cast.digital)

    shown = words(page(of_two, "secretariat"))
    assert "2府省のうち1府省が回答しました。総務省の回答を待っています。" in shown
    assert "答えてもらう部分：費用の部分" in shown
    assert "回答を書く" in words(page(of_two, "soumu"))
    own = words(page(of_two, "digital"))
    assert "回答しました。総務省の回答を待っています。" in own
    assert "回答を書く" not in own
    assert "費用の部分" not in words(page(of_two, "misato"))


def test_each_desk_holds_what_its_ministry_owes_by_its_own_date(of_two, life, orgs, cast):
    def desk(who):
        return ministry_desk.desk_of(cast_of[who], getattr(orgs, who).pk, on=TODAY)

    cast_of = {"digital": cast.digital, "soumu": cast.soumu}
    assert (desk("digital").late.total, desk("soumu").late.total) == (1, 0)
    assert desk("soumu").owed == 1
    assert desk("soumu").shared.total == 0

    life.reply(of_two, by=cast.soumu)
    assert (desk("digital").owed, desk("soumu").owed) == (1, 0)


def test_the_list_finds_any_asked_and_the_lead_alone(of_two, client, cast, orgs):
    client.force_login(cast.secretariat)

    def numbers(**asked):
        answer = client.get("/api/requests/", asked)
        return [row["number"] for row in answer.json()["results"]]

    assert numbers(asked=orgs.soumu.code) == numbers(asked=orgs.digital.code) == [of_two.number]
    assert numbers(ministry=orgs.soumu.code) == []
    row = client.get("/api/requests/").json()["results"][0]
    one = client.get(f"/api/requests/{of_two.number}/").json()
    assert row["asked"] == one["asked"]
    assert row["sentence"] == one["sentence"]
    assert one["sentence"] == "回答を求めた2府省のうち、2府省の回答を待っています。"
    assert [each["ministry"] for each in row["asked"]] == [orgs.digital.code, orgs.soumu.code]
    assert [each["due_on"] for each in row["asked"]] == ["2024-05-10", "2024-05-24"]


def test_the_page_takes_the_same_queries_however_many_are_asked(of_two, page, client, orgs, cast):
    here = of_two.get_absolute_url()
    page(of_two, "secretariat")
    two = queries(client, here)
    askings.ask(of_two, by=cast.secretariat, ministry=orgs.office, due=named(LATER))

    assert queries(client, here) == two


def test_asking_and_releasing_by_the_forms(of_two, client, cast, orgs):
    client.force_login(cast.secretariat)
    here = of_two.get_absolute_url()

    def send(place, **typed):
        version = LocalRequest.objects.get(pk=of_two.pk).version
        return client.post(f"{here}ministries/{place}", {"version": version, **typed})

    refused = send("", ministry="総務省", due="令和6年5月24日", due_confirmed="on")
    assert refused.status_code in (409, 422)
    assert send("soumu/", part="", reason="").status_code == 422
    assert send("soumu/release/", reason="所管でないため").status_code == 302
    assert not of_two.askings.exists()
    assert client.get(f"{here}ministries/soumu/").status_code == 404


def test_a_handover_is_asked_and_decided_by_the_pages(of_two, client, cast, orgs):
    here = of_two.get_absolute_url()
    client.force_login(cast.digital)
    asked = client.post(f"{here}hand-on/", {"proposed": "総務省", "reason": "所管でないため"})
    assert asked.status_code == 302
    assert "担当替えを決める" not in words(client.get(here))

    client.force_login(cast.secretariat)
    shown = words(client.get(here))
    assert "所管でないため" in shown
    assert "担当替えを決める" in shown
    place = f"/handovers/{of_two.handovers.get().pk}/decide/"
    assert "総務省" in client.get(place).content.decode()
    assert client.post(place, {"do": "decline"}).status_code == 422
    assert client.post(place, {"do": "accept", "to": "総務省"}).status_code == 302
    of_two.refresh_from_db()
    assert of_two.lead_ministry == orgs.soumu
    assert "0日で決まりました" in words(client.get(here))
    client.logout()
    assert client.get(place).status_code == 302


def test_a_handover_is_told_to_the_team_and_the_ministries_asked(of_two, page, cast):
    handovers.ask(of_two, by=cast.digital, reason="所管でないため", now=timezone.now())

    assert "所管でないため" in words(page(of_two, "soumu"))
    assert "所管でないため" not in words(page(of_two, "misato"))
