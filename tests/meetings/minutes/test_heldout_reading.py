"""The facts that a careful reader wrote down of minutes kept aside, against what is read.

How a long post divides into organization and title is a matter of taste (総務省 / 自治税務局審議官
or 総務省自治税務局 / 審議官); the organization must begin, and the title must end, as written down.
"""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from meetings.minutes.reading import read_minutes

HELDOUT = Path(__file__).parents[2] / "data" / "annotations" / "heldout"
FILES = ["a5-bosai", "b2-madoguchi", "b3-chiji", "summary-gakko"]


@pytest.fixture(scope="module", params=FILES)
def material(request):
    return json.loads((HELDOUT / f"{request.param}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def read(material):
    name = material["minutes"]
    return read_minutes((HELDOUT / name).read_bytes(), name)


def squeezed(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))


def without_brackets(text):
    return re.sub(r"\([^()]*\)", "", squeezed(text))


def shape(entry):
    number, title, items = (
        (entry["number"], entry["title"], entry["items"])
        if isinstance(entry, dict)
        else (entry.number, entry.title, entry.items)
    )
    return squeezed(number), squeezed(title), [shape(item) for item in items]


def test_the_meeting_is_the_same(material, read):
    stated, meeting = material["meeting"], read.meeting

    assert squeezed(meeting.title).startswith(squeezed(stated["title_raw"]))
    assert squeezed(meeting.body) == squeezed(stated["body"])
    assert squeezed(meeting.place) == squeezed(stated["place"])
    assert (
        meeting.session_number,
        meeting.date.isoformat(),
        meeting.start.isoformat("minutes"),
        meeting.end.isoformat("minutes"),
    ) == (stated["session_number"], stated["date"], stated["start"], stated["end"])


def test_everybody_present_is_listed_with_the_side(material, read):
    present = [person for person in read.attendees if "欠席" not in person.note]

    assert [(squeezed(person.name), person.side.value) for person in present] == [
        (squeezed(stated["name"]), stated["side"]) for stated in material["attendees"]
    ]


def test_whoever_is_absent_is_marked_so(material, read):
    absent = [squeezed(person.name) for person in read.attendees if "欠席" in person.note]

    assert absent == [squeezed(name) for name in material.get("absent", [])]


def test_posts_begin_with_the_organization_and_end_in_the_title(material, read):
    present = [person for person in read.attendees if "欠席" not in person.note]
    astray = [
        (person.organization, person.title, stated["organization"], stated["title"])
        for person, stated in zip(present, material["attendees"], strict=True)
        if not person.title
        or not person.organization.startswith(stated["organization"])
        or not without_brackets(stated["title"]).endswith(without_brackets(person.title))
    ]

    assert astray == []


def test_no_word_of_a_post_is_lost(material, read):
    present = [person for person in read.attendees if "欠席" not in person.note]
    printed = [squeezed(person.position + person.organization) for person in present]
    words = [
        (without_brackets(stated["organization"]), without_brackets(stated["title"]))
        for stated in material["attendees"]
    ]

    astray = [
        (whole, organization, title)
        for whole, (organization, title) in zip(printed, words, strict=True)
        if organization not in whole or title not in without_brackets(whole)
    ]

    assert astray == []


def test_the_agenda_is_the_same(material, read):
    assert [shape(entry) for entry in read.agenda] == [shape(entry) for entry in material["agenda"]]


def test_the_documents_are_the_same(material, read):
    assert [
        (squeezed(paper.label), squeezed(paper.title), paper.submitter) for paper in read.documents
    ] == [
        (squeezed(stated["label"]), squeezed(stated["title"]), stated["submitter"])
        for stated in material["documents"]
    ]


def test_every_speech_is_read_with_its_speaker_and_side(material, read):
    assert [
        (speech.index, speech.label, squeezed(speech.attendee), speech.side.value)
        for speech in read.speeches
    ] == [
        (stated["index"], stated["label"], squeezed(stated["attendee"]), stated["side"])
        for stated in material["speeches"]
    ]


def test_every_quoted_passage_stands_in_the_text_of_its_speech(material, read):
    quoted = [
        entry for key in ("requests", "commitments", "not_requests") for entry in material[key]
    ]

    astray = [
        (entry["speech"], entry["quote"])
        for entry in quoted
        if entry["quote"] not in read.speeches[entry["speech"] - 1].text
    ]

    assert astray == []


def test_page_numbers_are_nobodys_words(material, read):
    paragraphs = {line for speech in read.speeches for line in speech.text.split("\n")}

    assert paragraphs & set(material["furniture"]) == set()


def test_every_listed_page_break_is_mended(material, read):
    mended = {(squeezed(join.before), squeezed(join.after)) for join in read.joins}
    stated = {
        (squeezed(join["before"]), squeezed(join["after"])) for join in material["page_break_joins"]
    }

    assert stated - mended == set()


def test_the_stage_directions_are_the_same(material, read):
    assert [
        (each.after_speech, each.inside, each.text, each.kind.value)
        for each in read.stage_directions
    ] == [
        (stated["after_speech"], stated["inside"], stated["text"], stated["kind"])
        for stated in material["stage_directions"]
    ]


def test_the_decisions_rest_on_the_same_assent(material, read):
    declared = [stated for stated in material["decisions"] if stated["speech"] is not None]

    assert [(found.speech, found.confirmed_by) for found in read.decisions] == [
        (stated["speech"], stated["confirmed_by"]) for stated in declared
    ]
    for found, stated in zip(read.decisions, declared, strict=True):
        assert found.quote in stated["quote"] or stated["quote"] in found.quote


def test_what_is_decided_in_nobodys_speech_is_kept_as_a_line_of_its_own(material, read):
    outside = [stated["quote"] for stated in material["decisions"] if stated["speech"] is None]

    assert [heading.text for heading in read.headings if heading.text in outside] == outside
