"""Page numbers and running heads between the lines of a text that knows no pages."""

import pytest

from meetings.minutes.reading import read_text

HEADING = "水道の広域化に関する連絡会議　議事録\n日時　令和５年10月４日（水）\n"
BEGUN = (
    "水源の水質を守る取組について申し上げますと、県と市町村がそれぞれに費用を負担してきたところで"
)
ENDED = "ございます。"


def paged(*furniture):
    pages = "".join(f"{BEGUN}\n\n{words}\n\n{ENDED}\n" for words in furniture)
    return read_text(f"{HEADING}○蓮沼知事　申し上げます。\n{pages}○入江町長　同じです。\n")


@pytest.mark.parametrize(
    "style",
    [
        "{}",
        "- {} -",
        "－{}－",
        "― {} ―",
        "~ {} ~",
        "〜{}〜",
        "・{}・",
        "= {} =",
        "（{}）",
        "［{}］",
        "〔 {} 〕",
        "《{}》",
        "{}頁",
        "第{}頁",
        "{} ページ",
        "P{}",
        "p. {}",
        "Page {}",
        "No.{}",
        "{}/12",
        "{} / 12",
        "{}／12ページ",
        "{} of 12",
        "Page {} of 12",
        "({}/12)",
        "2-{}",
        "頁 {}",
    ],
)
def test_a_page_number_in_any_style_is_no_word(style):
    read = paged(*(style.format(number) for number in (3, 4, 5)))

    said = "".join(f"{BEGUN}{ENDED}" for _ in range(3))
    assert read.speeches[0].text.replace("\n", "") == f"申し上げます。{said}"


def test_styles_may_change_from_page_to_page():
    read = paged("－1－", "２", "(3)", "4頁", "【5】")

    assert not any(str(number) in read.speeches[0].text for number in range(1, 6))


def test_a_running_head_beside_the_page_number_is_no_word():
    head = "水道の広域化に関する連絡会議　議事録"
    read = paged(*(f"{head}\n{number}" for number in (1, 2, 3)))

    assert head not in read.speeches[0].text
    assert read.meeting.title == head


def test_a_running_head_that_holds_the_page_number_is_no_word():
    read = paged(*(f"水道の広域化に関する連絡会議　{number}" for number in (1, 2, 3)))

    assert "連絡会議" not in read.speeches[0].text


def test_numbers_that_do_not_count_up_stay():
    read = read_text(
        f"{HEADING}○蓮沼知事　申し上げます。\n次の年のことです。\n（3）\n"
        "次の次のことです。\n（7）\n以上です。\n○入江町長　同じです。\n"
    )

    assert read.speeches[0].text.split("\n")[1:] == [
        "次の年のことです。",
        "（3）",
        "次の次のことです。",
        "（7）",
        "以上です。",
    ]


def test_sentences_set_wide_are_closed_up():
    read = read_text(
        f"{HEADING}○ 蓮 沼 知 事 　 水 源 を 守 る 費 用 を お 願 い し た い 。\n"
        "○ 入 江 町 長 　 町 も 同 じ で す 。 よ ろ し く お 願 い し ま す 。\n"
    )

    assert [(speech.label, speech.text) for speech in read.speeches] == [
        ("蓮沼知事", "水源を守る費用をお願いしたい。"),
        ("入江町長", "町も同じです。よろしくお願いします。"),
    ]
    assert "set_wide" in [note.code for note in read.notes]
