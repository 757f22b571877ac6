from __future__ import annotations

import pytest

from meetings.minutes.document import MeetingFacts, ParsedMinutes, Side, Speech
from meetings.minutes.proposing.acts import tells_a_state, tells_an_act
from meetings.minutes.proposing.plain_style import joined, plain_words
from meetings.minutes.suggesting import suggest


def promises(text: str, side: Side = Side.NATIONAL) -> list[str]:
    speech = Speech(1, "波多野課長", text, side=side)
    found = suggest(ParsedMinutes(MeetingFacts(), speeches=(speech,)))
    return [each.quote for each in found.commitments]


def asked(text: str) -> list[str]:
    speech = Speech(1, "浜辺市長", text, side=Side.LOCAL)
    found = suggest(ParsedMinutes(MeetingFacts(), speeches=(speech,)))
    return [each.quote for each in found.requests]


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("書きまして、読みました。", "書いて、読んだ。"),
        ("間に合いませんし、難しいです。", "間に合わないし、難しい。"),
        ("取れませんでした。", "取れなかった。"),
        ("必要でございますので、", "必要なので、"),
        ("検討いたします。", "検討する。"),
        ("行っております。", "行っている。"),
        ("来ました。", "来た。"),
    ],
)
def test_polite_words_are_said_plainly(polite, plain):
    assert joined(plain_words(polite)) == plain


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("相談の窓口を設けております。", True),
        ("この春から電子黒板を導入しました。", True),
        ("住民の八割が沿岸に集まっております。", False),
        ("被害の件数は二千件を超えております。", False),
        ("昨年は大雪がございました。", False),
    ],
)
def test_an_act_is_told_from_how_things_are(text, act):
    words = plain_words(text)

    assert tells_an_act(words) is act


def test_a_change_is_a_state():
    assert tells_a_state(plain_words("利用が年々伸びております。"))
    assert not tells_a_state(plain_words("利用を年々伸ばしております。"))


@pytest.mark.parametrize(
    "text",
    [
        "ただいまから本日の会議を開きます。",
        "これをもちまして散会いたします。",
        "本案について採決いたします。",
        "本件は原案のとおり可決されました。",
        "暫時休憩いたします。",
        "次に、日程第三を議題といたします。",
        "お答え申し上げます。",
        "まず御報告いたします。",
        "その点は十分承知しております。",
        "議事要旨は後日ホームページに掲載いたします。",
        "次回の日程は追って御連絡いたします。",
    ],
)
@pytest.mark.parametrize("side", [Side.NATIONAL, Side.SECRETARIAT])
def test_procedure_and_bare_answers_promise_nothing(text, side):
    assert promises(text, side) == []


def test_who_opens_at_length_may_promise_all_the_same():
    promise = "橋の点検の手引は、年内に改めてまいります。"
    text = "これより会議を始めます。" + "橋の傷みは全国で進んでおります。" * 30 + promise

    assert promises(text) == [promise]


@pytest.mark.parametrize(
    "text",
    [
        "次のスライドをお願いいたします。",
        "もう一枚進めてください。",
        "十二ページをお願いします。",
        "画面を切り替えていただけますか。",
        "以上、本市からのお願いでございました。",
        "以上三点、よろしくお願いいたします。",
        "名物の鰹は祭りに欠かせないものです。",
        "この辺りは標高が高く、夏も涼しい。",
        "村に信号機は一つもありません。",
        "先月は来館者が二倍になりました。",
        "給水車の手配では大変お世話になりました。",
    ],
)
def test_slides_closing_words_and_plain_facts_ask_for_nothing(text):
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "桟橋の改修を補助の対象としていただきますよう改めてお願いを申し上げます。",
        "一つ目が、潜水士の資格を見直していただくことです。",
        "この設備は国が持つべきなんですよ。",
        "燃料代についても、要望をさせていただきたい。",
        "冬の除雪に国の機械を貸していただくわけにはいかないでしょうか、お願いできませんか。",
        "ホームページの多言語化を進めていただきたい。",
    ],
)
def test_wishes_are_read_by_their_grammar(text):
    assert asked(text) != []


def test_several_asks_in_a_chain_are_several():
    text = "届出の書式を簡素にするとともに、審査の日数を半分にすることを求めます。"

    speech = Speech(1, "浜辺市長", text, side=Side.LOCAL)
    found = suggest(ParsedMinutes(MeetingFacts(), speeches=(speech,))).requests

    assert [each.summary for each in found] == [
        "届出の書式を簡素にしてほしい",
        "審査の日数を半分にしてほしい",
    ]


def test_ones_own_act_is_no_wish():
    assert asked("現場の様子を述べさせていただきたい。") == []


@pytest.mark.parametrize(
    "text",
    ["ただいまの御説明に関し、補助をお願いしたい。", "最後の一軒まで電気を届けていただきたい。"],
)
def test_a_quote_begins_with_a_whole_word(text):
    assert asked(text) == [text]
