"""The file of the minutes is public only where somebody chose so, and cleaned (issue 7, A5)."""

import hashlib
from datetime import UTC, datetime

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from meetings.actions import meetings, saving, suggestions
from meetings.models import MinutesSource, Suggestion
from meetings.review import proofs
from tests.factories import meetings as make
from workflow.machine import Refused

NOW = datetime(2024, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def meeting(secretariat, misato, yamaguchi, digital, points):
    minutes_import = make.an_import(secretariat, make.docx(), "打合せ_部外秘.docx")
    meeting, _ = saving.save(minutes_import, by=secretariat)
    return meeting


def publish(meeting, by, original=False):
    meeting.refresh_from_db()
    meetings.publish(meeting, by=by, now=NOW, reason="途中")
    if original:
        meetings.publish_original(meeting, by=by, now=NOW)


def test_reading_tells_of_it_before_saving_and_before_publishing(as_, secretariat, meeting):
    waiting = make.an_import(secretariat, make.docx(make.TEXT.replace("二十", "三十")), "m.docx")

    confirm = as_(secretariat).get(waiting.get_absolute_url())
    page = as_(secretariat).get(f"/meetings/{meeting.pk}/publish/")

    assertContains(confirm, "画面では見えない内容があります")
    assertContains(page, "python-docx")
    assertContains(page, "議事要旨を公表した後に、原本のファイルも公表するかを選べます")


def test_without_choosing_the_original_stays_inside(as_, secretariat, visitor, meeting):
    publish(meeting, secretariat)

    page = as_(visitor).get(f"/meetings/{meeting.pk}/")

    assert as_(visitor).get(f"/meetings/{meeting.pk}/source/").status_code == 404
    assertNotContains(page, "部外秘")
    assertContains(page, "読み取った本文")


def test_the_chosen_original_is_a_cleaned_copy_with_a_digest_of_its_own(
    as_, secretariat, visitor, meeting
):
    publish(meeting, secretariat)
    offered = as_(secretariat).get(f"/meetings/{meeting.pk}/publish/")
    as_(secretariat).post(f"/meetings/{meeting.pk}/publish-original/")
    source = MinutesSource.objects.get()

    public = b"".join(as_(visitor).get(f"/meetings/{meeting.pk}/source/").streaming_content)
    team = b"".join(as_(secretariat).get(f"/meetings/{meeting.pk}/source/").streaming_content)
    page = as_(visitor).get(f"/meetings/{meeting.pk}/")

    assertContains(offered, "原本のファイルも公表する")
    assert hashlib.sha256(public).hexdigest() == source.cleaned_sha256
    assert hashlib.sha256(team).hexdigest() == source.sha256
    assert b"python-docx" not in public
    assertContains(page, source.cleaned_sha256)
    assertContains(page, source.sha256)
    assertNotContains(page, "部外秘")


def test_it_waits_for_the_minutes(secretariat, wt_member, meeting):
    with pytest.raises(Refused):
        meetings.publish_original(meeting, by=secretariat, now=NOW)
    publish(meeting, secretariat)
    with pytest.raises(Refused):
        meetings.publish_original(meeting, by=wt_member, now=NOW)
    meetings.publish_original(meeting, by=secretariat, now=NOW)

    assert MinutesSource.objects.get().original_published_at == NOW


def test_passages_are_still_proved_on_the_original(secretariat, meeting):
    suggestions.accept(Suggestion.objects.get(type="request", quote=make.TOWN), by=secretariat)
    publish(meeting, secretariat, original=True)

    found = proofs.verify_all()

    assert (found.passages, found.mismatches) == (1, ())
