"""What meeting software writes down by itself."""

import pytest

from meetings.minutes.document import SourceKind
from meetings.minutes.reading import read_minutes, read_text

TOLD = [
    ("柏木 航", "始めます。今日は便数の話です。"),
    ("雨宮 さつき", "市も困っています。国に支援をお願いしたい"),
    ("Narumi Shizuka", "調べてまいります。"),
    ("柏木 航", "終わります。"),
]


def turns(text):
    return [(speech.label, speech.text) for speech in read_text(text).speeches]


def test_subtitles_with_voices_become_turns():
    text = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v 柏木 航>始めます。</v>\n\n"
        "2\n00:00:03.500 --> 00:00:05.000\n<v 柏木 航>今日は便数の話です。</v>\n\n"
        "3\n00:00:06.000 --> 00:00:09.000\n<v 雨宮 さつき>市も困っています。</v>\n\n"
        "4\n00:00:09.000 --> 00:00:12.000\n<v 雨宮 さつき>国に支援をお願いしたい</v>\n\n"
        "5\n00:00:13.000 --> 00:00:14.000\n<v Narumi Shizuka>調べてまいります。</v>\n\n"
        "6\n00:00:15.000 --> 00:00:16.000\n<v 柏木 航>終わります。</v>\n"
    )

    assert turns(text) == TOLD
    assert read_minutes(text.encode(), "meeting.vtt").kind is SourceKind.TRANSCRIPT


def test_subtitles_with_names_before_a_colon_become_turns():
    text = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n柏木 航: 始めます。\n\n"
        "2\n00:00:03.500 --> 00:00:05.000\n柏木 航: 今日は便数の話です。\n\n"
        "3\n00:00:06.000 --> 00:00:09.000\n雨宮 さつき: 市も困っています。\n"
        "国に支援をお願いしたい\n\n"
        "4\n00:00:13.000 --> 00:00:14.000\nNarumi Shizuka: 調べてまいります。\n\n"
        "5\n00:00:15.000 --> 00:00:16.000\n柏木 航: 終わります。\n"
    )

    assert turns(text) == TOLD


@pytest.mark.parametrize(
    "row",
    [
        "[{name}] 14:03:{second}\n{words}\n",
        "{name}   0:{second}\n{words}\n",
        "{name} ({second}:10)\n{words}\n\n",
        "14:03:{second} {name}\n{words}\n\n",
        "14:03:{second} {name}: {words}\n",
        "[14:03:{second}] {name}：{words}\n",
    ],
)
def test_a_name_and_a_time_open_a_turn(row):
    text = "".join(
        row.format(name=name, second=10 + 5 * place, words=words)
        for place, (name, words) in enumerate(TOLD)
    )

    assert turns(f"地域交通の打合せ\n令和５年10月４日\n{text}") == TOLD


def test_times_of_an_agenda_are_no_transcript():
    text = (
        "打合せ\n日時　令和５年10月４日\n開会 14:00\n説明を受けた。\n"
        "休憩 14:30\n閉会 15:00\n以上。\n"
    )

    assert turns(text) == []
