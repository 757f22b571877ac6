"""The tags of a paper: what a screen reader is told. PDF/UA-1 is checked by Typst as it writes."""

import io
import subprocess

import pikepdf
import pytest

from tests import opened
from tests.typesetting.test_pdf import a_paper
from typesetting import pdf
from typesetting.paper import Bullets, Column, Facts, Heading, Prose, Quote, Table

COLUMNS = (Column("番号", 1, strong=True), Column("件名", 4, lead=True))


def tags_of(*blocks):
    """The tags below the title of the paper."""
    ((sort, _, found),) = opened.tree_of(pdf.render(a_paper(over="", blocks=blocks)))
    assert sort == "/Document"
    assert [each[0] for each in found[:2]] == ["/Title", "/P"]
    return found[2:]


def test_poppler_finds_it_tagged_and_every_font_embedded(tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf.render(a_paper(blocks=(Heading("章"), Prose("𠮷野家")))))

    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout

    assert "Tagged:          yes" in told
    rows = [row.split() for row in fonts.splitlines()[2:]]
    assert sorted(row[0].partition("+")[2] for row in rows) == [
        "BIZUDPGothic-Bold", "BIZUDPGothic-Regular", "NotoSansCJKjp-Regular-Identity-H",
    ]  # fmt: skip
    assert [row[-5:-2] for row in rows] == [["yes"] * 3] * 3


def test_the_file_says_its_language_and_that_it_conforms():
    with pikepdf.open(io.BytesIO(pdf.render(a_paper()))) as file:
        assert str(file.Root.Lang) == "ja-JP"
        assert file.Root.MarkInfo.Marked is True
        assert file.Root.ViewerPreferences.DisplayDocTitle is True
        with file.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
            assert told["dc:title"] == "個票　要望 R6-0001 移行経費を支援してほしい"


def test_each_block_is_tagged_as_what_it_is():
    found = tags_of(
        Heading("章"), Prose("本文"), Heading("節", 2), Quote("言葉", "出典"), Bullets(("一", "二"))
    )

    assert [each[0] for each in found] == ["/H1", "/P", "/H2", "/BlockQuote", "/L"]
    assert [each[0] for each in found[3][2]] == ["/P", "/P"]
    assert [each[0] for each in found[4][2]] == ["/LI", "/LI"]


def test_the_labels_of_a_form_head_their_rows():
    ((sort, _, rows),) = tags_of(
        Facts((("団体", "美郷町"), ("回答", "予算の中で検討する。" * 900)))
    )

    assert sort == "/Table"
    for row, told, cells in rows:
        assert (row, told) == ("/TR", {})
        assert [(cell, given.get("/Scope")) for cell, given, _ in cells] == [
            ("/TH", "/Row"), ("/TD", None),
        ]  # fmt: skip


def test_a_table_says_what_it_holds_and_each_cell_under_which_heads():
    rows = tuple((f"R6-{n:04}", f"{n}番目\n内容") for n in range(1, 61))

    ((_, told, parts),) = tags_of(Table("要望の一覧", COLUMNS, rows, foot=("計", "60件")))

    assert told["/Summary"] == "要望の一覧"
    assert [part for part, _, _ in parts] == ["/THead", "/TBody", "/TFoot"]
    ((_, _, heads),) = parts[0][2]
    assert [(sort, given["/Scope"]) for sort, given, _ in heads] == [("/TH", "/Column")] * 2
    body = parts[1][2]
    assert len(body) == 60
    named = {tuple(tuple(cell[1]["/Headers"]) for cell in cells) for _, _, cells in body}
    assert len(named) == 1
    assert all(len(ids) == 1 for ids in named.pop())


@pytest.mark.parametrize(
    ("given", "levels"),
    [((2, 3, 1, 3), [0, 1, 0, 1]), ((3, 3, 2), [0, 1, 1]), ((1, 2, 3), [0, 1, 2])],
)
def test_no_level_of_headings_is_skipped(given, levels):
    blocks = tuple(Heading(f"{n}つめ", level) for n, level in enumerate(given))

    marks = opened.outline_of(pdf.render(a_paper(blocks=blocks)))

    assert [level for level, _, _ in marks] == levels
