"""Papers of demands as PDF, Word and Markdown."""

import io

from docx import Document

from meetings.minutes.document import SourceKind
from meetings.minutes.suggesting import suggest
from tests.meetings.minutes.accounting.summing import assert_whole
from tests.meetings.minutes.formats.test_formats import pdf_of

COVER = ["防災に関する要望書", "令和６年５月１日", "深沢県町村会"]
BODY = [
    "１　通信の確保【総務省】",
    "　山間部では携帯電話がつながらない地区がある。",
    "(1) 基地局の停電対策を義務付けること。",
    "(2) 衛星通信の機器を配備する町村に対し、その費用を全額、国において負",
]
REST = ["担すること。", "(3) 光回線の維持に要する経費を補助すること。"]
ASKS = [
    ("基地局の停電対策を義務付けること。", 2),
    ("衛星通信の機器を配備する町村に対し、その費用を全額、国において負担すること。", 2),
    ("光回線の維持に要する経費を補助すること。", 3),
]


def asks(parsed):
    found = suggest(parsed).requests
    assert {each.ministries[0].code for each in found} == {"soumu"}
    return [(each.quote, each.page) for each in found]


def test_pages_of_a_pdf_are_counted():
    parsed = assert_whole(pdf_of([COVER, BODY, REST]), "a.pdf")

    assert asks(parsed) == ASKS
    assert [(join.before[-2:], join.after[:2]) for join in parsed.joins] == [("て負", "担す")]


def test_pages_go_into_the_words_at_the_place_where_they_begin():
    parsed = assert_whole(pdf_of([COVER, BODY, REST]), "a.pdf")

    [speech] = parsed.speeches
    assert [(page, speech.text[place:][:4]) for place, page in speech.pages] == [
        (2, "【総務省"),
        (3, "担するこ"),
    ]


def test_word_files_know_no_pages():
    document = Document()
    document.add_heading(COVER[0], 0)
    for line in [*COVER[1:], *BODY[:3], REST[1]]:
        document.add_paragraph().add_run(line).bold = line[0] == "１"
    stream = io.BytesIO()
    document.save(stream)
    parsed = assert_whole(stream.getvalue(), "a.docx")

    assert parsed.kind is SourceKind.DEMANDS
    assert asks(parsed) == [(ASKS[0][0], None), (ASKS[2][0], None)]
    assert [heading.text for heading in parsed.headings] == ["１　通信の確保"]


def test_marks_of_markdown_are_none_of_the_words():
    words = [f"# {COVER[0]}", *COVER[1:], f"## {BODY[0]}", "", BODY[1], BODY[2], REST[1]]
    parsed = assert_whole("\n".join(words).encode(), "a.md")

    assert asks(parsed) == [(ASKS[0][0], None), (ASKS[2][0], None)]
