"""What holds for any text whatever."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.as_json import as_json
from meetings.minutes.document import Suggestions, UnreadableMinutes
from meetings.minutes.formats.source import MAX_LINES
from meetings.minutes.reading import read_minutes, read_text
from tests import sizes

PIECES = [
    "○",
    "◎",
    "●",
    "・",
    "-",
    "村岡山口県知事",
    "中野市長",
    "座長",
    "事務局",
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "〔",
    "〕",
    "「",
    "」",
    "：",
    ":",
    "。",
    "、",
    "**",
    "#",
    "日時",
    "場所",
    "出席者",
    "議題",
    "資料",
    "資料1",
    "概要",
    "議事",
    "令和6年4月5日",
    "午後零時",
    "16:00～17:00",
    "第1回",
    "会議",
    "異議なし",
    "挙手なし",
    "拍手",
    "お願いします",
    "です",
    "こ",
    "す。",
    "ここで",
    "DX",
    "第",
    "12",
    "１",
    "①",
    "(1)",
    "1.",
    "以上",
    "散会",
    "＜地方側＞",
    "【国側】",
    "国の回答",
    "同",
    "その他",
]
fragments = st.sampled_from([*PIECES, "\n", "\n\n", "\n\n", "　", " ", "\t", "\f", "\r\n"])
minutes_like = st.lists(fragments | st.text(max_size=4), max_size=60).map("".join)
sentences = st.lists(
    st.sampled_from(["国に", "支援を", "お願いします。", "財源", "「案」", "（注）", "、", "DX "]),
    min_size=1,
    max_size=8,
).map(lambda words: "".join(words).strip() + "です。")
SPEAKERS = ("村岡山口県知事", "中野愛知県一宮市長", "河野大臣")
turns = st.lists(st.tuples(st.sampled_from(SPEAKERS), st.lists(sentences, min_size=1, max_size=4)))


def letters(text):
    return re.sub(r"\s", "", text)


def check_positions(parsed):
    count = len(parsed.speeches)
    assert [speech.index for speech in parsed.speeches] == list(range(1, count + 1))
    for direction in parsed.stage_directions:
        assert 1 <= direction.after_speech <= count
        if direction.inside:
            text = parsed.speeches[direction.after_speech - 1].text
            assert 0 <= direction.position < len(text)
    for decision in parsed.decisions:
        assert decision.quote in parsed.speeches[decision.speech - 1].text
    for heading in parsed.headings:
        assert 0 <= heading.after_speech <= count


def read_or_refused(read, *given):
    """What was read, or None where it was refused; any other exception fails the test."""
    try:
        return read(*given)
    except UnreadableMinutes as error:
        message = str(error)
    assert message.endswith("。")
    return None


@settings(max_examples=sizes.of(60, long=120), deadline=None)
@given(minutes_like | st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_message(text):
    parsed = read_or_refused(read_text, text)
    if parsed is not None:
        check_positions(parsed)
        assert as_json(parsed, Suggestions())["meeting"]["title"] == parsed.meeting.title


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", ""]))
def test_any_bytes_are_read_or_refused_with_a_message(data, name):
    parsed = read_or_refused(read_minutes, data, name)
    if parsed is not None:
        check_positions(parsed)


@settings(max_examples=60, deadline=None)
@given(turns.filter(bool))
def test_no_words_are_lost_and_none_are_added_in_the_circle_layout(spoken):
    printed = "\n\n".join(f"○{who}　" + "\n".join(paragraphs) for who, paragraphs in spoken)

    parsed = read_text(printed)

    found = [(speech.label, letters(speech.text)) for speech in parsed.speeches]
    assert found == [(who, letters("".join(paragraphs))) for who, paragraphs in spoken]


PART = sizes.of(5, long=1)
"""In everyday runs a fifth of the text, in a fifth of the time."""
MILLION = 1_000_000 // PART
MANY = MAX_LINES // 2 // PART
NONSENSE = (
    *("○" * MILLION, "（" * MILLION, "（）" * (MILLION // 2), "**" * (MILLION // 2)),
    *("：" * MILLION, "知事" * (MILLION // 2), "日時 " * (MILLION // 3), "　" * MILLION + "x"),
    *("1\n" * MANY, "（\n" * MANY, "○\n" * MANY),
    "○村岡知事　はい。\n" + "続く文章の行であり\n\n" * MANY,
    "出席者\n" + "村岡 嗣政 山口県知事\n" * MANY,
    "○村岡知事　はい。\n" * MANY,
    *(
        "(1) " * (MILLION // 4),
        "1 " * (MILLION // 2),
        "＜地方側＞\n・支援をお願いしたい。\n" * (14_000 // PART),
    ),
    "・" + ("あ" * 30 + "\n　") * MANY,
    "出席者\n" + "同　森（防災担当）付参事官補佐\n" * MANY,
    "○村岡議長　はい。\n○村岡議長　" + "とおり" * (MILLION // 3) + "。",
)


@pytest.mark.parametrize("text", NONSENSE, ids=[repr(text[:6]) for text in NONSENSE])
def test_a_megabyte_of_nonsense_takes_seconds(text):
    started = time.process_time()
    read_or_refused(read_text, text)
    # Half of what may be handed in: what takes the square of it would take minutes for all.
    assert time.process_time() - started < 15 / PART
