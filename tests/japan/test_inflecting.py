"""A verb and its noun, each by the other."""

import pytest

from japan.inflecting import otherwise_inflected


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("切替え", ("切り替える", "切替える")),
        ("切替", ("切り替える",)),
        ("切り替えます", ("切り替え",)),
        ("取組", ("取り組む",)),
        ("取り組んだ", ("取り組み",)),
        ("見直し", ("見直す",)),
        ("申し込む", ("申し込み",)),
        ("支払い", ("支払う",)),
        ("遅れる", ("遅れ",)),
    ],
)
def test_the_other_one_is_told(word, others):
    assert otherwise_inflected(word) == others


def test_what_is_written_otherwise_in_the_dictionary_gives_both_verbs():
    assert otherwise_inflected("働きかけ") == ("働き掛ける", "働きかける")


@pytest.mark.parametrize("word", ["経費", "費用負担", "みさと", "18", "町", "求める", "", "行った"])
def test_of_others_there_is_none(word):
    assert otherwise_inflected(word) == ()
