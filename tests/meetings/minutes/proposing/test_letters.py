from __future__ import annotations

import unicodedata

import pytest

from meetings.minutes.document import MeetingFacts, ParsedMinutes, Side, Speech
from meetings.minutes.proposing.letters import clean
from meetings.minutes.suggesting import suggest

WORDS = "漁港の防波堤に対する財政支援をお願いしたい。専門の職員を派遣していただきたい。"
RADICALS = str.maketrans("長方人支立", "⾧⽅⼈⽀⽴")


@pytest.mark.parametrize(
    "text",
    [
        WORDS.translate(RADICALS),
        unicodedata.normalize("NFD", WORDS),
        " ".join(WORDS),
        "　".join(WORDS),
    ],
)
def test_odd_letters_hide_no_request(text):
    speech = Speech(1, "浜辺市長", text, side=Side.LOCAL)

    found = suggest(ParsedMinutes(MeetingFacts(), speeches=(speech,))).requests

    assert [text[each.start : each.end] for each in found] == [each.quote for each in found]
    assert [each.kind.value for each in found] == ["request", "request"]
    assert found[0].summary == "漁港の防波堤に対する財政支援をしてほしい"


def test_the_way_back_is_exact():
    text = unicodedata.normalize("NFD", "がんばる町。")
    letters = clean(text)

    assert letters.text == "がんばる町。"
    start, end = letters.there(0, 2)
    assert unicodedata.normalize("NFC", text[start:end]) == "がん"
    assert letters.there(0, len(letters.text)) == (0, len(text))


def test_common_text_is_left_alone():
    assert clean("Wi-Fi と　全角 の 空白。").text == "Wi-Fi と　全角 の 空白。"
