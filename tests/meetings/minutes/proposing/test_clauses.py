from __future__ import annotations

import pytest

from meetings.minutes.proposing.clauses import split_clauses, trimmed


def clauses(text: str) -> list[str]:
    return [text[c.start : c.end] for s in split_clauses(text) for c in s.clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("調整を行っていただき、道筋を示していただき、支援をいただきたい。",
         ["調整を行っていただき、", "道筋を示していただき、", "支援をいただきたい。"]),
        ("経費が増えたということに加えて、為替の不安もあります。",
         ["経費が増えたということに加えて、", "為替の不安もあります。"]),
        ("人が足りませんので、支援をお願いします。",
         ["人が足りませんので、", "支援をお願いします。"]),
        ("「難しいが、やる」と聞いています。", ["「難しいが、やる」と聞いています。"]),
        ("資料を見て、確認した。", ["資料を見て、確認した。"]),
        ("移行を行うこと、そして成果を示すことが必要です。",
         ["移行を行うこと、", "そして成果を示すことが必要です。"]),
    ],
)  # fmt: skip
def test_it_cuts_where_one_statement_ends_and_the_next_begins(text, expected):
    assert clauses(text) == expected


def test_links_of_a_chain_are_marked():
    (sentence,) = split_clauses("調整を行っていただき、人が足りないので、支援がほしい。")

    assert [clause.chained for clause in sentence.clauses] == [True, False, False]


def test_sentences_know_their_paragraph():
    sentences = split_clauses("一つ。二つ。\n\n三つ。")

    assert [sentence.paragraph for sentence in sentences] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("また、支援が必要です。", "支援が必要です。"),
        ("それから、人が足りませんので、", "人が足りません"),
        ("まさに地方が困っています。", "地方が困っています。"),
        ("最後の論点です。", "最後の論点です。"),
        ("まず", "まず"),
    ],
)
def test_words_that_only_join_are_left_out_of_a_quote(text, kept):
    start, end = trimmed(text, 0, len(text))

    assert text[start:end] == kept


def test_the_comma_of_a_chain_stays():
    text = "調整を行っていただき、"

    assert trimmed(text, 0, len(text), chained=True) == (0, len(text))
