# ruff: noqa: F811 - fixtures are imported by their names
from datetime import date, timedelta
from types import SimpleNamespace

from django.http import QueryDict
from django.utils import timezone

from issues.actions import opinions, relations, replies, voices
from issues.due_dates.due import named
from issues.enums import RequestStatus
from issues.filters.local_requests import LocalRequestFilters
from issues.models import LocalRequest, Standing
from tests.factories.rows import put
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

S = RequestStatus
TOMORROW = timezone.localdate() + timedelta(days=1)


def filters(query, actor):
    visible = Standing.objects.visible_to(actor)
    return LocalRequestFilters(QueryDict(query), visible, request=SimpleNamespace(user=actor))


def found(query, actor):
    return [row.local_request_id for row in filters(query, actor).qs]


def publish_all():
    put(LocalRequest.objects.all(), published_at=timezone.now())


class TestConditions:
    def test_unanswered_are_those_past_their_date_and_not_yet_answered(self, life, cast):
        late = life.at(S.UNDER_REVIEW)
        life.at(S.REPLIED)
        life.triage(life.log(), due=named(TOMORROW))
        life.log()

        assert found("unanswered=yes", cast.secretariat) == [late.pk]

    def test_overdue_looks_at_the_follow_ups_that_the_reader_sees(self, life, cast):
        late, fine = life.log(), life.log()
        life.assign(late)
        life.assign(fine, due=named(TOMORROW))
        publish_all()

        assert found("overdue=yes", cast.secretariat) == [late.pk]
        assert found("overdue=yes", cast.misato) == [late.pk]
        assert found("overdue=yes", cast.visitor) == []

    def test_disagreeing_are_those_where_the_voices_contradict(self, life, cast):
        calm, loud = life.at(S.REPLIED), life.at(S.REPLIED)
        for one in (calm, loud):
            voices.report_progress(one, by=cast.digital, progress="done", text="実施済み")
        opinions.give(loud.replies.get(), by=cast.misato, stance="dissatisfied", text="まだ")

        assert found("disagreeing=yes", cast.secretariat) == [loud.pk]

    def test_disagreeing_is_a_condition_of_the_team_alone(self, cast, life):
        assert "disagreeing" not in filters("", cast.misato).form.fields
        assert "disagreeing" in filters("", cast.wt_member).form.fields

    def test_a_condition_that_is_closed_to_the_reader_is_told_and_selects_nothing(self, cast, life):
        life.log()
        asked = filters("disagreeing=yes", cast.misato)

        assert asked.errors == {
            "__all__": ["この条件は使えません：見解の不一致（使えるのは、事務局と構成員です）"]
        }
        assert list(asked.qs) == []
        (chip,) = asked.chips("/requests/")
        assert (chip.label[:10], chip.url) == ("この条件は使えません", "/requests/")
        assert filters("disagreeing=", cast.misato).errors == {}

    def test_page_api_and_files_tell_of_it_alike(self, cast, life, client):
        life.log()
        client.force_login(cast.misato)
        addresses = ("/requests/", "/api/requests/", "/exports/make/overview.csv/")
        told = [client.get(each, {"disagreeing": "yes", "format": "json"}) for each in addresses]

        assert [each.status_code for each in told] == [200, 400, 422]
        assert ["この条件は使えません" in each.content.decode() for each in told] == [True] * 3

    def test_re_raised_are_those_with_an_earlier_one(self, life, cast):
        earlier, again = life.log(said_on=date(2023, 11, 1)), life.log()
        relations.mark_re_raised(again, by=cast.secretariat, earlier=earlier)

        assert found("re_raised=yes", cast.secretariat) == [again.pk]

    def test_the_newest_reply_that_the_reader_sees_decides_the_class(self, life, cast):
        obj = life.at(S.RECONSIDERING)
        first = obj.replies.get()
        replies.publish(first, by=cast.secretariat, now=timezone.now())
        life.reply(obj, claimed_class="declined")
        publish_all()

        assert found("reply_class=declined", cast.secretariat) == [obj.pk]
        assert found("reply_class=studying", cast.secretariat) == []
        assert found("reply_class=studying", cast.visitor) == [obj.pk]
        assert found("reply_class=declined", cast.visitor) == []

    def test_a_draft_is_no_reply_even_for_who_writes_it(self, life, cast):
        obj = life.at(S.UNDER_REVIEW)
        life.draft(obj)

        assert found("reply_class=studying", cast.digital) == []

    def test_chips_say_each_condition_in_words(self, cast, life):
        query = "reply_class=declined&unanswered=yes&overdue=yes&disagreeing=yes&re_raised=yes"

        labels = [chip.label for chip in filters(query, cast.secretariat).chips("/requests/")]

        assert labels == [
            "最新の回答：対応困難",
            "未回答：回答期限を過ぎても回答がない",
            "対応依頼：期限超過がある",
            "見解の不一致：府省・事務局・団体で食い違う",
            "再提出：前にも出された要望",
        ]
