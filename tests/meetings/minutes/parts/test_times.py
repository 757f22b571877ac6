from datetime import time

import pytest

from meetings.minutes.parts.times import find_times, start_and_end


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("16:00～17:00", [time(16), time(17)]),
        ("17:01~18:16", [time(17, 1), time(18, 16)]),
        ("１０時００分〜１２時００分", [time(10), time(12)]),
        ("13時00分から14時28分まで", [time(13), time(14, 28)]),
        ("午後７時～午後８時50分", [time(19), time(20, 50)]),
        ("午後1時30分～3時5分", [time(13, 30), time(15, 5)]),
        ("午前10時～正午", [time(10), time(12)]),
        ("午前11時から午後1時半", [time(11), time(13, 30)]),
        ("午後零時三十分", [time(12, 30)]),
        ("午後十一時五十九分散会", [time(23, 59)]),
        ("二十時開議", [time(20)]),
        ("9：05", [time(9, 5)]),
    ],
)
def test_it_reads_times_as_minutes_print_them(text, times):
    assert find_times(text) == times


@pytest.mark.parametrize(
    "text", ["", "1029分", "所要２時間", "25:00", "24時", "12:60", "資料1：2枚", "第3回"]
)
def test_it_makes_no_time_of_other_numbers(text):
    assert find_times(text) == []


def test_a_single_time_is_the_start():
    assert start_and_end("15時から") == (time(15), None)


def test_without_a_time_both_ends_are_open():
    assert start_and_end("日時未定") == (None, None)
