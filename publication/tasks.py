"""Background work of publishing: a thin task that calls the verb."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from publication.actions import going_out


# One that waited behind others is of no use: the next one does the same.
@shared_task(expires=60)
def publish_due() -> None:
    """Publish what was set for a time that has come. Safe to run twice, and to be killed."""
    going_out.publish_due(now=timezone.now())
