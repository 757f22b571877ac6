"""A paper as PDF, opened again: words, pages, fonts, bookmarks; the same bytes for ever."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests import opened
from typesetting import pdf, word
from typesetting.paper import (
    FICTIONAL,
    Bullets,
    Column,
    Facts,
    Heading,
    Paper,
    Prose,
    Quote,
    Table,
    texts,
)

ROOT = Path(__file__).parents[2]
LONG = "住民に身近な市町村の負担を減らすため、国が費用を持つことを求める。" * 330
COLUMNS = (Column("番号", 1, strong=True), Column("件名", 4), Column("件数", 1, number=True))


def a_paper(**changed):
    rows = tuple((f"R6-{n:04}", f"{n}番目の要望", str(n)) for n in range(1, 81))
    given = {
        "title": "移行経費を支援してほしい",
        "over": "個票　要望 R6-0001",
        "moment": "令和6年4月5日（金）の状況",
        "on": date(2024, 4, 5),
        "blocks": (
            Heading("基本の情報"),
            Facts((("団体", "秋田県美郷町"), ("論点", "費用\n人材"))),
            Heading("原文"),
            Quote("職員が1人で担っています。", "松田町長の発言"),
            Heading("内訳", 2),
            Bullets(("一つめ", "二つめ")),
            Table("要望", COLUMNS, rows, foot=("計", "", "80")),
            Table("なし", COLUMNS, ()),
            Prose("おわり", small=True),
        ),
    } | changed
    return Paper(**given)


def words_in(paper):
    """Every text that the paper must show."""
    shown = Paper(paper.title, paper.moment, paper.blocks, paper.on, paper.over)
    hidden = {block.name for block in paper.blocks if isinstance(block, Table)}
    hidden |= {b.empty for b in paper.blocks if isinstance(b, Table) and b.rows}
    heads = {c.head for b in paper.blocks if isinstance(b, Table) and not b.rows for c in b.columns}
    return [
        opened.squeezed(text) for text in texts(shown) if text not in hidden and text not in heads
    ]


def test_every_word_of_the_paper_can_be_read_again():
    paper = a_paper()

    read = opened.text_of(pdf.render(paper))

    assert [words for words in words_in(paper) if words not in read] == []


@pytest.mark.parametrize(("landscape", "size"), [(False, (210, 297)), (True, (297, 210))])
def test_pages_are_a4_and_numbered_and_carry_title_and_moment(landscape, size):
    data = pdf.render(a_paper(landscape=landscape))

    pages, total = opened.pages_of(data), len(opened.sizes_of(data))

    assert set(opened.sizes_of(data)) == {size}
    assert total > 1
    for number, page in enumerate(pages, 1):
        assert f"{number}/{total}ページ" in opened.squeezed(page)
        assert "移行経費を支援してほしい" in page
        assert "令和6年4月5日（金）の状況" in page


def test_the_head_of_a_table_stands_on_every_page_of_it():
    pages = opened.pages_of(pdf.render(a_paper()))

    with_rows = [page for page in pages if "番目の要望" in page]

    assert len(with_rows) > 1
    assert all("件名" in page for page in with_rows)


def test_both_weights_are_embedded_as_subsets_and_nothing_else_is_used():
    data = pdf.render(a_paper())

    assert opened.fonts_of(data) == {
        ("BIZUDPGothic-Regular", True), ("BIZUDPGothic-Bold", True),
    }  # fmt: skip
    assert len(data) < 100_000  # both files together are 6 MB


def test_the_file_says_what_it_is():
    data = pdf.render(a_paper())

    facts = opened.facts_of(data)

    assert facts["Title"] == "個票　要望 R6-0001 移行経費を支援してほしい"
    assert facts["Subject"] == "令和6年4月5日（金）の状況"
    assert facts["Author"] == "Ronten"
    assert facts["CreationDate"] == facts["ModDate"] == "D:20240405000000Z"


def test_headings_are_bookmarks_on_their_pages():
    marks = opened.outline_of(pdf.render(a_paper()))

    assert marks == [(0, "基本の情報", 0), (0, "原文", 0), (1, "内訳", 0)]


def test_bookmarks_lead_to_later_pages_too():
    blocks = (Prose(LONG), Heading("あとの章"), Prose("おわり"))

    data = pdf.render(a_paper(blocks=blocks))

    assert opened.outline_of(data) == [(0, "あとの章", len(opened.pages_of(data)) - 1)]
    assert "あとの章" in opened.pages_of(data)[-1]


def test_invented_data_is_marked_on_every_page():
    pages = opened.pages_of(pdf.render(a_paper(fictional=True, caution="取扱注意")))

    assert len(pages) > 1
    assert [FICTIONAL in page and "取扱注意" in page for page in pages] == [True] * len(pages)
    assert FICTIONAL not in opened.text_of(pdf.render(a_paper()))


def test_ten_thousand_letters_in_one_cell_go_on_over_the_pages():
    assert len(LONG) > 10_000
    paper = a_paper(blocks=(Facts((("団体", "美郷町"), ("回答", LONG))), Prose("おわり")))

    data = pdf.render(paper)

    assert opened.squeezed(LONG) in "".join(
        opened.squeezed(page).split("の状況", 1)[-1].rsplit(f"{n}/", 1)[0]
        for n, page in enumerate(opened.pages_of(data), 1)
    ).replace("移行経費を支援してほしい", "")
    # The cell begins on the first page: it is broken, not moved.
    assert "住民に身近な市町村" in opened.pages_of(data)[0]


HOSTILE = (
    "<b>太字</b> &amp; <script>alert(1)</script> </para> ( ) %s {0} 100%",
    '#panic() #import "x" #sys.inputs #{1+1} #set text(red) @label <label>',
    "$a^2$ \\ \\u{41} [内] ] ] [ `x` ```typ #x``` *太* _斜_ ~ -- --- ...",
    "= 見出し - 箇条 + 番号 / 用語: 説明 // 注 /* 注 */ https://例.jp 'a' \"b\"",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_shown_as_it_is(words):
    blocks = (Heading(words), Facts(((words, words),)), Table("t", COLUMNS, ((words,) * 3,)))
    more = (Prose(words), Quote(words, words), Bullets((words,)), Heading(words, 2))

    data = pdf.render(a_paper(title=words, blocks=(*blocks, *more)))

    assert opened.text_of(data).count(opened.squeezed(words)) >= 12
    assert [mark for _, mark, _ in opened.outline_of(data)] == [words, words]


def test_letters_that_the_typeface_lacks_are_listed_at_the_end():
    read = opened.text_of(pdf.render(a_paper(title="見本🙂", blocks=(Prose("\x00終\x1b"),))))

    assert "見本〓" in read
    assert "この紙の書体にない文字を〓で示しています：U+1F642（SLIGHTLYSMILINGFACE）" in read


def test_rare_kanji_are_set_in_an_embedded_font_of_their_own():
    data = pdf.render(a_paper(blocks=(Prose("𠮷野家、髙﨑、𩸽、鄧"),)))

    assert "𠮷野家、髙﨑、𩸽、鄧" in opened.text_of(data)
    assert ("NotoSansCJKjp-Regular", True) in opened.fonts_of(data)
    assert "〓" not in opened.text_of(data)


def test_the_same_paper_gives_the_same_bytes_in_another_process_at_another_time():
    script = (
        "import hashlib, time\n"
        "real = time.time\n"
        "time.time = lambda: real() + 86_400 * 400\n"
        "from tests.typesetting.test_pdf import a_paper\n"
        "from typesetting import pdf, word\n"
        "made = (pdf.render(a_paper(fictional=True)), word.render(a_paper(fictional=True)))\n"
        "print(*(hashlib.sha256(each).hexdigest() for each in made))"
    )
    found = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        found.add(tuple(run.stdout.split()))

    paper = a_paper(fictional=True)
    here = tuple(hashlib.sha256(r.render(paper)).hexdigest() for r in (pdf, word))
    assert found == {here}


def test_a_fork_of_a_process_that_has_set_a_paper_is_refused_and_does_not_wait():
    script = (
        "import os, sys\n"
        "from tests.typesetting.test_pdf import a_paper\n"
        "from typesetting import pdf\n"
        "pdf.render(a_paper())\n"
        "if (child := os.fork()) == 0:\n"
        "    try:\n"
        "        pdf.render(a_paper())\n"
        "    except RuntimeError:\n"
        "        os._exit(7)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )

    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60)

    assert run.returncode == 7
