"""Whole files in layouts beyond the common ones, beside the facts a reader wrote down first."""

import json
from pathlib import Path

import pytest

from meetings.minutes.as_json import as_json
from meetings.minutes.document import Suggestions
from meetings.minutes.reading import read_minutes, read_text

DATA = Path(__file__).parents[3] / "data" / "more_minutes"
FACTS = sorted(DATA.glob("*.facts.json"))
each_file = pytest.mark.parametrize("facts", FACTS, ids=lambda path: path.name.split(".")[0])


def source_of(facts):
    return next(
        path
        for path in DATA.glob(facts.name.replace(".facts.json", ".*"))
        if path.suffix != ".json"
    )


def alike(read, expected):
    """`read` with those keys only that `expected` states, to the same depth."""
    if isinstance(expected, dict):
        return {key: alike(read[key], value) for key, value in expected.items()}
    if isinstance(expected, list):
        return [
            alike(entry, expected[place]) if place < len(expected) else entry
            for place, entry in enumerate(read)
        ]
    return read


@each_file
def test_it_reads_the_facts_written_down_beforehand(facts):
    expected = json.loads(facts.read_text("utf-8"))
    source = source_of(facts)

    read = as_json(read_minutes(source.read_bytes(), source.name), Suggestions())

    assert alike(read, expected) == expected


@each_file
def test_it_reads_the_same_facts_from_cp932_with_windows_line_ends(facts):
    expected = json.loads(facts.read_text("utf-8"))
    source = source_of(facts)
    data = source.read_text("utf-8").replace("〜", "～").replace("\n", "\r\n").encode("cp932")

    read = as_json(read_minutes(data, source.name), Suggestions())

    assert alike(read, expected) == expected


@each_file
def test_it_reads_the_same_facts_when_pages_break_between_paragraphs(facts):
    expected = json.loads(facts.read_text("utf-8"))
    text = source_of(facts).read_text("utf-8").replace("。\n", "。\n\n\n")

    read = as_json(read_text(text.removeprefix("# ")), Suggestions())

    assert alike(read, expected) == expected


def test_a_narrative_without_speakers_says_so():
    read = read_text((DATA / "narrative.txt").read_text("utf-8"))

    assert [(note.code, note.message) for note in read.notes] == [
        (
            "no_speeches",
            "発言者ごとの発言が見つかりません。要旨だけの記録かもしれません。",
        )
    ]


def test_a_summary_under_the_sides_says_that_nobody_is_named():
    read = read_text((DATA / "two-sides.txt").read_text("utf-8"))

    assert [note.code for note in read.notes] == ["side_headings"]
    assert [heading.text for heading in read.headings] == ["２　財源の在り方", "以上"]
