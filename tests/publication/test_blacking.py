"""墨: where words stand, and what is left of a text. Plain functions."""

import pytest

from publication.removals import blacking


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("山田太郎さんが山田町で", "山田", ["山田", "山田"]),
        ("山田 太郎、山田\n太郎", "山田太郎", ["山田 太郎", "山田\n太郎"]),
        ("090-1234-5678（内線.1）", "（内線.1）", ["（内線.1）"]),
        ("内線x1", "内線.1", []),
        ("a+b*c", "+b*", ["+b*"]),
        ("何もない", "山田", []),
        ("空の言葉", " ", []),
    ],
)
def test_words_are_found_whatever_blanks_stand_between_them(text, words, found):
    assert [text[start:end] for start, end in blacking.places(text, words)] == found


def test_as_many_marks_as_characters_so_that_positions_stay():
    text = "町長の山田 太郎です。"
    spans = blacking.places(text, "山田太郎")

    inked = blacking.inked(text, spans)

    assert inked == "町長の■■ ■■です。"
    assert blacking.put_back(inked, blacking.kept(text, spans)) == text


def test_what_was_rewritten_since_is_not_put_back():
    kept = blacking.kept("町長の山田です。", [(3, 5)])

    assert blacking.put_back("町長の鈴木です。", kept) is None
    assert blacking.put_back("前の町長の■■です。", kept) is None


def test_longer_words_go_first_and_every_text_of_a_value_is_gone_through():
    value = {"title": "山田太郎と山田", "rows": [{"text": "山田太郎"}, 3, None]}

    assert blacking.without_in(value, ["山田", "山田太郎"]) == {
        "title": "■■■■と■■", "rows": [{"text": "■■■■"}, 3, None],
    }  # fmt: skip
