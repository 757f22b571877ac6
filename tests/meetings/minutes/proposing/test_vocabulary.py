"""A vocabulary as a value: the shipped words, a forum's lines over them, what is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes.proposing import vocabulary, wordlists
from meetings.minutes.proposing.notation import NotationError
from meetings.minutes.proposing.points import Context, rank
from meetings.minutes.proposing.vocabulary import OwnLine, made_of, problem_of, shipped_words
from meetings.minutes.reading import read_minutes
from meetings.minutes.suggesting import suggest

SAMPLE = Path("samples/junbi-kaigo-01.txt")
QUOTE = "移行経費に対する財政支援をお願いしたい"


@pytest.fixture(scope="module")
def parsed():
    return read_minutes(SAMPLE.read_bytes(), SAMPLE.name)


def codes(quote, words):
    return [point.code for point in rank(quote, Context(vocabulary=words))]


def test_the_files_alone_are_what_is_used_without_any_vocabulary(parsed):
    assert suggest(parsed, made_of((), shipped=True)) == suggest(parsed)


def test_every_shipped_line_may_be_written_again_and_changes_nothing(parsed):
    lines = wordlists.point_lines() + wordlists.theme_lines()
    again = tuple(OwnLine(line.subject, line.expression, line.weight) for line in lines)

    assert suggest(parsed, made_of(again, shipped=True)) == suggest(parsed)


def test_a_forum_with_no_words_gets_requests_and_no_point(parsed):
    found = suggest(parsed, made_of((), shipped=False))

    assert len(found.requests) == len(suggest(parsed).requests)
    assert {request.points for request in found.requests} == {()}


def test_a_forum_gets_its_own_points_by_its_own_words(parsed):
    words = made_of((OwnLine("money", "［財政支援｜経費］", 3.0),), shipped=False)

    found = suggest(parsed, words)

    ranked = {point.code for request in found.requests for point in request.points}
    assert ranked == {"money"}


def test_an_own_line_goes_over_the_shipped_one_in_its_place():
    line = wordlists.point_lines()[0]
    words = shipped_words().with_lines([OwnLine(line.subject, line.expression, 0.5)])

    assert [each.expression for each in words.standing()] == [
        each.expression for each in shipped_words().standing()
    ]
    assert words.standing()[0].weight == 0.5


def test_a_line_that_is_not_used_takes_the_shipped_one_out():
    out = [
        OwnLine(line.subject, line.expression, line.weight, used=False)
        for line in wordlists.point_lines()
        if line.subject == "cost"
    ]

    assert codes(QUOTE, shipped_words())[0] == "cost"
    assert "cost" not in codes(QUOTE, shipped_words().with_lines(out))


def test_taken_back_a_change_leaves_the_vocabulary_that_was_there(parsed):
    line = OwnLine("cost", "標準化", 9.0)
    back = OwnLine("cost", "標準化", 9.0, used=False)
    words = shipped_words().with_lines([line]).with_lines([back])

    assert suggest(parsed, words) == suggest(parsed)


def test_cues_and_exclusions_of_a_forum_count():
    text = "○湊山口県知事　庁舎は雨降りに耐えず。次に移る。"
    plain = read_minutes(text.encode(), "a.txt")
    cue = OwnLine("懸念", "雨降りに耐えず", 1.0)

    assert suggest(plain, made_of((), shipped=False)).requests == ()
    (found,) = suggest(plain, made_of((cue,), shipped=False)).requests
    assert found.quote == "庁舎は雨降りに耐えず。"
    off = OwnLine("除外", "庁舎", 1.0)
    assert suggest(plain, made_of((cue, off), shipped=False)).requests == ()


def test_where_no_word_says_what_the_theme_is_every_meeting_is_on_it():
    words = made_of((OwnLine("roads", "道路", 3.0), OwnLine("主題", "医師", -1.0)), shipped=False)
    said = "○湊山口県知事　" + "道路の補修が遅れている。" * 120 + "道路の補修を国で支えてほしい。"

    found = suggest(read_minutes(said.encode(), "a.txt"), words).requests

    assert found[-1].points[0].code == "roads"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("", "表現が空です。"),
        ("［費用｜経費", "対になっていません"),
        ("費用］", "対になっていません"),
        ("費用｜経費", "対になっていません"),
        ("［｜費用］", "何も書いていないところにも当てはまります"),
        ("＾", "何も書いていないところにも当てはまります"),
        ("費用\n経費", "1行で"),
        ("費" * 401, "長すぎます"),
        ("あ…い…う…え…お…か", "合わせて4つまで"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_in_words(expression, reason):
    assert reason in problem_of(expression)


@pytest.mark.parametrize("line", wordlists.point_lines() + wordlists.theme_lines(), ids=str)
def test_every_shipped_line_would_be_taken_from_a_forum(line):
    assert problem_of(line.expression) == ""


LETTERS = st.text(st.sampled_from("［］｜…＃＠＾＄費用経御ごaZ1(*+?\\"), max_size=30)


@given(LETTERS)
def test_whatever_is_written_is_refused_in_words_or_can_be_used(expression):
    if problem_of(expression):
        return

    words = made_of((OwnLine("money", expression, 1.0),), shipped=False)

    assert words.points[0].code == "money"
    rank("移行経費12億円をABCで御検討" * 5, Context(vocabulary=words))


@given(
    st.lists(
        st.builds(
            OwnLine,
            st.sampled_from(["cost", "roads", *vocabulary.SIGNS]),
            st.sampled_from(["費用", "［国｜地方］の負担", "道路…補修", "＃億円"]),
            st.floats(-2, 9),
            st.booleans(),
        ),
        max_size=6,
    ),
    st.booleans(),
)
def test_a_vocabulary_goes_along_as_data_and_comes_out_as_it_was(lines, shipped):
    words = made_of(tuple(lines), shipped=shipped)

    back = vocabulary.from_data(json.loads(json.dumps(words.as_data())))

    assert back is words
    assert back.standing() == words.standing()


def test_a_line_nobody_looked_at_is_refused_when_it_is_used():
    with pytest.raises(NotationError):
        _ = made_of((OwnLine("money", "［費用", 1.0),), shipped=False).points
