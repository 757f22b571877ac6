from __future__ import annotations

import json

import pytest

from meetings.minutes.document import (
    MeetingFacts,
    ParsedMinutes,
    PointScore,
    RequestKind,
    Speech,
    Strength,
    SuggestedCommitment,
    SuggestedRequest,
    Suggestions,
)
from meetings.minutes.measuring import Annotations, Marked, finds, load, measure, table


def request(start: int, end: int, *codes: str, speech: int = 1) -> SuggestedRequest:
    points = tuple(PointScore(code, 0.5) for code in codes)
    return SuggestedRequest(
        speech, start, end, "x" * (end - start), "", "", RequestKind.REQUEST, Strength.EXPLICIT,
        points, (), 0.5,
    )  # fmt: skip


def commitment(start: int, end: int) -> SuggestedCommitment:
    return SuggestedCommitment(1, start, end, "y" * (end - start), "", "strong", (), (), 0.5)


def mark(start: int, end: int, weight: str = "core", primary: str = "", speech: int = 1) -> Marked:
    return Marked(speech, start, end, f"{start}-{end}", weight, primary)


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ((10, 20), True),
        ((10, 15), True),
        ((12, 13), True),
        ((5, 15), True),
        ((5, 14), False),
        ((0, 40), True),
        ((20, 30), False),
    ],
)
def test_a_span_finds_a_quote_by_half_of_it_or_from_within(span, found):
    assert finds(request(*span), mark(10, 20)) is found


def test_a_span_in_another_speech_finds_nothing():
    assert finds(request(10, 20, speech=2), mark(10, 20)) is False


def test_it_counts_what_was_found_missed_and_made_up():
    annotations = Annotations(
        requests=(
            mark(0, 10, "core", "cost"),
            mark(20, 30, "core", "talent"),
            mark(40, 50, "core", "role"),
            mark(60, 70, "optional", "role"),
        ),
        not_requests=(mark(80, 90, ""), mark(100, 110, "")),
    )
    suggestions = Suggestions(
        requests=(
            request(0, 10, "cost", "role"),
            request(20, 30, "role", "talent"),
            request(60, 70, "role"),
            request(80, 90, "role"),
        )
    )

    result = measure(suggestions, annotations)

    assert (result.core_found, result.core) == (2, 3)
    assert result.missed == ("40-50",)
    assert result.false_requests == ("1: " + "x" * 10,)
    assert (result.primary_first, result.primary_in_two) == (1, 2)
    assert result.wrong_point == ("talent ≠ ['role', 'talent']: 20-30",)
    assert result.not_requests_proposed == ("80-90",)


def test_weak_commitments_are_neither_asked_for_nor_false():
    annotations = Annotations(
        commitments=(mark(0, 10, "strong"), mark(20, 30, "medium"), mark(40, 50, "weak"))
    )
    suggestions = Suggestions(
        commitments=(commitment(0, 10), commitment(40, 50), commitment(60, 70))
    )

    result = measure(suggestions, annotations)

    assert (result.binding_found, result.binding) == (1, 2)
    assert result.missed_commitments == ("20-30",)
    assert result.false_commitments == ("1: " + "y" * 10,)


def test_speeches_in_which_nothing_was_marked_are_left_out():
    suggestions = Suggestions(requests=(request(0, 10, speech=3),))

    assert measure(suggestions, Annotations(requests=(mark(0, 10),))).false_requests == ()


def test_a_speech_that_was_read_through_counts_though_nothing_is_marked_in_it():
    suggestions = Suggestions(requests=(request(0, 10, speech=3),))
    annotations = Annotations(requests=(mark(0, 10),), read=frozenset({1, 3}))

    assert measure(suggestions, annotations).false_requests == ("3: " + "x" * 10,)


def test_a_quote_that_the_minutes_do_not_hold_is_named(tmp_path):
    path = tmp_path / "marked.json"
    entries = [
        {"speech": 1, "quote": "支援を", "tier": "core", "primary": "cost"},
        {"speech": 1, "quote": "ない文", "tier": "core", "primary": "cost"},
    ]
    path.write_text(json.dumps({"requests": entries}), encoding="utf-8")
    parsed = ParsedMinutes(MeetingFacts(), speeches=(Speech(1, "知事", "国に支援を願う"),))

    annotations = load(path, parsed)

    assert annotations.lost == ("1: ない文",)
    assert annotations.requests[0] == Marked(1, 2, 5, "支援を", "core", "cost")
    assert finds(request(0, 1), annotations.requests[1]) is False


def test_the_table_says_which_bar_is_reached():
    annotations = Annotations(requests=(mark(0, 10, "core", "cost"), mark(20, 30, "core", "cost")))
    suggestions = Suggestions(requests=(request(0, 10, "cost"),))

    lines = {line.label: line for line in table(measure(suggestions, annotations))}

    missed = lines["要望など（必ず拾うもの）"]
    assert (missed.value, missed.reached) == ("1/2（50%）", False)
    assert lines["論点が1位で正しい"].reached is True
    assert lines["国側の約束（強・中）"].value == "0/0"


def test_a_request_that_concerns_no_point_is_right_without_one():
    annotations = Annotations(requests=(mark(0, 10), mark(20, 30), mark(40, 50, "core", "cost")))
    suggestions = Suggestions(
        requests=(request(0, 10), request(20, 30, "role"), request(40, 50, "cost"))
    )

    result = measure(suggestions, annotations)

    assert (result.off_theme_pointless, result.off_theme) == (1, 2)
    assert (result.primary_first, result.wrong_point) == (1, ())


def test_what_is_found_and_what_is_right_make_one_number():
    annotations = Annotations(requests=(mark(0, 10), mark(20, 30)), commitments=())
    suggestions = Suggestions(requests=(request(0, 10), request(60, 70)))

    result = measure(suggestions, annotations)

    assert result.requests_f1 == pytest.approx(0.5)
    assert result.commitments_f1 == 1.0
