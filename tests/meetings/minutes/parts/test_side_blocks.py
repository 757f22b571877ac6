import pytest

from meetings.minutes.document import Side
from meetings.minutes.parts.side_blocks import side_heading
from meetings.minutes.reading import read_text

HEADING = "経費に関する国と地方の協議（第１回）概要\n日時：令和５年11月22日（水）13:00～14:00\n"


def speeches(body):
    return [
        (speech.label, speech.side, speech.organization, speech.text)
        for speech in read_text(HEADING + body).speeches
    ]


@pytest.mark.parametrize(
    ("text", "label", "side", "organization"),
    [
        ("<地方自治体発言>", "地方自治体発言", Side.LOCAL, ""),
        ("＜国側＞", "国側", Side.NATIONAL, ""),
        ("【地方側】", "地方側", Side.LOCAL, ""),
        ("（地方）", "地方", Side.LOCAL, ""),
        ("〔政府側〕", "政府側", Side.NATIONAL, ""),
        ("地方公共団体からの主な意見", "地方公共団体からの主な意見", Side.LOCAL, ""),
        ("(1) 地方公共団体からの主な意見", "地方公共団体からの主な意見", Side.LOCAL, ""),
        ("１．国の回答", "国の回答", Side.NATIONAL, ""),
        ("■山口県からの発言", "山口県からの発言", Side.LOCAL, "山口県"),
        ("＜厚生労働省発言＞", "厚生労働省発言", Side.NATIONAL, "厚生労働省"),
        ("【総務省側】", "総務省側", Side.NATIONAL, "総務省"),
        ("○ 全国知事会の意見", "全国知事会の意見", Side.LOCAL, "全国知事会"),
        ("<事務局説明>", "事務局説明", Side.SECRETARIAT, ""),
        ("<委員からの意見>", "委員からの意見", None, ""),
    ],
)
def test_a_heading_names_the_side_that_speaks_below_it(text, label, side, organization):
    found = side_heading(text)

    assert found is not None
    assert (found.label, found.side, found.organization) == (label, side, organization)


@pytest.mark.parametrize(
    "text",
    [
        "主な意見",
        "【発言】",
        "（概要）",
        "地方の課題",
        "国と地方の意見",
        "(1) 次世代校務支援システムについて",
        "国の財政支援について意見を述べた。",
        "地方",
        "○",
    ],
)
def test_other_headings_name_no_side(text):
    assert side_heading(text) is None


def test_each_heading_opens_one_speech_and_its_bullets_are_paragraphs():
    body = (
        "＜地方側＞\n○ 財政支援の拡充を示してほしい。\n・ 手続を簡単にすべきである。\n"
        "＜国側＞\n御意見を踏まえて検討する。\n"
    )

    assert speeches(body) == [
        (
            "地方側",
            Side.LOCAL,
            "",
            "財政支援の拡充を示してほしい。\n手続を簡単にすべきである。",
        ),
        ("国側", Side.NATIONAL, "", "御意見を踏まえて検討する。"),
    ]


def test_a_heading_of_others_takes_its_words_from_the_side_before():
    body = (
        "＜地方側＞\n○ 財政支援の拡充を示してほしい。\n"
        "＜委員からの意見＞\n○ 現場の声を聞くことが大切である。\n"
    )

    assert [(label, side) for label, side, _, _ in speeches(body)] == [
        ("地方側", Side.LOCAL),
        ("委員からの意見", None),
    ]


def test_the_same_side_goes_on_below_the_heading_of_a_subject():
    body = (
        "＜地方側＞\n(1) 財源について\n財政支援の拡充を示してほしい。\n"
        "(2) 人材について\n・ 職員を派遣していただきたい。\n"
    )

    read = read_text(HEADING + body)

    assert [speech.text for speech in read.speeches] == [
        "財政支援の拡充を示してほしい。\n職員を派遣していただきたい。"
    ]
    assert [heading.text for heading in read.headings] == ["(1) 財源について", "(2) 人材について"]


def test_what_comes_next_is_nobodys_words():
    body = (
        "＜国側＞\n・ 御意見を踏まえて検討する。\n６ その他\n次回は十月に開くことをお知らせした。\n"
    )

    read = read_text(HEADING + body)

    assert [speech.text for speech in read.speeches] == ["御意見を踏まえて検討する。"]
    assert [heading.text for heading in read.headings] == [
        "６ その他",
        "次回は十月に開くことをお知らせした。",
    ]


def test_the_next_part_ends_a_block_and_what_is_nobodys_stays_out():
    body = (
        "＜地方側＞\n○ 財政支援の拡充を示してほしい。\n"
        "５ 会議の結果\n次回も引き続き議題とすることが了承された。\n"
    )

    read = read_text(HEADING + body)

    assert [speech.text for speech in read.speeches] == ["財政支援の拡充を示してほしい。"]
    assert [heading.text for heading in read.headings] == [
        "５ 会議の結果",
        "次回も引き続き議題とすることが了承された。",
    ]


def test_groups_of_an_attendee_list_are_no_blocks():
    body = "出席者\n（地方側）\n・山口県知事　佐々木 みどり\n（国側）\n・総務省室長　大石 まもる\n"

    assert speeches(body) == []


def test_speakers_by_name_come_before_sides():
    body = "【地方側】\n○村岡山口県知事　支援をお願いしたい。\n○中野一宮市長　同じ意見です。\n"

    assert [label for label, *_ in speeches(body)] == ["村岡山口県知事", "中野一宮市長"]
