# ruff: noqa: F811 - fixtures are imported by their names
from datetime import UTC, date, datetime

import pytest

from issues.actions import opinions, replies, triage
from issues.enums import RequestStatus
from issues.models import Reply
from tests.factories.rows import put
from tests.factories.typed import reply_form
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401
from workflow import drafts

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
TYPED = {
    "claimed_class": "adopted",
    "timing_on": "令和7年3月31日",
    "means": ["budget", "law"],
    "text": "費用を見ます。",
}
UNDER_REVIEW = RequestStatus.UNDER_REVIEW


@pytest.fixture
def asked(life):
    return life.at(UNDER_REVIEW)


@pytest.fixture
def digital(client, cast):
    client.force_login(cast.digital)
    return client


def page(local_request):
    return f"/requests/{local_request.number}/"


class TestWriting:
    def test_it_saves_a_draft_that_nobody_else_sees(self, digital, asked, cast):
        answer = digital.post(f"{page(asked)}replies/new/", {**TYPED, "do": "save"})

        reply = Reply.objects.get()
        assert answer.headers["Location"] == f"{page(asked)}#reply-{reply.pk}"
        assert (reply.status, reply.reply_class, reply.timing_on, reply.means) == (
            "draft", "adopted", date(2025, 3, 31), ["budget", "law"],
        )  # fmt: skip
        digital.force_login(cast.secretariat)
        assert "費用を見ます。" not in digital.get(page(asked)).text

    def test_it_leads_to_the_check_before_handing_in(self, digital, asked):
        answer = digital.post(f"{page(asked)}replies/new/", {**TYPED, "do": "check"})

        assert answer.headers["Location"] == f"/replies/{Reply.objects.get().pk}/submit/"

    def test_it_keeps_what_was_typed_when_something_is_missing(self, digital, asked):
        answer = digital.post(
            f"{page(asked)}replies/new/", {**TYPED, "timing_on": "そのうち", "claimed_class": ""}
        )

        assert (answer.status_code, Reply.objects.count()) == (422, 0)
        assert sorted(answer.context["form"].errors) == ["claimed_class", "timing_on"]
        assert "費用を見ます。" in answer.text
        assert 'value="そのうち"' in answer.text

    def test_it_keeps_what_was_typed_when_the_request_moved_on(self, digital, asked, cast, life):
        life.reply(asked)

        answer = digital.post(f"{page(asked)}replies/new/", TYPED)

        assert answer.status_code == 409
        assert "費用を見ます。" in answer.text

    def test_it_goes_on_with_a_reply_that_was_begun(self, digital, asked, life):
        reply = life.draft(asked)

        answer = digital.get(f"{page(asked)}replies/new/")

        assert answer.headers["Location"] == f"/replies/{reply.pk}/edit/"

    def test_two_who_begin_at_once_see_both_texts(self, digital, asked, life):
        reply = life.draft(asked, text="同僚の文")

        answer = digital.post(f"{page(asked)}replies/new/", TYPED)

        reply.refresh_from_db()
        assert (answer.status_code, reply.text) == (409, "同僚の文")
        clash = {c.name: (c.theirs, c.mine) for c in answer.context["clashes"]}
        assert clash["text"] == ("同僚の文", "費用を見ます。")
        assert clash["claimed_class"] == ("検討（期限なし）", "対応する")
        assert clash["means"] == ("", "法律、予算・財政措置")
        assert answer.context["action"] == f"/replies/{reply.pk}/edit/"

    @pytest.mark.parametrize(
        ("who", "status"),
        [("secretariat", 403), ("wt_member", 403), ("misato", 403), ("stranger", 404)],
    )
    def test_it_is_the_lead_ministry_s_alone(self, who, status, client, asked, cast):
        client.force_login(getattr(cast, who))

        assert client.get(f"{page(asked)}replies/new/").status_code == status
        assert client.post(f"{page(asked)}replies/new/", TYPED).status_code == status
        assert Reply.objects.count() == 0

    def test_a_visitor_signs_in_first(self, client, asked):
        answer = client.get(f"{page(asked)}replies/new/")

        assert answer.headers["Location"].startswith("/login/")


class TestEditing:
    def test_it_changes_a_reply_until_it_is_published(self, digital, asked, life):
        reply = life.reply(asked)

        digital.post(f"/replies/{reply.pk}/edit/", reply_form(reply, text="直した文"))

        reply.refresh_from_db()
        assert (reply.text, reply.status) == ("直した文", "submitted")

    def test_over_a_colleague_s_change_it_shows_both_texts(self, digital, asked, life, cast):
        reply = life.draft(asked, text="はじめの文")
        form = reply_form(reply, text="わたしの文")
        replies.edit(reply, by=cast.digital, text="同僚の文")

        answer = digital.post(f"/replies/{reply.pk}/edit/", form)

        reply.refresh_from_db()
        assert (answer.status_code, reply.text) == (409, "同僚の文")
        (clash,) = answer.context["clashes"]
        assert (clash.opened, clash.theirs, clash.mine) == ("はじめの文", "同僚の文", "わたしの文")

    def test_what_was_chosen_is_saved_over_the_newer_version(self, digital, asked, life, cast):
        reply = life.draft(asked, text="はじめの文")
        form = reply_form(reply, text="わたしの文")
        newer = replies.edit(reply, by=cast.digital, text="同僚の文")

        digital.post(
            f"/replies/{reply.pk}/edit/", {**form, "version": newer.version, "keep-text": "mine"}
        )
        reply.refresh_from_db()
        assert reply.text == "わたしの文"

    def test_published_meanwhile_keeps_what_was_typed(self, digital, asked, life, cast):
        reply = life.reply(asked)
        form = reply_form(reply, text="わたしの文")
        replies.publish(reply, by=cast.secretariat, now=NOW)

        answer = digital.post(f"/replies/{reply.pk}/edit/", form)

        assert answer.status_code == 409
        assert "わたしの文" in answer.text
        assert answer.context["form"].non_field_errors() == [
            "今の状況が「公表済」のため、「修正」はできません。"
        ]


class TestRounds:
    def test_an_overdue_reply_shows_as_unanswered(self, digital, asked):
        (one,) = digital.get(page(asked)).context["rounds"]

        assert (one.awaits_reply, one.days_late > 0) == (True, True)
        assert "未回答" in digital.get(page(asked)).text

    def test_each_round_shows_the_date_it_was_due(self, digital, asked, life, cast):
        life.reply(asked)
        opinions.give(
            asked.replies.get(), by=cast.misato, stance="dissatisfied", text="期限がない",
            asks_reconsideration=True, effective_at=NOW,
        )  # fmt: skip

        first, second = digital.get(page(asked)).context["rounds"]

        assert (first.due.on, first.due.basis) == (date(2024, 5, 10), None)
        assert (second.due.on, second.due.basis["business_days"]) == (date(2024, 6, 3), 10)

    def test_a_reply_that_is_not_published_is_told_but_not_shown(
        self,
        client,
        asked,
        life,
        cast,
    ):
        life.reply(asked, text="内々の文")
        put(type(asked).objects.filter(pk=asked.pk), published_at=NOW)

        answer = client.get(page(asked))

        assert "内々の文" not in answer.text
        assert "提出されています。まだ公表されていません。" in answer.text

    def test_a_draft_half_written_over_a_colleague_s_is_not_lost(
        self,
        digital,
        asked,
        life,
        cast,
    ):
        drafts.keep(
            user=cast.digital, key=f"reply.{asked.number}.1", fields={"text": "書きかけの文"}
        )
        life.draft(asked, text="同僚の文")

        answer = digital.get(f"{page(asked)}replies/new/")

        assert answer.status_code == 409
        clash = next(c for c in answer.context["clashes"] if c.name == "text")
        assert (clash.theirs, clash.mine) == ("同僚の文", "書きかけの文")

    def test_the_queries_do_not_grow_with_the_rounds(
        self,
        digital,
        asked,
        life,
        cast,
        django_assert_max_num_queries,
    ):
        for _ in range(3):
            life.reply(asked)
            life.ask_again(asked)
            asked.refresh_from_db()

        with django_assert_max_num_queries(12):
            answer = digital.get(page(asked))
        assert len(answer.context["rounds"]) == 4

    def test_a_reassigned_request_is_answered_by_the_new_ministry(
        self,
        digital,
        asked,
        life,
        cast,
        orgs,
    ):
        life.draft(asked, text="前の府省の下書き")
        triage.reassign(asked, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管")
        digital.force_login(cast.soumu)

        digital.post(f"{page(asked)}replies/new/", TYPED)

        assert Reply.objects.get(ministry=orgs.soumu).text == "費用を見ます。"
