"""止まっている仕事: what the secretariat sees of background work, and its two buttons."""

import pytest
from django.utils import timezone

from jobs import handing
from jobs.models import Job
from meetings import tasks
from meetings.actions import imports
from meetings.models import MinutesImport

pytestmark = pytest.mark.django_db


def test_what_gets_on_is_not_listed(as_, secretariat):
    imports.hand_in(by=secretariat, data=b"a", filename="a.txt", queue=tasks.queue_reading)

    assert "止まっている仕事はありません" in as_(secretariat).get("/work/").content.decode()


def test_a_reading_is_stopped_and_asked_for_again(as_, secretariat):
    client = as_(secretariat)
    imports.hand_in(by=secretariat, data=b"a", filename="第1回.txt", queue=tasks.queue_reading)
    job = Job.objects.get()

    client.post(f"/work/{job.pk}/stop/")
    page = client.get("/work/").content.decode()
    stopped = MinutesImport.objects.get().status
    client.post(f"/work/{job.pk}/again/")

    assert "議事要旨の読取り" in page
    assert "第1回.txt" in page
    assert handing.STOPPED_BY_HAND in page
    assert (stopped, MinutesImport.objects.get().status) == ("failed", "queued")
    assert Job.objects.open().count() == 1
    assert handing.stuck(now=timezone.now()) == []
