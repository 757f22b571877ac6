# ruff: noqa: F811 - fixtures are imported by their names
"""What becomes of a reply on its page: handing in, publishing, correcting, files."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from issues.actions import replies
from issues.enums import RequestStatus
from issues.models import Reply
from tests.factories.publishing import as_read, publish, typed
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
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

        publish(client, f"/replies/{reply.pk}/publish/")

        reply.refresh_from_db()
        assert reply.status == "published"

    def test_it_does_not_publish_what_the_person_has_not_seen(self, client, asked, life, cast):
        reply = life.reply(asked)
        client.force_login(cast.secretariat)
        read = as_read(client.get(f"/replies/{reply.pk}/publish/"))
        replies.edit(reply, by=cast.digital, text="そのあとの文")

        answer = client.post(f"/replies/{reply.pk}/publish/", read)

        reply.refresh_from_db()
        assert (answer.status_code, reply.status) == (409, "submitted")

    def test_a_ministry_does_not_publish(self, digital, asked, life):
        reply = life.reply(asked)

        answer = digital.post(f"/replies/{reply.pk}/publish/", typed(reply))

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
