"""What changed from one text to the next, in sentences and words of Japanese."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from japan.comparing import Change, Piece, compare

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED
OLD = "運用の費用も合わせて考える。見積りは国が確認する。"


def told(before, after):
    return [(piece.change.value, piece.text) for piece in compare(before, after).pieces]


def test_the_same_text_says_that_nothing_changed():
    found = compare(OLD, OLD)

    assert found.nothing is True
    assert found.pieces == (
        Piece(SAME, "運用の費用も合わせて考える。"),
        Piece(SAME, "見積りは国が確認する。"),
    )


def test_a_first_text_is_all_new():
    found = compare("", OLD)

    assert {piece.change for piece in found.pieces} == {ADDED}
    assert (found.added, found.removed, found.changed, found.moved) == (2, 0, 0, 0)


def test_a_text_that_was_emptied_is_all_removed():
    found = compare(OLD, "")

    assert (found.added, found.removed) == (0, 2)


def test_a_new_sentence_is_added_whole():
    assert told(OLD, OLD + "次回は三区分の試算を見る。") == [
        ("same", "運用の費用も合わせて考える。"),
        ("same", "見積りは国が確認する。"),
        ("added", "次回は三区分の試算を見る。"),
    ]


def test_a_sentence_that_is_gone_is_removed_whole():
    assert told(OLD, "見積りは国が確認する。") == [
        ("removed", "運用の費用も合わせて考える。"),
        ("same", "見積りは国が確認する。"),
    ]


def test_within_a_changed_sentence_only_the_words_that_differ_are_marked():
    assert told("期限は令和6年5月22日とする。", "期限は令和6年6月10日とする。") == [
        ("same", "期限は令和6年"),
        ("removed", "5"),
        ("added", "6"),
        ("same", "月"),
        ("removed", "22"),
        ("added", "10"),
        ("same", "日とする。"),
    ]


def test_a_changed_sentence_is_counted_once_as_changed():
    found = compare("期限は令和6年5月22日とする。", "期限は令和6年6月10日とする。")

    assert (found.changed, found.added, found.removed) == (1, 0, 0)


def test_sentences_with_nothing_in_common_are_one_removed_and_one_added():
    found = compare("為替の変動を除いて比べる。", "次回までに資料を集める。")

    assert [piece.change for piece in found.pieces] == [REMOVED, ADDED]
    assert (found.changed, found.added, found.removed) == (0, 1, 1)


def test_a_sentence_that_stands_elsewhere_now_is_moved():
    before = "一致していること。費用は国が持つ。見積りは国が確認する。試算を待っている。"
    after = "一致していること。見積りは国が確認する。試算を待っている。費用は国が持つ。"

    found = compare(before, after)

    assert [(p.change.value, p.text) for p in found.pieces] == [
        ("same", "一致していること。"),
        ("moved_away", "費用は国が持つ。"),
        ("same", "見積りは国が確認する。"),
        ("same", "試算を待っている。"),
        ("moved_here", "費用は国が持つ。"),
    ]
    assert (found.moved, found.added, found.removed) == (1, 0, 0)


def test_a_short_sentence_is_not_taken_for_a_moved_one():
    found = compare(f"以上。{OLD}", f"{OLD}以上。")

    assert (found.moved, found.added, found.removed) == (0, 1, 1)


def test_line_breaks_of_another_system_are_no_change():
    assert compare("一つ目。\r\n二つ目。\r\n", "一つ目。\n二つ目。").nothing is True


@pytest.mark.parametrize("text", ["・移行の費用\n・運用の費用\n", "見出し\n\n本文です。\n"])
def test_lines_without_a_full_stop_are_units_of_their_own(text):
    assert compare(text, text + "・更新の費用").added == 1


def test_long_unchanged_parts_are_folded_with_one_sentence_left_beside_the_change():
    before = [f"{n}番目の文です。" for n in "一二三四五六七八九"]
    after = "".join([*before, "最後に足した文です。"])

    runs = compare("".join(before), after).runs

    assert [(run.folded, run.sentences) for run in runs] == [(True, 8), (False, 2)]
    assert "".join(p.text for run in runs for p in run.pieces) == after


def test_a_short_unchanged_part_stays_in_sight():
    assert [run.folded for run in compare(OLD, OLD + "次は試算。").runs] == [False]


SENTENCES = st.lists(
    st.text("国と地方の費用を考える、。！？\n「」12ア", min_size=1, max_size=12), max_size=12
).map("".join)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_what_was_not_removed_is_always_the_new_text(before, after):
    found = compare(before, after)

    gone = (Change.REMOVED, Change.MOVED_AWAY)
    assert "".join(p.text for p in found.pieces if p.change not in gone) == after
    assert "".join(p.text for run in found.runs for p in run.pieces) == "".join(
        p.text for p in found.pieces
    )


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_what_was_not_added_is_always_the_old_text_but_for_white_space(before, after):
    come = (Change.ADDED, Change.MOVED_HERE)
    kept = "".join(p.text for p in compare(before, after).pieces if p.change not in come)

    assert "".join(kept.split()) == "".join(before.split())
