"""The frozen report as PDF and Word: what was true, what changed since the session before."""

from datetime import date

import pytest

from issues.actions import discussion_points
from issues.models import LocalRequest
from meetings.actions import closing, handlings
from meetings.models import ClosedReport, Meeting
from meetings.sessions import report_changes, report_page, report_paper
from tests import opened
from tests.meetings.sessions.conftest import moment
from typesetting import pdf, word

READERS = {pdf: opened.text_of, word: opened.words_of}


def two_sessions(stage):
    """Two sessions; between them one request is answered and a new one comes up."""
    asked, other = stage.log("移行経費の支援"), stage.log("人材の派遣", "talent")
    asked = stage.triage(asked, moment(4, 10))
    other = stage.triage(other, moment(4, 10))
    first = stage.hold(stage.session(1, 5, 20))
    stage.record(first, asked, "discussed", note="内々の記録")
    stage.close(first)
    asked = stage.start_review(asked, moment(5, 21))
    stage.reply(asked, moment(6, 1))
    new = stage.log("新しい要望", "role", said_on=date(2024, 6, 10))
    second = stage.hold(stage.session(2, 6, 20))
    stage.record(second, asked, "reported", note="回答を報告した。")
    stage.record(second, other, "carried_over", note="次回に回す。")
    stage.move_point(second, "cost", "start_discussion")
    handlings.decide(second, by=stage.cast.secretariat, text="試算を次回までに示す。")
    stage.close(second)
    return asked, other, new, first, second


@pytest.fixture
def two(remember):
    return remember(two_sessions)


def paper_of(meeting, actor):
    report = ClosedReport.objects.select_related("meeting__body").get(meeting=meeting)
    found = report_page.report_of(report, actor=actor)
    return report_paper.laid_out(report, found, report_changes.since_last(report, actor=actor))


@pytest.mark.parametrize("maker", [pdf, word])
def test_it_tells_facts_matrix_handlings_decisions_and_the_list(maker, two, stage):
    asked, other, new, _, second = two

    read = READERS[maker](maker.render(paper_of(second, stage.cast.secretariat)))

    report = ClosedReport.objects.get(meeting=second)
    expected = [
        "WT第2回　報告", "国・地方デジタル共通基盤ワーキングチーム", "令和6年6月20日（木）",
        "中央合同庁舎",
        "令和6年6月20日（木）15時00分", report.sha256, "論点ごとの状況　要望3件",
        f"{asked.number}移行経費の支援", "報告", "回答を報告した。",
        f"{other.number}人材の派遣", "持越し", "次回に回す。", "決定", "試算を次回までに示す。",
        "WT第1回の確定から変わったもの", "対応状況一覧　3件", "検討（期限なし）", f"{new.number}",
    ]  # fmt: skip
    assert [each for each in expected if opened.squeezed(each) not in read] == []


def test_what_changed_is_the_difference_of_the_two_frozen_reports(two, stage):
    asked, _, new, first, second = two
    reports = {r.meeting_id: r for r in ClosedReport.objects.select_related("meeting__body")}

    inside = stage.cast.secretariat
    since = report_changes.since_last(reports[second.pk], actor=inside)

    assert report_changes.since_last(reports[first.pk], actor=inside) is None
    assert since.session == "WT第1回"
    assert [(m.name, m.before, m.after) for m in since.matters] == [
        ("論点6", "未着手", "検討中"), (asked.number, "論点整理済", "回答済"),
        (new.number, "（新規）", "受付"),
    ]  # fmt: skip


def test_a_visitor_reads_what_was_public_when_it_was_frozen(two, as_, visitor, stage):
    *_, second = two

    data = as_(visitor).get(f"/meetings/{second.pk}/report.pdf").content

    read = opened.text_of(data)
    secrets = ("移行経費の支援", "人材の派遣", "新しい要望", "回答を報告した。", "次回に回す。",
               "試算を次回までに示す。", "取扱注意")  # fmt: skip
    assert [secret for secret in secrets if secret in read] == []
    assert "この時点で公表されていた要望はありません。" in read
    assert "論点ごとの状況要望0件" in read


@pytest.mark.parametrize("maker", [pdf, word])
def test_the_file_stays_the_same_to_the_byte_whatever_happens_later(maker, two, stage):
    asked, other, _, first, second = two
    actor = stage.cast.secretariat
    before = [maker.render(paper_of(meeting, actor)) for meeting in (first, second)]

    stage.opinion(LocalRequest.objects.get(pk=asked.pk), moment(6, 25), again=True)
    stage.start_review(LocalRequest.objects.get(pk=other.pk), moment(5, 1))
    discussion_points.move(stage.points["role"], "start_discussion", by=actor, reason="始まった。")
    closing.add_to_report(ClosedReport.objects.get(meeting=second), by=actor, text="人数の訂正")
    between = stage.hold(stage.session(3, 6, 1))
    stage.close(between)

    fresh = [Meeting.objects.get(pk=meeting.pk) for meeting in (first, second)]
    assert [maker.render(paper_of(meeting, actor)) for meeting in fresh] == before


def test_an_invented_session_is_marked_on_every_page(two, stage):
    *_, second = two
    report = ClosedReport.objects.select_related("meeting__body").get(meeting=second)
    report.content["meeting"]["fictional"] = True
    found = report_page.report_of(report, actor=stage.cast.secretariat)

    pages = opened.pages_of(pdf.render(report_paper.laid_out(report, found, None)))

    assert ["架空の見本データを含みます" in page for page in pages] == [True] * len(pages)
    assert set(opened.sizes_of(pdf.render(report_paper.laid_out(report, found, None)))) == {
        (297, 210)
    }


def test_many_requests_are_left_to_the_file_of_the_list(two, stage):
    *_, second = two
    report = ClosedReport.objects.select_related("meeting__body").get(meeting=second)
    rows = report.content["requests"]
    report.content["requests"] = [dict(rows[0], number=f"R6-{n:04}") for n in range(1, 302)]
    found = report_page.report_of(report, actor=stage.cast.secretariat)

    read = opened.text_of(pdf.render(report_paper.laid_out(report, found, None)))

    assert "要望が300件を超えるため、ここには載せていません。" in read
    assert "R6-0301" not in read
    assert "対応状況一覧301件" in read


def test_the_page_of_the_report_leads_to_both_files(two, as_, visitor):
    *_, second = two

    page = as_(visitor).get(f"/meetings/{second.pk}/report/").content.decode()

    assert f'href="/meetings/{second.pk}/report.pdf"' in page
    assert f'href="/meetings/{second.pk}/report.docx"' in page
