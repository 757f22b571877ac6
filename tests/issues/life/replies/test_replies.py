from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from issues.actions import opinions, replies, triage, voices
from issues.enums import RequestStatus
from issues.models import Reply
from tests.factories.rows import put
from workflow import history
from workflow.models import HistoryEntry

NOW = datetime(2024, 5, 20, 3, 0, tzinfo=UTC)
BY_WHEN = date(2025, 3, 31)


@pytest.fixture
def asked(life):
    return life.at(RequestStatus.UNDER_REVIEW)


@pytest.fixture
def published(life, cast, asked):
    return replies.publish(life.reply(asked), by=cast.secretariat, now=NOW)


def test_a_draft_leaves_the_request_where_it_is(life, asked, cast, orgs):
    reply = life.draft(asked)

    asked.refresh_from_db()
    assert (reply.status, reply.round, reply.edition, reply.ministry) == (
        "draft",
        1,
        1,
        orgs.digital,
    )
    assert asked.status == "under_review"


def test_handing_in_answers_the_request(life, asked):
    reply = life.reply(asked)

    asked.refresh_from_db()
    assert (reply.status, asked.status) == ("submitted", "replied")
    assert [e.verb for e in history.entries_of(reply)] == ["draft", "submit"]
    entry = history.entries_of(asked).last()
    assert (entry.verb, entry.details) == ("reply", {"reply": "第1次回答"})


def test_an_answer_entered_later_counts_from_its_day(life, asked, cast):
    reply = replies.submit(life.draft(asked), by=cast.digital, effective_at=NOW)

    change = history.entries_of(asked).last().status_change
    assert (reply.submitted_at, change.effective_at) == (NOW, NOW)
    assert change.recorded_at > NOW


@pytest.mark.parametrize(
    ("claimed", "timing_on", "means", "counts_as"),
    [
        ("adopted", BY_WHEN, ["law"], "adopted"),
        ("adopted", BY_WHEN, [], "studying"),
        ("adopted", None, ["law"], "studying"),
        ("adopted", None, [], "studying"),
        ("studying_dated", BY_WHEN, [], "studying_dated"),
        ("studying_dated", None, ["law"], "studying"),
        ("already_possible", None, [], "already_possible"),
        ("declined", None, [], "declined"),
        ("fact_check", None, [], "fact_check"),
        ("out_of_scope", None, [], "out_of_scope"),
    ],
)
def test_the_gate_says_what_a_reply_counts_as(claimed, timing_on, means, counts_as, life, asked):
    reply = life.reply(asked, claimed_class=claimed, timing_on=timing_on, means=means)

    reply.refresh_from_db()
    assert (reply.claimed_class, reply.reply_class) == (claimed, counts_as)
    assert (reply.was_lowered, reply.is_dated) == (claimed != counts_as, timing_on is not None)


def test_an_edit_goes_through_the_gate_as_well(life, asked, cast):
    reply = life.draft(asked, claimed_class="adopted", timing_on=BY_WHEN, means=["law"])

    lowered = replies.edit(reply, by=cast.digital, timing_on=None)
    raised = replies.edit(lowered, by=cast.digital, timing_on=BY_WHEN, means=("budget", "law"))

    assert (lowered.reply_class, raised.reply_class) == ("studying", "adopted")
    assert raised.get_means_labels() == ["法律", "予算・財政措置"]


@pytest.mark.parametrize(
    "who", ["secretariat", "wt_member", "soumu", "misato", "stranger", "association", "visitor"]
)
def test_only_the_lead_ministry_answers(who, life, asked, cast, refusal):
    answer = refusal(life.draft, asked, by=getattr(cast, who))

    assert answer == ("forbidden", "「回答」ができるのは、回答を求められた府省です。")
    assert Reply.objects.count() == 0


def test_a_request_that_is_not_put_to_a_ministry_has_no_answer(life, cast, refusal):
    kind, _ = refusal(life.draft, life.log())

    assert kind == "forbidden"


def test_a_round_has_one_reply_in_the_making(life, asked, refusal):
    life.draft(asked)

    answer = refusal(life.draft, asked)

    assert answer == ("conflict", "この回の回答は、すでに書かれています。")


def test_a_reply_without_text_is_refused(life, asked, refusal):
    answer = refusal(life.draft, asked, text="")

    assert answer == ("incomplete", "「回答」このフィールドは空ではいけません。")
    assert Reply.objects.count() == 0


def test_an_unknown_means_is_refused(life, asked, refusal):
    kind, _ = refusal(life.draft, asked, means=["magic"])

    assert kind == "incomplete"


def test_a_request_withdrawn_meanwhile_is_not_answered(life, asked, cast, refusal):
    reply = life.draft(asked)
    put(type(asked).objects.filter(pk=asked.pk), status="withdrawn")

    kind, reason = refusal(replies.submit, reply, by=cast.digital)

    reply.refresh_from_db()
    assert (kind, reply.status, reply.submitted_at) == ("conflict", "draft", None)
    assert reason == "今の状況が「取下げ」のため、「回答」はできません。"
    assert [e.verb for e in history.entries_of(reply)] == ["draft"]


def test_a_draft_of_the_former_ministry_is_no_hindrance_to_the_new_one(life, asked, cast, orgs):
    life.draft(asked)
    triage.reassign(asked, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管が違うため")

    reply = life.reply(asked, by=cast.soumu)

    assert (reply.ministry, reply.edition, reply.local_request.status) == (
        orgs.soumu,
        1,
        "replied",
    )


def test_the_former_ministry_answers_no_longer(life, asked, cast, orgs, refusal):
    draft = life.draft(asked)
    triage.reassign(asked, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管が違うため")

    kind, _ = refusal(replies.submit, draft, by=cast.digital)

    draft.refresh_from_db()
    assert (kind, draft.status) == ("forbidden", "draft")


def test_an_old_draft_does_not_answer_a_new_round(life, asked, cast, orgs, refusal):
    old = life.draft(asked)
    triage.reassign(asked, by=cast.secretariat, lead_ministry=orgs.soumu, reason="所管が違うため")
    life.reply(asked, by=cast.soumu)
    life.ask_again(asked)
    triage.reassign(asked, by=cast.secretariat, lead_ministry=orgs.digital, reason="戻すため")

    answer = refusal(replies.submit, old, by=cast.digital)

    assert answer == (
        "conflict",
        "第2次の検討が始まっています。新しい回の回答を書いてください。",
    )


def test_the_second_of_two_edits_is_refused(life, asked, cast, refusal):
    reply = life.draft(asked)
    replies.edit(reply, by=cast.digital, version=1, text="先")

    kind, _ = refusal(replies.edit, reply, by=cast.digital, version=1, text="後")

    reply.refresh_from_db()
    assert (kind, reply.text) == ("conflict", "先")


def test_handing_in_another_text_than_was_seen_is_refused(life, asked, cast, refusal):
    reply = life.draft(asked)
    replies.edit(reply, by=cast.digital, text="ほかの人の文")

    kind, _ = refusal(replies.submit, reply, by=cast.digital, version=1)

    asked.refresh_from_db()
    assert (kind, asked.status) == ("conflict", "under_review")


def test_a_reply_is_handed_in_once(life, asked, cast, refusal):
    reply = life.reply(asked)

    answer = refusal(replies.submit, reply, by=cast.digital)

    made = timezone.localtime(history.entries_of(reply).last().recorded_at)
    assert answer == (
        "conflict",
        f"「提出」は、あなたがすでにしています（{made.hour}時{made.minute}分）。",
    )


def test_a_draft_is_not_published(life, asked, cast, refusal):
    kind, _ = refusal(replies.publish, life.draft(asked), by=cast.secretariat, now=NOW)

    assert kind == "conflict"


def test_a_ministry_does_not_publish(life, asked, cast, refusal):
    answer = refusal(replies.publish, life.reply(asked), by=cast.digital, now=NOW)

    assert answer == ("forbidden", "「公表」ができるのは、事務局です。")


def test_a_published_reply_takes_no_edit(published, cast, refusal):
    answer = refusal(replies.edit, published, by=cast.digital, text="別の文")

    assert answer == ("conflict", "今の状況が「公表済」のため、「修正」はできません。")


def test_a_published_reply_is_locked_in_the_database(published, refused_by_database):
    rows = Reply.objects.filter(pk=published.pk)

    assert refused_by_database(lambda: rows.update(text="別の文")) == (
        "pgtrigger: Cannot update or delete rows from issues_reply table"
    )
    assert refused_by_database(lambda: rows._raw_delete("default")) == (
        "pgtrigger: Cannot update or delete rows from issues_reply table"
    )


def test_a_correction_is_the_next_edition_and_leaves_the_published_one(published, cast):
    correction = replies.correct(published, by=cast.digital, reason="条文の誤り")
    edited = replies.edit(correction, by=cast.digital, text="正しい文")

    published.refresh_from_db()
    assert (str(edited), edited.status, edited.correction_reason) == (
        "第1次回答（訂正1）",
        "draft",
        "条文の誤り",
    )
    assert (published.text, published.status) == ("検討します。", "published")


def test_handing_a_correction_in_does_not_move_the_request(published, cast):
    correction = replies.correct(published, by=cast.digital, reason="条文の誤り")

    submitted = replies.submit(correction, by=cast.digital)

    assert submitted.local_request.status == "replied"
    assert history.entries_of(submitted.local_request).filter(verb="reply").count() == 1


def test_a_settled_request_may_still_have_its_reply_corrected(life, published, cast):
    life.settle(published.local_request)
    correction = replies.correct(published, by=cast.digital, reason="誤記")

    submitted = replies.submit(correction, by=cast.digital)

    submitted.local_request.refresh_from_db()
    assert (submitted.edition, submitted.local_request.status) == (2, "settled")


@pytest.mark.parametrize(
    ("reason", "said"), [(" ", ("incomplete", "訂正の理由を書いてください。"))]
)
def test_a_correction_says_why(reason, said, published, cast, refusal):
    assert refusal(replies.correct, published, by=cast.digital, reason=reason) == said


def test_what_is_not_published_is_edited_not_corrected(life, asked, cast, refusal):
    answer = refusal(replies.correct, life.reply(asked), by=cast.digital, reason="誤記")

    assert answer == ("conflict", "公表前の回答は、訂正ではなく修正してください。")


def test_a_second_correction_waits_for_the_first(published, cast, refusal):
    replies.correct(published, by=cast.digital, reason="誤記")

    answer = refusal(replies.correct, published, by=cast.digital, reason="別の誤記")

    assert answer == ("conflict", "この回の回答は、すでに書かれています。")


def test_another_ministry_corrects_nothing(published, cast, refusal):
    answer = refusal(replies.correct, published, by=cast.soumu, reason="")

    assert answer == ("forbidden", "「訂正」ができるのは、回答する府省です。")


def test_two_rounds_stand_one_after_the_other(life, asked, cast):
    first = replies.publish(life.reply(asked), by=cast.secretariat, now=NOW)
    life.ask_again(asked)
    asked.refresh_from_db()
    second = life.reply(
        asked, claimed_class="adopted", timing_on=BY_WHEN, means=["notice"], text="通知します。"
    )
    opinions.give(second, by=cast.misato, stance="satisfied")
    voices.settle(asked, by=cast.secretariat, reflected_in="基本方針 2.(3)")

    assert [str(r) for r in asked.replies.all()] == [str(first), "第2次回答"]
    assert list(
        HistoryEntry.objects.filter(status_change__isnull=False, object_id=asked.pk)
        .filter(content_type__model="localrequest")
        .order_by("pk")
        .values_list("verb", "status_change__to_status")
    ) == [
        ("log", "logged"),
        ("triage", "triaged"),
        ("start_review", "under_review"),
        ("reply", "replied"),
        ("ask_reconsideration", "reconsidering"),
        ("reply", "replied"),
        ("settle", "settled"),
    ]
