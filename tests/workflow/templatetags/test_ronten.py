from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from issues.enums import PointStatus, RequestStatus
from workflow.templatetags.ronten import SHAPES

SPRITE = Path(__file__).resolve().parents[3] / "static" / "icons.svg"
FRIDAY = date(2024, 4, 5)


def draw(source, request=None, **context):
    if request is not None:
        context["request"] = request
    return Template("{% load ronten %}" + source).render(Context(context))


@dataclass
class Record:
    status: str
    label: str

    def get_status_display(self):
        return self.label


class TestDates:
    def test_a_date_is_written_in_its_era_with_its_weekday(self):
        assert draw("{{ d|era }}", d=FRIDAY) == "令和6年4月5日（金）"

    def test_a_heading_gives_the_western_year_too(self):
        assert draw("{{ d|era_western }}", d=FRIDAY) == "令和6年（2024年）4月5日（金）"

    def test_a_table_gives_month_day_and_weekday(self):
        assert draw("{{ d|era_short }}", d=FRIDAY) == "4月5日（金）"

    def test_no_date_is_nothing(self):
        source = "{{ d|era }}{{ d|era_western }}{{ d|era_short }}{{ d|era_at }}"
        assert draw(source + "{% day d %}{% moment d %}", d=None) == ""

    def test_a_moment_is_told_in_the_time_of_japan(self):
        evening = datetime(2024, 4, 5, 16, 5, tzinfo=UTC)

        assert draw("{{ t|era_at }}", t=evening) == "令和6年4月6日（土）1時05分"

    def test_a_moment_late_in_the_day_belongs_to_the_japanese_day(self):
        evening = datetime(2024, 4, 5, 16, 5, tzinfo=UTC)

        assert draw("{% day t short=True %}", t=evening) == (
            '<time datetime="2024-04-06">4月6日（土）</time>'
        )

    def test_machines_can_read_the_moment(self):
        moment = datetime(2024, 4, 5, 1, 5, tzinfo=UTC)

        assert draw("{% moment t %}", t=moment) == (
            '<time datetime="2024-04-05T10:05+09:00">令和6年4月5日（金）10時05分</time>'
        )


class TestDue:
    @pytest.mark.parametrize(
        ("on", "words"),
        [
            (date(2024, 4, 8), "3日超過"),
            (date(2024, 4, 5), "本日まで"),
            (date(2024, 4, 4), "あと1日"),
            (date(2024, 3, 31), "あと5日"),
        ],
    )
    def test_a_date_near_or_past_is_counted_in_words(self, on, words):
        assert words in draw("{% due d on=on %}", d=FRIDAY, on=on)

    def test_a_date_far_off_stands_alone(self):
        drawn = draw("{% due d on=on %}", d=FRIDAY, on=date(2024, 3, 30)).strip()

        assert drawn == '<span class="due"><time datetime="2024-04-05">4月5日（金）</time></span>'

    def test_a_closed_record_is_never_late(self):
        drawn = draw("{% due d on=on closed=True %}", d=FRIDAY, on=date(2024, 5, 1)).strip()

        assert drawn == '<span class="due"><time datetime="2024-04-05">4月5日（金）</time></span>'

    def test_a_missing_date_is_said(self):
        assert "期限なし" in draw("{% due d on=on %}", d=None, on=FRIDAY)


class TestStates:
    def test_a_state_is_a_shape_and_a_word(self):
        drawn = draw("{% status_badge r %}", r=Record("replied", "回答済"))

        assert "icons.svg#i-bubble" in drawn
        assert "回答済" in drawn

    def test_each_state_of_a_noun_has_a_shape_of_its_own(self):
        for statuses in (RequestStatus, PointStatus):
            icons = [SHAPES[status].icon for status in statuses]
            assert len(set(icons)) == len(icons), statuses

    def test_a_state_without_a_shape_is_drawn_plain(self):
        assert "icons.svg#i-ring1" in draw('{% status_mark "recorded" "記録済" %}')

    def test_every_shape_stands_in_the_sprite(self):
        sprite = SPRITE.read_text()
        assert [s.icon for s in SHAPES.values() if f'id="i-{s.icon}"' not in sprite] == []


class TestIcons:
    def test_an_icon_beside_a_word_is_not_read_out(self):
        drawn = draw('{% icon "check" %}')

        assert 'aria-hidden="true"' in drawn
        assert '<use href="/static/icons.svg#i-check"/>' in drawn

    def test_an_icon_that_stands_alone_has_a_name(self):
        assert 'role="img" aria-label="期限超過"' in draw('{% icon "alert" "期限超過" %}')

    def test_a_label_cannot_break_out_of_its_attribute(self):
        assert "<b>" not in draw('{% icon "alert" label %}', label='"><b>')


def test_page_numbers_far_from_here_are_left_out():
    page = Paginator(range(500), 20).page(7)

    drawn = draw("{% for n in page|elided %}{{ n }} {% endfor %}", page=page)

    assert drawn == "1 … 5 6 7 8 9 … 25 "
