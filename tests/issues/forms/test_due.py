from datetime import date

import pytest
from django.core.exceptions import ValidationError

from issues.due import DueDate
from issues.forms.due import DueField, counting
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
        (
            "来週",
            "「来週」は日付として読めません。令和6年4月5日、R6.4.5、2024-04-05 のように、"
            "年から書いてください。",
        ),
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
