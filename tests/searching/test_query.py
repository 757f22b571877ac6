import pytest

from searching.keys import typed_number
from searching.query import parse

VOCABULARY = {"ガバクラ": ("ガバメントクラウド",), "dx": ("デジタル変革",)}


@pytest.mark.parametrize(
    ("typed", "words", "without"),
    [
        ("費用 負担", ["費用", "負担"], []),
        ("費用　負担", ["費用", "負担"], []),
        ("運用 -経費", ["運用"], ["経費"]),
        ("運用 －経費", ["運用"], ["経費"]),
        ("運用 −「国の経費」", ["運用"], ["国の経費"]),
        ('"国の 費用" 人材', ["国の費用", "人材"], []),
        ("「国と地方」の役割", ["国と地方", "の役割"], []),
        ("サーバー サーバ－", ["サーバー"], []),
        ("-経費", [], ["経費"]),
        ("か", [], []),
        ("  ", [], []),
        ("- 経費", ["経費"], []),
    ],
)
def test_it_is_read_as_people_type_it(typed, words, without):
    query = parse(typed, {})

    assert [word.text for word in query.words] == words
    assert [word.text for word in query.without] == without


def test_words_that_mean_the_same_are_looked_for_too():
    whole, part, short, phrase = parse("ガバクラ ガバクラ移行 dx推進 「dx」", VOCABULARY).words

    assert whole.others == ("ガバメントクラウド",)
    assert part.others == ("ガバメントクラウド移行",)
    assert (short.others, phrase.others) == ((), ())


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("r60018", "#r6-18"),
        ("r6ー0018", "#r6-18"),
        ("r6ー18", "#r6-18"),
        ("18", "#18"),
        ("0018", "#18"),
        ("r6ーc1", "#r6-c1"),
        ("r6c0001", "#r6-c1"),
        ("r10ー2", "#r10-2"),
        ("令和6年", ""),
        ("0", ""),
        ("123456789", ""),
    ],
)
def test_numbers_are_understood_as_typed(word, key):
    assert typed_number(word) == key


def test_a_text_without_an_index_is_searched_letter_by_letter():
    assert parse("運用 -経費", {}).held_by("共通基盤の運用")
    assert not parse("運用 -経費", {}).held_by("運用の経費")
    assert parse("ガバクラ", VOCABULARY).held_by("ガバメントクラウドへの移行")
    assert not parse("-経費", {}).held_by("運用")
