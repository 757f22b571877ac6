from __future__ import annotations

import csv
from pathlib import Path

import pytest

from meetings.minutes.proposing.clauses import split_clauses
from meetings.minutes.proposing.points import Context, Surroundings, rank

# Sentences of many themes with the point a reader gave them. The words of the vocabulary were
# chosen with those of the group 調整 in sight; those of 確認 are there to be measured.
SENTENCES = Path(__file__).parents[3] / "data" / "sentences" / "points.csv"


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ("令和8年度以降の移行経費への着実な財政支援をお願いしたい", "cost"),
        ("期限延長について柔軟に対応していただきたい", "standardization"),
        ("小さな町ではデジタル人材の確保が難しい", "talent"),
        ("国と県の役割分担をはっきりさせてほしい", "role"),
        ("現場の声を聞く意見交換の場を続けてほしい", "consultation"),
        ("書かない窓口で住民の利便性が上がった", "efficiency"),
    ],
)
def test_the_words_of_a_quote_decide_its_point(quote, code):
    assert rank(quote, Context())[0].code == code


def sentences_of(group):
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["組"] == group]


@pytest.mark.parametrize(
    ("group", "first", "first_two"), [("調整", 0.96, 0.98), ("確認", 0.91, 0.97)]
)
def test_the_point_of_a_sentence_of_any_theme_stands_first_or_second(group, first, first_two):
    rows = sentences_of(group)

    codes = [[point.code for point in rank(row["文"], Context())] for row in rows]

    at_first = [row["文"] for row, r in zip(rows, codes, strict=True) if row["主な論点"] in r[:1]]
    in_two = [row["文"] for row, r in zip(rows, codes, strict=True) if row["主な論点"] in r[:2]]
    assert len(rows) >= 100
    assert len(at_first) >= first * len(rows)
    assert len(in_two) >= first_two * len(rows)


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ("システムの標準化に係る財政支援をお願いしたい", "cost"),
        ("経費の負担について、市町村の意見を聞いていただきたい", "consultation"),
        ("専門人材が足りないため、様式を全国で統一していただきたい", "standardization"),
        ("補助金を増やすのではなく、職員を派遣していただきたい", "talent"),
    ],
)
def test_what_a_quote_closes_with_goes_before_what_it_leads_over_from(quote, code):
    assert rank(quote, Context())[0].code == code


def test_many_words_of_a_topic_do_not_outweigh_what_is_asked():
    quote = "窓口で住民が使う申請や届出の手続の様式を統一していただきたい"

    assert [point.code for point in rank(quote, Context())][:2] == ["standardization", "efficiency"]


def test_a_weak_word_gives_a_point_of_low_score_rather_than_none():
    (best, *_) = rank("このシステムについて御検討いただきたい", Context())

    assert (best.code, best.score < 0.2) == ("efficiency", True)


def test_a_point_names_the_words_that_speak_for_it():
    (best, *_) = rank("移行経費に対する財政支援をお願いしたい", Context())

    assert (best.code, best.terms) == ("cost", ("移行経費", "財政支援"))


def test_words_around_a_quote_count_less_than_its_own():
    around = Context(heading="2点目は、デジタル人材の確保と育成についてです。")

    ranked = rank("運用経費が増えないようにしてほしい", around)

    assert [point.code for point in ranked[:2]] == ["cost", "talent"]


def test_a_quote_without_words_of_its_own_takes_the_point_of_its_heading():
    text = "2点目は、デジタル人材についてです。\n本市でも同じです。\n難しいと考えています。"
    sentences = split_clauses(text)
    number = len(sentences) - 1

    context = Surroundings(text, sentences).of(number, *_span(sentences[number]))

    assert context.heading == "2点目は、デジタル人材についてです。"
    assert rank("難しいと考えています。", context)[0].code == "talent"


def test_a_quote_that_touches_no_point_is_not_given_one():
    assert rank("よく考えてほしい", Context()) == ()


def test_the_name_of_the_reform_does_not_speak_of_cost():
    assert [point.code for point in rank("行財政改革を進める", Context())] == []


def test_scores_lie_between_zero_and_one():
    ranked = rank("財源と予算と補助金と運用経費と利用料と財政支援と為替の負担増", Context())

    assert all(0 < point.score < 1 for point in ranked)


def _span(sentence):
    return sentence.start, sentence.end
