# ruff: noqa: F811 - fixtures are imported by their names
from datetime import date

import pytest

from issues.actions import local_requests, opinions
from issues.enums import RequestStatus
from issues.pages import request_moves
from issues.standing import in_words
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

S = RequestStatus


def page(local_request):
    return f"/requests/{local_request.number}/"


def sent(local_request, **typed):
    return {"version": local_request.version, "reflected_in": "基本方針 2.(3)", **typed}


@pytest.fixture
def replied(life):
    return life.at(S.REPLIED)


@pytest.fixture
def secretariat(client, cast):
    client.force_login(cast.secretariat)
    return client


def test_it_settles_and_says_where_it_was_reflected(secretariat, replied):
    answer = secretariat.post(f"{page(replied)}settle/", sent(replied), follow=True)

    replied.refresh_from_db()
    assert (replied.status, replied.reflected_in) == ("settled", "基本方針 2.(3)")
    assert "基本方針 2.(3)" in answer.text


def test_over_dissatisfaction_it_asks_for_a_recorded_decision(secretariat, replied, cast):
    opinions.give(replied.replies.get(), by=cast.misato, stance="dissatisfied", text="足りない")
    replied.refresh_from_db()

    refused = secretariat.post(f"{page(replied)}settle/", sent(replied))
    replied.refresh_from_db()
    assert (refused.status_code, replied.status) == (422, "replied")
    assert "基本方針 2.(3)" in refused.text

    answer = secretariat.post(
        f"{page(replied)}settle/", sent(replied, despite="次の計画で扱うため"), follow=True
    )
    replied.refresh_from_db()
    assert (replied.status, replied.settled_despite) == ("settled", "次の計画で扱うため")
    assert "次の計画で扱うため" in answer.text


def test_it_does_not_settle_what_changed_meanwhile(secretariat, replied, cast):
    form = sent(replied)
    local_requests.edit(replied, by=cast.secretariat, title="変わった件名")

    answer = secretariat.post(f"{page(replied)}settle/", form)

    replied.refresh_from_db()
    assert (answer.status_code, replied.status) == (409, "replied")
    assert "基本方針 2.(3)" in answer.text
    assert answer.context["lines"][0].label == "修正"


def test_the_ministry_takes_the_request_up(client, life, cast):
    triaged = life.at(S.TRIAGED)
    client.force_login(cast.digital)

    client.post(f"{page(triaged)}start-review/")

    triaged.refresh_from_db()
    assert triaged.status == "under_review"


def test_reopening_starts_a_round_by_the_new_date(secretariat, life):
    settled = life.at(S.SETTLED)

    secretariat.post(
        f"{page(settled)}reopen/",
        {"due": "令和6年7月1日", "due_anyway": "2024-07-01", "reason": "新しい事例のため"},
    )

    settled.refresh_from_db()
    assert (settled.status, settled.round, settled.due_on) == ("under_review", 2, date(2024, 7, 1))


def test_reopening_without_a_reason_keeps_the_date_as_typed(secretariat, life):
    settled = life.at(S.SETTLED)

    answer = secretariat.post(f"{page(settled)}reopen/", {"due": "10営業日", "reason": ""})

    settled.refresh_from_db()
    assert (answer.status_code, settled.status) == (422, "settled")
    assert 'value="10営業日"' in answer.text


@pytest.mark.parametrize("path", ["settle", "reopen", "start-review"])
def test_a_local_office_does_none_of_these(path, client, life, cast):
    obj = life.at({"settle": S.REPLIED, "reopen": S.SETTLED}.get(path, S.TRIAGED))
    client.force_login(cast.misato)

    answer = client.post(f"{page(obj)}{path}/", {})

    before = obj.status
    obj.refresh_from_db()
    assert (answer.status_code, obj.status) == (403, before)


@pytest.mark.parametrize(
    ("status", "who", "on", "words"),
    [
        (S.LOGGED, "misato", 1, "受付しました。論点整理を待っています。"),
        (S.LOGGED, "secretariat", 1, "受付しました。論点、担当府省、回答期限を決めてください。"),
        (S.UNDER_REVIEW, "visitor", 10, "デジタル庁が検討しています。"),
        (S.UNDER_REVIEW, "visitor", 15, "デジタル庁の回答が5日遅れています。"),
        (S.UNDER_REVIEW, "digital", 15, "回答が5日遅れています。すぐに回答してください。"),
        (S.REPLIED, "visitor", 15, "デジタル庁が回答しました。美郷町の見解を待っています。"),
        (S.REPLIED, "misato", 15, "デジタル庁が回答しました。あなたの団体の見解を待っています。"),
        (S.REPLIED, "digital", 15, "回答しました。美郷町の見解を待っています。"),
    ],
)
def test_one_sentence_says_who_acts_next(status, who, on, words, life, cast):
    obj = life.at(status)

    said = in_words.seen_by(obj, actor=getattr(cast, who), on=date(2024, 5, on), heard=False)

    assert said == words


def test_what_cannot_be_done_now_says_why(life, cast):
    obj = life.at(S.UNDER_REVIEW)

    reasons = {
        m.transition.verb: m.decision.reason
        for m in request_moves.not_now(obj, actor=cast.secretariat)
    }

    assert reasons["settle"] == "今の状況が「検討中」のため、「決着とする」はできません。"
