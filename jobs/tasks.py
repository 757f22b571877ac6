"""What Celery carries: the hint that there is a job, and the round each minute."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from jobs import handing, running


# A worker that is killed leaves the hint to the next one.
@shared_task(acks_late=True, reject_on_worker_lost=True, ignore_result=True)
def look(key: int) -> None:
    """Do the job of this number, unless somebody has done it."""
    running.work(key)


@shared_task(ignore_result=True, expires=50)
def sweep() -> None:
    """Hand over what is silent."""
    handing.sweep(now=timezone.now())
