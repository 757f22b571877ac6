"""A whole file with a long run of one sign in it is read in seconds. What takes the square of a
run this long would take minutes; how the time grows is measured in `benchmarks`."""

import contextlib
import time

import pytest

from meetings.minutes.document import UnreadableMinutes
from meetings.minutes.reading import read_text
from meetings.minutes.suggesting import suggest
from tests import sizes

LENGTH = sizes.of(12_000, long=60_000)
SECONDS = LENGTH / 3_000
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
def test_a_long_run_holds_nobody_up(place, run):
    assert seconds(place, run, LENGTH) < SECONDS


def test_blanks_behind_an_attendee_hold_nobody_up():
    assert seconds("person", "　", 2 * LENGTH) < 1.5 * SECONDS
