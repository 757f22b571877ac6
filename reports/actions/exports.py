"""Files that take long: asked for by a person, written by a worker, kept for some days.

These rows follow no workflow table and leave no entry in the history: they hold nothing but what
the asker may see anyway. A status changes only by an UPDATE that names the one before it, so that
two workers, or a worker and the housekeeping, never both end the same file.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone

from accounts import rules
from accounts.models import User
from accounts.rules import Actor
from issues.enums import UNFINISHED, ExportStatus
from issues.models import Export
from reports.lists import producers
from reports.lists.producing import Producer, Progress
from reports.lists.selection import Order
from workflow.machine import Decision, RefusalKind, Refused

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a worker begins a file; a file that takes a worker down must not take them all."""
SILENT = timedelta(minutes=30)
"""Without a sign of life for so long it is not coming: longer than a killed worker's task waits for
the next one (`RONTEN_REDELIVERY_SECONDS`)."""
UNHEARD = {ExportStatus.WAITING: timedelta(minutes=1), ExportStatus.MAKING: timedelta(minutes=6)}
"""After so long without a sign of life the asker may ask again: when no worker seems to have heard
of it, and when the one that did has passed the time that any task may take."""
REMEMBERED = timedelta(days=30)
"""For so long after its end a row still tells that the file has expired."""
OF_ONE, OF_VISITORS = 5, 10
"""How many files one person, and how many all visitors together, may have under way at once."""
_EVERY_SECONDS = 0.5

Queue = Callable[[int], Any]

STOPPED = "作成が途中で止まりました。もう一度作成してください。"
UNEXPECTED = (
    "作成の途中で思わぬ誤りが起きました。もう一度作成しても同じときは、事務局に知らせてください。"
)
TOO_LONG = "時間がかかりすぎたため、止めました。条件で絞り込んでから、もう一度作成してください。"


@transaction.atomic
def ask(
    order: Order, producer: Producer, *, visitor: str = "", queue: Queue | None = None
) -> Export:
    """Ask for a file; `visitor` names the session of somebody who has not signed in. `queue` gets
    its key in the same transaction. Raises `Refused` when too many are under way, or when the list
    is too long for such a file."""
    actor = order.actor
    if reason := too_long(order, producer):
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    own = Export.objects.owned_by(actor, visitor=visitor)
    same = own.filter(producer=producer.key, query=order.query.urlencode(), status__in=UNFINISHED)
    if (waiting := same.first()) is not None:
        return waiting  # asked for twice by a second click
    _refuse_too_many(own, actor)
    export = Export.objects.create(
        asked_by=actor if isinstance(actor, User) else None,
        membership=rules.acting(actor),
        visitor="" if isinstance(actor, User) else visitor,
        producer=producer.key,
        query=order.query.urlencode(),
        conditions=list(order.conditions),
        total=order.count(),
        filename=order.filename(producer),
        asked_at=order.now,
        heard_at=order.now,
        expires_at=_kept_until(order.now),
    )
    if queue is not None:
        queue(export.pk)
    return export


@transaction.atomic
def ask_again(export: Export, *, now: datetime, queue: Queue | None = None) -> Export:
    """Have it made once more, with what is true now. Nothing happens to one that is under way
    unless it has been silent for a while (whoever should make it may never have heard of it)."""
    alive = Q()
    for status, silence in UNHEARD.items():
        alive |= Q(status=status, heard_at__gt=now - silence)
    rows = Export.objects.filter(pk=export.pk).exclude(alive)
    changed = rows.update(
        status=ExportStatus.WAITING, attempts=0, done=0, problem="", asked_at=now, heard_at=now,
        expires_at=_kept_until(now), size=0, sha256="", file="",
    )  # fmt: skip
    if changed:
        export.file.delete(save=False)
        if queue is not None:
            queue(export.pk)
    export.refresh_from_db()
    return export


def may_be_asked_again(export: Export, *, now: datetime) -> bool:
    """It failed, or nothing has been heard of it for a while."""
    if export.is_under_way:
        return export.heard_at <= now - UNHEARD[ExportStatus(export.status)]
    return export.status == ExportStatus.FAILED


def make(
    export: Export,
    *,
    now: datetime,
    finishing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Write the file: what a worker does. Safe to run twice; raises what the producer raises. It
    counts only within `finishing()`, by which the worker proves that the work is still its own."""
    attempt = _begin(export, now)
    if attempt is None:
        return
    order = Order(_actor(export), QueryDict(export.query), now)
    producer = producers.find(export.producer)
    if producer is None:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "この種類のファイルは、もう作れません。"))
    with TemporaryFile() as file:
        # On the disk: a long list would take several times its size of memory otherwise.
        producer.write(file, order, _telling(export, attempt))
        _finish(export, attempt, File(file), finishing)


def give_up(export: Export, *, problem: str) -> None:
    """Say why there is no file."""
    Export.objects.filter(pk=export.pk, status__in=UNFINISHED).update(
        status=ExportStatus.FAILED, problem=problem, heard_at=timezone.now()
    )


def clear(*, now: datetime) -> int:
    """Housekeeping: remove the files whose time has come or that belong to nobody any more, forget
    rows after a while, give up what is silent. Returns how many files went."""
    silent = Export.objects.filter(status__in=UNFINISHED, heard_at__lt=now - SILENT)
    silent.update(status=ExportStatus.FAILED, problem=STOPPED)
    gone = 0
    for export in Export.objects.filter(expires_at__lte=now).exclude(file=""):
        export.file.delete(save=False)
        Export.objects.filter(pk=export.pk).update(file="")
        gone += 1
    Export.objects.filter(expires_at__lte=now - REMEMBERED).delete()
    return gone + _clear_strays()


def _clear_strays() -> int:
    """A file outlives its row where a membership ended, or a worker died right after writing."""
    if not default_storage.exists("exports"):
        return 0
    there = {f"exports/{name}" for name in default_storage.listdir("exports")[1]}
    known = set(Export.objects.exclude(file="").values_list("file", flat=True))
    making = tuple(
        f"exports/{token}"
        for token in Export.objects.filter(status__in=UNFINISHED).values_list("token", flat=True)
    )
    strays = [name for name in there - known if not name.startswith(making)]
    for name in strays:
        default_storage.delete(name)
    return len(strays)


def too_long(order: Order, producer: Producer) -> str:
    """Why the list does not fit into such a file, and what to do; "" where it does."""
    if producer.most is None or order.count() <= producer.most:
        return ""
    return (
        f"{producer.label}にできるのは、{producer.most}件までです。"
        "条件で絞り込むか、ExcelかCSVで作成してください。"
    )


def _refuse_too_many(own: Any, actor: Actor) -> None:
    if own.filter(status__in=UNFINISHED).count() >= OF_ONE:
        reason = f"作成中のファイルが{OF_ONE}つあります。できてから、もう一度お試しください。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    visitors = Export.objects.filter(asked_by=None, status__in=UNFINISHED)
    if not actor.is_authenticated and visitors.count() >= OF_VISITORS:
        reason = "今は込み合っています。条件で絞り込むか、しばらくしてからお試しください。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))


def _kept_until(now: datetime) -> datetime:
    return now + timedelta(days=settings.EXPORT_KEPT_DAYS)


def _begin(export: Export, now: datetime) -> int | None:
    """The number of this attempt; None when there is nothing to do (any more)."""
    rows = Export.objects.filter(pk=export.pk, status__in=UNFINISHED)
    began = rows.filter(attempts__lt=ATTEMPTS).update(
        status=ExportStatus.MAKING, attempts=F("attempts") + 1, done=0, heard_at=now
    )
    if not began:
        rows.update(status=ExportStatus.FAILED, problem=STOPPED)
        return None
    export.refresh_from_db()
    return export.attempts


def _actor(export: Export) -> Actor:
    """Whoever asked, acting as then. Raises `Refused` for somebody who has left since."""
    user = export.asked_by
    if user is None:
        return AnonymousUser()
    if not user.is_active:
        raise Refused(Decision(RefusalKind.FORBIDDEN, "利用者の登録が止められています。"))
    user.acting = export.membership
    return user


def _telling(export: Export, attempt: int) -> Progress:
    rows = Export.objects.filter(pk=export.pk, status=ExportStatus.MAKING, attempts=attempt)
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done < total and monotonic() - last < _EVERY_SECONDS:
            return
        last = monotonic()
        rows.update(done=done, total=total, heard_at=timezone.now())

    return tell


def _finish(
    export: Export,
    attempt: int,
    data: File[bytes] | bytes,
    finishing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    data = ContentFile(data) if isinstance(data, bytes) else data
    export.file.save(export.filename, data, save=False)
    try:
        with finishing():
            finished = _end(export, attempt, data)
    except BaseException:
        export.file.delete(save=False)
        raise
    if not finished:
        logger.info("export %s was ended by somebody else", export.pk)
        export.file.delete(save=False)


def _end(export: Export, attempt: int, data: File[bytes]) -> bool:
    now, digest = timezone.now(), hashlib.sha256()
    for chunk in data.chunks():
        digest.update(chunk)
    finished = Export.objects.filter(
        pk=export.pk, status=ExportStatus.MAKING, attempts=attempt
    ).update(
        status=ExportStatus.DONE,
        done=F("total"),
        file=export.file.name,
        size=data.size,
        sha256=digest.hexdigest(),
        heard_at=now,
        expires_at=_kept_until(now),
    )
    return bool(finished)
