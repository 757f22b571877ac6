"""Which registered body a printed name means."""

import pytest

from meetings.minutes.parts.naming import body_of
from meetings.sessions.body_names import likeliest

NAMES = [
    "共通基盤連絡会議",
    "デジタルＷＧ",
    "（架空）水道協議会",
    "道路協議会",
    "（架空）道路協議会",
]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("共通基盤連絡会議", "共通基盤連絡会議"),
        ("共通基盤連絡会議（第３回）", "共通基盤連絡会議"),
        ("（架空）共通基盤 連絡会議", "共通基盤連絡会議"),
        ("共通基盤連絡会議 令和6年4月5日", "共通基盤連絡会議"),
        ("デジタルWG", "デジタルＷＧ"),
        ("水道協議会", "（架空）水道協議会"),
        ("（架空）道路協議会", "（架空）道路協議会"),
        ("第2回道路協議会", ""),
        ("共通基盤協議会", ""),
        ("", ""),
    ],
)
def test_the_likeliest(printed, meant):
    assert likeliest(printed, NAMES) == meant


@pytest.mark.parametrize(
    "title",
    [
        "令和6年4月5日 共通基盤連絡会議",
        "共通基盤連絡会議（令和６年４月５日（金））議事要旨",
        "共通基盤連絡会議 2024年4月5日",
        "共通基盤連絡会議（R6.4.5）",
        "共通基盤連絡会議 2024/4/5 開催",
    ],
)
def test_a_day_is_no_part_of_a_name(title):
    assert body_of(title) == "共通基盤連絡会議"
