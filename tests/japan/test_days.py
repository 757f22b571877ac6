"""Days as people say them; what can be meant in two ways is refused."""

from datetime import date

import pytest

from japan.days import parse_day

SUNDAY = date(2026, 11, 29)
TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/18", date(2026, 12, 18)),
        ("１２／１８", date(2026, 12, 18)),
        ("12月18日", date(2026, 12, 18)),
        ("12月18日（金）", date(2026, 12, 18)),
        (" 12/18(金曜日) ", date(2026, 12, 18)),
        ("12/1", date(2026, 12, 1)),
        ("4/5", date(2027, 4, 5)),
        ("R8.12.18", date(2026, 12, 18)),
        ("Ｒ８．１２．１８", date(2026, 12, 18)),
        ("令和8年12月18日", date(2026, 12, 18)),
        ("2026/12/18", date(2026, 12, 18)),
        ("今日", date(2026, 12, 1)),
        ("明日", date(2026, 12, 2)),
        ("あさって", date(2026, 12, 3)),
        ("今週金曜", date(2026, 12, 4)),
        ("来週金曜", date(2026, 12, 11)),
        ("来週の金曜日", date(2026, 12, 11)),
        ("来週金", date(2026, 12, 11)),
        ("再来週月曜", date(2026, 12, 14)),
        ("今月末", date(2026, 12, 31)),
        ("来月末日", date(2027, 1, 31)),
        ("再来月20日", date(2027, 2, 20)),
        ("年度末", date(2027, 3, 31)),
    ],
)
def test_it_reads_what_people_write(text, day):
    assert parse_day(text, today=TUESDAY) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "11/20",
            "「11/20」は過ぎた日です。令和8年11月20日か令和9年11月20日か、年から書いてください。",
        ),
        ("12/18（木）", "令和8年12月18日は金曜日です。日付か曜日を確かめてください。"),
        ("2/30", "「2/30」という日はありません。月と日を確かめてください。"),
        ("2/29", "「2/29」は今年はありません。年から書いてください。"),
        ("18/12", "「18/12」は読めません。月、日の順に書いてください（例：12/18）。"),
        ("金曜", "「金曜」だけでは、いつの週か分かりません。「来週金曜」か日付で書いてください。"),
        ("来週", "「来週」だけでは、何曜日か分かりません。「来週金曜」のように書いてください。"),
        (
            "月末",
            "「月末」だけでは、何日か分かりません。「今月末」「今月20日」のように書いてください。",
        ),
        ("来月31日末", "「来月31日末」は日付として読めません。"),
        ("再来月30日", "「再来月30日」という日はありません。2月は28日までです。"),
        (
            "来週日曜",
            "令和8年12月6日（日）とも令和8年12月13日（日）とも読めます。日付で書いてください。",
        ),
    ],
)
def test_it_refuses_what_is_not_clear(text, words):
    with pytest.raises(ValueError, match=r".") as caught:
        parse_day(text, today=TUESDAY)

    assert words in str(caught.value)


def test_on_a_sunday_the_coming_week_can_be_meant_in_two_ways():
    with pytest.raises(
        ValueError, match="令和8年12月4日（金）とも令和8年12月11日（金）とも読めます"
    ):
        parse_day("来週金曜", today=SUNDAY)
