"""Meetings on quite other themes. The words were chosen with those of the samples in
sight; those in `kept` are there to be measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetings.minutes.measuring import Measurement, load, measure
from meetings.minutes.proposing.titles import LONGEST, reads_well
from meetings.minutes.reading import read_minutes
from meetings.minutes.suggesting import suggest

TESTS = Path(__file__).parents[2]
SEEN = [
    path
    for path in sorted((TESTS.parent / "samples" / "annotated").glob("*.json"))
    if path.with_suffix(".txt").exists()
]
KEPT = sorted((TESTS / "data" / "annotations" / "kept").glob("*.json"))


def measured(path: Path) -> Measurement:
    minutes = path.with_suffix(".txt")
    parsed = read_minutes(minutes.read_bytes(), minutes.name)
    return measure(suggest(parsed), load(path, parsed, whole=True))


@pytest.mark.parametrize("path", [*SEEN, *KEPT], ids=lambda path: path.stem)
def test_every_mark_stands_in_the_text(path):
    assert measured(path).lost == ()


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_requests_and_promises_of_other_themes_are_found(path):
    result = measured(path)

    assert result.requests_f1 >= 0.9
    assert result.commitments_f1 >= 0.9
    assert result.off_theme_pointless == result.off_theme > 0


def test_they_are_found_in_meetings_kept_aside():
    results = [measured(path) for path in KEPT]

    assert len(results) == 3
    assert min(result.requests_f1 for result in results) >= 0.7
    assert min(result.commitments_f1 for result in results) >= 0.8
    pointless = sum(result.off_theme_pointless for result in results)
    assert pointless >= 0.85 * sum(result.off_theme for result in results)


@pytest.mark.parametrize("path", [*SEEN, *KEPT], ids=lambda path: path.stem)
def test_most_titles_need_no_edit(path):
    minutes = path.with_suffix(".txt")
    found = suggest(read_minutes(minutes.read_bytes(), minutes.name))
    titles = [each.summary for each in (*found.requests, *found.commitments)]

    assert max(map(len, titles)) <= LONGEST
    assert sum(map(reads_well, titles)) >= 0.85 * len(titles)
