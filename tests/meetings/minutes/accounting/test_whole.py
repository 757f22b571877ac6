"""The sum of the parts is the file: each character has its part, or is told as left out."""

from pathlib import Path

import pytest

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.parts import speeches
from meetings.minutes.reading import read_minutes
from tests.meetings.minutes.accounting.summing import assert_whole, left
from tests.meetings.minutes.formats.test_formats import minutes_docx, minutes_pdf

ROOT = Path(__file__).parents[4]
DATA = ROOT / "tests" / "data"
FILES = sorted(
    path
    for folder in (
        ROOT / "samples",
        ROOT / "samples" / "fictional",
        DATA / "minutes",
        DATA / "more_minutes",
        DATA / "demands",
        DATA / "annotations" / "heldout",
        ROOT / "samples" / "annotated",
    )
    for path in folder.iterdir()
    if path.suffix in (".txt", ".md", ".html") and path.stem != "README"
)
HEAD = """入江連絡会議（第3回）議事要旨
日時　令和6年7月2日（火）10:00～11:00
場所　入江会館
出席者
　汐見 渉　入江市長
　江藤 環　総務省課長
"""


def read(body, head=HEAD):
    return assert_whole((head + body).encode(), "a.txt")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_character_of_a_file_has_its_place(path):
    assert_whole(path.read_bytes(), path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_of_a_file_that_names_speakers_falls_out(path):
    parsed = read_minutes(path.read_bytes(), path.name)
    fallen = [words for words in left(parsed, Reason.UNPLACED) if words.endswith("。")]
    told = {"narrative.txt": 5, "wt-01.txt": 1, "wt-02.txt": 1}
    assert len(fallen) == told.get(path.name, 0)


def test_the_same_holds_for_word_and_pdf():
    assert_whole(minutes_docx(), "a.docx")
    assert_whole(minutes_pdf(), "a.pdf")


def test_lines_of_the_heading_are_kept_with_the_part_they_were_read_for():
    parsed = read("○汐見市長　お願いします。\n○江藤課長　検討します。\n")

    assert [(line.part, line.text) for line in parsed.heading_lines] == [
        ("facts", "入江連絡会議（第3回）議事要旨"),
        ("facts", "令和6年7月2日（火）10:00～11:00"),
        ("facts", "入江会館"),
        ("people", "汐見渉入江市長"),
        ("people", "江藤環総務省課長"),
    ]
    assert left(parsed, Reason.HEADING) == ["日時", "場所", "出席者"]
    assert left(parsed, Reason.MARK) == ["○○"]
    assert left(parsed, Reason.UNPLACED) == []


def test_a_line_of_the_list_that_names_nobody_is_told():
    parsed = read("○汐見市長　お願いします。\n", HEAD + "　計　２名、ほか随行者\n")

    assert left(parsed, Reason.UNPLACED) == ["計２名、ほか随行者"]


def test_words_printed_twice_at_the_turn_of_a_page_are_told():
    parsed = read(
        "○汐見市長　市の職員が足りないので国の支援をお願いしております。\n\n\n"
        "す。また、県にも力を借りたいと考えておりますので、よろしくお願いします。\n"
    )

    assert left(parsed, Reason.REPEATED) == ["す。"]


def test_rules_between_turns_are_marks():
    parsed = read("○汐見市長　お願いします。\n――――――\n○江藤課長　検討します。\n")

    assert left(parsed, Reason.MARK) == ["○――――――○"]


def test_what_a_faulty_reader_drops_is_found(monkeypatch):
    """Whichever rule loses words: they are told."""
    monkeypatch.setattr(speeches.Draft, "text", lambda self: "\n".join(self.paragraphs[:1]))

    parsed = read("○汐見市長　お願いします。\n財源が足りないのです。\n○江藤課長　検討します。\n")

    assert left(parsed, Reason.UNPLACED) == ["財源が足りないのです。"]
