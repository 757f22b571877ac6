"""Papers of demands in several layouts: each ask, its ministries and its page."""

import json
from pathlib import Path

import pytest

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.demands.addressees import CERTAIN
from meetings.minutes.document import RequestKind, Side, SourceKind, Strength
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
