"""Which words of a text tell what it asks for."""

import pytest

from issues.alike.wording import shortest, terms_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("移行経費を支援してほしい", ["移行", "経費", "移行経費"]),
        ("様式を統一していただきたい。", ["様式", "統一"]),
        ("国・地方の対応を検討してほしい", []),  # every request says so
        ("令和7年度末まで", []),
        ("田中さんの意見", []),  # who says it is no matter
        ("", []),
    ],
)
def test_nouns_and_nouns_that_stand_together(text, terms):
    assert terms_of(text) == terms


def test_one_spelling_for_half_and_full_width():
    assert terms_of("ｼｽﾃﾑの連携") == terms_of("システムの連携") == ["システム", "連携"]


def test_texts_are_taken_together_and_each_term_once():
    assert terms_of("様式の統一", "様式が違う") == ["様式", "統一"]


def test_what_is_part_of_another_term_is_not_told_beside_it():
    assert shortest(["移行", "移行経費", "経費", "様式"]) == ("移行経費", "様式")
