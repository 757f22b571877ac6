"""What a Word page shows is read, in its order, and nothing else: the same twelve turns."""

import copy
import io

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.reading import read_minutes
from tests.meetings.minutes.formats import turns

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def xml(words):
    return parse_xml(words.replace(">", f" {NAMES}>", 1))


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


class Sheet:
    """A Word file of the twelve turns; tests change its paragraphs before it is read."""

    def __init__(self):
        self.document = Document()
        for line in turns.HEAD:
            self.document.add_paragraph(line)
        self.spoken = [self.document.add_paragraph(words) for words in turns.paragraphs()]

    def turn(self, number):
        """The paragraph with which a turn begins."""
        opening = f"○{turns.TURNS[number - 1][0]}　{turns.TURNS[number - 1][1][0]}"
        return next(p._p for p in self.spoken if p.text == opening)

    def add(self, number, inside):
        """More at the end of the first paragraph of a turn."""
        for element in xml(f"<w:p>{inside}</w:p>"):
            self.turn(number).append(element)

    def wrap(self, number, before, after):
        """Put the paragraph of a turn into wrappers."""
        paragraph = self.turn(number)
        whole = xml(f"{before}<w:p/>{after}")
        place = next(whole.iter(f"{W}p"))
        paragraph.addprevious(whole)
        place.getparent().replace(place, paragraph)

    def read(self):
        stream = io.BytesIO()
        self.document.save(stream)
        return read_minutes(stream.getvalue(), "a.docx")


@pytest.fixture
def sheet():
    return Sheet()


def words_of(number):
    return "".join(turns.TURNS[number - 1][1])


def left_out(parsed, reason):
    return [each.text for each in parsed.left_out if each.reason is reason]


def test_the_plain_file_holds_twelve_turns(sheet):
    parsed = sheet.read()

    turns.assert_read(parsed)
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        (
            "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>",
            "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        ),
        ('<w:customXml w:element="turn">', "</w:customXml>"),
        ('<w:ins w:id="1" w:author="A">', "</w:ins>"),
    ],
)
def test_a_turn_in_a_wrapper_stays_in_its_place(sheet, before, after):
    sheet.wrap(5, before, after)

    turns.assert_read(sheet.read())


@pytest.mark.parametrize(
    "inside",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="place">{}</w:smartTag>',
        '<w:ins w:id="1" w:author="A">{}</w:ins>',
        '<w:moveTo w:id="1" w:author="A">{}</w:moveTo>',
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:smartTag w:element="a"><w:ins w:id="2" w:author="A">{}</w:ins></w:smartTag>',
        '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
        '<w:bdo w:val="ltr">{}</w:bdo>',
    ],
)
def test_words_in_a_wrapper_belong_to_their_sentence(sheet, inside):
    sheet.add(10, inside.format(run("船長の試算です。")))

    turns.assert_read(sheet.read(), t10=f"{words_of(10)}船長の試算です。")


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (
            '<w:del w:id="1" w:author="A"><w:r><w:delText>消した言葉。</w:delText></w:r></w:del>',
            Reason.DELETED,
        ),
        (
            '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>消した言葉。</w:t></w:r></w:moveFrom>',
            Reason.DELETED,
        ),
        (run("消した言葉。", "<w:vanish/>"), Reason.HIDDEN),
    ],
)
def test_deleted_and_hidden_words_are_left_out_and_told(sheet, inside, reason):
    sheet.add(10, inside)

    parsed = sheet.read()

    turns.assert_read(parsed)
    assert left_out(parsed, reason) == ["消した言葉。"]


def test_ruby_gives_its_base_and_its_reading_is_told(sheet):
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('せきもり')}</w:rt>"
        f"<w:rubyBase>{run('関守')}</w:rubyBase></w:ruby></w:r>"
    )
    sheet.add(10, ruby + run("さんの試算です。"))

    parsed = sheet.read()

    turns.assert_read(parsed, t10=f"{words_of(10)}関守さんの試算です。")
    assert left_out(parsed, Reason.RUBY) == ["せきもり"]


BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    "drawing",
    [
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{0}</wps:txbx>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
        "<w:r><w:pict><v:textbox>{0}</v:textbox></w:pict></w:r>",
    ],
)
def test_words_in_a_box_are_read_once_after_their_paragraph(sheet, drawing):
    sheet.add(10, drawing.format(BOX.format(run("枠の中で申し添えます。"))))

    parsed = sheet.read()

    turns.assert_read(parsed, t10=f"{words_of(10)}枠の中で申し添えます。")
    assert [note.code for note in parsed.notes] == ["text_boxes"]


def test_a_turn_in_a_box_is_a_turn(sheet):
    sheet.add(
        12,
        f"<w:r><w:pict><v:textbox>{BOX.format(run('○檜山市長　異存ありません。'))}"
        "</v:textbox></w:pict></w:r>",
    )

    assert turns.spoken(sheet.read()) == [*turns.expected(), ("檜山市長", "異存ありません。")]


def test_tables_within_tables_are_read_in_their_order(sheet):
    outer = sheet.document.add_table(rows=1, cols=1)
    cell = outer.cell(0, 0)
    inner = cell.add_table(rows=2, cols=2)
    for row, (label, words) in enumerate((("早瀬知事", "賛成です。"), ("檜山市長", "私もです。"))):
        inner.cell(row, 0).text = f"○{label}"
        inner.cell(row, 1).text = words

    parsed = sheet.read()

    assert turns.spoken(parsed)[12:] == [("早瀬知事", "賛成です。"), ("檜山市長", "私もです。")]


def test_a_turn_in_a_row_that_is_a_content_control_is_read(sheet):
    table = sheet.document.add_table(rows=2, cols=2)
    for row, (label, words) in enumerate((("早瀬知事", "賛成です。"), ("檜山市長", "私もです。"))):
        table.cell(row, 0).text, table.cell(row, 1).text = f"○{label}", words
    row = table.rows[1]._tr
    whole = xml("<w:sdt><w:sdtContent/></w:sdt>")
    row.addprevious(whole)
    whole[0].append(row)

    assert turns.spoken(sheet.read())[12:] == [
        ("早瀬知事", "賛成です。"),
        ("檜山市長", "私もです。"),
    ]


def test_a_footnote_stands_after_the_paragraph_that_refers_to_it(sheet):
    notes = (
        f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='1'><w:p>{run('試算は令和五年度のもの。')}</w:p></w:footnote>"
        "</w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        sheet.document.part.package,
    )
    sheet.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    sheet.add(10, "<w:r><w:footnoteReference w:id='1'/></w:r>")

    turns.assert_read(sheet.read(), t10=f"{words_of(10)}※1試算は令和五年度のもの。")


def test_what_stands_in_the_margins_of_each_page_is_left_out_and_told(sheet):
    sheet.document.sections[0].header.paragraphs[0].text = "未定稿"

    parsed = sheet.read()

    turns.assert_read(parsed)
    assert left_out(parsed, Reason.RUNNING_HEAD) == ["未定稿"]


def test_a_cell_that_holds_a_speech_of_several_lines_comes_before_the_next(sheet):
    table = sheet.document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.text = "○早瀬知事　左の一つ目です。\n左の二つ目です。"
    right.text = "○檜山市長　右の一つ目です。\n右の二つ目です。"

    assert turns.spoken(sheet.read())[12:] == [
        ("早瀬知事", "左の一つ目です。左の二つ目です。"),
        ("檜山市長", "右の一つ目です。右の二つ目です。"),
    ]


def test_wrappers_without_end_are_refused_or_read_but_never_crash(sheet):
    element = xml("<w:sdt><w:sdtContent/></w:sdt>")
    inmost = element[0]
    for _ in range(150):
        deeper = copy.deepcopy(xml("<w:sdt><w:sdtContent/></w:sdt>"))
        inmost.append(deeper)
        inmost = deeper[0]
    sheet.document.element.body.append(element)

    with pytest.raises(Exception, match=r"Word（\.docx）のファイルが壊れています"):
        sheet.read()
