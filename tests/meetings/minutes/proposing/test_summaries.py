from __future__ import annotations

import pytest

from meetings.minutes.proposing.summaries import LONGEST, summarize


@pytest.mark.parametrize(
    ("quote", "summary"),
    [
        ("移行経費に対しても着実な財政支援をお願いしたいと思っています。",
         "移行経費に対しても着実な財政支援"),
        ("道筋を早期に明確に示していただき、", "道筋を早期に明確に示してほしい"),
        ("また、期限の延長に柔軟に対応していただきたいと考えております。",
         "期限の延長に柔軟に対応してほしい"),
        ("自治体全体の意見を聞くようにしていただけるとありがたいと思います。",
         "自治体全体の意見を聞くようにしてほしい"),
        ("期間的な余裕をもって進めてもらいたいというふうに思っています。",
         "期間的な余裕をもって進めてほしい"),
        ("期間の設定が必要ではないだろうかと考えております。", "期間の設定が必要ではないだろうか"),
        ("標準化の対応で余力がないという状況であります。", "標準化の対応で余力がない"),
        ("様式を統一すべきである。", "様式を統一すべきである"),
        ("職員が足りません", "職員が足りません"),
        ("お願いします。", "お願いします。"),
    ],
)  # fmt: skip
def test_it_says_the_same_without_polite_endings(quote, summary):
    assert summarize(quote) == summary


def test_of_a_long_quote_the_end_is_kept():
    quote = "あ" * 30 + "でありますから、" + "い" * 30 + "については、" + "国が支援してほしい。"

    summary = summarize(quote)

    assert summary.endswith("については、国が支援してほしい")
    assert len(summary) <= LONGEST


def test_of_a_long_quote_the_topic_it_opens_with_is_kept():
    quote = "移行経費については、" + "あ" * 55 + "、国が支援してほしい。"

    assert summarize(quote) == "移行経費については、国が支援してほしい"


def test_words_without_a_break_are_cut_visibly():
    assert summarize("あ" * 100) == "あ" * 59 + "…"
