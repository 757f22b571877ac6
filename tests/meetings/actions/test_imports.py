from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DataError, transaction
from django.utils import timezone

from jobs import handing, running
from jobs.models import Job
from meetings import tasks
from meetings.actions import imports, saving
from meetings.enums import ImportStatus
from meetings.minutes import child
from meetings.models import MinutesImport, MinutesSource
from tests.factories import meetings as make
from workflow import history
from workflow.machine import RefusalKind, Refused

DATA = make.TEXT.encode()


def hand_in(by, data=DATA, **more):
    return imports.hand_in(by=by, data=data, filename="minutes.txt", **more)


def test_the_file_is_kept_byte_for_byte_under_its_hash(secretariat):
    handed_in = hand_in(secretariat)

    source = handed_in.source
    with source.file.open("rb") as file:
        assert file.read() == DATA
    assert (source.size, source.sha256[:8]) == (len(DATA), source.file.name.split("/")[-1][:8])
    assert handed_in.status == ImportStatus.QUEUED


def test_a_name_with_a_path_stays_inside_the_store(secretariat):
    handed_in = imports.hand_in(by=secretariat, data=DATA, filename="../../etc/passwd.t/x")

    assert handed_in.source.file.name.startswith("minutes/")
    assert ".." not in handed_in.source.file.name


@pytest.mark.parametrize("who", ["yamaguchi", "misato", "digital", "stranger"])
def test_others_may_not_hand_in_and_nothing_is_stored(request, who):
    with pytest.raises(Refused) as refused:
        hand_in(request.getfixturevalue(who))

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN
    assert MinutesSource.objects.count() == 0


def test_the_same_bytes_are_refused_once_they_are_saved(secretariat):
    first, second = hand_in(secretariat), hand_in(secretariat)
    saving.save(imports.read(first), by=secretariat)

    with pytest.raises(Refused) as refused:
        hand_in(secretariat)

    assert refused.value.decision.refusal is RefusalKind.CONFLICT
    assert MinutesImport.objects.exclude(pk=first.pk).get() == second


def test_a_member_of_the_team_may_not_hand_in_a_corrected_version(secretariat, wt_member):
    meeting = make.a_meeting(secretariat)

    with pytest.raises(Refused) as refused:
        hand_in(wt_member, DATA + b"\n", meeting=meeting)

    assert refused.value.decision.refusal is RefusalKind.FORBIDDEN


def test_that_a_file_is_to_be_read_is_stored_with_it(secretariat):
    handed_in = hand_in(secretariat, queue=tasks.queue_reading)

    job = Job.objects.get()
    assert (job.kind, job.subject, job.state) == ("reading", str(handed_in.pk), "waiting")


def test_an_import_whose_reading_is_stopped_says_so(secretariat):
    handed_in = hand_in(secretariat, queue=tasks.queue_reading)

    handing.stop(Job.objects.get(), now=timezone.now())

    handed_in.refresh_from_db()
    assert (handed_in.status, handed_in.problem) == ("failed", "事務局が中止しました。")


def test_a_reading_whose_worker_was_killed_goes_on(secretariat):
    """Accepted before work was a row, and READING for ever since."""
    handed_in = hand_in(secretariat)
    MinutesImport.objects.update(
        status=ImportStatus.READING, started_at=timezone.now() - timedelta(hours=1)
    )

    handing.sweep(now=timezone.now())
    running.work(Job.objects.get().pk)

    handed_in.refresh_from_db()
    assert handed_in.status == ImportStatus.READY
    assert Job.objects.get().state == "done"


def test_reading_leaves_every_step_in_the_record(secretariat):
    minutes_import = imports.read(hand_in(secretariat))

    verbs = [entry.verb for entry in history.entries_of(minutes_import)]
    assert verbs == ["hand_in", "start_reading", "finish_reading"]
    assert minutes_import.progress == 100


def test_reading_twice_changes_nothing(secretariat):
    minutes_import = imports.read(hand_in(secretariat))

    again = imports.read(minutes_import)

    assert (again.status, again.version) == (ImportStatus.READY, minutes_import.version)


def test_a_file_without_speeches_fails_with_a_reason(secretariat):
    minutes_import = imports.read(hand_in(secretariat, "覚え書き".encode()))

    assert minutes_import.status == ImportStatus.FAILED
    assert minutes_import.problem.startswith("発言が見つかりませんでした。")


def test_a_failed_reading_can_be_asked_for_again_and_read(secretariat):
    minutes_import = imports.give_up(hand_in(secretariat), problem="止めました。")

    again = imports.queue_again(minutes_import, by=secretariat)
    read = imports.read(again)

    assert (again.status, again.problem) == (ImportStatus.QUEUED, "")
    assert read.status == ImportStatus.READY


def test_a_reading_that_was_asked_for_again_half_way_ends_once(secretariat):
    minutes_import = hand_in(secretariat)

    def reader_while_somebody_asks_again(*args, **options):
        under_way = MinutesImport.objects.get(pk=minutes_import.pk)
        again = imports.queue_again(under_way, by=secretariat)
        imports.read(again, reader=child.understand)
        return child.understand(*args, **options)

    read = imports.read(minutes_import, reader=reader_while_somebody_asks_again)

    assert read.status == ImportStatus.READY


def test_the_task_never_leaves_an_import_in_between(secretariat):
    minutes_import = hand_in(secretariat)
    minutes_import.source.file.storage.delete(minutes_import.source.file.name)

    running.work(handing.add("reading", minutes_import.pk).pk)

    minutes_import.refresh_from_db()
    assert minutes_import.status == ImportStatus.FAILED
    assert "思わぬ誤り" in minutes_import.problem


def test_a_discarded_import_is_not_read(secretariat, django_capture_on_commit_callbacks):
    minutes_import = hand_in(secretariat)
    with django_capture_on_commit_callbacks(execute=True):
        imports.discard(minutes_import, by=secretariat)

    read = imports.read(minutes_import)

    assert read.status == ImportStatus.DISCARDED


def test_a_correction_over_a_newer_one_is_refused(secretariat, wt_member):
    ready = make.an_import(secretariat)
    imports.correct(ready, by=wt_member, corrections={"speakers": {}}, version=ready.version)

    with pytest.raises(Refused) as refused:
        imports.correct(ready, by=secretariat, corrections={}, version=ready.version)

    assert refused.value.decision.refusal is RefusalKind.CONFLICT


def test_a_file_whose_import_cannot_be_recorded_is_not_left_behind(secretariat, settings):
    with pytest.raises(DataError), transaction.atomic():
        imports.hand_in(by=secretariat, data=DATA, filename="a\x00.txt")

    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert left == []


def test_invisible_control_characters_are_dropped_and_said(secretariat):
    read = imports.read(hand_in(secretariat, DATA.replace(b"\n", b"\x00\n", 3)))

    assert read.status == ImportStatus.READY
    assert [note["code"] for note in read.reading["notes"]] == ["control_characters"]
