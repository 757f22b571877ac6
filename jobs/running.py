"""Doing a job: what a worker does, whoever told it."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from jobs import handing, kinds
from jobs.claiming import Claim, Lost, beating, is_dead, let_go_of_connection, take
from jobs.models import Job, State

logger = logging.getLogger(__name__)
TOO_LONG = "時間がかかりすぎたため、止めました。内容を分けるか絞り込んで、もう一度頼んでください。"
UNANSWERED = "データベースが応答しませんでした。"
UNHEARD = timedelta(seconds=5)
"""What is due for so long nobody has heard of."""


def work(key: int) -> bool:
    """Do the job of this number, if it is to be done. False when it was not."""
    job = Job.objects.filter(pk=key).first()
    if job is not None and job.state == State.RUNNING and is_dead(job.worker):
        handing.hand_over(job, now=timezone.now())
    claim = take(key, now=timezone.now())
    if claim is None:
        return False
    try:
        with beating(claim):
            _run(claim)
    except Lost:
        logger.info("job %s was handed to somebody else", key)
    return True


def work_off() -> int:
    """Do, one after the other, what is due and nobody has heard of. Returns how many jobs."""
    due = Job.objects.due(timezone.now() - UNHEARD).order_by("not_before", "pk")
    return sum(work(key) for key in due.values_list("pk", flat=True)[:50])


def _run(claim: Claim) -> None:
    kind = kinds.kind_of(claim.kind)
    try:
        kind.run(claim.subject, claim)
        claim.end()
    except Lost:
        raise
    except kinds.Again as later:
        handing.again_later(claim, later.problem, seconds=later.seconds, now=timezone.now())
    except SoftTimeLimitExceeded:
        handing.give_up(claim, TOO_LONG)
    except (OperationalError, InterfaceError):
        logger.exception("job %s: the database", claim.key)
        let_go_of_connection()
        handing.again_later(claim, UNANSWERED, seconds=kind.pause_seconds, now=timezone.now())
    except Exception:
        logger.exception("job %s failed", claim.key)
        handing.give_up(claim, kind.unexpected)
