"""対応状況一覧 as PDF, opened again: every row and column, grouped by point, A4 on its side."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from issues.columns.rows import row_of
from reports.lists.frozen import FICTIONAL_SESSION
from reports.lists.status_table import About, Overview
from reports.papers import status_table_paper
from tests import opened
from typesetting import pdf
from typesetting.paper import Facts, Heading, Table

WRITTEN = datetime(2024, 6, 5, 9, tzinfo=UTC)
ABOUT = About(
    moment=WRITTEN, written=WRITTEN, session="", conditions=("種別：要望", "論点：費用負担"),
    order="番号の順", readers="どなたでも見られる内容だけを載せています。", source="論点 Ronten",
)  # fmt: skip
ROW = row_of(
    number="R6-0001", external_number="", kind="要望", organization_code="054348",
    organization="秋田県美郷町", size="町", prefecture="秋田県",
    joined=("愛知県一宮市", "山口県"), speaker="松田 知己 町長",
    said_on=date(2024, 4, 5), title="移行経費の支援", ask="全額を国が負担する。",
    trouble="職員が1人で担っている。", primary_point="6 費用負担", other_points=("4 デジタル人材",),
    lead_ministry="デジタル庁", co_ministries=("総務省", "財務省"), due_on=date(2024, 6, 3),
    first_due_on=date(2024, 5, 20), status_code="under_review", status="検討中", unanswered=True,
    round=2, reply_class="検討（期限あり）", reply_timing=date(2025, 3, 31),
    reply_means=("予算・財政措置",), reply_text="予算編成の中で検討する。",
    replied_on=date(2024, 5, 10), reply_pending=True, stance="不服", opinion="時期が遅い。",
    other_stances=("全国町村会：一部納得",), progress="未措置", judgement="継続フォロー",
    reflected_in="基本方針 2.(3)", meeting="準備会合第1回", passage="/meetings/1/#p", public=False,
    fictional=False,
)  # fmt: skip


def an_overview(*rows, inside=True, **about):
    return Overview(replace(ABOUT, **about), rows, inside=inside)


def test_a_row_shows_all_that_its_columns_hold():
    data = status_table_paper.write(an_overview(ROW))

    read = opened.text_of(data)
    expected = [
        "R6-0001", "秋田県美郷町（町）", "共同提案：愛知県一宮市、山口県", "移行経費の支援",
        "全額を国が負担する。", "支障事例・効果：職員が1人で担っている。",
        "ほかの論点：4 デジタル人材", "発言：松田 知己 町長　令和6年4月5日　準備会合第1回",
        "デジタル庁", "関係府省：総務省、財務省", "期限：令和6年6月3日",
        "最初の期限：令和6年5月20日", "検討中", "未回答（期限を過ぎています）", "第2次",
        "反映先：基本方針 2.(3)", "未公表", "検討（期限あり）", "公表前の回答",
        "対応時期：令和7年3月31日", "手段：予算・財政措置", "回答の日：令和6年5月10日",
        "予算編成の中で検討する。", "見解：不服", "時期が遅い。", "全国町村会：一部納得",
        "府省の進捗：未措置", "事務局の判断：継続フォロー",
    ]  # fmt: skip
    assert [each for each in expected if opened.squeezed(each) not in read] == []
    assert set(opened.sizes_of(data)) == {(297, 210)}


def test_moment_conditions_and_counts_stand_on_the_first_page():
    first = opened.squeezed(opened.pages_of(status_table_paper.write(an_overview(ROW)))[0])

    for words in ("令和6年6月5日（水）18時00分現在", "種別：要望論点：費用負担", "1件（検討中1件）",
                  "番号の順", "どなたでも見られる内容だけを載せています。"):  # fmt: skip
        assert words in first


def test_rows_are_grouped_by_point_in_the_order_of_the_points_with_their_number():
    rows = (
        ROW.but(number="R6-0001", primary_point="10 後の論点"),
        ROW.but(number="R6-0002", primary_point=""),
        ROW.but(number="R6-0003", primary_point="2 連携"),
        ROW.but(number="R6-0004", primary_point="10 後の論点"),
    )

    blocks = status_table_paper.laid_out(an_overview(*rows)).blocks

    assert [each.text for each in blocks if isinstance(each, Heading)] == [
        "論点2 連携　1件", "論点10 後の論点　2件", "論点を決めていない要望　1件",
    ]  # fmt: skip
    tables = [each for each in blocks if isinstance(each, Table)]
    numbers = [[row[0].partition("\n")[0] for row in table.rows] for table in tables]
    assert numbers == [["R6-0003"], ["R6-0001", "R6-0004"], ["R6-0002"]]


def test_what_everybody_may_see_says_nothing_of_publication():
    paper = status_table_paper.laid_out(an_overview(ROW.but(reply_pending=False), inside=False))

    assert paper.caution == ""
    assert "未公表" not in opened.text_of(pdf.render(paper))


@pytest.mark.parametrize(
    ("row", "notes", "marked"),
    [
        (ROW, (), False),
        (ROW.but(fictional=True), (), True),
        (ROW, (FICTIONAL_SESSION,), True),
    ],
)
def test_invented_rows_and_invented_sessions_are_marked(row, notes, marked):
    assert status_table_paper.laid_out(an_overview(row, notes=notes)).fictional is marked


def test_without_rows_it_says_so():
    read = opened.text_of(status_table_paper.write(an_overview()))

    assert "条件に合う要望はありません。" in read
    assert "0件" in read


def test_several_notes_stand_in_one_line_of_the_form():
    facts = status_table_paper.laid_out(an_overview(ROW)).blocks[0]

    assert isinstance(facts, Facts)
    assert len([label for label, _ in facts.rows if label == "注意"]) == 1


def test_progress_goes_up_to_the_number_of_rows():
    told = []

    status_table_paper.write(
        an_overview(*[ROW] * 8), lambda done, total: told.append((done, total))
    )

    assert told == [(2, 8), (8, 8)]


def test_two_hundred_rows_take_the_heads_along():
    rows = [ROW.but(number=f"R6-{n:04}") for n in range(1, 201)]

    pages = opened.pages_of(status_table_paper.write(an_overview(*rows)))

    assert all("番号・団体" in page for page in pages)
    read = opened.squeezed("".join(pages))
    assert [row.number for row in rows if row.number not in read] == []


def test_a_short_row_is_not_broken_and_no_heading_stays_without_its_table():
    rows = [
        ROW.but(number=f"R6-{n:04}", primary_point=f"{n // 3} 論点", opinion=f"{n}番の見解。")
        for n in range(60)
    ]

    pages = [
        opened.squeezed(p) for p in opened.pages_of(status_table_paper.write(an_overview(*rows)))
    ]

    for n in range(60):
        on = [page for page in pages if f"R6-{n:04}" in page]
        assert [f"見解：不服{n}番の見解。" in page for page in on] == [True]
    for n in range(20):
        first = next(page for page in pages if f"R6-{n * 3:04}" in page)
        assert f"論点{n}論点3件" in first
