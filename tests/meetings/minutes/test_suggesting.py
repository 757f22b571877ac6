from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from meetings.minutes.document import (
    MeetingFacts,
    ParsedMinutes,
    RequestKind,
    Side,
    Speech,
    Strength,
)
from meetings.minutes.suggesting import suggest
from tests import sizes

SENTENCES = Path(__file__).parents[2] / "data" / "sentences"


def spoken(text: str, side: Side | None = Side.LOCAL, label: str = "村岡", organization: str = ""):
    speech = Speech(7, label, text, side=side, organization=organization)
    return suggest(ParsedMinutes(MeetingFacts(), speeches=(speech,)))


def rows(name: str, *, proposed: bool) -> list[str]:
    with (SENTENCES / name).open(encoding="utf-8", newline="") as file:
        return [row["文"] for row in csv.DictReader(file) if (row["種別"] != "なし") == proposed]


@pytest.mark.parametrize("text", rows("local.csv", proposed=True))
def test_what_local_speakers_ask_worry_about_or_tell_is_proposed(text):
    assert spoken(text, organization="千葉県").requests != ()


@pytest.mark.parametrize("text", rows("local.csv", proposed=False))
def test_greetings_procedure_thanks_and_own_intent_are_not_proposed(text):
    assert spoken(text, organization="千葉県").requests == ()


@pytest.mark.parametrize("text", rows("national.csv", proposed=True))
def test_what_the_national_side_says_it_will_do_is_proposed(text):
    assert spoken(text, Side.NATIONAL).commitments != ()


@pytest.mark.parametrize("text", rows("national.csv", proposed=False))
def test_what_binds_the_national_side_to_nothing_is_not_proposed(text):
    assert spoken(text, Side.NATIONAL).commitments == ()


def test_the_same_words_are_a_request_from_one_side_and_none_from_the_other():
    text = "何かあれば遠慮なく言っていただきたいと思っております。"

    local, national = spoken(text), spoken(text, Side.NATIONAL)

    assert (len(local.requests), len(local.commitments)) == (1, 0)
    assert (len(national.requests), len(national.commitments)) == (0, 1)


def test_a_chain_with_one_wish_at_its_end_gives_each_link():
    text = (
        "国が調整を行っていただき、道筋を示していただき、そして支援をいただきたいと考えています。"
    )

    requests = spoken(text).requests

    assert [request.quote for request in requests] == [
        "国が調整を行っていただき、",
        "道筋を示していただき、",
        "支援をいただきたいと考えています。",
    ]
    assert {request.strength for request in requests} == {Strength.EXPLICIT}


def test_a_reason_is_taken_along_and_a_greeting_left_behind():
    text = (
        "改修費が生じるかもしれませんので、支援をお願いしたいと思いますので、よろしくお願いします。"
    )

    (request,) = spoken(text).requests

    assert request.quote == "改修費が生じるかもしれませんので、支援をお願いしたいと思います"


def test_thanks_take_what_is_thanked_for_with_them():
    text = "財源の拡充が必要でしたが、御対応をいただいたことに感謝を申し上げます。"

    assert spoken(text).requests == ()


def test_a_worry_and_a_wish_in_one_sentence_are_two_proposals():
    text = "職員が足りずに困っておりますので、専門人材を派遣していただきたい。"

    requests = spoken(text).requests

    assert [(r.kind, r.quote) for r in requests] == [
        (RequestKind.CONCERN, "職員が足りずに困っております"),
        (RequestKind.REQUEST, "専門人材を派遣していただきたい。"),
    ]


def test_a_practice_told_over_several_sentences_is_one_proposal():
    text = "本県では相談窓口を設置しています。専門家12名を配置しています。\n次に期限についてです。"

    (request,) = spoken(text).requests

    assert request.kind is RequestKind.INFORMATION
    assert request.quote == "本県では相談窓口を設置しています。専門家12名を配置しています。"


def test_words_of_a_paper_that_is_read_out_are_not_the_speakers_wish():
    text = "資料には「早急に財政支援を検討していただきたい」と書かれています。"

    assert [r for r in spoken(text).requests if r.kind is RequestKind.REQUEST] == []


def test_every_proposal_stands_at_its_place_and_names_its_words():
    text = "また、移行経費に対して着実な財政支援をお願いしたいと思っています。"

    (request,) = spoken(text, organization="山口県").requests

    assert text[request.start : request.end] == request.quote
    assert request.triggers == ("をお願いしたい",)
    assert request.summary == "移行経費に対して着実な財政支援をしてほしい"
    assert request.organization == "山口県"
    assert request.points[0].code == "cost"
    assert (request.speech, request.kind, request.strength) == (
        7, RequestKind.REQUEST, Strength.EXPLICIT,
    )  # fmt: skip
    assert 0 < request.confidence < 1


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("期限については柔軟に対応してまいりたいと思っています。", "strong"),
        ("御意見を踏まえて検討したいと思っています。", "medium"),
        ("我々もしっかりやっていかなければいけないのかなと思っております。", "weak"),
    ],
)
def test_a_commitment_says_how_far_it_binds(text, grade):
    (commitment,) = spoken(text, Side.NATIONAL).commitments

    assert commitment.grade == grade


def test_who_runs_the_meeting_asks_for_nothing_and_promises_only_in_plain_words():
    procedure = "次に、資料3について御説明をお願いいたします。意見交換を行いたいと思います。"
    promise = "恒常的な仕組みづくりを行ってまいりたいと考えています。"

    suggestions = spoken(procedure + promise, Side.SECRETARIAT, label="事務局長")

    assert suggestions.requests == ()
    assert [c.quote for c in suggestions.commitments] == [promise]


def test_a_speaker_whose_side_nothing_tells_gets_no_proposal():
    suggestions = spoken("財政支援をお願いしたい。", None, label="山田委員")

    assert (suggestions.requests, suggestions.commitments) == ((), ())


def test_an_empty_speech_gives_nothing():
    assert spoken("").requests == ()


def test_it_reads_a_megabyte_in_seconds():
    lines = sizes.of(2_000, long=9_000)
    text = "職員が足りませんので、移行経費への財政支援をお願いしたいと思っています。\n" * lines
    began = time.process_time()

    requests = spoken(text).requests

    assert len(requests) == 2 * lines
    assert time.process_time() - began < lines / 150
