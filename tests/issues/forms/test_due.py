from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from issues.due_dates.due import DueDate
from issues.forms.fields.due import CONFIRM, DueField, Typed, counting
from japan.workdays import LeftOutDay

FRIDAY = date(2024, 4, 26)


@pytest.fixture
def field():
    return DueField(today=lambda: FRIDAY)


def message(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return caught.value.messages


@pytest.mark.parametrize("text", ["令和6年5月20日", "2024-05-20", "R6.5.20", "令和６年５月２０日"])
def test_a_day_is_taken_as_named(field, text):
    assert field.clean(text) == DueDate(date(2024, 5, 20))


@pytest.mark.parametrize("text", ["3営業日", "３営業日", "3 営業日後", " 3営業日以内 "])
def test_business_days_are_counted_from_today_and_say_what_was_left_out(field, text):
    due = field.clean(text)

    assert due.on == date(2024, 5, 2)
    assert due.basis == {
        "from": "2024-04-26",
        "business_days": 3,
        "left_out": [
            ["2024-04-27", "土曜日"],
            ["2024-04-28", "日曜日"],
            ["2024-04-29", "昭和の日"],
        ],
    }


def test_the_stored_basis_is_read_back(field):
    found = counting(field.clean("3営業日").basis)

    assert (found.start, found.days) == (FRIDAY, 3)
    assert found.left_out[-1] == LeftOutDay(date(2024, 4, 29), "昭和の日")
    assert counting(None) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "期限を書いてください（例：令和6年5月20日、10営業日）。"),
        ("　", "期限を書いてください（例：令和6年5月20日、10営業日）。"),
        ("10", "「10」だけでは読めません。「10営業日」のように書いてください。"),
        ("0営業日", "営業日数は1から500までで書いてください。"),
        ("501営業日", "営業日数は1から500までで書いてください。"),
        (
            "10日後",
            "「10日後」のような暦の日数では指定できません。「10営業日」か、"
            "令和6年5月20日 のような日付で書いてください。",
        ),
        (
            "令和6年2月30日",
            "「令和6年2月30日」という日はありません。年月日を確かめてください。",
        ),
        ("令和6年5月20日（火）", "令和6年5月20日は月曜日です。日付か曜日を確かめてください。"),
        ("来週", "「来週」だけでは、何曜日か分かりません。「来週金曜」のように書いてください。"),
    ],
)
def test_it_says_in_plain_words_what_cannot_be_read(field, text, words):
    assert message(field, text) == [words]


def test_it_shows_a_day_in_the_era():
    assert DueField().prepare_value(date(2024, 5, 20)) == "令和6年5月20日"
    assert DueField().prepare_value(DueDate(date(2024, 5, 20))) == "令和6年5月20日"
    assert DueField().prepare_value("10営業日") == "10営業日"


def test_an_optional_one_may_stay_empty():
    assert DueField(required=False).clean("") is None


def confirmed(text, day):
    typed = Typed(text)
    typed.confirmed = day
    return typed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和元年5月20日", "令和元年5月20日（月）は、1803日前の、過ぎた日です。"),
        ("R6.4.25", "令和6年4月25日（木）は、1日前の、過ぎた日です。"),
        ("R60.5.20", "令和60年5月20日（金）は、54年先です。"),
        (
            "2024-05-18",
            "令和6年5月18日（土）は「土曜日」で、役所は休みです。次に開く日は令和6年5月20日（月）です。",
        ),
        (
            "5/6",
            "令和6年5月6日（月）は「こどもの日 振替休日」で、役所は休みです。"
            "次に開く日は令和6年5月7日（火）です。",
        ),
        (
            "12/30",
            "令和6年12月30日（月）は「年末年始の休日」で、役所は休みです。次に開く日は令和7年1月6日（月）です。",
        ),
    ],
)  # fmt: skip
def test_an_unusual_day_is_asked_about(field, text, words):
    assert message(field, text) == [words, CONFIRM]


def test_an_unusual_day_that_was_confirmed_is_taken(field):
    assert field.clean(confirmed("2024-05-18", "2024-05-18")).on == date(2024, 5, 18)


def test_another_unusual_day_has_to_be_confirmed_again(field):
    with pytest.raises(ValidationError):
        field.clean(confirmed("2024-05-19", "2024-05-18"))


class OneDate(forms.Form):
    due = DueField(today=lambda: FRIDAY)


def test_the_box_to_confirm_stands_by_the_line_once_it_is_asked_for():
    plain, asked = OneDate({"due": "2024-05-20"}), OneDate({"due": "2024-05-18"})
    agreed = OneDate({"due": "2024-05-18", "due_anyway": "2024-05-18"})

    assert "それでもこの日にする" not in str(plain["due"])
    assert 'name="due_anyway" id="id_due_anyway" value="2024-05-18">' in str(asked["due"])
    assert agreed.is_valid()


@pytest.mark.parametrize("text", ["5/20", "5月20日（月）", "５／２０"])
def test_a_day_needs_no_year(field, text):
    assert field.clean(text).on == date(2024, 5, 20)


def test_days_are_counted_in_weeks_and_months_as_people_do(field):
    typed = ["来週火曜", "今月末", "来月10日"]
    days = [date(2024, 4, 30), date(2024, 4, 30), date(2024, 5, 10)]
    assert [field.clean(text).on for text in typed] == days


def test_the_line_brings_the_holidays_for_its_calendar():
    line = str(OneDate()["due"])

    assert "data-calendar" in line
    assert "data-holidays" in line
