"""Which files are papers of demands, and who hands them in."""

import pytest

from meetings.minutes.demands.cover import body_of
from meetings.minutes.document import SourceKind
from meetings.minutes.reading import read_text
from meetings.minutes.suggesting import suggest

COVER = "防災に関する要望書\n令和６年５月１日\n深沢県町村会\n"
ASK = "１　基地局の停電対策を義務付けること。\n"


def asks(body):
    return [each.quote for each in suggest(read_text(COVER + body)).requests]


@pytest.mark.parametrize(
    "text",
    [
        "要望に関する連絡会議（第１回）議事録\n令和６年５月１日\n○湊知事　要望書を出すこと。\n",
        "防災に関する要望書の説明会\n日時　令和６年５月１日\n場所　会館\n" + ASK,
        "国への提案・要望\n日時　令和６年５月１日\n出席者\n湊 渉　深沢県知事\n"
        "○湊知事　対策をお願いしたい。\n",
        "要望\n○湊知事　停電対策をすること。\n○汐見市長　道路を直すこと。\n",
        "防災に関する要望\n町の歩みをまとめた。\n",
    ],
    ids=["minutes", "place", "people", "turns", "asks for nothing"],
)
def test_other_records_are_none(text):
    assert read_text(text).kind is not SourceKind.DEMANDS


@pytest.mark.parametrize(
    ("line", "name", "title", "organization"),
    [
        ("全国知事会", "全国知事会", "", "全国知事会"),
        ("東雲地方知事会会長　湊　渉", "湊 渉", "会長", "東雲地方知事会"),
        ("深沢県知事　湊　渉", "湊 渉", "知事", "深沢県"),
        ("松風市長　汐見　徹", "汐見 徹", "市長", "松風市"),
        ("深　沢　県", "深沢県", "", "深沢県"),
        ("提案団体：深沢県松風市", "深沢県松風市", "", "深沢県松風市"),
        ("（全国町村会）", "全国町村会", "", "全国町村会"),
    ],
)
def test_a_line_of_the_cover_says_who_hands_the_paper_in(line, name, title, organization):
    found = body_of(line)

    assert found is not None
    assert (found.name, found.title, found.organization) == (name, title, organization)


@pytest.mark.parametrize(
    "line",
    [
        "総務大臣　松風　環　様",
        "全国知事会　御中",
        "総務省",
        "深沢県への支援に関する要望",
        "令和６年５月",
    ],
)
def test_other_lines_do_not(line):
    assert body_of(line) is None


def test_whoever_signs_at_the_end_hands_it_in():
    parsed = read_text("防災に関する要望書\n" + ASK + "令和６年５月１日\n深沢県知事　湊　渉\n")

    assert parsed.attendees[0].name == "湊 渉"
    assert str(parsed.meeting.date) == "2024-05-01"


def test_a_paper_that_names_nobody_is_told():
    parsed = read_text("防災に関する要望書\n令和６年５月１日\n" + ASK)

    assert parsed.speeches[0].label == "提出した団体（記載なし）"
    assert [note.code for note in parsed.notes] == ["no_attendees"]


def test_words_that_only_explain_ask_for_nothing():
    body = (
        "１　防災\n【現状・課題】\n・職員が足りず、夜間の対応ができないこと。\n"
        "・国の支援を得る必要がある。\n・県はこれまでも改善を求めてきた。\n【要望内容】\n"
        "・夜間の対応に当たる職員の人件費を措置すること。\n"
    )

    assert asks(body) == ["夜間の対応に当たる職員の人件費を措置すること。"]


def test_what_is_asked_among_explaining_words_is_found():
    body = "１　防災\n【現状】\n職員が足りない。国の支援をお願いしたい。\n"

    assert asks(body) == ["国の支援をお願いしたい。"]


def test_an_item_of_several_sentences_is_one_ask_and_a_long_one_is_several():
    short = "(1) 停電対策を義務付けること。また、費用を補助すること。\n"
    long = f"(1) {'停電対策' * 40}を義務付けること。また、{'費用' * 60}を補助すること。\n"

    assert len(asks(short)) == 1
    assert len(asks(long)) == 2


def test_words_that_only_point_to_the_asks_are_none():
    assert asks(f"次の事項について措置を講じられるよう要望する。\n{ASK}") == [ASK[2:].strip()]
