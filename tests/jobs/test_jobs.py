"""Work as rows: taken once, handed over when silent, given up with a reason, ended once."""

import os
import socket
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from jobs import claiming, handing, keeping, kinds, running
from jobs.claiming import Lost
from jobs.kinds import Again, Kind
from jobs.models import Job

pytestmark = pytest.mark.django_db
DEAD = 2**22 - 3
"""No process has this number."""


class Work:
    """A kind of work for these tests: does what `do` says, remembers what came of it."""

    def __init__(self):
        self.do = lambda claim: None
        self.done, self.given_up, self.waiting = [], [], []

    def run(self, subject, claim):
        self.do(claim)
        with claim.finishing():
            self.done.append(subject)


@pytest.fixture
def work(monkeypatch):
    work = Work()
    kind = Kind(
        key="testing", label="試し", run=work.run, title=str, url=lambda subject: "",
        give_up=lambda subject, reason: work.given_up.append((subject, reason)),
        unexpected="思わぬ誤りです。", lost=lambda now: work.waiting,
    )  # fmt: skip
    monkeypatch.setattr(kinds, "all_kinds", lambda: {"testing": kind})
    return work


def state(job):
    job.refresh_from_db()
    return job.state


def running_elsewhere(job, worker="elsewhere:1", silent=timedelta()):
    Job.objects.filter(pk=job.pk).update(
        state="running", token="theirs", worker=worker, attempts=1,
        heartbeat_at=timezone.now() - silent,
    )  # fmt: skip


def test_a_job_is_done_once_however_often_it_is_told_of(work):
    job = handing.add("testing", 7)

    told = [running.work(job.pk), running.work(job.pk)]

    assert (told, work.done, state(job)) == ([True, False], ["7"], "done")


def test_the_same_work_is_one_row_as_long_as_it_is_open(work):
    first, second = handing.add("testing", 7), handing.add("testing", 7)

    assert first == second
    assert Job.objects.count() == 1


def test_one_who_is_asked_for_again_half_way_writes_nothing(work):
    job = handing.add("testing", 7)
    work.do = lambda claim: handing.add("testing", 7)

    running.work(job.pk)
    ended_at_first = list(work.done)
    work.do = lambda claim: None
    running.work(job.pk)

    assert state(job) == "done"
    assert (len(ended_at_first), len(work.done)) == (1, 2)


def test_what_was_written_by_one_who_lost_the_job_is_taken_back(work):
    job = handing.add("testing", 7)
    claim = claiming.take(job.pk, now=timezone.now())
    handing.add("testing", 7)

    with pytest.raises(Lost), claim.finishing():
        Job.objects.create(
            kind="testing", subject="written", not_before=timezone.now(), made_at=timezone.now()
        )

    assert not Job.objects.filter(subject="written").exists()


def test_silence_hands_a_job_over_and_a_dead_process_at_once(work):
    silent, dead, alive = (handing.add("testing", number) for number in (1, 2, 3))
    running_elsewhere(silent, silent=claiming.SILENT * 2)
    running_elsewhere(dead, worker=f"{socket.gethostname()}:{DEAD}")
    running_elsewhere(alive, worker=f"{socket.gethostname()}:{os.getpid()}")

    touched = handing.sweep(now=timezone.now())

    assert (touched, state(silent), state(dead), state(alive)) == (
        2, "waiting", "waiting", "running",
    )  # fmt: skip


def test_a_job_that_takes_its_workers_down_is_given_up_with_a_reason(work):
    job = handing.add("testing", 7)
    running_elsewhere(job, silent=claiming.SILENT * 2)
    Job.objects.update(attempts=3)

    handing.sweep(now=timezone.now())

    assert state(job) == "given_up"
    assert work.given_up == [("7", handing.STOPPED)]


def test_a_try_that_came_to_nothing_is_made_again_later_and_not_for_ever(work):
    job = handing.add("testing", 7)

    def fail(claim):
        raise Again("相手が断りました。", seconds=60)

    work.do = fail
    running.work(job.pk)
    at_once = running.work(job.pk)
    for _ in range(2):
        Job.objects.update(not_before=timezone.now())
        running.work(job.pk)

    assert at_once is False
    assert work.given_up == [("7", "相手が断りました。")]


def test_a_database_that_is_away_is_no_reason_to_give_up(work):
    job = handing.add("testing", 7)

    def fail(claim):
        raise OperationalError("server closed the connection")

    work.do = fail
    running.work(job.pk)

    assert (state(job), work.given_up) == ("waiting", [])


def test_a_fault_of_ours_is_told_in_words(work):
    job = handing.add("testing", 7)

    def fail(claim):
        raise ValueError("ours")

    work.do = fail
    running.work(job.pk)

    assert (state(job), work.given_up) == ("given_up", [("7", "思わぬ誤りです。")])


def test_whoever_looks_after_the_rows_does_what_nobody_has_heard_of(work):
    heard, unheard = handing.add("testing", 1), handing.add("testing", 2)
    Job.objects.filter(pk=unheard.pk).update(not_before=timezone.now() - running.UNHEARD * 2)
    work.waiting = ["3"]
    rounds = iter([True, False])

    keeping.watch(goes_on=lambda: next(rounds), sleep=lambda seconds: None)

    assert (work.done, state(heard)) == (["2"], "waiting")
    assert Job.objects.get(subject="3").state == "waiting"


def test_the_command_lists_what_does_not_get_on_and_asks_again(work, capsys):
    call_command("jobs")
    job = handing.add("testing", 7)
    handing.stop(job, now=timezone.now())

    call_command("jobs")
    call_command("jobs", again=job.pk)
    (new,) = Job.objects.open()
    call_command("jobs", stop=new.pk)

    said = capsys.readouterr().out.splitlines()
    assert said == [
        "止まっている仕事はありません。",
        f"{job.pk}\t試し「7」\t中止\t0回\t事務局が中止しました。",
        "もう一度頼みました。",
        "やめました。",
    ]
