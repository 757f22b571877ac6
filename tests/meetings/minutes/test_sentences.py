from __future__ import annotations

import time
from itertools import pairwise

import pytest

from meetings.minutes.sentences import bracket_depths, split_sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一つ目です。二つ目です。", ["一つ目です。", "二つ目です。"]),
        ("「間に合いません。困ります。」と言われました。次です。",
         ["「間に合いません。困ります。」と言われました。", "次です。"]),
        ("表（縦。横「内。」）を見る。以上。", ["表（縦。横「内。」）を見る。", "以上。"]),
        ("本当ですか？！はい。", ["本当ですか？！", "はい。"]),
        ("約２．５倍です。次。", ["約２．５倍です。", "次。"]),
        ("終わりに句点がない", ["終わりに句点がない"]),
        ("・支援の継続\n・様式の統一", ["・支援の継続", "・様式の統一"]),
        ("　字下げ。\n\n　次。", ["字下げ。", "次。"]),
        ("", []),
        (" 　\n", []),
    ],
)  # fmt: skip
def test_it_ends_sentences_outside_brackets_and_at_the_end_of_a_line(text, sentences):
    assert pieces(text) == sentences


def test_a_bracket_that_never_closes_does_not_swallow_what_follows():
    text = "「閉じない。次の文。\n次の段落。」終わり。"

    assert pieces(text) == ["「閉じない。", "次の文。", "次の段落。", "」終わり。"]


def test_the_spans_cover_every_character_that_is_not_space(sample_text):
    spans = split_sentences(sample_text)

    covered = {at for start, end in spans for at in range(start, end)}
    left = [sample_text[at] for at in range(len(sample_text)) if at not in covered]
    assert "".join(left).strip() == ""
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_brackets_of_another_kind_do_not_close_each_other():
    assert bracket_depths("「（」a") == [1, 1, 0, 0]


def test_it_reads_a_megabyte_in_seconds():
    text = "国に「支援（財政）。」をお願いしたい。（注。）" * 15_000
    began = time.process_time()

    count = len(split_sentences(text))

    assert count == 15_001
    assert time.process_time() - began < 20


@pytest.fixture
def sample_text() -> str:
    return (
        "○ 第1に、支援です（資料2。）。「はい。」と述べました。\n\n"
        "　次に、費用です？ 高いです！\n終わり"
    )
