"""Forms sent twice at the same moment, against the real database: one act, and both sendings get
its answer. Each of these made two rows, or answered 500, before forms had tokens."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Invitation
from issues.actions import replies, triage
from issues.due_dates.due import named
from issues.models import (
    FollowUp,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    ReplyAttachment,
)
from meetings.models import Body, Meeting, MinutesImport
from tests.factories.issues import a_request
from tests.factories.meetings import TEXT
from tests.factories.organizations import organization
from tests.workflow.sending.at_once import send_at_once

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = {
    "organization": "秋田県美郷町", "kind": "request", "title": "人材を派遣してほしい",
    "ask": "派遣", "points": ["talent"], "primary": "talent", "said_on": "令和6年5月10日",
}  # fmt: skip


@pytest.fixture
def under_review(points, secretariat, digital, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    found = a_request(published=True)
    found = triage.triage(
        found, by=secretariat, points=list(found.points.all()),
        lead_ministry=organization("digital"), due=named(date(2027, 5, 10)),
    )  # fmt: skip
    return triage.start_review(found, by=digital)


@pytest.fixture
def answered(under_review, secretariat, digital):
    reply = replies.draft(under_review, by=digital, claimed_class="studying", text="検討します。")
    reply = replies.submit(reply, by=digital)
    return replies.publish(reply, by=secretariat, now=timezone.now())


def outcome(answers, model, **conditions):
    """How many rows there are, and what the sendings were told."""
    told = {(answer.status_code, answer.get("Location", "")) for answer in answers}
    return model.objects.filter(**conditions).count(), told


def test_three_clicks_register_one_request(secretariat, points, misato):
    answers = send_at_once(secretariat, "/requests/new/", ASKED, times=3)

    number = LocalRequest.objects.get().number
    assert outcome(answers, LocalRequest) == (1, {(302, f"/requests/{number}/")})


def test_what_the_voices_say_stands_once(under_review, secretariat, digital):
    page = f"/requests/{under_review.number}/"

    progress = send_at_once(digital, f"{page}progress/", {"progress": "studying", "text": "試算中"})
    judged = send_at_once(
        secretariat, f"{page}judgement/", {"judgement": "continue", "text": "まだ"}
    )

    assert outcome(progress, ProgressReport) == (1, {(302, f"{page}#voices")})
    assert outcome(judged, Judgement) == (1, {(302, f"{page}#voices")})


def test_a_task_is_given_once(under_review, secretariat):
    sent = {"organization": "デジタル庁", "title": "試算を出す", "due": "10営業日"}

    answers = send_at_once(secretariat, f"/requests/{under_review.number}/follow-ups/new/", sent)

    task = FollowUp.objects.get()
    assert outcome(answers, FollowUp) == (1, {(302, task.get_absolute_url())})


def test_a_file_is_attached_once(under_review, digital):
    reply = replies.draft(under_review, by=digital, claimed_class="studying", text="検討します。")
    path = f"/replies/{reply.pk}/attachments/"

    answers = send_at_once(digital, path, {}, files={"file": ("plan.pdf", b"%PDF-1.7 plan")})

    assert outcome(answers, ReplyAttachment) == (1, {(302, path)})


def test_a_reply_is_begun_once(under_review, digital):
    sent = {"claimed_class": "studying", "text": "検討します。"}

    answers = send_at_once(digital, f"/requests/{under_review.number}/replies/new/", sent)

    assert outcome(answers, Reply)[0] == 1
    assert {answer.status_code for answer in answers} == {302}


def test_minutes_are_handed_in_once(secretariat, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    answers = send_at_once(
        secretariat, "/meetings/import/", {"text": ""}, files={"file": ("m.txt", TEXT.encode())}
    )

    found = MinutesImport.objects.get()
    assert outcome(answers, MinutesImport) == (1, {(302, found.get_absolute_url())})


def test_a_body_is_founded_and_a_session_planned_once(secretariat):
    founded = send_at_once(
        secretariat, "/meetings/bodies/new/", {"name": "作業部会", "kind": "working_team"}
    )
    body = Body.objects.get()
    planned = send_at_once(
        secretariat,
        "/meetings/plan/",
        {"body": body.pk, "session_number": "1", "held_on": "2027-04-05"},
    )

    assert outcome(founded, Body) == (1, {(302, f"/meetings/plan/?body={body.pk}")})
    meeting = Meeting.objects.get()
    assert outcome(planned, Meeting) == (1, {(302, f"/meetings/{meeting.pk}/prepare/")})


def test_somebody_is_invited_once(secretariat, digital):
    sent = {
        "address": "new@example.jp", "display_name": "新任", "organization": "デジタル庁",
        "role": "ministry",
    }  # fmt: skip

    answers = send_at_once(secretariat, "/people/invitations/new/", sent)

    assert outcome(answers, Invitation) == (1, {(302, "/people/invitations/")})


def test_an_opinion_is_given_once(answered, misato):
    number = answered.local_request.number

    answers = send_at_once(
        misato, f"/requests/{number}/opinion/", {"stance": "partly", "text": "一部だけ"}
    )

    assert outcome(answers, Opinion)[0] == 1
    assert {answer.status_code for answer in answers} == {302}
