"""The only writer of statuses: lock, decide, run the body, check, save, write the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import pghistory
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from workflow import doubles, history, meanwhile
from workflow.machine import PREVIOUS, Decision, RefusalKind, Refused, Workflow
from workflow.models import HistoryEntry, StatusChange, plain
from workflow.sending import once
from workflow.signals import begun, moved
from workflow.validation import full_clean

M = TypeVar("M", bound=models.Model)

UNRECORDED = frozenset({"version", "updated_at", "reading", "tried", "outlines"})
"""Fields that follow from others (or from the stored file) and would only fill the record."""


@dataclass
class Step(Generic[M]):
    """A move under way: the locked object to change, and what else the record should hold."""

    obj: M
    details: dict[str, Any] = field(default_factory=dict)
    standing: str = ""
    """The status that stays, when the move counts before the one that led to it."""
    back_to: str = ""
    """The status that a move to `PREVIOUS` returns to, where that is not the one before the last
    change: what it takes back lies further behind."""


@contextmanager
def step(
    workflow: Workflow,
    verb: str,
    obj: M,
    *,
    by: User,
    reason: str = "",
    version: int | None = None,
    effective_at: datetime | None = None,
    belated: bool = False,
    save: Callable[[M], None] | None = None,
) -> Iterator[Step[M]]:
    """Make the move `verb` on `obj`.

    Yields the freshly locked object in a transaction; the body changes it. `version` is the one
    the person saw: another one in the database means that somebody was faster. Raises `Refused`
    (who, status, missing things, version, invalid fields) and then nothing has changed.

    A `belated` move is one of the past (`effective_at`), written down now. Where changes of status
    count later, it is decided on the status of then and takes its place in the record before them;
    the present status stays. `save` stores what the database lets nobody change the usual way.
    """
    if belated and workflow[verb].target == PREVIOUS:
        raise ValueError("only the latest change of status can be taken back")
    with doubles.refused(), transaction.atomic(), pghistory.context(verb=verb, by=by.pk):
        # What was taken back is hidden from the default manager; it has to say so, not to be lost.
        manager: models.Manager[M] = type(obj)._base_manager
        locked = manager.select_for_update(of=("self",)).get(pk=obj.pk)
        before = _fields(locked)
        under_way = Step(locked)
        if belated and effective_at:
            _go_back(under_way, effective_at)
        _refuse_unless(workflow.decide(verb, by, locked))
        _refuse_unless(_same_version(locked, version, by))
        yield under_way
        _finish(
            workflow,
            verb,
            under_way,
            before=before,
            by=by,
            reason=reason,
            at=effective_at,
            save=save,
        )


def begin(
    workflow: Workflow,
    verb: str,
    obj: M,
    *,
    by: User,
    reason: str = "",
    details: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> M:
    """Make the creating move: save the new `obj` in the verb's status and open its record.

    Must run inside the caller's transaction. Raises `Refused` as `step` does.
    """
    _refuse_unless(workflow.decide(verb, by, obj))
    under_way = Step(obj, dict(details or {}))
    with doubles.refused(), pghistory.context(verb=verb, by=by.pk):
        _finish(workflow, verb, under_way, before={}, by=by, reason=reason, at=effective_at)
    return obj


def begin_all(
    workflow: Workflow,
    verb: str,
    objs: Sequence[M],
    *,
    by: User,
    details: Sequence[dict[str, Any]],
) -> None:
    """Make the creating move of many new things of one kind, some hundred at a time. Each is
    decided on, looked at and recorded as `begin` does it; what the tables themselves hold (keys,
    conditions) the database says when it takes the rows, all of them or none.

    Must run inside the caller's transaction. Raises `Refused` as `begin` does, for the first thing
    that does not do.
    """
    for obj in objs:
        _refuse_unless(workflow.decide(verb, by, obj))
        obj.status = workflow.status_after(verb, obj)  # type: ignore[attr-defined]
        _refuse_unless(workflow.check_result(verb, obj))
        _look_at(obj)
    model, label = type(objs[0]), workflow[verb].label
    with doubles.refused(), pghistory.context(verb=verb, by=by.pk):
        model._base_manager.bulk_create(objs)
        once.note()
        entries = HistoryEntry.objects.bulk_create(
            _entry(obj, verb=verb, label=label, by=by, details=each)
            for obj, each in zip(objs, details, strict=True)
        )
        StatusChange.objects.bulk_create(
            _change_of(entry, "", obj.status, None)  # type: ignore[attr-defined]
            for obj, entry in zip(objs, entries, strict=True)
        )
        begun.send(model, objs=objs, verb=verb)


def _look_at(obj: models.Model) -> None:
    """What can be said of a thing without asking the database."""
    keys = {field.name for field in obj._meta.concrete_fields if field.is_relation}
    try:
        obj.clean_fields(exclude=keys)
        obj.clean()
    except ValidationError as error:
        raise Refused(Decision(RefusalKind.INCOMPLETE, _in_words(obj, error))) from error


def _go_back(under_way: Step[Any], moment: datetime) -> None:
    """Give the object the status of then, if changes of status count later."""
    obj = under_way.obj
    later = history.first_change_after(obj, moment)
    if later is None:
        return
    then = history.status_as_of(obj, moment) or later.from_status
    if not then:
        reason = "この時点では、まだ登録されていません。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    under_way.standing, obj.status = obj.status, then


def _same_version(obj: Any, version: int | None, by: User) -> Decision:
    same = version is None or obj.version == version
    return Decision() if same else meanwhile.changed(obj, by)


def _refuse_unless(decision: Decision) -> None:
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))


def _fields(obj: models.Model) -> dict[str, Any]:
    return {
        f.attname: plain(getattr(obj, f.attname))
        for f in obj._meta.concrete_fields
        if f.name not in UNRECORDED and not f.primary_key
    }


def _in_words(obj: models.Model, error: ValidationError) -> str:
    """The reasons, each with the name of its field unless it says so itself."""
    words = []
    for name, messages in error.message_dict.items():
        field = None if name == NON_FIELD_ERRORS else obj._meta.get_field(name)
        label = str(getattr(field, "verbose_name", ""))
        words += [m if label in m else f"「{label}」{m}" for m in messages]
    return "　".join(words)


def _finish(
    workflow: Workflow,
    verb: str,
    under_way: Step[Any],
    *,
    before: dict[str, Any],
    by: User,
    reason: str,
    at: datetime | None,
    save: Callable[[Any], None] | None = None,
) -> None:
    obj, new = under_way.obj, under_way.obj.pk is None
    old_status = obj.status if under_way.standing else before.get("status", "")
    previous = under_way.back_to
    if workflow[verb].target == PREVIOUS and not previous:
        previous = history.previous_status(obj)
    new_status = obj.status = workflow.status_after(verb, obj, previous=previous)
    _refuse_unless(workflow.check_result(verb, obj))
    obj.status = under_way.standing or new_status
    if hasattr(obj, "version") and not new:
        obj.version += 1
    try:
        full_clean(obj)
    except ValidationError as error:
        raise Refused(Decision(RefusalKind.INCOMPLETE, _in_words(obj, error))) from error
    obj.save() if save is None else save(obj)
    after = _fields(obj)
    changes = {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v}
    entry = record(
        obj,
        verb=verb,
        label=workflow[verb].label,
        by=by,
        reason=reason,
        changes={} if new else changes,
        details=under_way.details,
    )
    if new_status != old_status:
        _change_of(entry, old_status, new_status, at).save()
    moved.send(type(obj), obj=obj, verb=verb, changed=frozenset(changes))


def record(
    obj: models.Model,
    *,
    verb: str,
    label: str,
    by: User | None,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    details: dict[str, Any] | None = None,
) -> HistoryEntry:
    """Write one entry of the record."""
    once.note()
    entry = _entry(
        obj, verb=verb, label=label, by=by, reason=reason, changes=changes, details=details
    )
    entry.save()
    return entry


def _change_of(entry: HistoryEntry, before: str, after: str, at: datetime | None) -> StatusChange:
    return StatusChange(
        entry=entry,
        content_type=entry.content_type,
        object_id=entry.object_id,
        from_status=before,
        to_status=after,
        effective_at=at or entry.recorded_at,
        recorded_at=entry.recorded_at,
    )


def _entry(
    obj: models.Model,
    *,
    verb: str,
    label: str,
    by: User | None,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    details: dict[str, Any] | None = None,
) -> HistoryEntry:
    membership = by.acting if by is not None else None
    return HistoryEntry(
        content_type=ContentType.objects.get_for_model(obj),
        object_id=obj.pk,
        verb=verb,
        label=label,
        by=by,
        acting_for=membership.organization if membership else None,
        role=membership.role if membership else "",
        recorded_at=timezone.now(),
        reason=reason,
        changes=changes or {},
        details=details or {},
    )
