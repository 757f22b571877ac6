from __future__ import annotations

import pytest

from meetings.minutes.document import MeetingFacts, ParsedMinutes, Side, Speech
from meetings.minutes.proposing.ministries import likely
from meetings.minutes.suggesting import suggest

ABOUT_FISH = MeetingFacts(title="漁業の担い手に関する意見交換会", body="意見交換会")
ABOUT_SYSTEMS = MeetingFacts(title="自治体情報システムの標準化に関する会議", body="会議")
TALK = "港の朝は早く、船は夜明け前に出てまいります。" * 60


def points(facts: MeetingFacts, text: str) -> list[str]:
    speech = Speech(1, "浜辺市長", f"{TALK}\n{text}", side=Side.LOCAL)
    (found,) = suggest(ParsedMinutes(facts, speeches=(speech,))).requests
    return [point.code for point in found.points]


@pytest.mark.parametrize(
    "text",
    [
        "漁船の燃料代の補助率を引き上げていただきたい。",
        "新しく漁師になる人材の研修の経費をお願いしたい。",
        "網の規格の基準を改めてほしい。",
    ],
)
def test_what_is_asked_at_another_meeting_concerns_no_point(text):
    assert points(ABOUT_FISH, text) == []


def test_what_names_the_theme_has_a_point_at_any_meeting():
    text = "漁獲の報告システムの改修費に補助をお願いしたい。"

    assert points(ABOUT_FISH, text)[:1] == ["cost"]


def test_how_both_sides_talk_is_a_point_at_any_meeting():
    text = "国と地方の意見交換の場を毎年設けていただきたい。"

    assert points(ABOUT_FISH, text) == ["consultation"]


def test_at_a_meeting_about_the_theme_plain_words_are_enough():
    assert points(ABOUT_SYSTEMS, "補助率を引き上げていただきたい。")[:1] == ["cost"]


def test_what_names_another_theme_has_none_there_either():
    assert points(ABOUT_SYSTEMS, "保育士の処遇の改善に補助をお願いしたい。") == []


def test_a_ministry_that_is_named_comes_first_and_says_why():
    first, *_ = likely("森林の補助について、財務省と協議してまいります。")

    assert (first.code, first.terms[0]) == ("mof", "財務省")


def test_the_office_of_the_speaker_is_evidence():
    found = likely("早急に対応してまいります。", office="河野デジタル行財政改革担当大臣")

    assert {each.code for each in found} == {"cas", "digital"}
    assert all("発言者の職" in each.terms[0] for each in found)


def test_words_of_a_field_name_its_ministry():
    assert [each.code for each in likely("公立病院の医師の派遣を続けてほしい。")][:1] == ["mhlw"]
    assert likely("早めに示してほしい。") == ()
