from __future__ import annotations

import pytest

from meetings.minutes.proposing.notation import NotationError, compile_expression


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        ("経費…［増え｜高くな］", "経費は移行前より高くなりました", "経費は移行前より高くな"),
        ("［て｜で］いただきたい", "示して頂きたい", "て頂きたい"),
        ("をお願いしたい", "支援を御願いしたい", "を御願いしたい"),
        ("御配慮", "ご配慮ください", "ご配慮"),
        ("＃か所", "全国で１６か所です", "１６か所"),
        ("＃ページ", "2 ページ目", "2 ページ"),
        ("＠", "拠点Y-BASEです", "Y-BASE"),
        ("［｜に］ついて", "これについて", "について"),
        ("1+1", "1+1の費用", "1+1"),
    ],
)
def test_an_expression_finds_words_and_their_other_spellings(expression, text, found):
    hit = compile_expression(expression).search(text)

    assert hit is not None
    assert hit[0] == found


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("経費…増え", "経費は別です\n人口が増え"),
        ("経費…増え", "経費" + "あ" * 31 + "増え"),
        ("してほしい＄", "してほしいものです"),
        ("＾お願い", "支援をお願い"),
    ],
)
def test_an_expression_stays_within_its_clause(expression, text):
    assert compile_expression(expression).search(text) is None


@pytest.mark.parametrize("expression", ["［増え", "増え］", "増え｜減り", ""])
def test_an_expression_that_is_not_well_formed_is_refused(expression):
    with pytest.raises(NotationError):
        compile_expression(expression)
