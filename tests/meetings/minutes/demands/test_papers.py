"""Papers of demands in several layouts: each ask, its ministries and its page."""

import json
from pathlib import Path

import pytest

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.demands.addressees import CERTAIN, OF_LETTER, of_letter
from meetings.minutes.document import RequestKind, Side, SourceKind, Strength
from meetings.minutes.reading import read_minutes
from meetings.minutes.suggesting import suggest
from tests.meetings.minutes.accounting.summing import assert_whole, left

FOLDER = Path(__file__).parents[3] / "data" / "demands"
PAPERS = sorted(FOLDER.glob("*.txt"))


def expected_of(path):
    return json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))


def read(path):
    return assert_whole(path.read_bytes(), path.name)


def test_there_are_papers_in_several_layouts():
    assert len(PAPERS) >= 6


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_paper_is_handed_in_by_a_body_of_the_local_side(path):
    expected, parsed = expected_of(path), read(path)

    assert parsed.kind is SourceKind.DEMANDS
    assert parsed.meeting.title == expected["title"]
    assert str(parsed.meeting.date) == expected["date"]
    assert [person.name for person in parsed.attendees] == [expected["speaker"]]
    assert {
        (speech.label, speech.attendee, speech.organization, speech.side)
        for speech in parsed.speeches
    } == {(expected["organization"], expected["speaker"], expected["organization"], Side.LOCAL)}


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_its_chapters_stand_as_headings_and_nothing_is_lost(path):
    expected, parsed = expected_of(path), read(path)

    assert [heading.text for heading in parsed.headings] == expected["chapters"]
    assert left(parsed, Reason.UNPLACED) == []
    assert [note for note in parsed.notes if note.confirm] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_each_ask_is_one_suggestion_with_its_ministries_and_its_page(path):
    parsed = read(path)
    found = suggest(parsed)

    assert [
        {
            "quote": each.quote,
            "title": each.summary,
            "ministries": [m.code for m in each.ministries if m.score == CERTAIN],
            "page": each.page,
        }
        for each in found.requests
    ] == expected_of(path)["asks"]
    assert found.commitments == ()


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_its_asks_are_explicit_requests_where_their_words_stand(path):
    parsed = read(path)

    for each in suggest(parsed).requests:
        assert (each.kind, each.strength) == (RequestKind.REQUEST, Strength.EXPLICIT)
        assert parsed.speeches[each.speech - 1].text[each.start : each.end] == each.quote
        assert each.triggers[0] in each.quote


def test_a_letter_goes_to_the_ministries_of_those_it_addresses():
    path = FOLDER / "letter.txt"

    found = suggest(read(path)).requests

    assert found
    for each in found:
        assert [(score.code, score.score) for score in each.ministries[:2]] == [
            ("soumu", OF_LETTER),
            ("digital", OF_LETTER),
        ]


def test_a_letter_to_the_whole_cabinet_tells_nothing_about_an_ask():
    lines = [f"{name}大臣　松風　環　様" for name in ("総務", "財務", "環境", "法務")]

    assert of_letter(lines) == ()
    assert [each.code for each in of_letter(lines[:1])] == ["soumu"]


def test_a_month_without_a_day_is_told():
    words = (FOLDER / "letter.txt").read_text(encoding="utf-8")
    parsed = read_minutes(words.replace("令和６年８月５日", "令和６年８月").encode(), "letter.txt")

    assert parsed.meeting.date is None
    assert any("「令和６年８月」とだけあり" in note.message for note in parsed.notes)
