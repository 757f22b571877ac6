import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from japan import eras

FROM_MEIJI_6 = st.dates(min_value=date(1873, 1, 1), max_value=date(2117, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年4月5日（金）", date(2024, 4, 5)),
        ("1. 日 時 令和6年4月5日（金）16:00～17:00", date(2024, 4, 5)),
        ("平成 23 年2月 17 日(木)", date(2011, 2, 17)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和１年５月１日", date(2019, 5, 1)),
        ("㋿元年５月１日", date(2019, 5, 1)),
        ("平成２９年１０月２３日", date(2017, 10, 23)),
        ("令和六年十一月十四日（木曜日）", date(2024, 11, 14)),
        ("昭和二十三年三月三十一日", date(1948, 3, 31)),
        ("二〇二四年四月五日", date(2024, 4, 5)),
        ("R6.4.5", date(2024, 4, 5)),
        ("Ｒ６．４．５", date(2024, 4, 5)),
        ("h30/12/28", date(2018, 12, 28)),
        ("S64.1.7", date(1989, 1, 7)),
        ("令和6.4.5", date(2024, 4, 5)),
        ("2024年4月5日", date(2024, 4, 5)),
        ("2024-04-05", date(2024, 4, 5)),
        ("２０２４ー０４ー０５", date(2024, 4, 5)),
        ("2024/4/5", date(2024, 4, 5)),
        ("令和7年(2025年)6月16日", date(2025, 6, 16)),
        ("令和7年（2025）6月16日", date(2025, 6, 16)),
        ("2025年（令和7年）6月16日", date(2025, 6, 16)),
        ("令和７（２０２５）年６月１６日", date(2025, 6, 16)),
        ("2025（令和7）年6月16日", date(2025, 6, 16)),
        ("令和6年4月5日から令和6年6月21日まで", date(2024, 4, 5)),
        ("2024年4月5日（令和6年6月21日改定）", date(2024, 4, 5)),
        ("令和6年度の計画は令和6年\n4月\n5日に", date(2024, 4, 5)),
        ("明治45年7月30日", date(1912, 7, 30)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("平成31年4月30日", date(2019, 4, 30)),
    ],
)
def test_it_reads_the_first_date_however_it_is_written(text, expected):
    assert eras.parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "日付なし",
        "4月5日（金）",
        "令和6年度",
        "令和5年1122日",
        "令和6年2月30日",
        "令和6年13月1日",
        "令和0年4月5日",
        "令和十十年4月5日",
        "2023-02-29",
        "平成元年1月7日",
        "昭和64年1月8日",
        "平成31年5月1日",
        "令和元年4月30日",
        "明治5年12月2日",
        "令和7年(2024年)6月16日",
        "令和7年（仮）6月16日",
        "12024-04-05",
        "192.168.2024.4.5.1",
        "2024/4-5",
        "R6-0001",
        "AR6.4.5",
        "0000年1月1日",
    ],
)
def test_what_is_no_date_or_does_not_exist_is_none(text):
    assert eras.parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 令和６年４月５日（金） ", date(2024, 4, 5)),
        ("令和6年4月5日 金曜日", date(2024, 4, 5)),
        ("r6.4.5", date(2024, 4, 5)),
        ("2024-04-05", date(2024, 4, 5)),
    ],
)
def test_a_form_takes_a_date_in_any_of_the_forms(text, expected):
    assert eras.parse_input(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "　",
            "日付を書いてください。"
            "令和6年4月5日、R6.4.5、2024-04-05 のように、年から書いてください。",
        ),
        (
            "4月5日",
            "「4月5日」は日付として読めません。"
            "令和6年4月5日、R6.4.5、2024-04-05 のように、年から書いてください。",
        ),
        (
            "令和6年4月5日まで",
            "「令和6年4月5日まで」は日付として読めません。"
            "令和6年4月5日、R6.4.5、2024-04-05 のように、年から書いてください。",
        ),
        (
            "令和6年2月30日",
            "「令和6年2月30日」という日はありません。年月日を確かめてください。",
        ),
        (
            "令和6年4月5日（土）",
            "令和6年4月5日は金曜日です。日付か曜日を確かめてください。",
        ),
    ],
)
def test_a_form_says_what_to_write_when_it_cannot_read_a_date(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        eras.parse_input(text)


def test_it_writes_era_and_weekday():
    day = date(2024, 4, 5)

    assert eras.format_era(day) == "令和6年4月5日（金）"
    assert eras.format_era(day, weekday=False) == "令和6年4月5日"
    assert eras.format_era(day, western=True) == "令和6年（2024年）4月5日（金）"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
        (date(1872, 12, 31), "1872年12月31日"),
    ],
)
def test_an_era_begins_and_ends_on_its_day(day, expected):
    assert eras.format_era(day, weekday=False) == expected


@given(FROM_MEIJI_6, st.booleans(), st.booleans())
def test_what_is_written_is_read_back(day, weekday, western):
    written = eras.format_era(day, weekday=weekday, western=western)

    assert eras.parse_date(f"期限は{written}とする。") == day
    assert eras.parse_input(written) == day
    assert eras.parse_date(day.isoformat()) == day


@given(st.text(alphabet="令和平成元年月日RHS0123456789〇一二十.-/()（）金 \n", max_size=40))
def test_no_text_makes_reading_fail(text):
    found = eras.parse_date(text)

    assert found is None or isinstance(found, date)


@given(FROM_MEIJI_6)
def test_a_fiscal_year_holds_twelve_months_from_april(day):
    year = eras.fiscal_year(day)

    assert date(year, 4, 1) <= day < date(year + 1, 4, 1)


@pytest.mark.parametrize(
    ("day", "label", "code"),
    [
        (date(2024, 4, 1), "令和6年度", "R6"),
        (date(2024, 3, 31), "令和5年度", "R5"),
        (date(2019, 4, 1), "令和元年度", "R1"),
        (date(2019, 3, 31), "平成30年度", "H30"),
        (date(1989, 3, 31), "昭和63年度", "S63"),
        (date(1989, 4, 1), "平成元年度", "H1"),
    ],
)
def test_a_fiscal_year_is_called_by_its_era(day, label, code):
    year = eras.fiscal_year(day)

    assert eras.fiscal_year_label(year) == label
    assert eras.era_year_code(year) == code


def test_a_fiscal_year_before_the_calendar_is_refused():
    with pytest.raises(ValueError, match="1873年度以降"):
        eras.fiscal_year_label(1872)


def test_every_day_round_an_era_change_is_written_once():
    days = [date(2019, 4, 20) + timedelta(days=n) for n in range(30)]

    assert len({eras.format_era(day) for day in days}) == 30
