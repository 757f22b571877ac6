import json
from dataclasses import asdict
from pathlib import Path

import pytest

from meetings.minutes.as_json import as_json
from meetings.minutes.document import DirectionKind, Side, Suggestions
from meetings.minutes.reading import read_minutes

ROOT = Path(__file__).parents[3]
SEED = ROOT / "samples" / "junbi-kaigo-01.txt"
ANNOTATED = Path(__file__).parents[3] / "samples" / "annotated" / "annotated_speeches.json"
CHAIR, OGAWA, KONO = "阪田 涉", "小川 康則", "河野 太郎"
MURAOKA, NAKANO, MATSUDA = "村岡 嗣政", "中野 正康", "松田 知己"
JOINS = [
    ("討体制構築準備会合説明資", "料（松田構成員提出資料）", ""),
    ("ておりますので、DX の", "前に、業務や制度を見直す", ""),
    ("、住民基本台帳ネットワー", "ク制度を作った、これが既", ""),
    ("発揮いただいております。", "す。また、様々これまで地", "す。"),
    ("いてでございます。国にお", "かれまして、自治体負担と", ""),
    ("うのを設けております。こ", "ここで、市や町のデジタル", "こ"),
    ("ございます。続きまして、", "中野市長、お願いいたしま", ""),
    ("公共団体情報システムの標", "準化、ガバメントクラウド", ""),
    ("0万円から年間2億円ほど", "へ増えることとなります。", ""),
    ("ぞれの所管省庁などを幅広", "く巻き込む枠組みができる", ""),
    ("んですけれども、住民サー", "ビスとして住民も使えるシ", ""),
    ("テムの様々な部分の経費に", "対し一定程度の補助をして", ""),
    ("倒していきましようという", "ことをやっております。今", ""),
    ("なんかを入れていくことで", "経費をどんどん下げていき", ""),
    ("ういったもの進めていくわ", "けですけれども、松田町長", ""),
    ("いと思っております。それ", "では大臣、締めくくりの御", ""),
]
SERIES = "国・地方デジタル共通基盤の整備・運用に向けた検討体制構築準備会合"


@pytest.fixture(scope="module")
def seed():
    return read_minutes(SEED.read_bytes(), SEED.name)


def test_the_heading_is_read(seed):
    assert as_json(seed, Suggestions())["meeting"] == {
        "title": f"{SERIES}（第1回）",
        "body": SERIES,
        "session_number": 1,
        "date": "2024-04-05",
        "start": "16:00",
        "end": "17:00",
        "place": "オンライン開催",
    }


def test_all_nine_attendees_have_their_post_side_and_code(seed):
    office = "内閣官房デジタル行財政改革会議事務局"
    found = [(a.name, a.organization, a.title, a.side, a.code) for a in seed.attendees]
    assert found == [
        (KONO, "", "デジタル行財政改革担当大臣", Side.NATIONAL, None),
        (MURAOKA, "山口県", "知事", Side.LOCAL, "350001"),
        (NAKANO, "愛知県一宮市", "市長", Side.LOCAL, "232033"),
        (MATSUDA, "秋田県美郷町", "町長", Side.LOCAL, "054348"),
        (CHAIR, office, "局長", Side.SECRETARIAT, None),
        (OGAWA, office, "審議官", Side.SECRETARIAT, None),
        ("浅沼 尚", "デジタル庁", "デジタル監", Side.NATIONAL, None),
        ("富安 泰一郎", "デジタル庁戦略・組織グループ", "統括官", Side.NATIONAL, None),
        ("山野 謙", "総務省自治行政局", "局長", Side.NATIONAL, None),
    ]


def test_the_agenda_keeps_its_nesting(seed):
    nested = [(e.number, e.title, [(i.number, i.title) for i in e.items]) for e in seed.agenda]
    assert nested == [
        ("1", "開会", []),
        (
            "2",
            "議事",
            [
                ("(1)", "開催の趣旨及び運営について"),
                ("(2)", "国・地方デジタル共通基盤の整備・運用に向けた検討体制の構築について"),
                ("(3)", "意見交換"),
            ],
        ),
        ("3", "閉会", []),
    ]


def test_the_ten_documents_have_label_title_and_submitter(seed):
    assert [(d.label, d.title, d.submitter) for d in seed.documents] == [
        ("資料1", f"{SERIES}の開催について", None),
        ("資料2", f"{SERIES}運営要領（案）", None),
        (
            "資料3",
            "国・地方デジタル共通基盤の整備・運用に向けた検討体制の構築について",
            "内閣官房",
        ),
        ("資料4", "地方自治体に係る主な共通基盤・共通機能の経緯", "内閣官房"),
        ("資料5", "デジタル行財政改革の更なる展開に向けての当面の課題について", "村岡構成員"),
        ("資料6", SERIES, "中野構成員"),
        ("資料7", f"{SERIES}説明資料", "松田構成員"),
        ("資料8", f"{SERIES}ワーキングチームについて", None),
        ("参考資料1", "デジタル行財政改革の更なる展開に向けて", None),
        ("参考資料2", "デジタル行財政改革 課題発掘対話（第6回）の概要", None),
    ]


def test_every_speech_has_the_right_speaker(seed):
    assert [speech.attendee for speech in seed.speeches] == [
        *(CHAIR, KONO, CHAIR, OGAWA, CHAIR, OGAWA, CHAIR, MURAOKA, CHAIR, NAKANO, CHAIR, MATSUDA),
        *(CHAIR, KONO, CHAIR, MURAOKA, CHAIR, NAKANO, CHAIR, MATSUDA, CHAIR, KONO, CHAIR),
    ]
    assert [speech.index for speech in seed.speeches] == list(range(1, 24))


def test_every_speech_has_exactly_its_printed_words(seed):
    printed = SEED.read_text("utf-8").split("（概要）", 1)[1]
    for direction in ("報道関係者退室", "全構成員から質問等なしの動作あり", "挙手なし"):
        printed = printed.replace(f"({direction})", "")
    printed = printed.replace("(全構成員から賛同のうなずき動作あり)", "")
    printed = printed.replace("\n\nす。また", "\n\nまた").replace("こ\n\nここで", "\n\nここで")
    turns = [turn for turn in printed.split("○") if turn.strip()]
    spoken = [turn.split("** ", 1)[-1].removeprefix("中野愛知県一宮市長 ") for turn in turns]

    read = [speech.text for speech in seed.speeches]

    assert ["".join(text.split()) for text in read] == ["".join(text.split()) for text in spoken]


def test_paragraphs_stay_apart_and_cut_sentences_come_together(seed):
    paragraphs = [speech.text.split("\n") for speech in seed.speeches]
    assert [len(each) for each in paragraphs] == [
        *(1, 4, 1, 2, 3, 9, 1, 19, 1, 19, 1, 16, 1, 10, 1, 1, 1, 1, 1, 1, 3, 1, 1)
    ]
    assert all(text.endswith("。") for each in paragraphs for text in each)


def test_labels_are_kept_as_printed_without_bold_marks(seed):
    assert {speech.label for speech in seed.speeches} == {
        "阪田内閣官房デジタル行財政改革会議事務局長",
        "河野デジタル行財政改革担当大臣",
        "小川内閣官房デジタル行財政改革会議事務局審議官",
        "村岡山口県知事",
        "中野愛知県一宮市長",
        "松田秋田県美郷町長",
    }


def test_the_four_stage_directions_stand_where_they_stood(seed):
    placed = [(d.after_speech, d.inside, d.text, d.kind) for d in seed.stage_directions]
    assert placed == [
        (2, False, "報道関係者退室", DirectionKind.PRESS_EXIT),
        (5, True, "全構成員から質問等なしの動作あり", DirectionKind.NO_QUESTIONS),
        (21, True, "挙手なし", DirectionKind.NO_HANDS),
        (21, True, "全構成員から賛同のうなずき動作あり", DirectionKind.ASSENT),
    ]
    for direction in seed.stage_directions[1:]:
        text = seed.speeches[direction.after_speech - 1].text
        assert text[direction.position - 1] == "\n"


def test_the_sixteen_page_breaks_are_mended(seed):
    assert [(join.before, join.after, join.overlap) for join in seed.joins] == JOINS


def test_the_two_decisions_are_found(seed):
    assert [asdict(decision) for decision in seed.decisions] == [
        {
            "speech": 5,
            "quote": "それでは、この内容で決定するということにさせていただければと思えます。",
            "confirmed_by": "全構成員から質問等なしの動作あり",
        },
        {
            "speech": 21,
            "quote": "そのとおりに進めさせていただきたいと思っております。",
            "confirmed_by": "全構成員から賛同のうなずき動作あり",
        },
    ]


def test_every_annotated_quote_is_verbatim_in_its_speech(seed):
    annotated = json.loads(ANNOTATED.read_text("utf-8"))
    quotes = [
        (entry["speech"], entry["quote"])
        for part in ("requests", "commitments", "not_requests")
        for entry in annotated[part]
    ]
    assert len(quotes) == 68
    missing = [quote for number, quote in quotes if quote not in seed.speeches[number - 1].text]
    assert missing == []


def test_a_person_is_told_what_was_dropped_at_page_breaks(seed):
    assert [note.code for note in seed.notes] == ["overlap_dropped", "silent_people"]
