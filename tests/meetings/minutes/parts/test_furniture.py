"""Page numbers and running heads, in files with and without page breaks."""

import pytest

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.parts.lines import split_lines

SENTENCE = "島の船は毎日時刻が変わるので、役場が掲示を貼り替えているとのことで"
STYLES = [
    "- {} -", "－{}－", "― {} ―", "-- {} --", "～ {} ～", "{}", "({})", "〔{}〕", "〈{}〉",
    "【{}】", "[{}]", "{}/9", "{} / 9", "({}/9)", "（{}／９）", "p.{}", "P {}", "Page {}",
    "page {} of 9", "{}ページ", "第{}頁", "{}頁／9頁", "2-{}", "{{{}}}",
]  # fmt: skip
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def texts(raw):
    return [line.text for line in split_lines(raw).lines]


def taken(raw, reason):
    return [each.text for each in split_lines(raw).left_out if each.reason is reason]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("between", ["\n\n{}\n\n", "\n{}\n\f\n"])
def test_numbers_of_pages_go_out_in_every_style(style, wide, between):
    numbers = [style.format(number) for number in range(1, 5)]
    numbers = [number.translate(WIDE) for number in numbers] if wide else numbers
    page = f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}"
    raw = "".join(page + between.format(number) for number in numbers) + "です。"

    assert texts(raw) == [SENTENCE] * 12 + ["です。"]
    assert taken(raw, Reason.PAGE_NUMBER) == numbers


@pytest.mark.parametrize(
    "lines",
    [
        ["(1)", "会場について", "(2)", "日程について"],
        ["１", "会場について", "２", "日程について"],
        ["【3】", "会場について", "会費について"],
        ["令和6年", "2-3", "会場"],
    ],
)
def test_numbers_of_a_list_stay(lines):
    assert texts("\n".join(lines)) == lines


def test_a_head_above_the_number_goes_out_where_a_text_knows_no_pages():
    page = f"{SENTENCE}\n{SENTENCE}\n島の会議 記録\n{{}}\n"
    raw = "第一回の記録\n" + "".join(page.format(number) for number in range(1, 5))

    assert texts(raw) == ["第一回の記録"] + [SENTENCE] * 8
    assert taken(raw, Reason.RUNNING_HEAD) == ["島の会議 記録"] * 4


def test_a_head_that_counts_the_pages_itself_goes_out():
    pages = [f"島の会議 記録（{number}/4）\n{SENTENCE}\n{SENTENCE}です。" for number in range(1, 5)]
    raw = "\n\f\n".join(pages)

    assert texts(raw)[1:] == [SENTENCE, f"{SENTENCE}です。"] * 4
    assert len(taken(raw, Reason.RUNNING_HEAD)) == 3


def test_the_title_of_the_file_stays_once():
    pages = [f"島の会議 記録\n{SENTENCE}です。\n- {number} -" for number in range(1, 5)]

    assert texts("\n\f\n".join(pages)) == ["島の会議 記録"] + [f"{SENTENCE}です。"] * 4


def test_words_that_are_said_again_and_again_stay():
    raw = "\n\f\n".join(f"はい、{SENTENCE}\n{SENTENCE}\n{number}" for number in range(1, 6))

    assert texts(raw) == [f"はい、{SENTENCE}", SENTENCE] * 5


def test_a_speaker_at_the_top_of_some_pages_is_no_head():
    pages = [f"{SENTENCE}です。{number}\n{SENTENCE}です。" for number in range(12)]
    for number in (2, 5, 9):
        pages[number] = f"○早瀬知事\n{pages[number]}"

    assert texts("\n\f\n".join(pages)).count("○早瀬知事") == 3
