"""Labels whose end only the whole file tells."""

import pytest

from meetings.minutes.reading import read_text

HEADING = """地域交通の担い手に関する連絡会議（第２回）議事録
日時　令和５年10月４日（水）13:00～14:30
場所　東館３階
"""
PEOPLE = """出席者
　柏木　航　波多野県知事
　雨宮　さつき　久留里市長
　鳴海　静　国土交通省審議官
（事務局）
　有沢　望　国土交通省企画官
"""


def turns(body, *, people=PEOPLE):
    read = read_text(f"{HEADING}{people}議事\n{body}")
    return [(speech.label, speech.text) for speech in read.speeches]


def said(body, *, people=PEOPLE):
    return [speech.text for speech in read_text(f"{HEADING}{people}議事\n{body}").speeches]


def test_a_label_without_a_blank_ends_where_it_fits_the_list():
    body = (
        "○有沢企画官定刻です。始めます。\n"
        "○柏木知事地域の足が失われています。\n"
        "○鳴海審議官現状を調べます。\n"
    )

    assert turns(body) == [
        ("有沢企画官", "定刻です。始めます。"),
        ("柏木知事", "地域の足が失われています。"),
        ("鳴海審議官", "現状を調べます。"),
    ]


def test_a_label_without_a_blank_ends_where_it_stands_elsewhere():
    body = (
        "○会長　始めます。\n○会長柏木知事、どうぞ。\n○柏木知事便数の話をします。\n"
        "○会長続いて雨宮市長。\n○雨宮市長駅前の話をします。\n○会長柏木知事。\n○柏木知事以上です。\n"
        "○雨宮市長久留里市も同じです。\n"
    )

    assert turns(body, people="") == [
        ("会長", "始めます。"),
        ("会長", "柏木知事、どうぞ。"),
        ("柏木知事", "便数の話をします。"),
        ("会長", "続いて雨宮市長。"),
        ("雨宮市長", "駅前の話をします。"),
        ("会長", "柏木知事。"),
        ("柏木知事", "以上です。"),
        ("雨宮市長", "久留里市も同じです。"),
    ]


GOES_ON = [
    "バスの便が減りました。",
    "のぞみが止まらない駅もあります。",
    "部活動の送迎が課題です。",
    "会場に来られない方もいます。",
    "会計のことで伺います。",
    "会の運営を見直します。",
    "官民で支える仕組みが要ります。",
    "室内の換気も要ります。",
    "局所的な雨で止まります。",
    "長期の計画が要ります。",
    "課税の話をします。",
    "職場の近くに駅がありません。",
    "用地が足りません。",
    "担当者が一人です。",
    "制約が多いです。",
    "付近に病院がありません。",
    "級友と通う子もいます。",
    "がん検診の日に船が出ません。",
    "にわか雨で止まります。",
    "とうげ道が崩れています。",
    "側溝が埋まっています。",
    "等しく負担する仕組みが要ります。",
    "3人の運転手で回しています。",
]


@pytest.mark.parametrize("words", GOES_ON)
def test_a_label_that_fits_the_list_ends_whatever_follows(words):
    body = f"○有沢企画官　始めます。\n○柏木知事{words}\n○鳴海審議官{words}\n"

    assert turns(body)[1:] == [("柏木知事", words), ("鳴海審議官", words)]


@pytest.mark.parametrize("words", GOES_ON)
def test_a_label_that_a_blank_closes_elsewhere_ends_whatever_follows(words):
    body = f"○会長　始めます。\n○柏木知事　一点伺います。\n○会長　はい。\n○柏木知事{words}\n"

    assert turns(body, people="")[-1] == ("柏木知事", words)


@pytest.mark.parametrize(
    "label", ["柏木知事室長", "柏木知事公室次長", "柏木知事代理", "柏木知事補佐官"]
)
def test_a_longer_label_that_is_known_goes_first(label):
    body = (
        f"○有沢企画官　始めます。\n○柏木知事　一点伺います。\n○{label}　調べます。\n"
        f"○柏木知事室内のことも。\n○{label}別の資料で申し上げます。\n○{label}本日は以上です。\n"
    )

    assert turns(body)[2:] == [
        (label, "調べます。"),
        ("柏木知事", "室内のことも。"),
        (label, "別の資料で申し上げます。"),
        (label, "本日は以上です。"),
    ]


def test_a_longer_post_before_words_that_open_a_speech_goes_first():
    body = "○有沢企画官　始めます。\n○柏木知事部会長本日は二点です。\n○鳴海審議官　はい。\n"

    assert turns(body)[1] == ("柏木知事部会長", "本日は二点です。")


@pytest.mark.parametrize(
    "words",
    [
        "柏木知事から要望の説明があった。",
        "柏木知事が資料により説明した。",
        "柏木知事の発言を受けて鳴海審議官が回答した。",
        "柏木知事、雨宮市長が出席した。",
        "柏木知事・雨宮市長の要望",
    ],
)
def test_what_is_told_of_somebody_is_no_turn(words):
    body = f"○有沢企画官　始めます。\n○柏木知事　一点伺います。\n○{words}\n○鳴海審議官　はい。\n"

    assert [label for label, _ in turns(body)] == ["有沢企画官", "柏木知事", "鳴海審議官"]


@pytest.mark.parametrize("words", ["委員会の運営について", "委員長の互選について"])
def test_a_post_that_only_begins_a_word_is_no_label(words):
    body = f"○会長　始めます。\n○委員　一点伺います。\n○会長　はい。\n○{words}\n○委員　以上です。\n"

    assert {label for label, _ in turns(body, people="")} == {"会長", "委員"}
    assert turns(body, people="")[-1] == ("委員", "以上です。")
    assert len(turns(body, people="")) == 4


def test_whoever_is_addressed_belongs_to_what_is_said():
    body = (
        "○主査始めます。\n"
        "○小田切実君主査、一点だけ申し上げます。\n"
        "○主査小田切君。\n"
        "○小田切実君部会長、便数を増やしてください。\n"
    )

    assert turns(body, people="")[1] == ("小田切実君", "主査、一点だけ申し上げます。")


@pytest.mark.parametrize(
    "row",
    [
        "○{post}（{name}君）{words}",
        "○{post}（{name}）　{words}",
        "〇{post}（{name}） {words}",
        "○{post}（{spaced}君）　{words}",
        "○{post}（{spaced}）{words}",
        "○{post}（{name}）（登壇）　{words}",
        "○{post}（{name}）〔自席〕　{words}",
        "{post}（{name}君）　{words}",
        "{post}（{name}君）{words}",
        "○{post}　{name}　{words}",
        "○{post}　{spaced}　{words}",
        "{post} {name} {words}",
        "【{post}：{name}】{words}",
        "【{post}：{name}】\n{words}",
        "○{post}：{name}\n{words}",
        "２．{post}（{name}）　{words}",
        "{post}（{name}）――{words}",
        "{post}（{name}）：{words}",
        "－（{name}{post}）{words}",
        "・（{name}{post}）{words}",
        "・{name}{post}：{words}",
        "（4）{name}{post}\n{words}",
        "10:05　{name}{post}：{words}",
        "[10:05:12] {name}{post}：{words}",
        "◆{post}（{name}）　{words}",
        "≪{name}{post}≫{words}",
        "{name}{post}「{words}」",
        "{name}{post}＞{words}",
        "10時05分　{name}{post}　{words}",
    ],
)
def test_the_same_turns_are_read_in_each_layout(row):
    told = [
        ("議長", "沢渡実", "沢渡　実", "ただいまから開きます。"),
        ("４番", "深見千代", "深見　千代", "２点伺います。便数の減り方は深刻ではないでしょうか。"),
        ("市長", "相良誠", "相良　誠", "お答えいたします。国の支援が必要です。"),
        ("４番", "深見千代", "深見　千代", "再度伺います。"),
        ("交通課長", "苗木健", "苗木　健", "担当の者が一人で当たっております。"),
        ("議長", "沢渡実", "沢渡　実", "以上で終わります。"),
    ]
    if "{name}{post}" in row:
        told = [(post if post != "４番" else "議員", *rest) for post, *rest in told]
    body = "".join(
        row.format(post=post, name=name, spaced=spaced, words=words) + "\n"
        for post, name, spaced, words in told
    )

    assert said(body, people="") == [words for *_, words in told]


def test_a_name_in_two_words_is_one_label():
    body = "○有沢　望　始めます。\n○柏木　航　はい、申し上げます。\n○雨宮　さつき　市も同じです。\n"

    assert turns(body) == [
        ("有沢　望", "始めます。"),
        ("柏木　航", "はい、申し上げます。"),
        ("雨宮　さつき", "市も同じです。"),
    ]


def test_names_on_lines_of_their_own_are_labels():
    body = "○有沢　望\n始めます。\n○柏木　航\n便数の話をします。\n"

    assert turns(body) == [("有沢　望", "始めます。"), ("柏木　航", "便数の話をします。")]


def test_an_organization_before_the_person_is_part_of_the_label():
    read = read_text(
        f"{HEADING}{PEOPLE}議事\n○事務局　有沢企画官\n始めます。\n"
        "○国土交通省　鳴海審議官\n調べます。\n○波多野県　柏木知事\n困っています。\n"
    )

    assert [(speech.label, speech.attendee) for speech in read.speeches] == [
        ("事務局　有沢企画官", "有沢 望"),
        ("国土交通省　鳴海審議官", "鳴海 静"),
        ("波多野県　柏木知事", "柏木 航"),
    ]


def test_bare_names_before_a_colon_speak_where_several_speak_again():
    body = (
        "柏木：始めます。\n"
        "雨宮：市から申し上げます。\n"
        "柏木：どうぞ。\n"
        "雨宮：便が減りました。\n"
        "鳴海：調べます。\n"
    )

    assert [label for label, _ in turns(body, people="")] == [
        "柏木",
        "雨宮",
        "柏木",
        "雨宮",
        "鳴海",
    ]


def test_words_of_headings_before_a_colon_are_no_speakers():
    body = (
        "現状：便が減っている。\n"
        "課題：運転手がいない。\n"
        "現状：客も減っている。\n"
        "課題：費用がかかる。\n"
    )

    assert turns(body, people="") == []


def test_bullets_that_begin_with_a_post_are_no_speakers():
    body = (
        "○柏木知事　始めます。\n次の点を確かめました。\n"
        "○国土交通大臣が定める基準について\n○市長会からの提案について\n○雨宮市長　分かりました。\n"
    )

    assert [label for label, _ in turns(body)] == ["柏木知事", "雨宮市長"]


def test_what_stands_in_brackets_after_a_label_is_a_direction():
    read = read_text(
        f"{HEADING}{PEOPLE}議事\n○柏木知事（オンライン）　聞こえますか。\n○雨宮市長　はい。\n"
    )

    assert [(each.after_speech, each.inside, each.text) for each in read.stage_directions] == [
        (1, True, "オンライン")
    ]
    assert read.speeches[0].label == "柏木知事"


def test_headings_and_closing_lines_are_nobodys():
    body = (
        "◎開会の宣告\n○議長（沢渡実君）　ただいまから会議を開きます。\n"
        "◎日程第１　会議録署名議員の指名\n○議長（沢渡実君）　署名議員を指名します。\n"
        "○散会の宣告\n○議長（沢渡実君）　本日はこれで散会します。\n散会　午後３時15分\n"
    )

    read = read_text(f"早瀬町議会会議録\n令和５年６月７日\n{body}")

    assert [speech.text for speech in read.speeches] == [
        "ただいまから会議を開きます。",
        "署名議員を指名します。",
        "本日はこれで散会します。",
    ]
    assert read.meeting.end.isoformat("minutes") == "15:15"


HEAD = (
    "令和6年10月3日（木）\n第2回 流域交通会議 議事要旨\n\n"
    "出席者\n湊 恒一 知事\n白瀬 明 国土交通省 統括官\n\n"
)


@pytest.mark.parametrize(
    "words", ["バスの運転手が足りません。", "デジタル人材がおりません。", "ＩＣＴの費用が重い。"]
)
def test_katakana_and_latin_letters_may_follow_a_known_label(words):
    parsed = read_text(
        f"{HEAD}○白瀬統括官それでは開会します。\n○湊知事{words}\n○白瀬統括官検討してまいります。\n"
    )

    assert [(each.label, each.text) for each in parsed.speeches] == [
        ("白瀬統括官", "それでは開会します。"),
        ("湊知事", words),
        ("白瀬統括官", "検討してまいります。"),
    ]
