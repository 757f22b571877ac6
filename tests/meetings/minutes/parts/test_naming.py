import pytest

from meetings.minutes.parts.naming import (
    body_of,
    session_number,
    spoken_session,
    title_among,
)


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("国・地方共通基盤連絡協議会（第１回）", "国・地方共通基盤連絡協議会"),
        ("第12回デジタル窓口ワーキンググループ 議事録", "デジタル窓口ワーキンググループ"),
        ("令和６年度第１回多治見市情報化審議会　会議録", "多治見市情報化審議会"),
        (
            "子育て支援に関する国と地方の協議（令和４年度第３回）概要",
            "子育て支援に関する国と地方の協議",
        ),
        (
            "国と地方の協議の場（令和５年度第１回）における協議の概要に関する報告書",
            "国と地方の協議の場",
        ),
        (
            "全国市長会デジタル行政委員会（令和７年５月２８日開催）　会議録",
            "全国市長会デジタル行政委員会",
        ),
        ("議事録", ""),
    ],
)
def test_the_series_is_the_title_without_session_year_and_kind_of_record(title, series):
    assert body_of(title) == series


@pytest.mark.parametrize(
    ("text", "number"),
    [("（第1回）", 1), ("第１２回", 12), ("第 3 回", 3), ("第二十一回", 21), ("第百二回", 102)],
)
def test_sessions_are_counted_in_any_digits(text, number):
    assert session_number(text) == number


def test_no_session_is_none():
    assert session_number("令和６年度の会議") is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["資料１", "第３回　北山広域会議"], "第３回　北山広域会議"),
        (["北山広域会議", "（第３回）"], "北山広域会議（第３回）"),
        (["令和６年４月５日", "北山広域会議"], "北山広域会議"),
        (["北山広域会議（令和７年５月２８日開催）"], "北山広域会議（令和７年５月２８日開催）"),
        (["第 ４ 回 農 村 会 議 議 事 録"], "第４回農村会議議事録"),
        (["# 北山広域会議"], "北山広域会議"),
        ([], ""),
    ],
)
def test_the_title_is_the_line_that_names_the_meeting(lines, title):
    assert title_among(lines) == title


def test_the_session_said_at_the_opening_counts_beside_the_name_only():
    opening = ["ただいまから第５回の北山広域デジタル会議を開会します。"]

    assert spoken_session(opening, "北山広域デジタル会議") == 5
    assert spoken_session(opening, "南海情報連携会合") is None
