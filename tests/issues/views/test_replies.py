# ruff: noqa: F811 - fixtures are imported by their names
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from issues.actions import opinions, replies, triage
from issues.enums import RequestStatus
from issues.models import Reply
from tests.issues.life.conftest import cast, life, orgs, points  # noqa: F401
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


def opened(reply, **typed):
    """What a browser sends back from the edit page as it was opened, with these words typed."""
    was = {"was-claimed_class": reply.claimed_class, "was-means": "", "was-timing_on": ""}
    return {
        "version": reply.version,
        **was,
        "was-text": reply.text,
        "claimed_class": reply.claimed_class,
        "text": reply.text,
        **typed,
    }


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

        digital.post(f"/replies/{reply.pk}/edit/", opened(reply, text="直した文"))

        reply.refresh_from_db()
        assert (reply.text, reply.status) == ("直した文", "submitted")

    def test_over_a_colleague_s_change_it_shows_both_texts(self, digital, asked, life, cast):
        reply = life.draft(asked, text="はじめの文")
        form = opened(reply, text="わたしの文")
        replies.edit(reply, by=cast.digital, text="同僚の文")

        answer = digital.post(f"/replies/{reply.pk}/edit/", form)

        reply.refresh_from_db()
        assert (answer.status_code, reply.text) == (409, "同僚の文")
        (clash,) = answer.context["clashes"]
        assert (clash.opened, clash.theirs, clash.mine) == ("はじめの文", "同僚の文", "わたしの文")

    def test_what_was_chosen_is_saved_over_the_newer_version(self, digital, asked, life, cast):
        reply = life.draft(asked, text="はじめの文")
        form = opened(reply, text="わたしの文")
        newer = replies.edit(reply, by=cast.digital, text="同僚の文")

        digital.post(
            f"/replies/{reply.pk}/edit/", {**form, "version": newer.version, "keep-text": "mine"}
        )
        reply.refresh_from_db()
        assert reply.text == "わたしの文"

    def test_published_meanwhile_keeps_what_was_typed(self, digital, asked, life, cast):
        reply = life.reply(asked)
        form = opened(reply, text="わたしの文")
        replies.publish(reply, by=cast.secretariat, now=NOW)

        answer = digital.post(f"/replies/{reply.pk}/edit/", form)

        assert answer.status_code == 409
        assert "わたしの文" in answer.text
        assert answer.context["form"].non_field_errors() == [
            "今の状況が「公表済」のため、「修正」はできません。"
        ]


class TestHandingIn:
    def test_it_says_beforehand_what_the_reply_counts_as(self, digital, asked, life):
        reply = life.draft(asked, claimed_class="adopted", timing_on=date(2025, 3, 31))

        answer = digital.get(f"/replies/{reply.pk}/submit/")

        assert answer.context["counts_as"] == (
            "手段がないため、「対応する」ではなく「検討（期限なし）」として数えます。"
        )

    def test_it_answers_the_request_and_says_how_it_counts(self, digital, asked, life):
        reply = life.draft(asked, claimed_class="adopted")

        answer = digital.post(
            f"/replies/{reply.pk}/submit/", {"version": reply.version}, follow=True
        )

        asked.refresh_from_db()
        assert asked.status == "replied"
        assert [str(m) for m in answer.context["messages"]] == [
            "第1次回答を提出しました。対応時期と手段がないため、"
            "「対応する」ではなく「検討（期限なし）」として数えます。"
        ]
        assert "日付なし" in answer.text

    def test_it_does_not_hand_in_what_a_colleague_changed_meanwhile(
        self,
        digital,
        asked,
        life,
        cast,
    ):
        reply = life.draft(asked)
        replies.edit(reply, by=cast.digital, text="同僚の文")

        answer = digital.post(f"/replies/{reply.pk}/submit/", {"version": reply.version})

        reply.refresh_from_db()
        assert (answer.status_code, reply.status) == (409, "draft")
        assert "同僚の文" in answer.text

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("claimed_class=adopted", "「対応する」ではなく「検討（期限なし）」"),
            ("claimed_class=adopted&timing_on=R7.3.31&means=law", "「対応する」として数えます"),
            ("claimed_class=studying_dated", "対応時期がないため"),
            ("claimed_class=declined", "「対応困難」として数えます"),
            ("claimed_class=adopted&timing_on=そのうち", "日付が読めません"),
            ("claimed_class=magic&means=magic", "両方があるときだけです"),
        ],
    )
    def test_the_hint_of_the_form_says_the_same(self, query, words, digital):
        assert words in digital.get(f"/replies/gate/?{query}").text


class TestPublishing:
    def test_the_secretariat_publishes_one_reply(self, client, asked, life, cast):
        reply = life.reply(asked)
        client.force_login(cast.secretariat)

        client.post(f"/replies/{reply.pk}/publish/", {"version": reply.version})

        reply.refresh_from_db()
        assert reply.status == "published"

    def test_it_does_not_publish_what_the_person_has_not_seen(self, client, asked, life, cast):
        reply = life.reply(asked)
        replies.edit(reply, by=cast.digital, text="そのあとの文")
        client.force_login(cast.secretariat)

        answer = client.post(f"/replies/{reply.pk}/publish/", {"version": reply.version})

        reply.refresh_from_db()
        assert (answer.status_code, reply.status) == (409, "submitted")

    def test_a_ministry_does_not_publish(self, digital, asked, life):
        reply = life.reply(asked)

        answer = digital.post(f"/replies/{reply.pk}/publish/", {"version": reply.version})

        reply.refresh_from_db()
        assert (answer.status_code, reply.status) == (403, "submitted")


class TestCorrecting:
    def test_it_opens_the_next_version_with_its_reason(self, digital, asked, life, cast):
        reply = replies.publish(life.reply(asked), by=cast.secretariat, now=NOW)

        answer = digital.post(f"/replies/{reply.pk}/correct/", {"reason": "誤りがあったため"})

        correction = Reply.objects.get(edition=2)
        assert answer.headers["Location"] == f"/replies/{correction.pk}/edit/"
        assert correction.correction_reason == "誤りがあったため"

    def test_without_a_reason_nothing_is_opened(self, digital, asked, life, cast):
        reply = replies.publish(life.reply(asked), by=cast.secretariat, now=NOW)

        answer = digital.post(f"/replies/{reply.pk}/correct/", {"reason": " "})

        assert (answer.status_code, Reply.objects.count()) == (422, 1)

    def test_the_page_shows_the_reply_and_its_correction(self, digital, asked, life, cast):
        reply = replies.publish(life.reply(asked, text="元の文"), by=cast.secretariat, now=NOW)
        correction = replies.correct(reply, by=cast.digital, reason="誤りがあったため")
        replies.submit(replies.edit(correction, by=cast.digital, text="正しい文"), by=cast.digital)

        (one,) = digital.get(page(asked)).context["rounds"]

        assert [(t.reply.text, t.replaced) for t in one.turns] == [
            ("元の文", True), ("正しい文", False),
        ]  # fmt: skip


class TestFiles:
    @pytest.fixture(autouse=True)
    def _media(self, tmp_path):
        with override_settings(MEDIA_ROOT=str(tmp_path)):
            yield

    def test_a_file_is_read_by_whoever_sees_the_reply(self, digital, asked, life, cast):
        reply = life.reply(asked)
        file = SimpleUploadedFile("試算.pdf", b"%PDF-1")

        digital.post(f"/replies/{reply.pk}/attachments/", {"file": file})

        url = f"/replies/{reply.pk}/attachments/{reply.attachments.get().pk}/"
        digital.force_login(cast.misato)
        answer = digital.get(url)
        assert b"".join(answer.streaming_content) == b"%PDF-1"
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        digital.force_login(cast.stranger)
        assert digital.get(url).status_code == 404

    def test_a_file_of_a_draft_is_the_ministry_s_alone(self, digital, asked, life, cast):
        reply = life.draft(asked)
        attached = replies.attach(reply, by=cast.digital, data=b"x", filename="a.pdf")
        url = f"/replies/{reply.pk}/attachments/{attached.pk}/"

        assert b"".join(digital.get(url).streaming_content) == b"x"
        digital.force_login(cast.secretariat)
        assert digital.get(url).status_code == 404

    @pytest.mark.parametrize(("name", "data"), [("a.exe", b"x"), ("a.pdf", b""), ("a.svg", b"x")])
    def test_what_is_no_document_is_refused(self, name, data, digital, asked, life):
        reply = life.draft(asked)

        answer = digital.post(
            f"/replies/{reply.pk}/attachments/", {"file": SimpleUploadedFile(name, data)}
        )

        assert (answer.status_code, reply.attachments.count()) == (422, 0)

    def test_a_published_reply_takes_no_more_files(self, digital, asked, life, cast):
        reply = replies.publish(life.reply(asked), by=cast.secretariat, now=NOW)

        answer = digital.post(
            f"/replies/{reply.pk}/attachments/", {"file": SimpleUploadedFile("a.pdf", b"x")}
        )

        assert (answer.status_code, reply.attachments.count()) == (409, 0)


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
        type(asked).objects.filter(pk=asked.pk).update(published_at=NOW)

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

        with django_assert_max_num_queries(60):
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
