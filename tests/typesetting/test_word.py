"""A paper as Word, opened again: headings, tables, words, fonts."""

from docx.oxml.ns import qn

from tests import opened
from tests.typesetting.test_pdf import COLUMNS, LONG, a_paper, words_in
from typesetting import word
from typesetting.paper import FICTIONAL, Facts, Heading, Prose, Table


def test_every_word_of_the_paper_can_be_read_again():
    paper = a_paper()

    read = opened.words_of(word.render(paper))

    assert [words for words in words_in(paper) if words not in read] == []


def test_headings_are_headings():
    assert opened.headings_of(word.render(a_paper())) == [
        (1, "基本の情報"), (1, "原文"), (2, "内訳"),
    ]  # fmt: skip


def test_a_table_has_a_head_that_repeats_a_name_and_its_rows():
    facts, table = opened.word(word.render(a_paper())).tables

    assert [[cell.text for cell in row.cells] for row in facts.rows] == [
        ["団体", "秋田県美郷町"], ["論点", "費用\n人材"],
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[0].cells] == ["番号", "件名", "件数"]
    assert [cell.text for cell in table.rows[1].cells] == ["R6-0001", "1番目の要望", "1"]
    assert [cell.text for cell in table.rows[-1].cells] == ["計", "", "80"]
    heads = [row for row in table.rows if row._tr.trPr is not None and row._tr.trPr.findall(
        qn("w:tblHeader"))]  # fmt: skip
    assert len(heads) == 1
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "要望"


def test_fonts_are_set_for_japanese_letters_too():
    document = opened.word(word.render(a_paper()))

    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Header"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == "BIZ UDPゴシック"
        assert fonts.get(qn("w:asciiTheme")) is None


def test_pages_are_a4():
    papers = (a_paper(), a_paper(landscape=True))

    pages = [opened.word(word.render(paper)).sections[0] for paper in papers]

    sizes = [(round(page.page_width.mm), round(page.page_height.mm)) for page in pages]
    assert sizes == [(210, 297), (297, 210)]


def test_the_file_says_what_it_is_and_nothing_of_when_it_was_made():
    data = word.render(a_paper())
    properties = opened.word(data).core_properties

    assert properties.title == "個票　要望 R6-0001 移行経費を支援してほしい"
    assert (properties.author, properties.last_modified_by) == ("Ronten", "Ronten")
    assert (
        properties.created
        == properties.modified
        == word.FIXED.replace(tzinfo=properties.created.tzinfo)
    )
    assert opened.times_of(data) == {(1980, 1, 1, 0, 0, 0)}


def test_invented_data_and_caution_are_marked_in_head_and_foot():
    section = opened.word(word.render(a_paper(fictional=True, caution="取扱注意"))).sections[0]

    assert [each.text for each in section.header.paragraphs] == [
        FICTIONAL, "個票　要望 R6-0001 移行経費を支援してほしい　令和6年4月5日（金）の状況",
    ]  # fmt: skip
    assert section.footer.paragraphs[0].text == "取扱注意"
    assert FICTIONAL not in "".join(
        each.text for each in opened.word(word.render(a_paper())).sections[0].header.paragraphs
    )


def test_hostile_text_is_shown_as_it_is():
    words = "<b>太字</b> &amp; ]]> \x00\x0b\x1f 🙂"
    blocks = (Heading(words), Facts(((words, LONG),)), Table("t", COLUMNS, ((words,) * 3,)),
              Prose(words))  # fmt: skip

    read = opened.words_of(word.render(a_paper(title=words, blocks=blocks)))

    assert read.count(opened.squeezed("<b>太字</b> &amp; ]]> 🙂")) == 7
    assert opened.squeezed(LONG) in read
