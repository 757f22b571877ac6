"""A whole file with a long run of one sign in it: four times the run, about four times the time."""

import contextlib
import time

import pytest

from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.reading import read_text
from meetings.minutes.suggesting import suggest

FEW, MANY = 5_000, 20_000
QUICK_SECONDS = 0.3
MOST_TIMES = 9
MINUTES = """第1回 国と地方の協議の場 議事要旨{heading}
日時 令和7年4月1日（火）10時00分～11時00分{heading}
場所 中央合同庁舎{heading}
出席者
 山田　太郎　総務省自治行政局長{person}
 佐藤　花子　秋田県美郷町長
議題
1. 国保の事務について{heading}
配布資料
資料1 意見書{heading}

○座長（山田局長） ただいまから開会します。
○佐藤町長 財源を措置していただきたい。{wish}補助金を増やしていただきたいと思います。
{line}
○山田局長 検討してまいります。{promise}
以上
"""
PLACES = ("heading", "person", "wish", "line", "promise")
RUNS = (" ", "　", "\t", "（", "）", "「", "0", "９", "、", "。", "○", "\n", "-", "―", "財源、")


def seconds(place, run, length):
    words = dict.fromkeys(PLACES, "") | {place: (run * length)[:length]}
    text = MINUTES.format(**words)
    begun = time.process_time()
    with contextlib.suppress(UnreadableMinutes):  # too many lines: said at once
        suggest(read_text(text))
    return time.process_time() - begun


@pytest.fixture(scope="module", autouse=True)
def _vocabulary_read():
    seconds("line", "", 0)


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("place", PLACES)
def test_four_times_the_run_takes_about_four_times_the_time(place, run):
    many = seconds(place, run, MANY)
    if many < QUICK_SECONDS:
        return  # the square would take far longer

    assert many / seconds(place, run, FEW) < MOST_TIMES


def test_blanks_behind_an_attendee_hold_nobody_up():
    assert seconds("person", "　", 130_000) < 30
