"""Three sessions: the preparatory meeting of the sample, and two made-up ones of the working team.

All of it is entered long afterwards; what each session left behind is as it was then.
"""

import re
from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest

from issues.actions import relations
from issues.enums import LIVE
from issues.models import DiscussionPoint, LocalRequest, Standing
from issues.standing import as_of
from issues.standing.moments import Moment
from meetings.actions import closing, corrected, handlings, meetings, passages, saving
from meetings.models import Meeting, Speech
from meetings.sessions import drafting, report_content
from tests import standing as stand
from tests.factories import meetings as minutes
from tests.meetings.sessions.conftest import moment

SAMPLE = Path(__file__).parents[3] / "samples" / "junbi-kaigo-01.txt"
ASKED = (
    ("財政支援", "cost", "移行経費に対しても着実な財政支援をお願いしたい"),
    ("期限の延長", "standardization", "期限延長について柔軟に対応していただきたい"),
    ("自由度", "role", "主体的に自由度の高い取組みが進められるように御配慮をいただきたい"),
    ("競争環境", "efficiency", "競争環境の整備に向けた取組みや支援をお願いできないか"),
    ("人材", "talent", "きめ細やかな対応をしていただきたい"),
    ("財源", "cost", "国の財源の確保については何卒お願い申し上げたい"),
)
# 受付 論点整理済 検討中 回答済 再検討中 決着
AFTER_PREPARATORY = """
    efficiency       1 0 0 0 0 0
    role             1 0 0 0 0 0
    consultation     0 0 0 0 0 0
    talent           1 0 0 0 0 0
    standardization  1 0 0 0 0 0
    cost             2 0 0 0 0 0
"""
AFTER_FIRST = """
    efficiency       0 1 0 0 0 0
    role             0 1 0 0 0 0
    consultation     0 0 0 0 0 0
    talent           0 0 0 0 1 0
    standardization  0 0 1 0 0 0
    cost             1 0 0 0 0 1
"""
AFTER_SECOND = """
    efficiency       1 1 0 0 0 0
    role             0 0 0 1 0 0
    consultation     0 0 0 0 0 0
    talent           0 0 0 1 0 0
    standardization  0 0 1 0 0 0
    cost             0 1 0 0 0 1
"""


def drawn(counts):
    """Points by statuses, as the tables above are written."""
    rows = [
        f"    {point.code:16} {' '.join(str(counts[point.code, s.value]) for s in LIVE)}"
        for point in DiscussionPoint.objects.all()
    ]
    return "\n" + "\n".join(rows) + "\n"


def matrix_of(report):
    return drawn(Counter((r["primary"], r["status"]) for r in report.content["requests"]))


def matrix_at(when):
    codes = dict(DiscussionPoint.objects.values_list("pk", "code"))
    rows = stand.then(when).values_list("points", "status")
    return drawn(Counter((codes[points[0]], status) for points, status in rows))


def statuses_of_points(report):
    return {p["code"]: p["status"] for p in report.content["points"] if p["status"] != "open"}


def prepare(stage):
    """The preparatory meeting as its minutes tell it: imported, logged, published, closed."""
    file = minutes.an_import(stage.cast.secretariat, SAMPLE.read_bytes(), SAMPLE.name)
    looked_at = {"looked_at": corrected.asked(file.reading["notes"])}
    meeting, _ = saving.save(file, by=stage.cast.secretariat, corrections=looked_at)
    for title, code, words in ASKED:
        speech = Speech.objects.get(source=meeting.current_source, text__contains=words)
        start = speech.text.index(words)
        passages.log_request(
            by=stage.cast.secretariat,
            speech=speech,
            start=start,
            end=start + len(words),
            kind="request",
            title=title,
            points=[stage.points[code]],
        )
    stage.publish(meeting, reason="残りは次の公表までに確かめます。")
    at = moment(4, 5, 17)
    return closing.close(meeting, by=stage.cast.secretariat, at=at)


@pytest.fixture
def prepared(remember):
    return remember(prepare)


def asked(title):
    return LocalRequest.objects.get(title=title)


def before_the_first(stage):
    for title in ("財政支援", "期限の延長", "自由度", "競争環境", "人材"):
        stage.triage(asked(title), moment(4, 15))
    stage.start_review(asked("期限の延長"), moment(4, 20))
    stage.reply(
        asked("財政支援"), moment(5, 8), "adopted", timing_on=date(2025, 3, 31), means=["budget"]
    )
    stage.reply(asked("人材"), moment(5, 9), "declined")
    stage.opinion(asked("人材"), moment(5, 14), who="ichinomiya", again=True)


def the_first(stage):
    meeting = stage.hold(stage.session(1, 5, 20, fictional=True))
    stage.move_point(meeting, "cost", "start_discussion")
    settled = stage.record(meeting, asked("財政支援"), "decided", "予算で対応する")
    handlings.settle_request(settled, by=stage.cast.secretariat, reflected_in="基本方針 2.(3)")
    handlings.decide(
        meeting, by=stage.cast.secretariat, text="財政支援は予算で行う。", handling=settled
    )
    stage.record(meeting, asked("期限の延長"), "carried_over", "次回、府省から案を示す")
    handlings.write_memo(
        stage.points["cost"], by=stage.cast.secretariat, meeting=meeting, text="予算で対応する。"
    )
    return stage.close(meeting)


def before_the_second(stage):
    stage.triage(asked("財源"), moment(5, 22), due=date(2024, 6, 20))
    stage.start_review(asked("自由度"), moment(5, 25))
    stage.reply(asked("自由度"), moment(6, 1))
    stage.reply(asked("人材"), moment(6, 5), "studying_dated", timing_on=date(2024, 12, 31))


def the_second(stage, meeting):
    stage.hold(meeting)
    stage.log("窓口の様式", "efficiency", said_on=date(2024, 6, 10))
    stage.move_point(meeting, "cost", "set_direction")
    stage.record(meeting, asked("人材"), "discussed")
    stage.record(meeting, asked("期限の延長"), "carried_over")
    return stage.close(meeting)


def up_to_the_first(stage):
    before_the_first(stage)
    return the_first(stage)


def up_to_the_second(stage):
    before_the_second(stage)
    return the_second(stage, stage.session(2, 6, 10, fictional=True))


def test_after_the_preparatory_meeting_all_its_requests_have_just_come_in(prepared):
    assert matrix_of(prepared) == AFTER_PREPARATORY
    assert statuses_of_points(prepared) == {}
    assert prepared.content["meeting"]["label"] == "準備会合第1回"


def test_what_each_session_left_behind(stage, prepared, remember):
    first = remember(up_to_the_first)
    second = remember(up_to_the_second)

    assert (matrix_of(prepared), matrix_of(first), matrix_of(second)) == (
        AFTER_PREPARATORY,
        AFTER_FIRST,
        AFTER_SECOND,
    )
    assert [statuses_of_points(report) for report in (prepared, first, second)] == [
        {},
        {"cost": "discussing"},
        {"cost": "direction"},
    ]


def test_the_views_as_of_a_session_say_what_its_report_says(stage, prepared, remember):
    first = remember(up_to_the_first)
    second = remember(up_to_the_second)
    relations.withdraw(asked("競争環境"), by=stage.cast.ichinomiya, reason="国の方針で解決")

    closed = Meeting.objects.filter(status="closed").order_by("held_on")
    assert [matrix_at(meeting.closed_at) for meeting in closed] == [
        AFTER_PREPARATORY,
        AFTER_FIRST,
        AFTER_SECOND,
    ]
    assert [matrix_of(r) for r in (first, second)] == [AFTER_FIRST, AFTER_SECOND]


def read(page):
    """The matrix that stands in the HTML of a page, drawn as the tables above. A request of two
    points stands in both rows; here each has one."""
    table = page[page.index('<table class="matrix"') : page.index("</tfoot>")]
    rows = re.findall(r"<tr>(.*?)</tr>", table[table.index("<tbody>") :], re.DOTALL)
    found = Counter()
    for point, row in zip(DiscussionPoint.objects.all(), rows, strict=False):
        assert point.name in row
        numbers = re.findall(r"<td[^>]*>\s*<(?:a|span)[^>]*>(\d+)<", row)
        for status, number in zip(LIVE, numbers, strict=False):
            found[point.code, status.value] = int(number)
    return drawn(found)


def answered(rows):
    """The same from the rows of the API."""
    return drawn(Counter((row["points"][0], row["status"]) for row in rows))


def test_pages_and_api_show_the_matrix_of_each_session(stage, prepared, remember, as_):
    remember(up_to_the_first)
    remember(up_to_the_second)
    relations.withdraw(asked("競争環境"), by=stage.cast.ichinomiya, reason="国の方針で解決")
    client = as_(stage.cast.secretariat)
    closed = Meeting.objects.filter(status="closed").order_by("held_on")
    expected = [AFTER_PREPARATORY, AFTER_FIRST, AFTER_SECOND]

    for path in ("/", "/points/"):
        pages = [client.get(path, {"as_of": m.pk}).content.decode() for m in closed]
        assert [read(page) for page in pages] == expected
    answers = [client.get("/api/requests/", {"as_of": m.pk}).json() for m in closed]
    assert [answered(answer["results"]) for answer in answers] == expected
    assert [answer["results"][0]["as_of"]["fictional"] for answer in answers] == [
        False,
        True,
        True,
    ]


def test_the_page_of_changes_sums_up_each_step_of_the_story(stage, prepared, remember, as_):
    remember(up_to_the_first)
    remember(up_to_the_second)
    client = as_(stage.cast.secretariat)
    first, second, third = Meeting.objects.filter(status="closed").order_by("held_on")

    def told(earlier, later):
        found = client.get("/changes/", {"from": earlier.pk, "to": later.pk}).context["told"]
        return found.new.total, found.moved.total, found.replied, found.settled

    assert [told(first, second), told(second, third), told(first, third)] == [
        (0, 5, 2, 1),
        (1, 3, 2, 0),
        (1, 6, 3, 1),
    ]


def test_the_reports_tell_what_the_sessions_did(stage, prepared, remember):
    report = remember(up_to_the_first)

    content = report.content
    assert content["meeting"] == {
        "body": "国・地方デジタル共通基盤ワーキングチーム",
        "label": "WT第1回（架空）",
        "title": "国・地方デジタル共通基盤ワーキングチーム（第1回）",
        "held_on": "2024-05-20",
        "place": "中央合同庁舎",
        "fictional": True,
    }
    assert content["moment"] == "2024-05-20T15:00:00+09:00"
    assert [(h["title"], h["outcome"], h["note"]) for h in content["handlings"]] == [
        (stage.points["cost"].name, "discussed", ""),
        ("財政支援", "decided", "予算で対応する"),
        ("期限の延長", "carried_over", "次回、府省から案を示す"),
    ]
    assert content["decisions"] == ["財政支援は予算で行う。"]
    assert content["memos"] == {"cost": "予算で対応する。"}
    row = next(r for r in content["requests"] if r["title"] == "人材")
    assert (row["status"], row["reply_class"], row["replied_on"], row["stance"]) == (
        "reconsidering",
        "declined",
        "2024-05-09",
        "dissatisfied",
    )
    assert (row["organization"], row["speaker"]) == ("愛知県一宮市", "中野 正康 市長")


def test_the_draft_of_the_second_session_follows_from_the_first(stage, prepared, remember):
    remember(up_to_the_first)
    before_the_second(stage)
    second = stage.session(2, 6, 10)

    sections = drafting.draft(second, actor=stage.cast.secretariat, on=date(2024, 6, 10))

    found = {
        section.point.code: [
            (m.local_request.title, [r.value for r in m.reasons], str(m.document))
            for m in section.matters
        ]
        for section in sections
    }
    muraoka, nakano = (
        str(d)
        for d in prepared.meeting.documents.filter(submitter__in=("村岡構成員", "中野構成員"))
    )
    assert found == {
        "efficiency": [("競争環境", ["unanswered"], nakano)],
        "role": [("自由度", ["replied"], muraoka)],
        "talent": [("人材", ["replied"], nakano)],
        "standardization": [("期限の延長", ["carried", "unanswered"], muraoka)],
    }
    assert [(str(h), h.reasons) for h in second.handlings.all()] == [
        (str(asked("期限の延長")), ["carried"])
    ]


def test_what_changed_between_the_two_sessions(stage, prepared, remember):
    remember(up_to_the_first)
    before_the_second(stage)
    the_second(stage, stage.session(2, 6, 10, starts_at=time(13), ends_at=time(15)))
    first, second = (m.closed_at for m in stage.body.meetings.order_by("held_on"))

    earlier, later = Moment(None, first), Moment(None, second)
    rows = Standing.objects.when(later).live().with_status_before(earlier)

    assert {r.title: (r.status_before, r.status) for r in rows if r.status_before != r.status} == {
        "自由度": ("triaged", "replied"),
        "人材": ("reconsidering", "replied"),
        "財源": ("logged", "triaged"),
        "窓口の様式": (None, "logged"),
    }
    assert [
        (p.code, p.status_before, p.status_then) for p in as_of.point_changes(earlier, later)
    ] == [("cost", "discussing", "direction")]


def test_words_of_the_minutes_stay_provable_and_the_reports_intact(stage, prepared, remember):
    first = remember(up_to_the_first)
    for report in (prepared, first):
        report.refresh_from_db()

    assert report_content.is_intact(prepared)
    assert report_content.is_intact(first)
    assert meetings.unpublished_records(prepared.meeting)[0].count() == 0
