"""The parts of a file that was read, summed up beside its source."""

from collections import Counter

from meetings.minutes.accounting.signs import squeezed
from meetings.minutes.as_json import as_json
from meetings.minutes.document import Suggestions
from meetings.minutes.formats import docx, html, markdown, pdf, text
from meetings.minutes.formats.detect import FileKind, kind_of
from meetings.minutes.parts.lines import clean
from meetings.minutes.reading import read_minutes

READERS = {
    FileKind.TEXT: text.read,
    FileKind.MARKDOWN: markdown.read,
    FileKind.HTML: html.read,
    FileKind.DOCX: docx.read,
    FileKind.PDF: pdf.read,
}


def parts_of(parsed):
    """All words of what was read, as the JSON holds them."""
    read = as_json(parsed, Suggestions())
    for speech in read["speeches"]:
        yield from (speech["label"] if parsed.kind.prints_labels else "", speech["text"])
    for heading in read["headings"]:
        yield heading["text"].removeprefix(heading.get("column", ""))
    for sort in ("heading_lines", "stage_directions", "left_out"):
        yield from (each["text"] for each in read[sort])


def counted(words):
    return Counter(squeezed("".join(words)))


def assert_whole(data, name):
    parsed = read_minutes(data, name)
    kind, _ = kind_of(data, name)
    source = READERS[kind](data)
    words = clean(source.text)[0]
    assert counted(parts_of(parsed)) == counted([words, *(e.text for e in source.left_out)])
    return parsed


def left(parsed, reason):
    return [each.text for each in parsed.left_out if each.reason is reason]
