"""Background work around lists: fetch, call the verb, and never leave a file in between."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils import timezone

from issues.enums import UNFINISHED
from issues.models import Export
from jobs import handing
from jobs.claiming import Claim, Lost
from jobs.kinds import Kind
from jobs.models import OPEN, Job
from reports.actions import exports
from workflow.machine import Refused

logger = logging.getLogger(__name__)
EXPORT = "export"


def make_export(
    export_id: int, finishing: Callable[[], AbstractContextManager[None]] = nullcontext
) -> None:
    """Write a file that somebody asked for. Safe to run twice."""
    export = Export.objects.select_related("asked_by", "membership__organization").filter(
        pk=export_id
    )
    if (found := export.first()) is None:
        return  # it went with the membership under which it was asked for
    try:
        exports.make(found, now=timezone.now(), finishing=finishing)
    except (Lost, OperationalError, InterfaceError):
        raise  # another worker has it; or the database may be back at the next try
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
    """Have the file made, as part of the transaction that keeps the order."""
    handing.add(EXPORT, export_id)


def _run(subject: str, claim: Claim) -> None:
    make_export(int(subject), claim.finishing)


def _give_up(subject: str, reason: str) -> None:
    if (export := Export.objects.filter(pk=subject).first()) is not None:
        exports.give_up(export, problem=reason)


def _reopen(subject: str) -> None:
    exports.ask_again(Export.objects.get(pk=subject), now=timezone.now())


def _title(subject: str) -> str:
    return str(Export.objects.filter(pk=subject).first() or subject)


def _lost(now: datetime) -> Iterable[str]:
    """Ordered before work was a row."""
    under_way = Job.objects.filter(kind=EXPORT, state__in=OPEN).values_list("subject", flat=True)
    waiting = Export.objects.filter(status__in=UNFINISHED, heard_at__lt=now - timedelta(minutes=1))
    return [str(key) for key in waiting.values_list("pk", flat=True) if str(key) not in under_way]


KINDS = (
    Kind(
        key=EXPORT,
        label="一覧のファイルの作成",
        run=_run,
        give_up=_give_up,
        title=_title,
        # The file itself is for whoever asked, nobody else.
        url=lambda subject: "",
        unexpected=exports.UNEXPECTED,
        attempts=exports.ATTEMPTS,
        lost=_lost,
        reopen=_reopen,
    ),
)
