"""論点整理ペーパー: always one A4 page, never in smaller type; what has no room is counted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from issues.pages.point_follow_ups import Task
from issues.standing.outcomes import LABELS, OutcomeCount
from reports.papers import brief_paper, briefing
from reports.papers.briefing import Asked, Briefing, Dispute, Memo, Promise, Session
from tests import opened
from typesetting import pdf, word
from typesetting.paper import FICTIONAL

DAY, NOON = date(2024, 6, 5), datetime(2024, 6, 5, 3, tzinfo=UTC)
LONG = "住民に身近な市町村の負担を減らすため、国が費用を持つことを求める。" * 40
ASKED = Asked(
    number="R6-0001", title="移行経費の支援", organization="秋田県美郷町", status="triaged",
    status_label="論点整理済", outcome="unanswered", outcome_label="未回答（回答期限を過ぎた）",
    answer="", answered_on=None, due_on=DAY, public=True, fictional=False,
)  # fmt: skip
PROMISE = Promise(
    number="R6-C0001", title="運用経費の試算を示す", organization="デジタル庁", said_on=DAY,
    status="unfulfilled", status_label="未履行", became="年度末になる。", public=True,
    fictional=False,
)  # fmt: skip
TASK = Task("試算を出す", "デジタル庁", "R6-0001", DAY, 3, fictional=False)
BRIEF = Briefing(
    code="cost", position=6, name="国と地方の費用負担の基本的な考え方",
    statement="費用は誰が負うか。",
    source="資料3", status="discussing", status_label="検討中", since=DAY, on=DAY, as_of="",
    memo=Memo("移行経費と運用経費を分けて考える。", False, "WT第1回", DAY, NOON),
    total=1, outcomes=(OutcomeCount("unanswered", "未回答（回答期限を過ぎた）", 1),
                       OutcomeCount("adopted", "対応する", 0)),
    requests=(ASKED,), disputes=(Dispute("R6-0002", "期限の延長", ("美郷町は不服です。",), False),),
    promises=(PROMISE,), promises_total=1, tasks=(TASK,), tasks_total=1,
    next_session=Session("WT第2回", date(2024, 7, 1), "中央合同庁舎", False), team=True,
)  # fmt: skip


def at_its_longest():
    """Every text as long as it can be, every list full, every number beyond."""
    asked = replace(
        ASKED, title=LONG[:100], organization="北海道" * 6, answer=LONG[:90], public=False,
        fictional=True,
    )  # fmt: skip
    task = Task(LONG[:150], "北海道" * 6, "R6-0001", DAY, 300, fictional=True)
    promise = replace(PROMISE, title=LONG[:100], became=LONG[:60], public=False, fictional=True)
    return replace(
        BRIEF, name=LONG[:120], statement=LONG, source=LONG[:200],
        memo=replace(BRIEF.memo, text="\n".join([LONG[:10]] * 43)[: briefing.MEMO], cut=True),
        total=400, outcomes=tuple(OutcomeCount(c, w, 44) for c, w in LABELS.items()),
        requests=(asked,) * briefing.REQUESTS,
        disputes=(Dispute("R6-0002", LONG[:100], (LONG[:90],) * 4, True),) * briefing.DISPUTES,
        promises=(promise,) * briefing.PROMISES, promises_total=60,
        tasks=(task,) * briefing.TASKS,
        tasks_total=70, next_session=Session(LONG[:60], DAY, LONG[:200], True),
    )  # fmt: skip


@pytest.mark.parametrize(("maker", "read"), [(pdf, opened.text_of), (word, opened.words_of)])
def test_it_tells_all_of_the_point_when_there_is_room(maker, read):
    told = read(maker.render(brief_paper.fitted(BRIEF)))

    expected = [
        "論点整理ペーパー", "論点6　国と地方の費用負担の基本的な考え方",
        "検討中（令和6年6月5日（水）から）", "「費用は誰が負うか。」（出典：資料3）",
        "移行経費と運用経費を分けて考える。", "（WT第1回　令和6年6月5日（水））",
        "WT第2回　令和6年7月1日（月）　中央合同庁舎", "要望　1件",
        "未回答（回答期限を過ぎた） 1件", "R6-0001", "秋田県美郷町", "移行経費の支援",
        "回答期限 令和6年6月5日", "R6-0002 期限の延長：美郷町は不服です。",
        "国側の発言・約束　1件",
        "R6-C0001 運用経費の試算を示す（デジタル庁、未履行）：年度末になる。",
        "対応依頼（未完了）　1件",
        "試算を出す（デジタル庁、R6-0001）期限 令和6年6月5日　3日超過",
    ]  # fmt: skip
    assert [each for each in expected if opened.squeezed(each) not in told] == []
    assert "対応する0件" not in told
    assert "ほか" not in told


def test_it_fits_one_page_whatever_there_is_to_tell():
    data = pdf.render(brief_paper.fitted(at_its_longest()))

    assert opened.sizes_of(data) == [(210, 297)]
    assert min(opened.sizes_of_type(data)) == 8


def test_what_has_no_room_is_counted():
    read = opened.text_of(pdf.render(brief_paper.fitted(at_its_longest())))

    shown = read.count("R6-0001（未公表）") + read.count("R6-0001北海道")
    assert shown > 0
    assert f"ほか{400 - shown}件" in read
    assert FICTIONAL in read


def test_word_says_the_same_as_pdf():
    paper = brief_paper.fitted(at_its_longest())

    in_pdf, in_word = opened.text_of(pdf.render(paper)), opened.words_of(word.render(paper))

    table = opened.word(word.render(paper)).tables[1]
    words = [opened.squeezed(cell.text) for row in table.rows for cell in row.cells]
    assert [each for each in words if each not in in_pdf] == []
    assert paper.title.replace("　", "") in in_word


def test_an_empty_point_says_so():
    empty = replace(
        BRIEF, memo=None, total=0, outcomes=(), requests=(), disputes=(), promises=(),
        promises_total=0, tasks=(), tasks_total=0, next_session=None, team=False,
    )  # fmt: skip

    read = opened.text_of(pdf.render(brief_paper.fitted(empty)))

    assert read.count("ありません。") == 2
    assert "次の会合未定" in read
    assert "取扱注意" not in read


def test_as_of_a_session_it_says_which():
    paper = brief_paper.fitted(replace(BRIEF, as_of="WT第1回"))

    assert paper.moment == "WT第1回 確定の時点（令和6年6月5日（水））の状況"
