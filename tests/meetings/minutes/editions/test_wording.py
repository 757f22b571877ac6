from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.editions.wording import Run, Sort, runs


def shown(old, new):
    """Both wordings in one line: [-removed-]{+added+}."""
    signs = {Sort.KEPT: "{}", Sort.REMOVED: "[-{}-]", Sort.ADDED: "{{+{}+}}"}
    return "".join(signs[run.sort].format(run.text) for run in runs(old, new))


def test_whole_words_change_not_letters():
    assert (
        shown("国が費用を負担すると考えます。", "国が費用を分担すると考えます。")
        == "国が費用を[-負担-]{+分担+}すると考えます。"
    )


def test_only_the_sentence_that_changed_is_marked():
    old = "町では人が足りません。国の支援をお願いします。以上です。"
    new = "町では職員が足りません。国の支援をお願いします。以上です。"

    assert shown(old, new) == "町では[-人-]{+職員+}が足りません。国の支援をお願いします。以上です。"


def test_a_line_break_that_came_is_a_change():
    assert shown("一つ目です。二つ目です。", "一つ目です。\n二つ目です。") == (
        "一つ目です。{+\n+}二つ目です。"
    )


def test_a_lone_comma_between_two_changes_goes_along():
    assert shown("市、町", "県、村") == "[-市、町-]{+県、村+}"


def test_equal_wordings_are_one_run():
    assert runs("費用", "費用") == (Run(Sort.KEPT, "費用"),)
    assert runs("", "") == ()


TEXTS = st.lists(
    st.sampled_from(
        ["費用を", "国が", "持って", "ほしい", "。", "、", "\n", "　", "𠮷", "A", "1", "■"]
    ),
    max_size=40,
).map("".join)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_letter_of_both_is_there_once(old, new):
    found = runs(old, new)

    assert "".join(run.text for run in found if run.sort is not Sort.ADDED) == old
    assert "".join(run.text for run in found if run.sort is not Sort.REMOVED) == new
    assert all(run.text for run in found)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_so_it_is_for_any_letters(old, new):
    found = runs(old, new)

    assert "".join(run.text for run in found if run.sort is not Sort.ADDED) == old
    assert "".join(run.text for run in found if run.sort is not Sort.REMOVED) == new
