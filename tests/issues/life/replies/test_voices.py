import pytest

from issues.actions import opinions, voices
from issues.enums import RequestStatus
from issues.models import Judgement, ProgressReport
from tests import standing as stand
from workflow import history


@pytest.fixture
def replied(life):
    return life.at(RequestStatus.REPLIED)


def say(obj, by, stance="dissatisfied"):
    return opinions.give(obj.replies.newest().first(), by=by, stance=stance, text="足りない")


def test_the_three_voices_stand_side_by_side(replied, cast, orgs):
    report = voices.report_progress(replied, by=cast.digital, progress="done", text=" 通知済み ")
    judgement = voices.judge(replied, by=cast.secretariat, judgement="improve", text="要確認")
    opinion = say(replied, cast.misato)

    replied.refresh_from_db()
    assert (replied.status, replied.progress, replied.judgement) == ("replied", "done", "improve")
    assert (report.ministry, report.progress, report.text) == (orgs.digital, "done", "通知済み")
    assert (judgement.judged_by, judgement.judgement) == (cast.secretariat, "improve")
    assert opinion.stance == "dissatisfied"


def test_each_word_stays_and_the_request_shows_the_newest(replied, cast):
    for word in ("not_studied", "studying", "done"):
        voices.report_progress(replied, by=cast.digital, progress=word)
    for word in ("continue", "solved"):
        voices.judge(replied, by=cast.secretariat, judgement=word)

    replied.refresh_from_db()
    assert [r.progress for r in replied.progress_reports.all()] == [
        "not_studied",
        "studying",
        "done",
    ]
    assert [j.judgement for j in replied.judgements.all()] == ["continue", "solved"]
    assert (replied.progress, replied.judgement) == ("done", "solved")
    assert history.entries_of(replied).last().changes == {"judgement": ["continue", "solved"]}


@pytest.mark.parametrize("who", ["secretariat", "soumu", "misato", "wt_member", "visitor"])
def test_only_the_lead_ministry_reports_progress(who, replied, cast, refusal):
    answer = refusal(voices.report_progress, replied, by=getattr(cast, who), progress="done")

    assert answer == ("forbidden", "「進捗を報告」ができるのは、主担当府省です。")
    assert ProgressReport.objects.count() == 0


@pytest.mark.parametrize("who", ["digital", "misato", "wt_member", "visitor"])
def test_only_the_secretariat_judges(who, replied, cast, refusal):
    answer = refusal(voices.judge, replied, by=getattr(cast, who), judgement="solved")

    assert answer == ("forbidden", "「事務局の判断」ができるのは、事務局です。")
    assert Judgement.objects.count() == 0


def test_there_is_no_progress_before_triage(life, cast, refusal):
    kind, _ = refusal(voices.judge, life.log(), by=cast.secretariat, judgement="solved")

    assert kind == "conflict"


def test_an_unknown_word_leaves_nothing(replied, cast, refusal):
    kind, _ = refusal(voices.report_progress, replied, by=cast.digital, progress="perhaps")

    replied.refresh_from_db()
    assert (kind, replied.progress, ProgressReport.objects.count()) == ("incomplete", "", 0)


@pytest.mark.parametrize(
    ("progress", "judgement", "stance", "listed"),
    [
        ("done", "", "dissatisfied", True),
        ("", "solved", "dissatisfied", True),
        ("", "finished", "dissatisfied", True),
        ("done", "improve", "satisfied", True),
        ("not_done", "solved", "satisfied", True),
        ("not_studied", "finished", "none", True),
        ("done", "solved", "satisfied", False),
        ("done", "solved", "partly", False),
        ("studying", "continue", "dissatisfied", False),
        ("studying", "solved", "satisfied", False),
        ("", "", "dissatisfied", False),
        ("", "", "none", False),
    ],
)
def test_where_the_voices_disagree_is_listed(progress, judgement, stance, listed, replied, cast):
    say(replied, cast.misato, stance)
    if progress:
        voices.report_progress(replied, by=cast.digital, progress=progress)
    if judgement:
        voices.judge(replied, by=cast.secretariat, judgement=judgement)

    found = stand.disagreeing(cast.secretariat)

    assert found == ([replied] if listed else [])


def test_an_association_that_disagrees_is_listed(replied, cast):
    say(replied, cast.misato, "satisfied")
    say(replied, cast.association)
    voices.judge(replied, by=cast.secretariat, judgement="solved")

    assert stand.disagreeing(cast.secretariat) == [replied]


def test_what_was_said_in_an_earlier_round_is_no_longer_listed(life, replied, cast):
    life.ask_again(replied)
    voices.report_progress(replied, by=cast.digital, progress="done")
    in_the_new_round = stand.disagreeing(cast.secretariat)
    replied.refresh_from_db()
    life.reply(replied)
    say(replied, cast.misato)

    now = stand.disagreeing(cast.secretariat)
    assert (in_the_new_round, now) == ([], [replied])


def test_settling_says_where_it_was_reflected(life, replied):
    settled = life.settle(replied, reflected_in=" 基本方針 2.(3) ")

    entry = history.entries_of(settled).last()
    assert (settled.status, settled.reflected_in) == ("settled", "基本方針 2.(3)")
    assert entry.changes["reflected_in"] == ["", "基本方針 2.(3)"]
    assert entry.status_change.from_status == "replied"


def test_settling_without_saying_where_is_refused(life, replied, refusal):
    answer = refusal(life.settle, replied, reflected_in="　")

    replied.refresh_from_db()
    assert answer == ("incomplete", "どこに反映したかを書いてください。")
    assert (replied.status, replied.reflected_in) == ("replied", "")


@pytest.mark.parametrize("who", ["misato", "association"])
def test_nothing_is_settled_over_a_dissatisfied_voice_without_a_decision(
    who, life, replied, cast, refusal
):
    say(replied, getattr(cast, who))

    answer = refusal(life.settle, replied)

    assert answer == (
        "incomplete",
        "不服の見解が残っています。それでも決着とする理由を書いてください。",
    )


def test_the_decision_over_a_dissatisfied_voice_is_recorded(life, replied, cast):
    say(replied, cast.misato)

    settled = life.settle(replied, despite="法改正の後に改めて協議する")

    assert (settled.status, settled.settled_despite) == ("settled", "法改正の後に改めて協議する")
    assert history.entries_of(settled).last().changes["settled_despite"] == [
        "",
        "法改正の後に改めて協議する",
    ]


@pytest.mark.parametrize("who", ["digital", "misato", "wt_member"])
def test_only_the_secretariat_settles(who, life, replied, cast, refusal):
    answer = refusal(life.settle, replied, by=getattr(cast, who))

    assert answer == ("forbidden", "「決着とする」ができるのは、事務局です。")


def test_what_has_no_reply_is_not_settled(life, refusal):
    answer = refusal(life.settle, life.at(RequestStatus.UNDER_REVIEW))

    assert answer == ("conflict", "今の状況が「検討中」のため、「決着とする」はできません。")


def test_settling_something_else_than_was_seen_is_refused(life, replied, cast, refusal):
    seen = replied.version
    say(replied, cast.misato, "satisfied")

    kind, _ = refusal(life.settle, replied, version=seen)

    assert kind == "conflict"
