"""What the voices said is public only once it was published, and counts no more once taken back."""

from datetime import UTC, datetime

import pytest

from issues.actions import local_requests, opinions, voices
from issues.enums import RequestStatus
from issues.history import timeline
from issues.models import Judgement, LocalRequest, ProgressReport, Settlement
from issues.pages import three_voices
from tests import standing as stand

NOW = datetime(2030, 1, 7, 3, 0, tzinfo=UTC)
PARTIES = ("secretariat", "wt_member", "digital", "soumu", "misato", "ichinomiya")
OUTSIDERS = ("visitor", "stranger", "association")


@pytest.fixture
def public(life, orgs, cast):
    """A published request that was replied to, shared by 総務省 and joined by 一宮市."""
    obj = life.at(RequestStatus.REPLIED)
    obj.co_ministries.add(orgs.soumu)
    life.join(obj)
    return local_requests.publish(obj, by=cast.secretariat, now=NOW)


def heard(obj, actor):
    obj.refresh_from_db()
    found = three_voices.voices_of(obj, actor=actor)
    row = LocalRequest.objects.heard_by(actor).get(pk=obj.pk)
    said = (str(found.progress or ""), str(found.judgement or ""))
    beside = (row.progress_heard, row.judgement_heard)
    labels = {"": "", "done": "措置済", "studying": "検討中", "solved": "解決", "improve": "要改善"}
    assert said == tuple(labels[code] for code in beside)
    return said


def test_an_outsider_hears_nothing_before_it_is_published(public, cast):
    voices.report_progress(public, by=cast.digital, progress="done", text="通知した")
    voices.judge(public, by=cast.secretariat, judgement="improve", text="足りない")

    said = {who: heard(public, getattr(cast, who)) for who in (*PARTIES, *OUTSIDERS)}

    assert said == dict.fromkeys(PARTIES, ("措置済", "要改善")) | dict.fromkeys(OUTSIDERS, ("", ""))


def test_the_newest_published_word_is_heard_outside_and_the_newest_one_inside(public, cast):
    first = voices.report_progress(public, by=cast.digital, progress="studying")
    voices.publish_progress(first, by=cast.secretariat, now=NOW)
    voices.report_progress(public, by=cast.digital, progress="done")

    assert heard(public, cast.visitor) == ("検討中", "")
    assert heard(public, cast.misato) == ("措置済", "")


def test_publishing_is_the_secretariats_and_happens_once(public, cast, refusal):
    report = voices.report_progress(public, by=cast.digital, progress="done")
    judged = voices.judge(public, by=cast.secretariat, judgement="solved")
    for who in ("wt_member", "digital", "misato", "visitor"):
        actor = getattr(cast, who)
        assert refusal(voices.publish_progress, report, by=actor, now=NOW)[0] == "forbidden"
        assert refusal(voices.publish_judgement, judged, by=actor, now=NOW)[0] == "forbidden"

    voices.publish_progress(report, by=cast.secretariat, now=NOW)

    kind, _ = refusal(voices.publish_progress, report, by=cast.secretariat, now=NOW)
    assert kind == "conflict"
    assert heard(public, cast.visitor) == ("措置済", "")


def test_a_published_word_on_an_unpublished_request_is_not_public(life, cast):
    obj = life.at(RequestStatus.REPLIED)
    report = voices.report_progress(obj, by=cast.digital, progress="done")
    voices.publish_progress(report, by=cast.secretariat, now=NOW)

    assert list(ProgressReport.objects.visible_to(cast.visitor)) == []


def test_where_they_disagree_follows_what_is_heard(public, cast):
    report = voices.report_progress(public, by=cast.digital, progress="done")
    judged = voices.judge(public, by=cast.secretariat, judgement="improve")
    inside = len(stand.disagreeing(cast.secretariat))
    before = len(stand.disagreeing(cast.visitor))
    voices.publish_progress(report, by=cast.secretariat, now=NOW)
    one = three_voices.disagreements([public], actor=cast.visitor)[public.pk]
    voices.publish_judgement(judged, by=cast.secretariat, now=NOW)

    assert (inside, before, one) == (1, 0, ())
    assert len(stand.disagreeing(cast.visitor)) == 1
    assert three_voices.disagreements([public], actor=cast.visitor)[public.pk] == (
        "府省は「措置済」、事務局は「要改善」としています。",
    )


def test_an_unpublished_opinion_makes_no_disagreement_outside(public, cast):
    voices.publish_progress(
        voices.report_progress(public, by=cast.digital, progress="done"),
        by=cast.secretariat,
        now=NOW,
    )
    reply = public.replies.newest().first()
    opinions.give(reply, by=cast.misato, stance="dissatisfied", text="足りない")

    assert len(stand.disagreeing(cast.secretariat)) == 1
    assert len(stand.disagreeing(cast.visitor)) == 0


def test_where_it_was_reflected_is_read_once_it_is_published(life, public, cast):
    settled = life.settle(public)
    words = {who: three_voices.settled(settled, actor=getattr(cast, who)) for who in OUTSIDERS}
    inside = {who: str(three_voices.settled(settled, actor=getattr(cast, who))) for who in PARTIES}
    row = LocalRequest.objects.heard_by(cast.visitor).get()
    before = (row.status, row.reflected_heard)

    voices.publish_settlement(Settlement.objects.get(), by=cast.secretariat, now=NOW)

    assert words == dict.fromkeys(OUTSIDERS)
    assert inside == dict.fromkeys(PARTIES, "基本方針 2.(3)")
    assert before == ("settled", "")
    row = LocalRequest.objects.heard_by(cast.visitor).get()
    assert row.reflected_heard == "基本方針 2.(3)"
    assert str(three_voices.settled(settled, actor=cast.visitor)) == "基本方針 2.(3)"


def test_taken_back_the_word_before_counts_again(public, cast):
    voices.report_progress(public, by=cast.digital, progress="studying")
    voices.judge(public, by=cast.secretariat, judgement="improve")
    before = heard(public, cast.secretariat)
    report = voices.report_progress(public, by=cast.digital, progress="done")
    judged = voices.judge(public, by=cast.secretariat, judgement="solved")

    voices.take_back_progress(report, by=cast.digital)
    voices.take_back_judgement(judged, by=cast.secretariat, reason="別の要望のもの")

    assert heard(public, cast.secretariat) == before == ("検討中", "要改善")
    assert (ProgressReport.objects.count(), Judgement.objects.count()) == (2, 2)
    last = timeline.lines_of(public, actor=cast.secretariat)[0]
    assert (last.label, last.reason) == ("事務局の判断の取消し", "別の要望のもの")
    assert [change.after for change in last.changes] == ["要改善", "解決"]


def test_a_ministry_takes_back_its_own_until_it_is_published(public, cast, refusal):
    report = voices.report_progress(public, by=cast.digital, progress="done")
    assert refusal(voices.take_back_progress, report, by=cast.soumu)[0] == "forbidden"
    voices.publish_progress(report, by=cast.secretariat, now=NOW)

    assert refusal(voices.take_back_progress, report, by=cast.digital) == (
        "conflict",
        "公表した報告は、府省では取り消せません。新しい報告をするか、事務局に連絡してください。",
    )
    assert refusal(voices.take_back_progress, report, by=cast.secretariat) == (
        "incomplete",
        "理由を書いてください。",
    )
    voices.take_back_progress(report, by=cast.secretariat, reason="誤り")
    kind, _ = refusal(voices.take_back_progress, report, by=cast.secretariat, reason="誤り")
    assert kind == "conflict"
    assert heard(public, cast.visitor) == ("", "")


def test_what_was_public_and_taken_back_is_told_to_everybody_without_the_reason(public, cast):
    report = voices.report_progress(public, by=cast.digital, progress="done", text="秘密の文")
    hidden = voices.report_progress(public, by=cast.digital, progress="studying", text="別の文")
    voices.publish_progress(report, by=cast.secretariat, now=NOW)
    voices.take_back_progress(hidden, by=cast.digital)
    voices.take_back_progress(report, by=cast.secretariat, reason="中の理由")

    lines = timeline.lines_of(public, actor=cast.visitor)
    told = [(line.label, line.reason, line.changes) for line in lines]

    assert told.count(("進捗の報告の取消し", "", ())) == 1
    assert told.count(("府省の進捗の公表", "", ())) == 1
    assert "文" not in "".join(line.label + line.reason for line in lines)


def test_a_settling_taken_back_leaves_the_request_as_it_was(life, public, cast, refusal):
    public.refresh_from_db()
    fields = ("status", "round", "due_on", "first_due_on", "reflected_in", "settled_despite")
    before = {name: getattr(public, name) for name in fields}
    settled = life.settle(public)
    assert refusal(voices.unsettle, settled, by=cast.secretariat, reason=" ")[0] == "incomplete"

    back = voices.unsettle(settled, by=cast.secretariat, reason="番号の取り違え")

    assert {name: getattr(back, name) for name in fields} == before
    assert Settlement.objects.get().taken_back_at is not None
    again = life.settle(back, reflected_in="基本方針 3.")
    assert str(three_voices.settled(again, actor=cast.misato)) == "基本方針 3."


def test_an_earlier_word_entered_late_does_not_replace_the_present_one(public, cast):
    voices.report_progress(public, by=cast.digital, progress="done")
    early = datetime(2024, 4, 20, 3, 0, tzinfo=UTC)

    voices.report_progress(public, by=cast.digital, progress="studying", effective_at=early)

    assert heard(public, cast.secretariat) == ("措置済", "")
