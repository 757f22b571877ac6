from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from issues.actions import local_requests
from issues.actions.personal import looking
from issues.desks import news
from issues.forums import chosen_forum
from issues.models import Look

TOKYO = ZoneInfo("Asia/Tokyo")


def at(day, hour):
    return datetime(2026, 6, day, hour, tzinfo=TOKYO)


def told(actor, since=None):
    now = timezone.now() + timedelta(seconds=1)
    found = news.news(actor, since=since, now=now, forum=None)
    return [
        (line.label, line.organization, [r.number for r in line.local_requests], line.total)
        for line in found.lines
    ]


class TestLooking:
    def test_the_day_before_on_which_one_looked_counts_for_the_whole_day(self, cast):
        forum = chosen_forum.first()

        found = [
            looking.look(by=cast.secretariat, forum=forum, now=now)
            for now in (at(1, 9), at(1, 17), at(3, 8), at(3, 18), at(4, 9))
        ]

        assert found == [None, None, at(1, 9), at(1, 9), at(3, 8)]

    def test_a_page_that_is_opened_again_writes_nothing(self, cast, as_):
        browser = as_(cast.digital)
        browser.get("/")
        before = Look.objects.values().get()

        browser.get("/?again")

        assert Look.objects.values().get() == before

    def test_each_person_looks_for_themselves(self, cast):
        forum = chosen_forum.first()
        looking.look(by=cast.secretariat, forum=forum, now=at(1, 9))

        assert looking.look(by=cast.digital, forum=forum, now=at(2, 9)) is None


class TestNews:
    def test_acts_of_others_are_told_by_sort_and_organization_the_newest_first(self, life, cast):
        first, second = life.at("replied"), life.at("under_review")

        assert told(cast.secretariat) == [
            ("検討を始める", "デジタル庁", [second.number, first.number], 2),
            ("登録", "美郷町", [second.number, first.number], 2),
            ("回答", "デジタル庁", [first.number], 1),
        ]

    def test_what_one_did_oneself_is_no_news(self, life, cast):
        life.at("triaged")

        assert "論点整理" not in [label for label, *_ in told(cast.secretariat)]
        assert "論点整理" in [label for label, *_ in told(cast.wt_member)]

    def test_a_long_line_names_the_newest_and_counts_the_rest(self, life, cast):
        numbers = [life.at("under_review").number for _ in range(5)]

        (line,) = [each for each in told(cast.secretariat) if each[0] == "検討を始める"]

        assert line[2:] == ([*reversed(numbers)][:3], 5)

    def test_what_is_older_than_the_last_look_is_left_out(self, life, cast):
        life.at("replied")

        assert told(cast.secretariat, since=timezone.now()) == []

    @pytest.mark.parametrize("who", ["soumu", "ichinomiya"])
    def test_others_business_is_no_news(self, who, life, cast):
        local_requests.publish(life.at("replied"), by=cast.secretariat, now=timezone.now())

        assert told(getattr(cast, who)) == []

    def test_a_ministry_is_told_of_its_requests_and_not_of_its_own_acts(self, life, cast):
        asked = life.at("replied")

        found = [(label, numbers) for label, _, numbers, _ in told(cast.digital)]

        assert found == [("論点整理", [asked.number]), ("登録", [asked.number])]

    def test_what_happened_before_it_was_public_is_no_news_for_those_who_read_it_since(
        self, life, cast
    ):
        asked = life.at("under_review")
        local_requests.publish(asked, by=cast.secretariat, now=timezone.now())

        assert [label for label, *_ in told(cast.misato)] == ["公表"]
