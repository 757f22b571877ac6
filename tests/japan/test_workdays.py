from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from japan import workdays
from japan.workdays import LeftOutDay

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2024, 4, 5), None),
        (date(2024, 4, 6), "土曜日"),
        (date(2024, 4, 7), "日曜日"),
        (date(2024, 5, 3), "憲法記念日"),
        (date(2024, 12, 27), None),
        (date(2024, 12, 28), "土曜日"),
        (date(2024, 12, 29), "年末年始の休日"),
        (date(2024, 12, 31), "年末年始の休日"),
        (date(2025, 1, 1), "元日"),
        (date(2025, 1, 3), "年末年始の休日"),
        (date(2025, 1, 6), None),
    ],
)
def test_it_says_why_a_day_does_not_count(day, reason):
    assert workdays.reason_left_out(day) == reason
    assert workdays.is_business_day(day) == (reason is None)


@pytest.mark.parametrize("day", [date(2024, 5, 6), date(2024, 8, 12), date(2026, 9, 22)])
def test_days_made_holidays_by_their_neighbours_do_not_count(day):
    assert not workdays.is_business_day(day)


def test_days_left_out_are_named_in_order():
    assert workdays.add_business_days(date(2024, 12, 27), 1) == (
        date(2025, 1, 6),
        (
            LeftOutDay(date(2024, 12, 28), "土曜日"),
            LeftOutDay(date(2024, 12, 29), "年末年始の休日"),
            LeftOutDay(date(2024, 12, 30), "年末年始の休日"),
            LeftOutDay(date(2024, 12, 31), "年末年始の休日"),
            LeftOutDay(date(2025, 1, 1), "元日"),
            LeftOutDay(date(2025, 1, 2), "年末年始の休日"),
            LeftOutDay(date(2025, 1, 3), "年末年始の休日"),
            LeftOutDay(date(2025, 1, 4), "土曜日"),
            LeftOutDay(date(2025, 1, 5), "日曜日"),
        ),
    )


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2024, 4, 5), 1, date(2024, 4, 8)),
        (date(2024, 4, 5), 10, date(2024, 4, 19)),
        (date(2024, 4, 6), 1, date(2024, 4, 8)),
        (date(2024, 4, 5), 0, date(2024, 4, 5)),
        (date(2024, 4, 6), 0, date(2024, 4, 8)),
        (date(2024, 5, 2), 1, date(2024, 5, 7)),
    ],
)
def test_the_first_day_does_not_count(start, days, end):
    assert workdays.add_business_days(start, days)[0] == end


def test_holidays_can_be_given():
    founding_day = {date(2024, 4, 8): "市制施行記念日"}

    assert workdays.add_business_days(date(2024, 4, 5), 1, holidays=founding_day.get) == (
        date(2024, 4, 9),
        (
            LeftOutDay(date(2024, 4, 6), "土曜日"),
            LeftOutDay(date(2024, 4, 7), "日曜日"),
            LeftOutDay(date(2024, 4, 8), "市制施行記念日"),
        ),
    )


@given(DAYS, st.integers(1, 60))
def test_every_day_on_the_way_either_counts_or_is_left_out(start, days):
    end, left_out = workdays.add_business_days(start, days)

    way = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert [day for day in way if not workdays.is_business_day(day)] == [d.day for d in left_out]
    assert len(way) == days + len(left_out)
    assert workdays.is_business_day(end)


@pytest.mark.parametrize("days", [-1, 10_001])
def test_a_number_of_days_that_makes_no_sense_is_refused(days):
    with pytest.raises(ValueError, match="0から10000までの数"):
        workdays.add_business_days(date(2024, 4, 5), days)
