import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.minutes.quotes import anchoring
from meetings.minutes.quotes.anchoring import AnchorStatus, SpeechText

CHAIR = "阪田事務局長"
GOVERNOR = "村岡山口県知事"
MAYOR = "中野愛知県一宮市長"
COST = "移行経費に対しても着実な財政支援をお願いしたいと思っています。"
ASKED = (
    "山口県知事の村岡でございます。まず1点目は、標準化についてであります。"
    f"移行困難システムが公表されて令和8年度以降の作業が想定されておりますが、{COST}"
    "それから、移行期限につきましては、各自治体の状況を十分に踏まえて設定していただきたい。"
)
MINUTES = (
    SpeechText(1, CHAIR, "ただ今から、第1回準備会合を開催いたします。"),
    SpeechText(2, GOVERNOR, ASKED),
    SpeechText(3, CHAIR, "ありがとうございました。続いて、中野市長、お願いいたします。"),
    SpeechText(
        4, MAYOR, "一宮市長の中野です。人材の確保に苦慮しております。よろしくお願いします。"
    ),
    SpeechText(5, CHAIR, "ありがとうございました。"),
)


def anchor_of(quote, speeches=MINUTES, index=2):
    text = next(speech.text for speech in speeches if speech.index == index)
    start = text.index(quote)
    return anchoring.make_anchor(text, start, start + len(quote), index)


def with_text(index, text, speeches=MINUTES):
    return tuple(replace(s, text=text) if s.index == index else s for s in speeches)


def numbered(speeches):
    return tuple(replace(s, index=n) for n, s in enumerate(speeches, start=1))


def place(result):
    return (result.status, result.speech_index, result.start, result.end)


def test_an_anchor_keeps_words_position_and_neighbours():
    anchor = anchoring.make_anchor("前の言葉。引用する文。後の言葉。", 5, 11, 3, context=4)

    assert anchor == anchoring.Anchor(3, 5, 11, "引用する文。", "の言葉。", "後の言葉")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_span_outside_the_speech_is_refused(start, end):
    with pytest.raises(ValueError, match="引用箇所の位置が発言の範囲にありません"):
        anchoring.make_anchor("五文字です", start, end, 1)


def test_untouched_words_are_the_same():
    anchor = anchor_of(COST)

    result = anchoring.reanchor(anchor, MINUTES, MINUTES)

    assert place(result) == (AnchorStatus.SAME, 2, anchor.start, anchor.end)
    assert result.candidates == ()


def test_words_stay_the_same_when_another_speech_is_corrected():
    anchor = anchor_of(COST)

    result = anchoring.reanchor(anchor, MINUTES, with_text(4, "一宮市長の中野でございます。"))

    assert place(result) == (AnchorStatus.SAME, 2, anchor.start, anchor.end)


def test_words_stay_the_same_when_the_end_of_their_speech_is_corrected():
    anchor = anchor_of(COST)

    result = anchoring.reanchor(anchor, MINUTES, with_text(2, ASKED + "以上です。"))

    assert place(result) == (AnchorStatus.SAME, 2, anchor.start, anchor.end)


def test_words_pushed_on_by_a_correction_before_them_are_moved():
    anchor = anchor_of(COST)
    new = with_text(2, ASKED.replace("村岡でございます", "村岡嗣政でございます"))

    result = anchoring.reanchor(anchor, MINUTES, new)

    assert place(result) == (AnchorStatus.MOVED, 2, anchor.start + 2, anchor.end + 2)
    assert result.reason == "文言は同じですが、発言の中での位置が変わりました。"


def test_words_of_a_speech_with_a_new_number_are_moved():
    anchor = anchor_of(COST)
    opening = SpeechText(0, "河野大臣", "よろしくお願いします。")

    result = anchoring.reanchor(anchor, MINUTES, numbered((opening, *MINUTES)))

    assert place(result) == (AnchorStatus.MOVED, 3, anchor.start, anchor.end)
    assert result.reason == "発言者と文言は同じですが、発言の順番が変わりました。"


def test_a_slip_mended_right_beside_the_words_is_no_bar():
    anchor = anchor_of(COST)
    new = with_text(2, ASKED.replace("作業が想定", "移行作業が想定"))

    result = anchoring.reanchor(anchor, MINUTES, new)

    assert place(result) == (AnchorStatus.MOVED, 2, anchor.start + 2, anchor.end + 2)


def test_a_slip_mended_beside_the_words_without_moving_them_is_told():
    anchor = anchor_of(COST)
    new = with_text(2, ASKED.replace("想定されて", "予定されて"))

    result = anchoring.reanchor(anchor, MINUTES, new)

    assert place(result) == (AnchorStatus.MOVED, 2, anchor.start, anchor.end)
    assert result.reason == "位置と文言は同じですが、前後の言葉が一部直されています。"


def test_words_slightly_changed_are_doubtful_with_the_new_words_shown():
    changed = COST.replace("着実な財政支援", "確実な財政措置")

    result = anchoring.reanchor(
        anchor_of(COST), MINUTES, with_text(2, ASKED.replace(COST, changed))
    )

    assert place(result) == (AnchorStatus.DOUBTFUL, None, None, None)
    assert [(c.speech_index, c.quote) for c in result.candidates] == [(2, changed)]
    assert result.reason == "文言が変わった可能性があります。似た箇所を確かめてください。"


def test_words_taken_out_are_gone():
    result = anchoring.reanchor(anchor_of(COST), MINUTES, with_text(2, ASKED.replace(COST, "")))

    assert place(result) == (AnchorStatus.GONE, None, None, None)
    assert result.candidates == ()


def test_a_speech_taken_out_takes_its_words_along():
    result = anchoring.reanchor(anchor_of(COST), MINUTES, numbered(MINUTES[:1] + MINUTES[2:]))

    assert place(result) == (AnchorStatus.GONE, None, None, None)


def look_alikes():
    elsewhere = f"一宮市長の中野です。{COST}よろしくお願いします。"
    rewritten = COST.replace("着実な", "十分かつ着実な")
    removed = ASKED.replace(COST, "")
    yield "another speaker, original removed", with_text(4, elsewhere, with_text(2, removed))
    yield (
        "another speaker, original altered",
        with_text(4, elsewhere, with_text(2, ASKED.replace(COST, rewritten))),
    )
    yield "same speech, other context, original removed", with_text(2, removed + COST)
    yield (
        "same speech, other context, original altered",
        with_text(2, f"{COST}{ASKED.replace(COST, rewritten)}"),
    )
    yield (
        "later speech of the same speaker, original removed",
        (*with_text(2, removed), SpeechText(6, GOVERNOR, f"繰り返しになりますが、{COST}")),
    )
    yield (
        "same context copied too, original altered",
        (
            *with_text(2, ASKED.replace(COST, rewritten)),
            SpeechText(6, GOVERNOR, ASKED.replace("まず1点目は", "再び1点目は")),
        ),
    )
    yield (
        "whole speech in another mouth",
        tuple(replace(s, label=MAYOR) if s.index == 2 else s for s in MINUTES),
    )
    yield (
        "whole speech twice",
        (*MINUTES, SpeechText(6, GOVERNOR, ASKED)),
    )


@pytest.mark.parametrize(
    "new", [new for _, new in look_alikes()], ids=[why for why, _ in look_alikes()]
)
def test_a_look_alike_is_never_linked_in_silence(new):
    result = anchoring.reanchor(anchor_of(COST), MINUTES, new)

    assert place(result) == (AnchorStatus.DOUBTFUL, None, None, None)
    assert COST in [candidate.quote for candidate in result.candidates]


def test_the_altered_original_is_offered_before_the_look_alike():
    altered = COST.replace("着実な", "確実な")
    new = with_text(2, ASKED.replace(COST, altered) + COST)

    result = anchoring.reanchor(anchor_of(COST), MINUTES, new)

    assert [candidate.quote for candidate in result.candidates] == [altered, COST]


def test_a_look_alike_beside_the_untouched_original_does_no_harm():
    anchor = anchor_of(COST)
    new = with_text(4, f"一宮市長の中野です。{COST}")

    result = anchoring.reanchor(anchor, MINUTES, new)

    assert place(result) == (AnchorStatus.SAME, 2, anchor.start, anchor.end)


def test_the_same_words_in_another_mouth_say_so():
    new = tuple(replace(s, label=MAYOR) if s.index == 2 else s for s in MINUTES)

    result = anchoring.reanchor(anchor_of(COST), MINUTES, new)

    assert result.reason == "同じ文言がありますが、発言者が違います。確かめてください。"
    assert [candidate.label for candidate in result.candidates] == [MAYOR]


def test_a_label_that_differs_only_in_width_and_spaces_is_the_same_speaker():
    new = tuple(replace(s, label="村岡　山口県知事") if s.index == 2 else s for s in MINUTES)

    result = anchoring.reanchor(anchor_of(COST), MINUTES, new)

    assert result.status is AnchorStatus.SAME


def test_a_short_speech_said_anywhere_is_not_followed_without_its_neighbours():
    anchor = anchor_of("ありがとうございました。", index=5)
    thanks_elsewhere = (
        MINUTES[0],
        SpeechText(2, CHAIR, "ありがとうございました。"),
        SpeechText(3, GOVERNOR, "別の発言です。"),
    )

    result = anchoring.reanchor(anchor, MINUTES, thanks_elsewhere)

    assert result.status is AnchorStatus.DOUBTFUL


def test_equal_places_in_one_speech_are_doubtful_once_one_is_taken_out():
    thrice = "人材の確保をお願いします。" * 12
    old = (SpeechText(1, MAYOR, thrice),)
    anchor = anchoring.make_anchor(thrice, 65, 78, 1)

    result = anchoring.reanchor(anchor, old, (replace(old[0], text=thrice[13:]),))

    assert result.status is AnchorStatus.DOUBTFUL
    assert result.reason == "同じ文言が複数の箇所にあります。どの箇所かを選んでください。"


def test_an_anchor_that_did_not_fit_the_old_text_is_doubtful_at_best():
    anchor = replace(anchor_of(COST), start=0, end=len(COST))

    result = anchoring.reanchor(anchor, MINUTES, MINUTES)

    assert result.status is AnchorStatus.DOUBTFUL
    assert result.reason == "元の議事要旨に引用箇所が見当たりません。"


SENTENCES = st.lists(
    st.text(alphabet="国地方費用負担人材標準化について検討お願い", min_size=6, max_size=30),
    min_size=1,
    max_size=5,
    unique=True,
).map(lambda parts: "".join(f"{part}。" for part in parts))
DOCUMENTS = st.lists(
    st.tuples(st.sampled_from([CHAIR, GOVERNOR, MAYOR, ""]), SENTENCES), min_size=1, max_size=6
).map(lambda rows: numbered(SpeechText(0, label, text) for label, text in rows))


@st.composite
def anchored(draw):
    speeches = draw(DOCUMENTS)
    speech = draw(st.sampled_from(speeches))
    start = draw(st.integers(0, len(speech.text) - 1))
    end = draw(st.integers(start + 1, len(speech.text)))
    return speeches, anchoring.make_anchor(speech.text, start, end, speech.index)


@given(anchored())
def test_in_identical_minutes_every_anchor_is_the_same(case):
    speeches, anchor = case

    result = anchoring.reanchor(anchor, speeches, speeches)

    assert place(result) == (AnchorStatus.SAME, anchor.speech_index, anchor.start, anchor.end)


@given(anchored(), SENTENCES)
def test_behind_an_inserted_speech_every_anchor_is_moved_and_quotes_the_same(case, inserted):
    speeches, anchor = case
    new = numbered((SpeechText(0, "河野大臣", inserted), *speeches))

    result = anchoring.reanchor(anchor, speeches, new)

    assert place(result) == (AnchorStatus.MOVED, anchor.speech_index + 1, anchor.start, anchor.end)
    assert new[result.speech_index - 1].text[result.start : result.end] == anchor.quote


@given(anchored(), anchored())
def test_whatever_is_linked_is_word_for_word_and_by_the_same_speaker(case, other):
    speeches, anchor = case
    new = other[0]

    result = anchoring.reanchor(anchor, speeches, new)

    if result.status in (AnchorStatus.SAME, AnchorStatus.MOVED):
        there = new[result.speech_index - 1]
        assert there.text[result.start : result.end] == anchor.quote
        assert there.label == speeches[anchor.speech_index - 1].label
    else:
        assert place(result)[1:] == (None, None, None)
        for candidate in result.candidates:
            text = new[candidate.speech_index - 1].text
            assert text[candidate.start : candidate.end] == candidate.quote


@given(DOCUMENTS, st.data())
def test_a_sentence_taken_out_is_never_linked(speeches, data):
    speech = data.draw(st.sampled_from(speeches))
    sentences = [part + "。" for part in speech.text.split("。")[:-1]]
    number = data.draw(st.integers(0, len(sentences) - 1))
    start = sum(map(len, sentences[:number]))
    anchor = anchoring.make_anchor(speech.text, start, start + len(sentences[number]), speech.index)
    rest = "".join(sentences[:number] + sentences[number + 1 :])

    result = anchoring.reanchor(anchor, speeches, with_text(speech.index, rest, speeches))

    assert result.status in (AnchorStatus.DOUBTFUL, AnchorStatus.GONE)


@given(DOCUMENTS, st.data())
@settings(max_examples=30)
def test_a_sentence_put_into_another_mouth_is_never_linked(speeches, data):
    speech = data.draw(st.sampled_from(speeches))
    anchor = anchoring.make_anchor(speech.text, 0, speech.text.index("。") + 1, speech.index)
    rest = speech.text[anchor.end :]
    planted = SpeechText(len(speeches) + 1, "松田秋田県美郷町長", anchor.quote + rest)
    new = (*with_text(speech.index, rest, speeches), planted)

    result = anchoring.reanchor(anchor, speeches, new)

    assert result.status is AnchorStatus.DOUBTFUL


def test_many_anchors_in_long_minutes_take_little_time():
    text = Path("samples/junbi-kaigo-01.txt").read_text(encoding="utf-8")
    old = tuple(
        SpeechText(n, CHAIR if n % 2 else GOVERNOR, f"{n}番目。{text[n * 400 : n * 400 + 1500]}")
        for n in range(1, 50)
    )
    new = tuple(replace(s, text=s.text.replace("移行", "転換")) for s in old)
    anchors = [anchoring.make_anchor(s.text, 200, 320, s.index) for s in old]

    began = time.process_time()
    results = [anchoring.reanchor(anchor, old, new) for anchor in anchors]

    assert time.process_time() - began < 10
    assert all(result.status is not AnchorStatus.GONE for result in results)
