"""Frozen reports: the original and its digest stay; everybody but the secretariat gets the version
without what was taken out since."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from issues.actions import local_requests, opinions, replies
from issues.models import LocalRequest
from meetings.models import ClosedReport, ReportVersion
from meetings.sessions import report_content
from publication.actions import blackouts, removals
from publication.removals import places, removable
from tests.meetings.sessions.conftest import moment
from tests.publication import reading_all

NAME = "目印花子"
TITLE = f"{NAME}の求める費用"
SAID = "目印の答弁"
VIEW = "目印の見解"


def close_over_two(stage):
    """A published session, closed over two published requests; one with reply and opinion."""
    secretariat = stage.cast.secretariat
    asked = stage.triage(stage.log(TITLE, trouble=f"{NAME}が困る。"), moment(4, 15))
    reply = stage.reply(asked, moment(5, 1))
    opinion = stage.opinion(reply.local_request, moment(5, 10), stance="partly")
    replies.publish(reply, by=secretariat, now=timezone.now())
    opinions.publish(opinion, by=secretariat, now=timezone.now())
    for row in (LocalRequest.objects.get(title=TITLE), stage.log("別の要望", "talent")):
        local_requests.publish(row, by=secretariat, now=timezone.now())
    meeting = stage.hold(stage.session(1, 5, 20))
    stage.record(meeting, LocalRequest.objects.get(title=TITLE), "discussed", note=f"{NAME}が来た")
    stage.close(meeting)
    return meeting


@pytest.fixture
def closed(remember):
    return remember(close_over_two)


def paths(meeting):
    listed = (f"/requests/?as_of={meeting.pk}", f"/exports/make/overview.csv/?as_of={meeting.pk}",
              f"/exports/make/overview.xlsx/?as_of={meeting.pk}",
              f"/exports/make/overview.jsonl/?as_of={meeting.pk}",
              f"/requests/?as_of={meeting.pk}&columns={reading_all.EVERY_COLUMN}",
              f"/requests/print/?as_of={meeting.pk}")  # fmt: skip
    return (*reading_all.of_meeting(meeting), *listed)


def saying(client, words, meeting):
    found = reading_all.texts(client, paths(meeting))
    return {path for path, text in found.items() if words in text}


def given(stage, **more):
    said = {"ground": "personal", "reason": "個人の名前のため。", "now": timezone.now()}
    return {"by": stage.cast.secretariat, **said, **more}


def test_words_under_ink_are_out_of_every_download(closed, stage, as_, visitor):
    report = ClosedReport.objects.get()
    digest, content = report.sha256, report.content
    before = saying(as_(visitor), NAME, closed)

    blackouts.black_out([f.place for f in places.everywhere(NAME)], **given(stage))

    report = ClosedReport.objects.get()
    newest = report.versions.last()
    assert len(before) > 5
    assert saying(as_(visitor), NAME, closed) == set()
    assert saying(as_(stage.cast.wt_member), NAME, closed) == set()
    team = f"/meetings/{closed.pk}/report/team/overview.csv"
    assert NAME not in reading_all.text_of(as_(stage.cast.wt_member).get(team))
    assert NAME in reading_all.text_of(as_(stage.cast.secretariat).get(team))
    assert (report.sha256, report.content) == (digest, content)
    assert report_content.is_intact(report)
    assert report_content.digest(newest.content) == newest.sha256 != digest
    page = as_(visitor).get(f"/meetings/{closed.pk}/report/").content.decode()
    assert digest in page
    assert newest.sha256 in page


@pytest.mark.parametrize("what", ["request", "reply", "opinion"])
def test_what_is_taken_down_is_out_for_outsiders_and_in_for_the_team(
    what, closed, stage, as_, visitor
):
    asked = LocalRequest.objects.get(title=TITLE)
    reply = asked.replies.get()
    obj = {"request": asked, "reply": reply, "opinion": reply.opinions.get()}[what]
    words = {"request": TITLE, "reply": "検討（期限なし）", "opinion": "一部納得"}[what]
    files = [f"/meetings/{closed.pk}/report/public/overview.csv", f"/meetings/{closed.pk}/report/"]
    before = [words in reading_all.text_of(as_(visitor).get(path)) for path in files]

    removal = removals.unpublish(obj, **given(stage, ground="by_mistake"))

    after = [words in reading_all.text_of(as_(visitor).get(path)) for path in files]
    inside = as_(stage.cast.secretariat).get(f"/meetings/{closed.pk}/report/").content.decode()
    assert before[0]
    assert after[0] is False
    if what == "request":
        assert after == [False, False]
    assert words in inside
    assert ReportVersion.objects.get().removal == removal
    assert removal.public_line in as_(visitor).get(files[1]).content.decode()


def test_taking_ink_off_again_writes_a_version_with_the_words(closed, stage, as_, visitor):
    asked = LocalRequest.objects.get(title=TITLE)
    found = places.in_thing(removable.removable_of(asked), asked, NAME)
    (removal,) = blackouts.black_out([f.place for f in found], **given(stage))

    blackouts.show_words(
        removal, by=stage.cast.secretariat, reason="取り違えた。", now=timezone.now()
    )

    report = ClosedReport.objects.get()
    assert report.versions.count() == 2
    assert report.versions.last().sha256 == report.sha256
    assert TITLE in reading_all.text_of(
        as_(visitor).get(f"/meetings/{closed.pk}/report/public/overview.csv")
    )


def test_a_report_closed_afterwards_holds_the_ink_alone(closed, stage):
    blackouts.black_out([f.place for f in places.everywhere(NAME)], **given(stage))

    later = stage.hold(stage.session(2, 6, 20))
    stage.close(later)

    assert NAME not in str(ClosedReport.objects.get(meeting=later).content)


@pytest.mark.parametrize("change", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_the_database_keeps_each_version_as_it_is(change, closed, stage):
    removals.unpublish(LocalRequest.objects.get(title=TITLE), **given(stage))

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(change.format(ReportVersion._meta.db_table))
