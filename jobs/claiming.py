"""Taking a job, showing a sign of life, ending it: each an UPDATE that names what was before, so
that of two who do the same job one alone ends it."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import psutil
from django.db import Error, connection, transaction
from django.db.models import F
from django.utils import timezone

from jobs.models import Job, State

BEAT_SECONDS = 10.0
SILENT = timedelta(seconds=60)
"""Without a sign of life for so long a job goes to somebody else."""
LONGEST = timedelta(minutes=10)
"""Longer than any job may take; from then on a worker that hangs gives no sign of life."""


class Lost(Exception):
    """The job was handed to somebody else, or stopped: what was done counts for nothing."""


@dataclass(frozen=True)
class Claim:
    """A job that this worker has taken, with the token that proves it."""

    key: int
    kind: str
    subject: str
    attempts: int
    token: str

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """What is written inside is written together with the end of the job, once. Raises `Lost`,
        with nothing written, when the job is no longer this worker's."""
        with transaction.atomic():
            yield
            if not self.end():
                raise Lost

    def end(self) -> bool:
        """The job is done. False when it is no longer this worker's, or has ended."""
        return self.close(state=State.DONE, ended_at=timezone.now(), problem="")

    def close(self, **changes: object) -> bool:
        """Let the job go with these changes. False when it is no longer this worker's."""
        rows = Job.objects.filter(pk=self.key, token=self.token, state=State.RUNNING)
        return bool(rows.update(token="", worker="", **changes))

    def beat(self) -> None:
        """A sign of life. Never waits for a row that is just being ended."""
        rows = Job.objects.filter(pk=self.key, token=self.token, state=State.RUNNING)
        with transaction.atomic():
            free = rows.select_for_update(skip_locked=True).values_list("pk", flat=True)
            Job.objects.filter(pk__in=list(free)).update(heartbeat_at=timezone.now())


def take(key: int, *, now: datetime) -> Claim | None:
    """Take a job that is due; None when somebody else has it, or there is nothing to do."""
    token = secrets.token_urlsafe(16)
    taken = Job.objects.due(now).filter(pk=key).update(
        state=State.RUNNING, token=token, worker=_own_name(), heartbeat_at=now,
        attempts=F("attempts") + 1,
    )  # fmt: skip
    if not taken:
        return None
    job = Job.objects.get(pk=key)
    return Claim(job.pk, job.kind, job.subject, job.attempts, token)


def is_dead(worker: str) -> bool:
    """Whether the process that had taken a job on this machine is gone; False where it stands on
    another one, of which only its silence can tell."""
    host, _, number = worker.rpartition(":")
    return host == socket.gethostname() and number.isdecimal() and not _lives(int(number))


def _lives(number: int) -> bool:
    try:
        return bool(psutil.Process(number).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _own_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


@contextmanager
def beating(claim: Claim) -> Iterator[None]:
    """Signs of life from a thread of its own, while the work goes on."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat, args=(claim, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(claim: Claim, ended: threading.Event) -> None:
    for _ in range(int(LONGEST.total_seconds() / BEAT_SECONDS)):
        if ended.wait(BEAT_SECONDS):
            break
        try:
            claim.beat()
        except Error:
            continue  # it may be back at the next beat
        finally:
            connection.close()


def let_go_of_connection() -> None:
    """The next question makes a new one: this one may be to a server that is gone. Not inside a
    transaction, which would be lost with it."""
    if not connection.in_atomic_block:
        connection.close()
