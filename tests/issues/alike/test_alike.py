# ruff: noqa: F811 - fixtures are imported by their names
"""Requests that are about the same, for each reader among those that it sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import corrections, local_requests, same_asks
from issues.actions import replies as replying
from issues.alike import finding, shown
from issues.enums import RequestStatus
from issues.models import LocalRequest, RequestTerms
from tests.factories.rows import put
from tests.issues.life.conftest import (  # noqa: F401
    cast,
    ground_once,
    life,
    orgs,
    points,
    refusal,
)
from workflow.machine import RefusalKind

S, K = RequestStatus, RefusalKind


def asked(life, title, *, published=True, **more):
    obj = life.log(title=title, ask="", trouble="", **more)
    if published:
        put(LocalRequest.objects.filter(pk=obj.pk), published_at=timezone.now())
    return LocalRequest.objects.get(pk=obj.pk)


@pytest.fixture
def town(life):
    return asked(life, "申請様式の統一を進めてほしい")


@pytest.fixture
def others(life, orgs, cast):
    """One that asks the same, one that does not, and one that nobody outside may see."""
    more = {"by": cast.secretariat, "organization": orgs.ichinomiya}
    return (
        asked(life, "申請様式の統一をお願いしたい", **more),
        asked(life, "離島の通信回線を太くしてほしい", **more),
        asked(life, "申請様式の統一を早めてほしい", published=False, **more),
    )


def numbers(found):
    return [like.local_request.number for like in found.requests]


def test_those_that_share_rare_words_are_found_with_the_words(town, others, cast):
    found = shown.to_request(town, actor=cast.secretariat)

    assert sorted(numbers(found)) == sorted([others[0].number, others[2].number])
    assert found.requests[0].terms == ("申請様式", "統一")


def test_what_a_reader_may_not_see_is_neither_found_nor_counted(life, town, others, cast, orgs):
    def terms_of(actor):
        rows = RequestTerms.objects.filter(
            local_request__in=LocalRequest.objects.visible_to(actor)
            .exclude(pk=town.pk)
            .values("pk")
        )
        return finding.alike(["申請", "様式", "統一"], rows, most=9)

    before = terms_of(cast.visitor)
    for number in range(4):
        asked(life, f"様式{number}", published=False)

    assert [each.key for each in before] == [others[0].pk]
    assert terms_of(cast.visitor) == before
    assert numbers(shown.to_request(town, actor=cast.visitor)) == [others[0].number]


def test_the_words_follow_each_change(life, cast):
    obj = life.log(title="様式の統一", ask="", trouble="")
    local_requests.edit(obj, by=cast.secretariat, title="通信回線の整備")
    internal = RequestTerms.objects.get(pk=obj.pk).terms
    local_requests.publish(
        LocalRequest.objects.get(pk=obj.pk), by=cast.secretariat, now=timezone.now()
    )
    after = {"title": "研修の実施", "ask": "職員研修", "trouble": ""}
    corrections.correct(
        LocalRequest.objects.get(pk=obj.pk), by=cast.secretariat, after=after, reason="誤記",
        now=timezone.now(),
    )  # fmt: skip

    assert internal == ["通信", "回線", "整備", "通信回線"]
    assert RequestTerms.objects.get(pk=obj.pk).terms == ["研修", "職員", "職員研修"]


def test_withdrawn_and_merged_ones_are_no_examples(life, town, others, cast):
    life.merge(others[2], others[1])

    assert numbers(shown.to_request(town, actor=cast.secretariat)) == [others[0].number]


def test_the_answers_that_a_reader_sees_stand_beside(life, cast, town):
    same = life.at(S.REPLIED, title="申請様式の統一をしてほしい", ask="", trouble="")
    put(LocalRequest.objects.filter(pk=same.pk), published_at=timezone.now())
    put(LocalRequest.objects.filter(pk=town.pk), lead_ministry=cast.digital.acting.organization)
    obj = LocalRequest.objects.get(pk=town.pk)

    def answer(actor):
        (like,) = shown.to_request(obj, actor=actor).requests
        return like.answer, like.own

    assert answer(cast.visitor) == (None, False)
    assert answer(cast.digital) == (same.replies.get(), True)
    replying.publish(same.replies.get(), by=cast.secretariat, now=timezone.now())
    assert answer(cast.visitor) == (same.replies.get(), True)


def test_promises_on_the_matter_stand_beside(life, cast, town, others):
    said = life.commit(title="申請様式の統一案を示す")
    answering = life.commit(title="夏までに案を示す")
    answering.answers.add(others[0])

    inside = shown.to_request(town, actor=cast.secretariat).promises
    outside = shown.to_request(town, actor=cast.visitor).promises

    assert [each.commitment for each in inside] == [said, answering]
    assert (inside[0].terms, inside[1].terms) == (("申請様式", "統一"), ())
    assert outside == ()


def test_the_number_of_queries_does_not_grow(life, cast, town, others, orgs):
    def asking():
        with CaptureQueriesContext(connection) as caught:
            shown.to_request(town, actor=cast.misato)
        return len(caught)

    few = asking()
    for number in range(4):
        asked(life, f"申請様式の統一{number}", by=cast.secretariat, organization=orgs.ichinomiya)

    assert asking() == few <= 9


class TestPages:
    def test_the_page_of_a_request_leads_to_them_and_htmx_takes_the_part(
        self, client, town, others
    ):
        page = client.get(town.get_absolute_url()).text
        whole = client.get(f"{town.get_absolute_url()}alike/").text
        part = client.get(f"{town.get_absolute_url()}alike/", headers={"HX-Request": "true"}).text

        assert f'hx-get="{town.get_absolute_url()}alike/"' in page
        assert others[0].title in whole
        assert "<html" in whole
        assert others[0].title in part
        assert "<html" not in part
        assert others[2].title not in whole

    @pytest.mark.parametrize(
        ("who", "buttons"),
        [
            ("secretariat", {"同趣旨としてまとめる", "関連付ける", "これに統合する"}),
            ("wt_member", {"関連付ける"}),
            ("ichinomiya", set()),  # its own request
            ("stranger", {"この要望に加わる"}),
            ("digital", set()),
        ],
    )
    def test_each_reader_acts_from_there(self, who, buttons, client, cast, town, others):
        put(LocalRequest.objects.filter(pk=others[2].pk), status="withdrawn")
        client.force_login(getattr(cast, who))

        text = client.get(f"{town.get_absolute_url()}alike/").text

        every = {"同趣旨としてまとめる", "関連付ける", "これに統合する", "この要望に加わる"}
        assert {words for words in every if words in text} == buttons

    def test_while_logging_they_are_found_for_the_words_typed(self, client, cast, others):
        client.force_login(cast.misato)
        typed = {"title": "申請様式を統一してほしい", "do": "alike"}

        part = client.post("/requests/new/", typed, headers={"HX-Request": "true"})
        whole = client.post("/requests/new/", typed, follow=True)

        assert others[0].title in part.text
        assert others[2].title not in part.text
        assert others[0].title in whole.text
        assert whole.context["form"]["title"].value() == typed["title"]
        assert LocalRequest.objects.count() == 3

    def test_an_own_answer_is_copied_below_what_stands_there(self, client, life, cast):
        same = life.at(S.REPLIED)
        obj = life.at(S.UNDER_REVIEW)
        draft = life.draft(obj, text="書きかけ")
        client.force_login(cast.digital)

        new = f"/requests/{obj.number}/replies/new/?from={same.replies.get().pk}"
        form = client.get(new, follow=True).context["form"]
        strange = client.get(f"/replies/{draft.pk}/edit/?from=1{'0' * 30}").context["form"]

        assert form["text"].value() == "書きかけ\n\n検討します。"
        assert strange["text"].value() == "書きかけ"


class TestGroups:
    def test_groups_grow_together_and_are_taken_apart(self, life, cast):
        a, b, c, d = (life.log() for _ in range(4))
        same_asks.group(a, by=cast.secretariat, other=b)
        same_asks.group(c, by=cast.secretariat, other=d)
        same_asks.group(d, by=cast.secretariat, other=a)
        together = {same_asks.head_of(each) for each in (a, b, c, d)}

        same_asks.ungroup(b, by=cast.secretariat)

        assert together == {b.pk}
        assert [same_asks.head_of(each) for each in (a, b, c, d)] == [a.pk, b.pk, a.pk, a.pk]

    def test_a_group_of_one_is_none(self, life, cast):
        a, b = life.log(), life.log()
        same_asks.group(a, by=cast.secretariat, other=b)

        same_asks.ungroup(a, by=cast.secretariat)

        assert LocalRequest.objects.exclude(same_ask=None).count() == 0

    def test_what_makes_no_sense_is_refused(self, life, cast, refusal):
        a, b = life.log(), life.log()
        same_asks.group(a, by=cast.secretariat, other=b)

        reasons = [
            refusal(same_asks.group, a, by=cast.secretariat, other=a),
            refusal(same_asks.group, b, by=cast.secretariat, other=a),
            refusal(same_asks.ungroup, life.log(), by=cast.secretariat),
            refusal(same_asks.group, life.log(), by=cast.wt_member, other=a),
        ]

        found = [kind for kind, _ in reasons]
        assert found == [K.INCOMPLETE, K.CONFLICT, K.CONFLICT, K.FORBIDDEN]

    def test_the_page_puts_together_and_takes_apart(self, client, life, cast, orgs):
        a = life.log()
        b = life.log(by=cast.secretariat, organization=orgs.ichinomiya)
        client.force_login(cast.secretariat)
        here = f"/requests/{a.number}/same/"

        text = client.post(here, {"other": b.number}, follow=True).text
        on_page = client.get(a.get_absolute_url()).text
        client.post(here, {"other": b.number, "do": "remove"})

        assert "同趣旨の要望 2団体" in text
        assert "同趣旨の要望" in on_page
        assert b.number in on_page
        assert same_asks.head_of(a) == a.pk

    def test_a_point_counts_the_bodies_that_ask_the_same(self, client, life, cast, orgs):
        a = asked(life, "様式の統一")
        b = asked(life, "様式を同じに", by=cast.secretariat, organization=orgs.ichinomiya)
        c = asked(
            life, "隠れた要望", by=cast.secretariat, organization=orgs.yamaguchi, published=False
        )
        for other in (b, c):
            same_asks.group(a, by=cast.secretariat, other=other)
        point = a.request_points.get().point.code
        life.join(a, "stranger", published=True)

        def told():
            (group,) = client.get(f"/points/{point}/?by=same").context["groups"]
            return group.note, group.count, bool(group.change), "隠れた" in str(group.lines)

        outside = told()
        listed = client.get(f"/requests/?same={b.number}").context["page"].paginator.count
        client.force_login(cast.secretariat)

        assert outside == ("同趣旨の要望 3団体", 2, False, False)
        assert listed == 2
        assert told()[:3] == ("同趣旨の要望 4団体", 3, True)
