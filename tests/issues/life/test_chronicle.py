from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from issues.actions import follow_ups, local_requests, opinions, relations, replies, triage, voices
from issues.due_dates.due import in_business_days, named
from issues.enums import RequestStatus as S
from issues.history import timeline
from issues.models import LocalRequest

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 20, 12, 0, tzinfo=timezone.get_default_timezone())


def lines(obj, actor):
    """Oldest first, as (subject, label)."""
    obj = LocalRequest.objects.get(pk=obj.pk)
    return [(line.subject, line.label) for line in timeline.lines_of(obj, actor=actor)][::-1]


def newest(obj, actor, label):
    obj = LocalRequest.objects.get(pk=obj.pk)
    return next(line for line in timeline.lines_of(obj, actor=actor) if line.label == label)


def changes(line):
    return {c.label: (c.before, c.after) for c in line.changes}


def tell(life):
    """Published; answered twice, with an opinion between; a follow-up and a corrected reply."""
    obj = life.log()
    local_requests.publish(obj, by=life.cast.secretariat, now=NOW)
    obj = life.triage(obj)
    obj = triage.start_review(obj, by=life.cast.digital)
    first = life.draft(obj)
    replies.edit(first, by=life.cast.digital, text="秘密の下書き")
    replies.edit(first, by=life.cast.digital, text="検討します。")
    first = replies.submit(first, by=life.cast.digital)
    replies.publish(first, by=life.cast.secretariat, now=NOW)
    life.ask_again(obj)
    obj.refresh_from_db()
    life.reply(obj, claimed_class="adopted", timing_on=date(2025, 3, 31), means=["notice"])
    life.assign(obj, title="様式の案を作る")
    return LocalRequest.objects.get(pk=obj.pk)


@pytest.fixture
def story(life):
    return life.world(tell)


def test_the_team_reads_replies_opinions_and_follow_ups_in_one_line_of_time(story, cast):
    assert lines(story, cast.secretariat) == [
        ("", "登録"),
        ("", "公表"),
        ("", "論点整理"),
        ("", "検討を始める"),
        ("", "回答"),
        ("第1次回答", "公表"),
        ("", "再検討を求める"),
        ("", "回答"),
        ("対応依頼「様式の案を作る」", "依頼"),
    ]


def test_what_a_ministry_did_before_handing_in_stays_with_the_ministry(story, cast):
    drafts = [("第1次回答", "下書き"), ("第1次回答", "修正"), ("第1次回答", "修正")]

    assert [line for line in lines(story, cast.digital) if line in drafts] == drafts
    for other in (cast.secretariat, cast.wt_member, cast.soumu, cast.misato, cast.visitor):
        assert [line for line in lines(story, other) if line in drafts] == []
        told = repr(timeline.lines_of(story, actor=other))
        assert ("秘密の下書き" in told) is False


def test_the_public_reads_what_became_of_it_without_names_reasons_and_changes(story, cast):
    found = timeline.lines_of(story, actor=cast.visitor)

    assert lines(story, cast.visitor) == [
        ("", "登録"),
        ("", "公表"),
        ("", "論点整理"),
        ("", "検討を始める"),
        ("", "回答"),
        ("第1次回答", "公表"),
        ("", "再検討を求める"),
        ("", "回答"),
    ]
    assert {(line.person, line.reason, line.changes, line.place) for line in found} == {
        ("", "", (), "")
    }
    assert {(line.organization, line.role) for line in found} == {
        ("美郷町", "自治体"),
        ("デジタル行財政改革会議事務局", "事務局"),
        ("デジタル庁", "担当府省"),
    }


def test_a_requester_reads_why_a_date_was_moved_and_what_it_did_itself(story, life, cast, orgs):
    asked = life.at(S.TRIAGED)
    triage.change_due(asked, by=cast.secretariat, due=named(date(2024, 6, 3)), reason="調整のため")

    own = newest(asked, cast.misato, "回答期限の変更")
    other = [line.label for line in timeline.lines_of(asked, actor=cast.stranger)]

    assert (own.person, own.reason) == ("", "調整のため")
    assert changes(own) == {"回答期限": ("令和6年5月10日（金）", "令和6年6月3日（月）")}
    assert ("回答期限の変更" in other) is False
    assert newest(story, cast.misato, "再検討を求める").reason == "期限がないため"
    assert newest(story, cast.stranger, "再検討を求める").reason == ""


def test_changes_stand_in_japanese_words(life, cast, orgs, points):
    obj = life.log()
    due = in_business_days(10, start=date(2024, 4, 5))
    triage.triage(
        obj,
        by=cast.secretariat,
        points=[points[2], points[0]],
        lead_ministry=orgs.digital,
        co_ministries=[orgs.soumu],
        due=due,
    )

    found = newest(obj, cast.secretariat, "論点整理")

    assert changes(found) == {
        "主担当府省": ("", "デジタル庁"),
        "回答期限": ("", "令和6年4月19日（金）"),
        "最初の回答期限": ("", "令和6年4月19日（金）"),
        "論点": ("業務の効率化", "費用負担、業務の効率化"),
        "関係府省": ("", "総務省"),
    }
    assert (found.from_status, found.to_status) == (("logged", "受付"), ("triaged", "論点整理済"))


def test_choices_means_and_numbers_of_other_requests_are_named(story, life, cast):
    reply = story.replies.newest().first()
    replies.edit(reply, by=cast.digital, claimed_class="declined", means=["law", "budget"])
    voices.judge(story, by=cast.secretariat, judgement="continue", text="様子を見る")
    target = life.log(title="統合先")
    merged = life.merge(life.log(title="同じこと"), target)

    edited = changes(newest(story, cast.secretariat, "修正"))
    judged = newest(story, cast.secretariat, "事務局の判断")
    into = changes(newest(merged, cast.secretariat, "統合"))

    assert edited == {
        "回答の区分": ("対応する", "対応困難"),
        "扱い": ("対応する", "対応困難"),
        "手段": ("通知・事務連絡", "法律、予算・財政措置"),
    }
    assert (judged.reason, changes(judged)) == (
        "様子を見る",
        {"事務局の判断": ("", "継続フォロー")},
    )
    assert into == {"統合先": ("", target.number)}


def test_a_correction_of_a_reply_is_told_as_such(story, cast, life):
    first = story.replies.get(round=1)
    correction = replies.correct(first, by=cast.digital, reason="誤記")
    before = lines(story, cast.secretariat)[-1]
    replies.submit(correction, by=cast.digital)

    assert before == ("対応依頼「様式の案を作る」", "依頼")
    assert lines(story, cast.secretariat)[-1] == ("第1次回答（訂正1）", "提出")
    assert lines(story, cast.digital)[-2:] == [
        ("第1次回答（訂正1）", "訂正"),
        ("第1次回答（訂正1）", "提出"),
    ]
    assert lines(story, cast.visitor)[-1] != ("第1次回答（訂正1）", "提出")


def test_follow_ups_show_to_those_they_concern(story, cast):
    given = ("対応依頼「様式の案を作る」", "依頼")
    follow_up = follow_ups.assign(
        story, by=cast.secretariat, organization=cast.soumu.acting.organization,
        title="通知を出す", due=named(date(2024, 6, 28)),
    )  # fmt: skip
    follow_ups.change_due(
        follow_up, by=cast.secretariat, due=named(date(2024, 7, 5)), reason="国会のため"
    )

    told = newest(story, cast.misato, "期限の変更")

    assert (told.subject, told.reason) == ("対応依頼「通知を出す」", "国会のため")
    assert (given in lines(story, cast.misato), given in lines(story, cast.soumu)) == (True, False)
    assert (given in lines(story, cast.stranger), given in lines(story, cast.visitor)) == (
        False,
        False,
    )


def test_what_counts_from_another_day_stands_at_that_day_with_the_day_of_writing(life, cast):
    obj = life.log()
    life.quote(obj, "様式を統一していただきたい。")
    session = datetime(2024, 4, 5, 17, 0, tzinfo=timezone.get_default_timezone())
    life.triage(obj, effective_at=session)

    found = newest(obj, cast.secretariat, "論点整理")

    assert (found.at, found.session) == (session, "準備会合第1回")
    assert timezone.localdate(found.recorded_at) == timezone.localdate()
    assert lines(obj, cast.secretariat)[0] == ("", "論点整理")
    assert newest(obj, cast.secretariat, "登録").recorded_at is None


def test_a_session_that_is_not_public_is_not_named_to_others(life, cast):
    obj = life.log()
    local_requests.publish(obj, by=cast.secretariat, now=NOW)
    life.quote(obj, "様式を統一していただきたい。")
    session = datetime(2024, 4, 5, 17, 0, tzinfo=timezone.get_default_timezone())
    life.triage(obj, effective_at=session)

    assert newest(obj, cast.visitor, "論点整理").session == ""


def test_the_team_reads_from_where_each_operation_was_made(life, cast, client):
    obj = life.at(S.TRIAGED)
    client.force_login(cast.digital)
    assert client.post(f"/requests/{obj.number}/start-review/").status_code == 302
    voices.judge(obj, by=cast.secretariat, judgement="continue")

    found = timeline.lines_of(LocalRequest.objects.get(pk=obj.pk), actor=cast.secretariat)

    assert {line.label: line.place for line in found} == {
        "登録": "コマンドか自動の処理で",
        "論点整理": "コマンドか自動の処理で",
        "検討を始める": "画面から",
        "事務局の判断": "コマンドか自動の処理で",
    }


def test_an_opinion_is_told_once_and_its_publication_to_all(story, cast):
    reply = story.replies.newest().first()
    given = opinions.give(reply, by=cast.misato, stance="satisfied", text="ありがたい")
    once = [line for line in lines(story, cast.secretariat) if line[1] == "見解を出す"]
    opinions.publish(given, by=cast.secretariat, now=NOW)

    assert once == [("", "見解を出す")]
    assert lines(story, cast.visitor)[-1] == ("第2次回答への美郷町の見解", "公表")


def test_a_merge_and_its_undoing_are_told_with_their_reasons(life, cast):
    obj, target = life.log(), life.log(title="統合先")
    life.merge(obj, target)
    relations.unmerge(obj, by=cast.secretariat, reason="別の件だった")

    assert [label for _, label in lines(obj, cast.secretariat)] == [
        "登録",
        "統合",
        "統合の取消し",
    ]
    assert newest(obj, cast.secretariat, "統合の取消し").reason == "別の件だった"
    taken = changes(newest(target, cast.secretariat, "統合の受入れ"))
    assert taken == {"受け入れた要望": ("", obj.number)}


@pytest.mark.parametrize("name", ["secretariat", "misato", "digital", "visitor"])
def test_a_long_history_asks_the_database_no_more_than_a_short_one(name, story, life, cast):
    actor = getattr(cast, name)

    def queries():
        obj = LocalRequest.objects.get(pk=story.pk)
        with CaptureQueriesContext(connection) as caught:
            timeline.lines_of(obj, actor=actor)
        return len(caught)

    few = queries()
    for n in range(3):
        voices.judge(story, by=cast.secretariat, judgement="continue", text=f"{n}")
        life.assign(story, title=f"依頼{n}")
    second = story.replies.newest().first()
    opinions.give(second, by=cast.misato, stance="satisfied")
    replies.publish(second, by=cast.secretariat, now=NOW)

    assert queries() <= few + 1  # the first opinion brings its own kept versions
