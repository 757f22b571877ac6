"""Lines and letters on the page: what may begin a line, what has no place to be broken at, and
that whatever somebody typed becomes a paper."""

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import opened
from tests.typesetting.test_pdf import a_paper
from typesetting import content, fonts, pdf
from typesetting.paper import Bullets, Column, Facts, Heading, Paper, Prose, Quote, Table

BEGINS_NONE = "、。」）ッーゃ々％・！"
ODD = (
    "漢字かなカナ「」（）、。・ー…𠮷鄧🙂한か\u3099\u309a\u0301\u0307\u20dd\u200d\ufe0f\u00ad\u00a0"
    "\u2028\u202e\ud83d\x00\x1b\t\n\r\\#$%&*_`@<>[]{}\"'~^|/=-+:;.,! Ronten0123"
)


def everywhere(words):
    """A paper that has the words at every place."""
    columns = (Column(words, 1, strong=True), Column(words, 3, lead=True), Column("数", 1, True))
    return Paper(
        title=words, moment=words, over=words, caution=words, on=date(2024, 4, 5), fictional=True,
        blocks=(
            Heading(words, 2), Prose(words), Prose(words, small=True), Quote(words, words),
            Bullets((words, words)), Facts(((words, words),)),
            Table(words, columns, ((words,) * 3,), foot=(words,) * 3),
            Table(words, columns, (), empty=words), Heading(words, 3),
        ),
    )  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(ODD, max_size=40) | st.text(max_size=40))
def test_whatever_was_typed_becomes_a_paper(words):
    assert pdf.pages(everywhere(words)) >= 1


def test_every_letter_that_is_known_can_be_set():
    # A mark joins the letter before it, which has to be one of the main typeface.
    signs = [chr(code) for code in sorted(fonts.known())]
    known = "".join(sign for sign in signs if unicodedata.category(sign)[0] != "M")
    marks = "".join(f"か{sign}" for sign in signs if unicodedata.category(sign)[0] == "M")

    read = opened.text_of(pdf.render(a_paper(blocks=(Prose(marks + known), Facts(((marks, ""),))))))

    assert "この紙の書体にない文字" not in read
    assert len(set(known) - set(read)) < 100  # blanks; letters of one shape read alike


def test_a_paper_without_blocks_or_words_is_a_page():
    for blocks in ((), (Facts(()), Bullets(()), Heading("\x00"), Heading(" ", 2))):
        assert pdf.pages(Paper("", "", blocks, date(2024, 4, 5))) == 1


@pytest.mark.parametrize("width", range(2, 7))
def test_no_mark_begins_a_line_and_no_bracket_ends_one(width):
    words = (
        "費用（移行の費用、運用の費用）を「国が持つ」こと。データッーちゃんと人々も8％は！続・けて。"
        * 30
    )
    table = Table("t", (Column("a", width), Column("b", 20)), ((words, ""),))

    lines = [line for line in opened.lines_of(pdf.render(a_paper(blocks=(table,)))) if line]

    assert len(lines) > 60
    assert [line for line in lines if line[0] in BEGINS_NONE or line[-1] in "「（"] == []


@pytest.mark.parametrize(
    "word", ["a" * 90, "https://example.com/" + "W" * 90, "・" * 90, "ー" * 90, "」" * 90, "…" * 90]
)
def test_what_has_no_place_to_be_broken_at_stays_within_its_column(word):
    columns = (Column("番号", 1), Column("件名", 4), Column("件数", 1, number=True))
    blocks = (
        Table("t", columns, ((word, f"前の{word}次の", word),)), Facts(((word, word),)),
        Prose(word), Quote(word, word), Bullets((word,)),
    )  # fmt: skip

    data = pdf.render(a_paper(title=word, blocks=blocks))

    left, right = opened.edges_of(data)
    margin = content.MARGIN * content.MM
    assert left >= margin - 1
    assert right <= 210 * content.MM - margin + 1
    assert opened.text_of(data).count(word) >= 8


def test_a_word_that_fits_its_line_is_kept_whole():
    words = "この文の中にある" + "infrastructures" + "は切れない。"
    table = Table("t", (Column("a", 1), Column("b", 4)), ((words, ""),))

    lines = opened.lines_of(pdf.render(a_paper(blocks=(table,))))

    assert [line for line in lines if "infrastructures" in line] != []


def test_a_short_row_goes_to_the_next_page_whole_and_a_long_one_goes_on():
    short = ("短い", "一\n二\n三\n四\n五")
    long = ("長い", "\n".join(f"第{n}行" for n in range(40)))
    columns = (Column("番号", 1), Column("件名", 4))
    made = [
        opened.pages_of(
            pdf.render(a_paper(blocks=(Prose("\n".join("前" * 40)), Table("t", columns, (row,)))))
        )
        for row in (short, long)
    ]

    assert [["短い" in page, "五" in page] for page in made[0]] == [[False, False], [True, True]]
    assert [["第0行" in page, "第39行" in page] for page in made[1]] == [
        [True, False],
        [False, True],
    ]


def test_a_heading_does_not_stay_behind_at_the_foot_of_a_page():
    for lines in range(36, 46):
        blocks = (Prose("\n".join("前" * lines)), Heading("あとの章"),
                  Table("t", (Column("a", 1),), (("一\n二\n三",),)))  # fmt: skip

        pages = opened.pages_of(pdf.render(a_paper(blocks=blocks)))

        assert [page for page in pages if "あとの章" in page] == [p for p in pages if "三" in p]


def test_the_running_head_leaves_room_for_a_long_moment():
    moment = (
        "国・地方デジタル共通基盤ワーキングチーム第12回 確定の時点（令和6年5月20日（月））の状況"
    )

    told = content.content_of(a_paper(title="要望" * 40, moment=moment))

    assert told["running"] == "個票　要望 R6-0001 要望要…"
