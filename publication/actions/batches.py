"""What can be done with a batch before its time: put together, set for a time, given up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from publication.actions.publishing import CHANGED, GONE, NOT_READ, Published, refuse_long
from publication.enums import Outcome
from publication.models import Batch, BatchItem
from publication.rehearsal.looking import digests, seen_now
from publication.rehearsal.publishable import Publishable, table
from publication.transitions import BATCH
from workflow.machine import Decision, RefusalKind, Refused
from workflow.pointing import pointing_at
from workflow.step import begin, step

PAST = "公表する日時が過ぎています。これからの日時を書いてください。"


@transaction.atomic
def prepare(things: Iterable[tuple[str, Any]], *, by: User, now: datetime) -> Batch:
    """Put things together, by key and object; they are published in the order of the table.

    What goes along with one of them is not listed a second time. Raises `Refused` for nothing.
    """
    chosen = _without_those_along(list(things))
    if not chosen:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "公表するものを選んでください。"))
    batch = Batch(prepared_by=by, prepared_at=now)
    begin(BATCH, "prepare", batch, by=by, details={"titles": [r.title(o) for r, o in chosen]})
    for position, (row, obj) in enumerate(chosen):
        _item(batch, position, row, obj).save()
    return batch


def drop(item: BatchItem, *, by: User) -> Batch:
    """Take one thing out again; it goes on waiting."""
    with step(BATCH, "drop", item.batch, by=by) as under_way:
        under_way.details["title"] = item.title
        item.delete()
    return under_way.obj


def schedule(
    batch: Batch,
    *,
    by: User,
    due_at: datetime,
    now: datetime,
    seen: Mapping[str, str],
    reasons: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Batch:
    """Set the batch, as it was read (`seen`, see `looking.seen_now`), for a time not past;
    `now` itself is at once. `reasons` by ref, where one is wanted. Raises `Refused` when a thing
    was not read or is another by now."""
    with step(BATCH, "schedule", batch, by=by, version=version) as under_way:
        _refuse_past(due_at, now)
        for item in under_way.obj.items.all():
            _keep_what_was_read(item, seen, reasons or {})
        _set(under_way.obj, by, due_at)
        under_way.details["due_at"] = due_at.isoformat()
    return under_way.obj


def change_time(
    batch: Batch, *, by: User, due_at: datetime, now: datetime, version: int | None = None
) -> Batch:
    """Another time for what was read already. It goes out in the name of whoever set it last."""
    with step(BATCH, "change_time", batch, by=by, version=version) as under_way:
        _refuse_past(due_at, now)
        _set(under_way.obj, by, due_at)
    return under_way.obj


def cancel(batch: Batch, *, by: User, reason: str = "", version: int | None = None) -> Batch:
    """Give it up: all of it goes on waiting."""
    with step(BATCH, "cancel", batch, by=by, reason=reason, version=version) as under_way:
        pass
    return under_way.obj


@transaction.atomic
def put_down(
    row: Publishable, published: Published, *, by: User, now: datetime, seen: Mapping[str, str]
) -> Batch:
    """Put down something that was published by itself, for the list of what went out."""
    batch = Batch(prepared_by=by, prepared_at=now)
    begin(BATCH, "prepare", batch, by=by)
    item = _item(batch, 0, row, published.obj)
    item.seen, item.along = dict(seen), [each.as_json() for each in published.along]
    item.save()
    with step(BATCH, "schedule", batch, by=by) as under_way:
        _set(under_way.obj, by, now)
    item.outcome, item.decided_at = Outcome.PUBLISHED, now
    item.save()
    return finish(under_way.obj, now=now)


def finish(batch: Batch, *, now: datetime) -> Batch:
    """Everything is decided."""
    assert batch.set_by is not None  # only what was set for a time is published
    with step(BATCH, "finish", batch, by=batch.set_by) as under_way:
        under_way.obj.finished_at = now
    return under_way.obj


def refused_now(item: BatchItem, *, by: User) -> str:
    """Why the thing could not be published as it is now; "" when it could."""
    if item.obj is None:
        return GONE
    row = table()[item.key]
    decision = row.decide(by, item.obj)
    if not decision:
        return decision.reason
    current = digests([(row, item.obj)])[item.ref]
    return "" if item.seen.get(item.ref) in (None, current) else CHANGED


def _item(batch: Batch, position: int, row: Publishable, obj: Any) -> BatchItem:
    return BatchItem(
        batch=batch,
        position=position,
        key=row.key,
        **pointing_at(obj),
        title=row.title(obj)[:400],
    )


def _without_those_along(things: list[tuple[str, Any]]) -> list[tuple[Publishable, Any]]:
    rows = table()
    order = {key: position for position, key in enumerate(rows)}
    by_ref = {rows[key].ref(obj): (rows[key], obj) for key, obj in things}
    for row, obj in tuple(by_ref.values()):
        for key, other in row.along(obj):
            by_ref.pop(rows[key].ref(other), None)
    return sorted(by_ref.values(), key=lambda pair: order[pair[0].key])


def _keep_what_was_read(
    item: BatchItem, seen: Mapping[str, str], reasons: Mapping[str, str]
) -> None:
    row = table()[item.key]
    if item.obj is None:
        raise Refused(Decision(RefusalKind.CONFLICT, f"「{item.title}」は、もうありません。"))
    current = seen_now(row, item.obj)
    read = {ref: seen[ref] for ref in current if ref in seen}
    if read.keys() != current.keys():
        raise Refused(Decision(RefusalKind.CONFLICT, f"「{item.title}」：{NOT_READ}"))
    if read != current:
        raise Refused(Decision(RefusalKind.CONFLICT, f"「{item.title}」：{CHANGED}"))
    reason = reasons.get(item.ref, "").strip()
    if (wanted := row.wants_reason(item.obj)) and not reason:
        raise Refused(Decision(RefusalKind.INCOMPLETE, f"「{item.title}」：{wanted}"))
    refuse_long(reason)
    item.seen, item.reason = current, reason
    item.save()


def _refuse_past(due_at: datetime, now: datetime) -> None:
    if due_at < now:
        raise Refused(Decision(RefusalKind.INCOMPLETE, PAST))


def _set(batch: Batch, by: User, due_at: datetime) -> None:
    batch.due_at, batch.set_by, batch.membership = due_at, by, by.acting
