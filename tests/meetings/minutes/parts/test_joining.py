import pytest

from meetings.minutes.parts.joining import mend
from meetings.minutes.parts.lines import split_lines

OPENING = "○村岡知事　本日はお集まりいただき、誠にありがとうございます。それでは始めます。\n"


def mended(text):
    return [line.text for line in mend(split_lines(OPENING + text).lines).lines[1:]]


def joins(text):
    return [(j.before, j.after, j.overlap) for j in mend(split_lines(OPENING + text).lines).joins]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("県の負担は年々重くなっておりまして、国にお\n\nかれまして御検討をお願いします。",
         ["県の負担は年々重くなっておりまして、国におかれまして御検討をお願いします。"]),
        ("県の負担は年々重くなっておりまして、\n\n- 3 -\n\n限りがあります。",
         ["県の負担は年々重くなっておりまして、限りがあります。"]),
        ("県の負担は年々重くなっておりまして、\n\n--- 3 ---\n\n限りがあります。",
         ["県の負担は年々重くなっておりまして、限りがあります。"]),
        ("県の負担は重くなっております。\n\n町も同じです。",
         ["県の負担は重くなっております。", "町も同じです。"]),
        ("県の負担は年々重くなっており\n\n○中野市長　市も同じです。",
         ["県の負担は年々重くなっており", "○中野市長　市も同じです。"]),
        ("県の負担は年々重くなっており\n\n・財源の確保",
         ["県の負担は年々重くなっており", "・財源の確保"]),
        ("県の負担は年々重くなっており\n\n（挙手なし）",
         ["県の負担は年々重くなっており", "（挙手なし）"]),
        ("・保育士の配置を見直すとともに、処遇に要する経費を国の責任\n　で確保してほしい。",
         ["・保育士の配置を見直すとともに、処遇に要する経費を国の責任で確保してほしい。"]),
    ],
)  # fmt: skip
def test_halves_come_together_and_ends_stay_ends(text, lines):
    assert mended(text) == lines


@pytest.mark.parametrize(
    ("text", "line", "overlap"),
    [
        ("力を発揮いただいております。\n\nす。また、町でも同じです。",
         "力を発揮いただいております。また、町でも同じです。", "す。"),
        ("いろいろな取組を設けております。こ\n\nここで町の例を申し上げます。",
         "いろいろな取組を設けております。ここで町の例を申し上げます。", "こ"),
        ("施行の三か月前になっても仕様が示されず、県内の市町村は大変な混\n\n混乱に陥りました。",
         "施行の三か月前になっても仕様が示されず、県内の市町村は大変な混乱に陥りました。", "混"),
    ],
)  # fmt: skip
def test_words_that_both_pages_hold_are_kept_once_and_told(text, line, overlap):
    assert mended(text) == [line]
    assert [join[2] for join in joins(text)] == [overlap]


def test_a_join_shows_the_words_on_both_sides_of_the_page():
    text = "県の負担は年々重くなっておりまして、国にお\n\nかれまして御検討をお願いします。"

    assert joins(text) == [("なっておりまして、国にお", "かれまして御検討をお願い", "")]


def test_narrow_columns_are_unwrapped_and_indented_paragraphs_stay_apart():
    first = "一つ目の段落はこのように二十六字で折り返しておりまし"
    second = "二つ目の段落もこのように二十六字で折り返しておりまし"
    rest = "て、次の行へ続いていくのでございますがここで終わりです。"
    column = f"　{first}\n{rest}\n　{second}\n{rest}\n"

    assert mended(column * 3) == [first + rest, second + rest] * 3
