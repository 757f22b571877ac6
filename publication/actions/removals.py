"""Taking what was published out of the public again. The one place that passes the locks on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import is_secretariat
from publication.enums import Ground, RemovalKind
from publication.models import Removal
from publication.removals import locked, removable
from publication.removals.lines import line
from publication.removals.removable import Removable
from workflow.machine import Decision, RefusalKind, Refused
from workflow.pointing import pointing_at
from workflow.step import step


@transaction.atomic
def unpublish(
    obj: Any, *, by: User, ground: Ground | str, reason: str, now: datetime, below: bool = False
) -> Removal:
    """Take a published thing down: at once nobody outside sees it any more. The text stays, and
    it can be published again. With `below` also what was published with it (`Removable.below`).

    Raises `Refused` when it is not the secretariat, says no reason, or nothing is published.
    """
    row, ground = removable.removable_of(obj), Ground(ground)
    refuse_others(by)
    reason = said(reason)
    obj.refresh_from_db()
    _refuse_unpublished(row, obj)
    under, was_public = (list(row.below(obj)) if below else []), row.is_open(obj)
    _clear(row, obj, by=by, ground=ground, reason=reason)
    removal = write(
        row,
        obj,
        kind=RemovalKind.UNPUBLISHED,
        ground=ground,
        reason=reason,
        by=by,
        now=now,
        was_public=was_public,
    )
    for each in under:
        unpublish(each, by=by, ground=ground, reason=reason, now=now)
    return removal


@transaction.atomic
def show_again(removal: Removal, *, by: User, reason: str, now: datetime) -> Removal:
    """Take the take-down of a thing back that is public with another one. What has a publication
    of its own is published again by its own verb. Raises `Refused`."""
    obj = removal.obj
    row = removable.removable_of(obj)
    refuse_others(by)
    reason = said(reason)
    if row.has_its_own or removal.kind != RemovalKind.UNPUBLISHED:
        reasons = "もう一度公表するときは、そのページの「公表」で公表してください。"
        raise Refused(Decision(RefusalKind.CONFLICT, reasons))
    refuse_undone(removal)
    tell_holder(row, obj, "show_part", by=by, reason=reason)
    return write(
        row,
        obj,
        kind=RemovalKind.RESTORED,
        ground=Ground(removal.ground),
        reason=reason,
        by=by,
        now=now,
        undoes=removal,
        was_public=removal.was_public,
    )


def write(
    row: Removable,
    obj: Any,
    *,
    kind: RemovalKind,
    ground: Ground,
    reason: str,
    by: User,
    now: datetime,
    was_public: bool,
    originals: dict[str, Any] | None = None,
    undoes: Removal | None = None,
    part_of: Removal | None = None,
) -> Removal:
    """Write the row and do what has to follow."""
    undone = RemovalKind(undoes.kind).label if undoes else ""
    removal = Removal.objects.create(
        **pointing_at(obj),
        kind=kind,
        ground=ground,
        public_line=line(kind, name=row.named(obj), ground=ground, undone=undone),
        reason=reason,
        originals=originals or {},
        was_public=was_public,
        concerns=sorted(set(row.concerns(obj))),
        undoes=undoes,
        part_of=part_of,
        by=by,
        at=now,
    )
    for follow in removable.afterwards():
        follow(removal=removal, obj=obj)
    return removal


def refuse_undone(removal: Removal) -> None:
    """Raise `Refused` for what was taken back already."""
    if Removal.objects.filter(undoes=removal).exists():
        raise Refused(
            Decision(RefusalKind.CONFLICT, "この取りやめ・墨消しは、取り消してあります。")
        )


def _clear(row: Removable, obj: Any, *, by: User, ground: Ground, reason: str) -> None:
    details = {"ground": ground.label}
    if row.workflow is not None:
        save = locked.saving((), hide=True) if row.locked else None
        with step(row.workflow, row.verb(obj), obj, by=by, reason=reason, save=save) as under_way:
            _refuse_unpublished(row, under_way.obj)  # somebody may have been faster
            under_way.obj.published_at = None
            under_way.details.update(details)
        obj.refresh_from_db()
        return
    tell_holder(row, obj, "unpublish_part", by=by, reason=reason, **details)
    if row.has_its_own:
        row.model._default_manager.filter(pk=obj.pk).update(published_at=None)
        obj.refresh_from_db()


def tell_holder(row: Removable, obj: Any, verb: str, *, by: User, reason: str, **more: str) -> None:
    assert row.holder is not None  # the tables give each row a workflow or a holder
    workflow, held = row.holder(obj)
    with step(workflow, verb, held, by=by, reason=reason) as under_way:
        under_way.details.update(part=row.named(obj), **more)


def refuse_others(by: User) -> None:
    """Raise `Refused` for everybody but the secretariat."""
    if not is_secretariat(by):
        reason = "公表の取りやめと墨消しができるのは、事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))


def said(reason: str) -> str:
    """The reason. Raises `Refused` when there is none."""
    if not reason.strip():
        raise Refused(Decision(RefusalKind.INCOMPLETE, "理由を書いてください。"))
    return reason.strip()


def _refuse_unpublished(row: Removable, obj: Any) -> None:
    if not row.comes_down or not row.is_public(obj) or _is_down(row, obj):
        raise Refused(Decision(RefusalKind.CONFLICT, "今は公表していません。"))


def _is_down(row: Removable, obj: Any) -> bool:
    return row.hides and obj.pk in Removal.objects.taken_down(row.model).values_list(
        "object_id", flat=True
    )
