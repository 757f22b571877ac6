# ruff: noqa: F811 - fixtures are imported by their names
"""The top of a request's page: what this reader is to do next, what else can be done, and where it
stood after each session."""

import re

import pytest
from django.utils import timezone

from issues.actions import opinions, replies, same_asks
from issues.enums import RequestStatus
from issues.models import Following, LocalRequest
from tests.factories.rows import put
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

S = RequestStatus


@pytest.fixture
def seen(client, cast):
    """The page's context for one of the cast; "" for a visitor."""

    def ask(obj, who=""):
        client.logout()
        if who:
            client.force_login(getattr(cast, who))
        return client.get(obj.get_absolute_url())

    return ask


def step(answer):
    found = answer.context["next_step"]
    return found.words if found else ""


def published(obj):
    put(LocalRequest.objects.filter(pk=obj.pk), published_at=timezone.now())
    return LocalRequest.objects.get(pk=obj.pk)


READERS = ("secretariat", "wt_member", "digital", "misato", "ichinomiya", "")
NEXT = {
    S.LOGGED: ("論点と担当府省を決める", "", "", "", "", ""),
    S.TRIAGED: ("", "", "検討を始める", "", "", ""),
    S.UNDER_REVIEW: ("", "", "回答を書く", "", "", ""),
    S.REPLIED: ("回答を確かめて公表する", "", "", "見解を出す", "", ""),
    S.RECONSIDERING: ("", "", "回答を書く", "", "", ""),
    S.SETTLED: ("回答を確かめて公表する", "", "", "", "", ""),
}


@pytest.mark.parametrize("status", NEXT)
def test_each_reader_has_one_next_step_or_none(status, life, seen):
    obj = published(life.at(status))

    assert tuple(step(seen(obj, who)) for who in READERS) == NEXT[status]


def test_what_was_said_is_published_before_it_is_settled(life, cast, seen):
    obj = published(life.at(S.REPLIED))
    reply = obj.replies.get()
    opinion = opinions.give(reply, by=cast.misato, stance="satisfied", text="")
    found = [step(seen(obj, "secretariat"))]
    replies.publish(reply, by=cast.secretariat, now=timezone.now())
    found.append(step(seen(obj, "secretariat")))
    opinions.publish(opinion, by=cast.secretariat, now=timezone.now())
    found.append(step(seen(obj, "secretariat")))

    assert found == ["回答を確かめて公表する", "見解を確かめて公表する", "決着とする"]
    assert step(seen(obj, "misato")) == ""  # has spoken


def test_a_reply_that_was_begun_is_handed_in_next(life, seen):
    obj = life.at(S.UNDER_REVIEW)
    life.draft(obj)

    assert step(seen(obj, "digital")) == "回答を確認して提出する"


def test_the_step_stands_before_all_else_and_other_moves_in_a_menu(life, seen):
    text = seen(life.at(S.UNDER_REVIEW), "digital").text

    state, menu = text.index('class="next-step"'), text.index('<details class="menu">')
    assert text.index('id="state-h"') < state < menu < text.index('id="src-h"')
    moves = text[menu : text.index("</details>", menu)]
    assert ("進捗を報告する" in moves, "回答を書く" in moves) == (True, False)


def test_words_that_stand_in_the_quote_are_not_said_twice(life, seen, client):
    obj = life.log(ask="国の財源を確保してほしい")
    twice = len(re.findall('id="ask-h"', seen(obj, "secretariat").text))
    passage = life.quote(obj, life._speech().text[:12])
    put(LocalRequest.objects.filter(pk=obj.pk), ask=f"{passage.quote}。")

    answer = seen(obj, "secretariat")

    assert (twice, answer.context["quoted"], 'id="ask-h"' in answer.text) == (1, True, False)
    assert "原文（求める措置）" in answer.text


def test_the_history_takes_one_line_an_event_and_folds_the_rest(life, seen):
    text = seen(life.at(S.TRIAGED), "secretariat").text

    log = text[text.index('<ol class="log dated">') :]
    lines = re.findall(r"<summary>(.*?)</summary>", log, re.S)
    folded = log[log.index("</summary>") : log.index("</details>")]
    assert [re.search("<b>(.*?)</b>", line)[1] for line in lines] == ["論点整理", "登録"]
    assert "主担当府省：デジタル庁" in folded


def test_one_follows_a_request_and_finds_it_again(client, life, cast, seen):
    obj, other = life.log(), life.log()
    client.force_login(cast.misato)
    here = f"/requests/{obj.number}/"

    for _ in range(2):  # a second click changes nothing
        client.post(f"{here}follow/")
    listed = [row.number for row in client.get("/requests/?followed=yes").context["page"]]
    own = [client.get(f"/requests/{each.number}/").context["follows"] for each in (obj, other)]
    others = seen(obj, "secretariat").context["follows"]
    client.force_login(cast.misato)
    client.post(f"{here}follow/", {"do": "stop"})

    assert (listed, own, others) == ([obj.number], [True, False], False)
    assert Following.objects.count() == 0


def test_a_visitor_follows_nothing_and_has_no_such_condition(client, life):
    obj = published(life.log())

    answer = client.post(f"/requests/{obj.number}/follow/")

    assert answer.headers["Location"].startswith("/login/")
    assert "followed" not in client.get("/requests/").context["filters"].form.fields


def test_those_that_ask_the_same_are_told_as_far_as_the_reader_sees_them(life, cast, orgs, seen):
    obj = published(life.log())
    more = {"by": cast.secretariat, "organization": orgs.ichinomiya}
    shown, hidden = published(life.log(title="見える要望", **more)), life.log(title="隠れ", **more)
    for other in (shown, hidden):
        same_asks.group(obj, by=cast.secretariat, other=other)

    outside, inside = seen(obj).text, seen(obj, "secretariat").text

    assert ("見える要望" in outside, "隠れ" in outside) == (True, False)
    assert "隠れ" in inside
