"""Handing work over: adding a job, handing it to another worker, giving it up, asking again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jobs import hints, kinds
from jobs.claiming import SILENT, Claim, is_dead
from jobs.models import OPEN, Job, State

STOPPED = (
    "処理の途中でプログラムが何度も止まったため、中止しました。"
    "事務局の「止まっている仕事」から、もう一度頼めます。"
)
STOPPED_BY_HAND = "事務局が中止しました。"


@transaction.atomic
def add(kind: str, subject: object, *, now: datetime | None = None) -> Job:
    """Have something done, in the transaction of what it belongs to. One that waits or runs
    already begins anew: whoever has it now ends nothing."""
    now = now or timezone.now()
    fresh = {
        "state": State.WAITING, "attempts": 0, "not_before": now, "made_at": now,
        "heartbeat_at": None, "worker": "", "token": "", "problem": "",
    }  # fmt: skip
    job, made = Job.objects.get_or_create(
        kind=kind, subject=str(subject), state__in=OPEN, defaults=fresh
    )
    if not made:
        Job.objects.filter(pk=job.pk).update(**fresh)
    hints.on_commit(job.pk)
    return job


def again_later(claim: Claim, problem: str, *, seconds: float, now: datetime) -> None:
    """This try came to nothing: to be tried again after so many seconds, or given up when it was
    the last one."""
    kind = kinds.kind_of(claim.kind)
    if claim.attempts >= kind.attempts:
        give_up(claim, problem)
        return
    later = now + timedelta(seconds=seconds)
    if claim.close(state=State.WAITING, not_before=later, problem=problem):
        hints.on_commit(claim.key, seconds=seconds)


def give_up(claim: Claim, reason: str) -> None:
    """End a job without result, and say why where people look."""
    with transaction.atomic():
        changes = {"ended_at": timezone.now(), "problem": reason}
        if claim.close(state=State.GIVEN_UP, **changes):
            kinds.kind_of(claim.kind).give_up(claim.subject, reason)


def sweep(*, now: datetime) -> int:
    """Hand over what is silent too long or was held by a process that is gone, and make rows of
    what waits without one. Returns how many jobs were touched."""
    touched = 0
    for job in Job.objects.filter(state=State.RUNNING):
        if job.heartbeat_at is None or job.heartbeat_at < now - SILENT or is_dead(job.worker):
            hand_over(job, now=now)
            touched += 1
    for kind in kinds.all_kinds().values():
        for subject in kind.lost(now):
            if not Job.objects.open().filter(kind=kind.key, subject=subject).exists():
                add(kind.key, subject, now=now)
                touched += 1
    return touched


def hand_over(job: Job, *, now: datetime) -> None:
    """Take a job away from whoever has fallen silent. The first time it goes on at once."""
    claim = Claim(job.pk, job.kind, job.subject, job.attempts, job.token)
    pause = kinds.kind_of(job.kind).pause_seconds * (
        2 ** (job.attempts - 2) if job.attempts > 1 else 0
    )
    again_later(claim, STOPPED, seconds=pause, now=now)


@transaction.atomic
def again(job: Job, *, now: datetime) -> Job:
    """「もう一度」: begin anew, whatever became of it."""
    kinds.kind_of(job.kind).reopen(job.subject)
    return add(job.kind, job.subject, now=now)


@transaction.atomic
def stop(job: Job, *, now: datetime) -> bool:
    """「やめる」: give it up, whoever has it. False when it has ended already."""
    rows = Job.objects.filter(pk=job.pk, state__in=OPEN)
    stopped = rows.update(
        state=State.GIVEN_UP, token="", worker="", ended_at=now, problem=STOPPED_BY_HAND
    )
    if stopped:
        kinds.kind_of(job.kind).give_up(job.subject, STOPPED_BY_HAND)
    return bool(stopped)


def stuck(*, now: datetime) -> list[Job]:
    """What should have been done by now, and what was given up in the last thirty days."""
    late = now - timedelta(minutes=2)
    held_up = Q(state=State.WAITING, not_before__lt=late) | Q(
        state=State.RUNNING, heartbeat_at__lt=now - SILENT
    )
    tried = Q(state=State.WAITING, attempts__gt=0)
    given_up = Q(state=State.GIVEN_UP, ended_at__gt=now - timedelta(days=30))
    newer = Job.objects.filter(kind=OuterRef("kind"), subject=OuterRef("subject"))
    asked_again = Exists(newer.filter(pk__gt=OuterRef("pk")))
    return list(Job.objects.filter(held_up | tried | given_up).exclude(asked_again)[:200])
