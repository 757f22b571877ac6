"""担当府省の変更: a reply stays that of whoever handed it in, wherever one reads of it."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import local_requests, replies, taking_back, triage
from issues.forums import chosen_forum
from issues.models import LocalRequest
from meetings.models import Body, Meeting
from reports.lists import csv as csv_file
from reports.lists.selection import Order

ANSWERED = "デジタル庁が回答しました。美郷町の見解を待っています。"


def publish(obj, cast):
    local_requests.publish(obj, by=cast.secretariat, now=timezone.now())
    return LocalRequest.objects.get(pk=obj.pk)


@pytest.fixture
def hand_over(life, cast, orgs):
    """デジタル庁 answers in public; 総務省 is put in charge after that."""

    def move(**changed):
        obj = publish(life.at("under_review"), cast)
        reply = replies.publish(life.reply(obj), by=cast.secretariat, now=timezone.now())
        return triage.reassign(
            reply.local_request,
            by=cast.secretariat,
            lead_ministry=orgs.soumu,
            reason="所管が違うため",
            **changed,
        )

    return move


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("visitor", ANSWERED),
        ("digital", ANSWERED),
        ("soumu", ANSWERED),
        ("secretariat", ANSWERED),
        ("misato", "デジタル庁が回答しました。あなたの団体の見解を待っています。"),
    ],
)
def test_the_page_names_it_to_every_reader(who, sentence, hand_over, cast, as_):
    obj = hand_over()

    page = as_(getattr(cast, who)).get(f"/requests/{obj.number}/")

    text = page.content.decode()
    assert page.context["sentence"] == sentence
    assert sentence in text
    assert "総務省が回答" not in text
    assert "総務省の第1次回答" not in text


def test_the_page_names_it_beside_a_reply_that_waits_to_be_published(life, cast, orgs, as_):
    obj = life.reply(publish(life.at("under_review"), cast)).local_request
    triage.reassign(obj, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管")

    text = as_(cast.visitor).get(f"/requests/{obj.number}/").content.decode()

    assert "デジタル庁の回答" in text
    assert "総務省の回答" not in text


def test_the_desk_of_the_requester_names_it(hand_over, cast, as_):
    hand_over()

    (matter,) = as_(cast.misato).get("/").context["desk"].asked

    assert matter.sentence == "デジタル庁が回答しました。あなたの団体の見解を待っています。"


@pytest.mark.parametrize(("who", "sentences"), [("digital", [ANSWERED]), ("soumu", [])])
def test_the_desks_of_the_ministries_name_it_and_ask_nothing(who, sentences, hand_over, cast, as_):
    hand_over(co_ministries=[cast.digital.acting.organization])

    desk = as_(getattr(cast, who)).get("/").context["desk"]

    assert [matter.sentence for matter in desk.shared.matters] == sentences
    assert desk.owed == 0


def test_the_page_of_either_ministry_and_of_the_requester_names_it(hand_over, orgs, client):
    obj = hand_over()

    led = client.get(f"/organizations/{orgs.soumu.code}/").context["led"]
    own = client.get(f"/organizations/{orgs.misato.code}/").context["open"]

    assert [(row.number, said) for row, said in led] == [(obj.number, ANSWERED)]
    assert [(row.number, said) for row, said in own] == [(obj.number, ANSWERED)]


def test_the_sentences_of_the_api_name_it(hand_over, client):
    obj = hand_over()

    one = client.get(f"/api/requests/{obj.number}/").json()
    (row,) = client.get("/api/requests/").json()["results"]

    assert (one["sentence"], row["sentence"]) == (ANSWERED, ANSWERED)
    assert "総務省" in str(one["lead_ministry"])


def test_naming_it_takes_no_query_for_each_request(hand_over, client):
    def count():
        with CaptureQueriesContext(connection) as caught:
            client.get("/api/requests/")
        return len(caught)

    hand_over()
    count()  # content types are remembered from here on
    one = count()
    for _ in range(3):
        hand_over()

    assert count() == one


@pytest.mark.parametrize("who", ["visitor", "secretariat"])
def test_the_overview_and_its_file_name_it(who, hand_over, cast):
    hand_over()
    overview = Order(getattr(cast, who), QueryDict(""), timezone.now()).overview()

    (row,) = overview.rows
    heads, line = csv.reader(io.StringIO(csv_file.write(overview).decode("utf-8-sig")))

    assert (row.lead_ministry, row.reply_text) == ("総務省", "［デジタル庁の回答］検討します。")
    assert "［デジタル庁の回答］検討します。" in dict(zip(heads, line, strict=True)).values()


def test_the_ministry_in_charge_is_named_once_it_has_answered_itself(hand_over, life, cast, client):
    obj = hand_over()
    life.ask_again(obj)
    obj.refresh_from_db()
    waiting = client.get(f"/api/requests/{obj.number}/").json()["sentence"]

    life.reply(obj, by=cast.soumu)

    found = client.get(f"/api/requests/{obj.number}/").json()["sentence"]
    assert (waiting, found) == (
        "再検討を求められ、総務省がもう一度検討しています。",
        "総務省が回答しました。美郷町の見解を待っています。",
    )


def test_looking_back_names_who_had_answered_then(hand_over, life, orgs, cast, client):
    obj = hand_over()
    then = a_closed_session()
    life.ask_again(obj)
    obj.refresh_from_db()
    life.reply(obj, by=cast.soumu)

    page = client.get(f"/requests/{obj.number}/?as_of={then.pk}").context["sentence"]
    one = client.get(f"/api/requests/{obj.number}/?as_of={then.pk}").json()["sentence"]
    (row,) = client.get(f"/api/requests/?as_of={then.pk}").json()["results"]
    answer = client.get(f"/organizations/{orgs.misato.code}/?as_of={then.pk}")
    ((_, of_the_body),) = answer.context["open"]

    assert {page, one, row["sentence"], of_the_body} == {ANSWERED}


def test_looking_back_names_who_had_answered_then_though_the_reply_was_taken_back(
    life, cast, orgs, client
):
    obj = publish(life.at("under_review"), cast)
    reply = life.reply(obj)
    then = a_closed_session()
    taking_back.take_back_reply(reply, by=cast.digital)
    obj.refresh_from_db()
    obj = triage.reassign(obj, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管")
    life.reply(obj, by=cast.soumu)

    page = client.get(f"/requests/{obj.number}/?as_of={then.pk}").context["sentence"]
    (row,) = client.get(f"/api/requests/?as_of={then.pk}").json()["results"]

    assert {page, row["sentence"]} == {ANSWERED}


def a_closed_session():
    body = Body.objects.create(
        forum=chosen_forum.first(), name="確認の場", short_name="確認", kind="working_team"
    )
    return Meeting.objects.create(
        body=body,
        session_number=1,
        held_on=date(2024, 5, 1),
        status="closed",
        published_at=timezone.now(),
        closed_at=timezone.now(),
    )
