"""Batches: together, now or at a set time, each thing as it was read, and what did not go out."""

import dataclasses
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from issues.actions import local_requests, relations, replies
from issues.models import LocalRequest, Opinion, Reply
from publication import tasks
from publication.actions import batches, going_out, removals
from publication.enums import BatchStatus, Outcome
from publication.models import Batch, BatchItem
from publication.rehearsal.publishable import table
from tests.factories.issues import a_request
from tests.factories.publishing import a_batch, seen_of
from workflow.machine import Refused
from workflow.models import HistoryEntry

HOUR = timedelta(hours=1)


@pytest.fixture
def reply(scenes):
    return fresh(scenes.about("p:replied").reply)


@pytest.fixture
def opinion(scenes):
    return fresh(scenes.about("p:opined").opinion)


def fresh(obj):
    """As it is now: the scenes outlive what a test did to them."""
    return type(obj).objects.get(pk=obj.pk)


def outcomes(batch):
    return {item.ref: item.outcome for item in batch.items.all()}


def why(batch):
    return " ".join(item.why_left for item in batch.items.all())


@pytest.mark.django_db
class TestPuttingTogether:
    def test_things_stand_in_the_order_of_publishing(self, opinion, reply, secretariat):
        batch = a_batch(opinion, reply)

        assert [item.key for item in batch.items.all()] == ["reply", "opinion"]

    def test_a_thing_named_twice_is_in_it_once(self, reply, secretariat):
        things = [("reply", reply), ("reply", reply)]

        batch = batches.prepare(things, by=secretariat, now=timezone.now())

        assert batch.items.count() == 1

    def test_what_goes_along_with_a_meeting_is_not_listed_again(self, scenes, secretariat):
        place = scenes.about("u")
        things = [("request", place.local_request), ("meeting", place.meeting)]

        batch = batches.prepare(things, by=secretariat, now=timezone.now())

        assert [item.ref for item in batch.items.all()] == [f"meeting.{place.meeting.pk}"]

    def test_nothing_makes_no_batch(self, scenes, secretariat):
        with pytest.raises(Refused, match="選んでください"):
            batches.prepare([], by=secretariat, now=timezone.now())

    @pytest.mark.parametrize("name", ["wt_member", "misato", "digital"])
    def test_only_the_secretariat_puts_things_together(self, reply, request, name):
        with pytest.raises(Refused, match="事務局"):
            batches.prepare(
                [("reply", reply)], by=request.getfixturevalue(name), now=timezone.now()
            )


@pytest.mark.django_db
class TestSettingATime:
    def test_a_time_that_is_past_is_refused(self, reply, secretariat):
        batch, now = a_batch(reply), timezone.now()

        with pytest.raises(Refused, match="過ぎています"):
            batches.schedule(batch, by=secretariat, due_at=now - HOUR, now=now, seen=seen_of(reply))

    def test_what_was_not_read_is_refused(self, reply, opinion, secretariat):
        batch, now = a_batch(reply, opinion), timezone.now()

        with pytest.raises(Refused, match="まだ確かめていません"):
            batches.schedule(batch, by=secretariat, due_at=now + HOUR, now=now, seen=seen_of(reply))

    def test_what_changed_since_the_reading_is_refused(self, reply, secretariat, digital):
        batch, now, seen = a_batch(reply), timezone.now(), seen_of(reply)
        replies.edit(reply, by=digital, text="あとから足した文。")

        with pytest.raises(Refused, match="内容が変わりました"):
            batches.schedule(batch, by=secretariat, due_at=now + HOUR, now=now, seen=seen)

    def test_a_meeting_with_open_sentences_asks_for_a_reason(self, scenes, secretariat):
        meeting = fresh(scenes.about("u").meeting)
        batch, now = a_batch(meeting), timezone.now()
        seen, soon = seen_of(meeting), now + HOUR

        with pytest.raises(Refused, match="理由を書いてください"):
            batches.schedule(batch, by=secretariat, due_at=soon, now=now, seen=seen)
        reasons = {f"meeting.{meeting.pk}": "先に公表するため。"}
        batches.schedule(batch, by=secretariat, due_at=soon, now=now, seen=seen, reasons=reasons)
        going_out.publish_due(now=soon)

        meeting.refresh_from_db()
        assert (meeting.is_published, meeting.unread_reason) == (True, "先に公表するため。")

    def test_the_page_of_another_tab_is_too_old(self, reply, secretariat):
        batch, now = a_batch(reply, scheduled=True), timezone.now()
        later = now + 2 * HOUR

        batches.change_time(batch, by=secretariat, due_at=later, now=now, version=batch.version)

        with pytest.raises(Refused, match="先に変更しました"):
            batches.cancel(batch, by=secretariat, version=batch.version)

    def test_a_cancelled_batch_never_goes_out(self, reply, secretariat):
        batch = a_batch(reply, scheduled=True)
        batches.cancel(batch, by=secretariat)

        going_out.publish_due(now=batch.due_at + HOUR)

        reply.refresh_from_db()
        assert reply.status == "submitted"

    def test_a_done_batch_takes_no_new_time(self, reply, secretariat):
        batch = a_batch(reply, scheduled=True)
        going_out.publish_due(now=batch.due_at)

        for verb in (batches.change_time, batches.cancel):
            more = {"due_at": batch.due_at + HOUR, "now": timezone.now()}
            with pytest.raises(Refused):
                verb(batch, by=secretariat, **(more if verb is batches.change_time else {}))

    def test_what_is_taken_out_goes_on_waiting(self, reply, opinion, secretariat):
        batch = a_batch(reply, opinion, scheduled=True)
        batches.drop(batch.items.get(key="reply"), by=secretariat)

        going_out.publish_due(now=batch.due_at)

        reply.refresh_from_db()
        opinion.refresh_from_db()
        assert (reply.status, opinion.status) == ("submitted", "published")


@pytest.mark.django_db
class TestGoingOut:
    def test_before_its_time_nothing_happens(self, reply):
        batch = a_batch(reply, scheduled=True)

        count = going_out.publish_due(now=batch.due_at - timedelta(seconds=1))

        reply.refresh_from_db()
        assert (count, reply.status) == (0, "submitted")

    def test_at_its_time_all_of_it_is_public(self, reply, opinion, visitor, secretariat):
        batch = a_batch(reply, opinion, scheduled=True)

        going_out.publish_due(now=batch.due_at)

        batch.refresh_from_db()
        assert (batch.status, set(outcomes(batch).values())) == ("done", {"published"})
        assert reply in Reply.objects.visible_to(visitor)
        assert opinion in Opinion.objects.visible_to(visitor)
        entry = HistoryEntry.objects.filter(verb="publish", object_id=reply.pk).latest("pk")
        assert entry.by == secretariat

    def test_what_was_missed_is_made_up_for(self, reply):
        batch = a_batch(reply, scheduled=True)

        going_out.publish_due(now=batch.due_at + timedelta(days=3))

        reply.refresh_from_db()
        assert reply.published_at == batch.due_at + timedelta(days=3)

    def test_a_second_run_changes_nothing(self, reply):
        batch = a_batch(reply, scheduled=True)
        going_out.publish_due(now=batch.due_at)
        entries = HistoryEntry.objects.count()

        going_out.publish_due(now=batch.due_at + HOUR)
        going_out.publish_batch(batch, now=batch.due_at + HOUR)

        assert HistoryEntry.objects.count() == entries

    def test_what_changed_since_the_reading_stays_and_is_told(self, reply, opinion, digital):
        batch = a_batch(reply, opinion, scheduled=True)
        replies.edit(reply, by=digital, text="読まれていない文。")

        going_out.publish_due(now=batch.due_at)

        reply.refresh_from_db()
        assert reply.status == "submitted"
        assert outcomes(batch) == {
            f"reply.{reply.pk}": "left",
            f"opinion.{opinion.pk}": "published",
        }
        assert "内容が変わりました" in why(batch)

    def test_a_file_added_since_the_reading_counts_as_well(self, reply, digital):
        batch = a_batch(reply, scheduled=True)
        replies.attach(reply, by=digital, data=b"unread", filename="unread.txt")

        going_out.publish_due(now=batch.due_at)

        assert outcomes(batch) == {f"reply.{reply.pk}": "left"}

    def test_a_change_that_was_taken_back_is_no_change(self, reply, digital):
        batch, text = a_batch(reply, scheduled=True), reply.text
        edited = replies.edit(reply, by=digital, text="別の文。")
        replies.edit(edited, by=digital, text=text)

        going_out.publish_due(now=batch.due_at)

        assert outcomes(batch) == {f"reply.{reply.pk}": "published"}

    def test_a_withdrawn_request_is_left_with_its_replies(self, scenes, misato):
        found = scenes.about("u:replied")
        loose = a_request("取り下げる要望")
        batch = a_batch(loose, found.reply, scheduled=True)
        relations.withdraw(loose, by=misato, reason="不要になった。")
        relations.withdraw(found.local_request, by=misato, reason="不要になった。")

        going_out.publish_due(now=batch.due_at)

        assert set(outcomes(batch).values()) == {"left"}
        assert "取下げ" in why(batch)
        assert not LocalRequest.objects.get(pk=loose.pk).is_published

    def test_a_record_logged_after_the_reading_does_not_go_along(self, scenes, secretariat):
        place = scenes.about("p")
        for row in (place.local_request, place.commitment):
            type(row).objects.filter(pk=row.pk).update(published_at=None)
        request, promise, meeting = (
            fresh(row) for row in (place.local_request, place.commitment, place.meeting)
        )
        batch = a_batch(meeting)
        seen, now = seen_of(meeting), timezone.now()
        reasons = {f"meeting.{meeting.pk}": "残りは後で。"}
        batch = batches.schedule(
            batch, by=secretariat, due_at=now + HOUR, now=now, seen=seen, reasons=reasons
        )
        local_requests.edit(request, by=secretariat, title="読まれていない件名")

        going_out.publish_due(now=batch.due_at)

        assert not fresh(request).is_published
        assert fresh(promise).published_at == batch.due_at
        told = {each["ref"]: each["why_left"] for each in batch.items.get().along}
        assert "内容が変わりました" in told[f"request.{request.pk}"]
        assert told[f"commitment.{promise.pk}"] == ""

    def test_what_somebody_published_meanwhile_is_left_and_told(self, reply, secretariat):
        batch = a_batch(reply, scheduled=True)
        replies.publish(reply, by=secretariat, now=timezone.now())

        going_out.publish_due(now=batch.due_at)

        assert outcomes(batch) == {f"reply.{reply.pk}": "left"}
        assert "公表済" in why(batch)

    def test_who_is_no_longer_of_the_secretariat_publishes_nothing(self, reply, secretariat):
        batch = a_batch(reply, scheduled=True)
        Membership.objects.filter(user=secretariat).delete()

        going_out.publish_due(now=batch.due_at)

        batch.refresh_from_db()
        reply.refresh_from_db()
        assert (batch.status, reply.status) == ("done", "submitted")
        assert "事務局の担当でなくなった" in why(batch)

    def test_who_was_stopped_publishes_nothing(self, reply, secretariat):
        batch = a_batch(reply, scheduled=True)
        type(secretariat).objects.filter(pk=secretariat.pk).update(is_active=False)

        going_out.publish_due(now=batch.due_at)

        reply.refresh_from_db()
        assert reply.status == "submitted"

    def test_an_error_in_one_thing_does_not_hold_up_the_others(self, reply, opinion, monkeypatch):
        batch = a_batch(reply, opinion, scheduled=True)

        def breaks(obj):
            raise ZeroDivisionError

        monkeypatch.setitem(table(), "reply", dataclasses.replace(table()["reply"], texts=breaks))
        going_out.publish_due(now=batch.due_at)

        assert outcomes(batch) == {
            f"reply.{reply.pk}": "left",
            f"opinion.{opinion.pk}": "published",
        }
        assert "思わぬ誤り" in why(batch)

    def test_what_went_out_stays_said(self, reply):
        batch = a_batch(reply, scheduled=True)
        going_out.publish_due(now=batch.due_at)

        with pytest.raises(Exception, match="Cannot"):
            BatchItem.objects.filter(batch=batch).update(title="別の題")

    def test_the_task_takes_the_time_of_now(self, reply):
        batch = a_batch(reply, scheduled=True, due_at=timezone.now() + timedelta(seconds=1))
        Batch.objects.filter(pk=batch.pk).update(due_at=timezone.now())

        tasks.publish_due()

        reply.refresh_from_db()
        assert reply.status == "published"


class Killed(BaseException):
    """The worker is gone, in the middle of its work."""


@pytest.mark.django_db
@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_worker_killed_between_two_things_leaves_the_rest_to_the_next(
    scenes, reply, opinion, monkeypatch, after
):
    other = fresh(scenes.about("u:replied").reply)
    batch = a_batch(reply, other, opinion, scheduled=True)
    decide, done = going_out._decide, []

    def killed(item, batch, *, now):
        decide(item, batch, now=now)  # published, but not written down: both are taken back
        if len(done) == after:
            raise Killed
        done.append(item.ref)

    monkeypatch.setattr(going_out, "_decide", killed)
    with pytest.raises(Killed):
        going_out.publish_due(now=batch.due_at)
    monkeypatch.undo()
    half = list(outcomes(batch).values())
    public = Reply.objects.filter(status="published", pk__in=(reply.pk, other.pk)).count()
    public += Opinion.objects.filter(status="published", pk=opinion.pk).count()

    going_out.publish_due(now=batch.due_at + HOUR)

    batch.refresh_from_db()
    assert half.count("published") == public == after
    assert batch.status == BatchStatus.DONE
    assert set(outcomes(batch).values()) == {Outcome.PUBLISHED}
    for kind, pk in (("reply", reply.pk), ("reply", other.pk), ("opinion", opinion.pk)):
        entries = HistoryEntry.objects.filter(
            verb="publish", object_id=pk, content_type__model=kind
        )
        assert entries.count() == 1


@pytest.mark.django_db
def test_what_was_taken_down_after_the_reading_does_not_come_back_by_itself(reply, secretariat):
    """The texts are the same as those that were read; but somebody took them out since."""
    batch = a_batch(reply, scheduled=True)
    published = replies.publish(reply, by=secretariat, now=timezone.now())
    removals.unpublish(
        published, by=secretariat, ground="personal", reason="氏名があった。", now=timezone.now()
    )

    going_out.publish_due(now=batch.due_at)

    assert fresh(reply).status == "submitted"
    assert "内容が変わりました" in why(batch)
