"""Publishing the batches whose time has come, thing by thing.

Each thing is its own transaction: it is published and its line in the list is written, or neither.
A second worker waits for the batch's row and finds the thing decided; one that was killed leaves
the rest to the next. Nothing is published twice, nothing is forgotten, and what cannot be
published says why.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError, transaction

from accounts.models import User
from accounts.rules import is_secretariat
from publication.actions import batches
from publication.actions.publishing import GONE, Published, publish
from publication.enums import BatchStatus, Outcome
from publication.models import Batch, BatchItem
from publication.rehearsal.publishable import table
from workflow.machine import Decision, RefusalKind, Refused

logger = logging.getLogger(__name__)

NOT_SECRETARIAT = "公表を予約した人が事務局の担当でなくなったため、公表しませんでした。"
UNEXPECTED = "思わぬ誤りが起きたため、公表しませんでした。システムの担当に知らせてください。"


def publish_due(*, now: datetime) -> int:
    """Publish all batches whose time has come, those missed while nothing ran among them. How
    many there were."""
    found = list(Batch.objects.due(now))
    for batch in found:
        publish_batch(batch, now=now)
    return len(found)


def publish_batch(batch: Batch, *, now: datetime) -> Batch:
    """Go on with one batch until everything in it is decided. Safe to run twice at once; nothing
    happens before its time, or after it was given up."""
    while _next(batch, now=now):
        pass
    batch.refresh_from_db()
    return batch


@transaction.atomic
def _next(batch: Batch, *, now: datetime) -> bool:
    """Decide one thing; False when there is nothing to do (any more)."""
    locked = Batch.objects.select_for_update(of=("self",)).filter(pk=batch.pk).due(now).first()
    if locked is None:
        return False
    item = locked.items.filter(outcome=Outcome.WAITING).first()
    if item is None:
        batches.finish(locked, now=now)
        return False
    _decide(item, locked, now=now)
    item.decided_at = now
    item.save()
    return True


def _decide(item: BatchItem, batch: Batch, *, now: datetime) -> None:
    try:
        with transaction.atomic():
            published = _publish(item, _in_whose_name(batch), now=now)
    except Refused as refused:
        item.outcome, item.why_left = Outcome.LEFT, refused.decision.reason
    except OperationalError:
        raise  # the database is away, or two met: the next run goes on here
    except Exception:
        logger.exception("publishing %s of batch %s failed", item.ref, batch.pk)
        item.outcome, item.why_left = Outcome.LEFT, UNEXPECTED
    else:
        item.outcome = Outcome.PUBLISHED
        item.along = [each.as_json() for each in published.along]


def _publish(item: BatchItem, by: User, *, now: datetime) -> Published:
    row, obj = table().get(item.key), item.obj
    if row is None or obj is None:
        raise Refused(Decision(RefusalKind.CONFLICT, GONE))
    return publish(row, obj, by=by, now=now, seen=item.seen, reason=item.reason, strict=False)


def _in_whose_name(batch: Batch) -> User:
    """Whoever set the time, acting as then. Raises `Refused` for somebody who may not any more."""
    user = batch.set_by
    assert user is not None and batch.status == BatchStatus.SCHEDULED  # noqa: PT018 - as `due` has it
    user.acting = batch.membership
    if not is_secretariat(user):
        raise Refused(Decision(RefusalKind.FORBIDDEN, NOT_SECRETARIAT))
    return user
