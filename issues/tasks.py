"""Background work around lists: fetch, call the verb, and never leave a file in between."""

from __future__ import annotations

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.http import Http404
from django.utils import timezone

from issues.actions import exports
from issues.models import Export
from workflow.machine import Refused

logger = logging.getLogger(__name__)


# A worker that is killed leaves the file to the next one (see `exports.ATTEMPTS`).
@shared_task(acks_late=True, reject_on_worker_lost=True)
def make_export(export_id: int) -> None:
    """Write a file that somebody asked for. Safe to run twice."""
    export = Export.objects.select_related("asked_by", "membership__organization").filter(
        pk=export_id
    )
    if (found := export.first()) is None:
        return  # it went with the membership under which it was asked for
    try:
        exports.make(found, now=timezone.now())
    except SoftTimeLimitExceeded:
        exports.give_up(found, problem=exports.TOO_LONG)
    except Refused as refused:
        exports.give_up(found, problem=refused.decision.reason)
    except Http404 as unseen:
        exports.give_up(found, problem=str(unseen))
    except Exception:
        logger.exception("export %s failed", export_id)
        exports.give_up(found, problem=exports.UNEXPECTED)


@shared_task
def clear_exports() -> None:
    """Remove the files whose time has come."""
    exports.clear(now=timezone.now())


def queue_export(export_id: int) -> None:
    """Hand the file to a worker."""
    make_export.delay(export_id)
