"""The sum of the parts is the file in each sort of record, not in minutes with labels alone."""

import pytest

from meetings.minutes.accounting.entries import Reason
from meetings.minutes.document import SourceKind
from tests.meetings.minutes.accounting.summing import assert_whole, left

HEAD = """入江連絡会議（第3回）議事要旨
日時　令和6年7月2日（火）10:00～11:00
場所　入江会館
出席者
　汐見 渉　入江市長
　江藤 環　総務省課長
"""
ASK = "渡船の便を減らさないよう支援をお願いしたい。"
ANSWER = "来年度の予算で対応を検討したいと考えている。"

RECORDS = {
    SourceKind.SPEAKERS: (
        f"○汐見市長{ASK}\n〔拍手〕\n○江藤課長（オンライン）　{ANSWER}\n○汐見市長　以上です。\n"
    ),
    SourceKind.QUESTIONS: f"【問１】{ASK}\n【答１】{ANSWER}\n問２：{ASK}\n答２：{ANSWER}\n",
    SourceKind.ATTRIBUTED: (
        f"・{ASK}（発言者：汐見市長）\n・{ANSWER}（江藤課長）\n・{ASK}（全国市長会）\n"
    ),
    SourceKind.SIDES: f"＜地方側からの主な意見＞\n○{ASK}\n＜国側からの回答＞\n○{ANSWER}\n",
    SourceKind.NARRATIVE: (
        f"はじめに、市長が挨拶した。汐見市長から、「{ASK}」との発言があった。"
        f"これに対し、江藤課長から、「{ANSWER}」との説明があった。\n"
        "汐見市長からは、次のような意見があった。\n・船が古いこと。\n・人が足りないこと。\n"
        "江藤課長から、①制度と②予算について説明があった。\n"
    ),
    SourceKind.ANSWERS: f"○　{ASK}\n→（回答）{ANSWER}\n○　{ASK}\n⇒　{ANSWER}\n",
    SourceKind.PROPOSALS: (
        "管理番号\t提案事項\t求める措置の具体的内容\t関係府省庁\t提案団体\t回答\n"
        f"101\t渡船の便\t{ASK}\t総務省\t入江市\t{ANSWER}\n"
        f"102\t\t{ASK}\t国土交通省\t入江市\t{ANSWER}\t余白の覚え\n"
    ),
}
DEMANDS = (
    "渡船に関する要望書\n令和6年7月2日\n総務大臣　江藤 環　様\n"
    "入江市長　汐見 渉\n目次\n１　船 …… 1\n"
    f"----\n１　船【国土交通省】\n〔現状〕\n　船が古い。\n〔要望〕\n・{ASK}\n(1) 船の更新\n以上\n"
)
TRANSCRIPTS = {
    "voices": (
        "WEBVTT - 打合せ\n\nNOTE 自動で作った字幕\n直していません\n\n"
        f"1\n00:00:01.000 --> 00:00:03.000\n<v 汐見 渉>{ASK}</v>\n\n"
        "2\n00:00:03.500 --> 00:00:05.000\n<v 汐見 渉><i>以上</i>です。</v>\n\n"
        f"いちばん最後\n00:00:06.000 --> 00:00:09.000 align:start\n<v 江藤 環>{ANSWER}</v>\n"
    ),
    "colons": (
        f"1\n00:00:01,000 --> 00:00:03,000\n汐見 渉: {ASK}\n\n"
        f"2\n00:00:03,500 --> 00:00:05,000\n汐見 渉: {ASK}\n二行目です。\n\n"
        f"3\n00:00:06,000 --> 00:00:09,000\n江藤 環: {ANSWER}\n"
    ),
    "heads": (
        f"[汐見 渉] 14:03:10\n{ASK}\n[汐見 渉] 14:03:20\n{ASK}\n[江藤 環] 14:03:30\n{ANSWER}\n"
        f"[汐見 渉] 14:03:40\n{ASK}\n"
    ),
}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.name)
def test_every_character_has_its_place(kind):
    parsed = assert_whole((HEAD + RECORDS[kind]).encode(), "a.txt")

    assert parsed.kind is kind
    assert left(parsed, Reason.UNPLACED) == []


def test_every_character_of_a_paper_of_demands_has_its_place():
    parsed = assert_whole(DEMANDS.encode(), "a.txt")

    assert parsed.kind is SourceKind.DEMANDS
    assert left(parsed, Reason.UNPLACED) == []
    assert left(parsed, Reason.HEADING) == ["目次", "１船……1"]


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_every_character_of_a_transcript_has_its_place(name):
    parsed = assert_whole(TRANSCRIPTS[name].encode(), "a.vtt")

    assert parsed.kind is SourceKind.TRANSCRIPT
    assert left(parsed, Reason.UNPLACED) == []


def test_times_and_numbers_of_cues_are_told():
    parsed = assert_whole(TRANSCRIPTS["voices"].encode(), "a.vtt")

    assert left(parsed, Reason.CUE) == [
        "WEBVTT - 打合せ",
        "NOTE 自動で作った字幕",
        "直していません",
        "1",
        ".000 --> 00:00:03.000",
        "<v >",
        "</v>",
        "2",
        "00:00:03.500 --> 00:00:05.000",
        "<v 汐見 渉>",
        "<i></i></v>",
        "いちばん最後",
        ".000 --> 00:00:09.000 align:start",
        "<v >",
        "</v>",
    ]
    assert left(parsed, Reason.MARK) == []


def test_words_of_a_cue_that_no_blank_line_ends_are_said():
    """Above a time may stand the number of the cue, or the words of the one before."""
    parsed = assert_whole(
        "00:00:01,000 --> 00:00:02,000\n汐見 渉: 船が要ります。\n00:00:03,000 --> 00:00:04,000\n"
        "江藤 環: 検討します。\n00:00:05,000 --> 00:00:06,000\n汐見 渉: 以上です。\n".encode(),
        "a.srt",
    )

    assert [(speech.label, speech.text) for speech in parsed.speeches] == [
        ("汐見 渉", "船が要ります。"),
        ("江藤 環", "検討します。"),
        ("汐見 渉", "以上です。"),
    ]


def test_quotation_marks_around_what_is_told_are_marks():
    parsed = assert_whole((HEAD + RECORDS[SourceKind.NARRATIVE]).encode(), "a.txt")

    assert left(parsed, Reason.MARK) == ["「」「」・・"]


def test_heads_of_columns_are_told_once_and_shown_in_each_row():
    parsed = assert_whole((HEAD + RECORDS[SourceKind.PROPOSALS]).encode(), "a.txt")

    heads = "管理番号提案事項求める措置の具体的内容関係府省庁提案団体回答"
    assert left(parsed, Reason.HEADING)[-1] == heads
    assert [(each.text, each.column) for each in parsed.headings][:2] == [
        ("管理番号　101", "管理番号"),
        ("提案事項　渡船の便", "提案事項"),
    ]


def test_who_a_point_ends_in_stands_in_its_label():
    parsed = assert_whole((HEAD + RECORDS[SourceKind.ATTRIBUTED]).encode(), "a.txt")

    assert [speech.label for speech in parsed.speeches] == ["汐見市長", "江藤課長", "全国市長会"]
    assert "発言者：" in "".join(left(parsed, Reason.HEADING))


def test_headings_of_sides_in_narrow_or_wide_signs_have_their_place():
    body = f"＜ﾄﾞｯｸ市側の意見＞\n○{ASK}\n（２）国側からの回答（Ｑ＆Ａ）\n○{ANSWER}\n"
    parsed = assert_whole((HEAD + body).encode(), "a.txt")

    assert parsed.speeches[0].label == "ﾄﾞｯｸ市側の意見"


def test_lines_set_wide_have_their_place():
    wide = " ".join(f"○江藤課長　{ANSWER}")
    parsed = assert_whole(f"{HEAD}○汐見市長　{ASK}\n{wide}\n".encode(), "a.txt")

    assert [speech.text for speech in parsed.speeches] == [ASK, ANSWER]


def test_counters_before_labels_are_marks():
    body = f"（1）汐見市長　{ASK}\n（2）江藤課長　{ANSWER}\n（3）汐見市長　{ASK}\n"
    parsed = assert_whole((HEAD + body).encode(), "a.txt")

    assert left(parsed, Reason.MARK) == ["（1）（2）（3）"]
