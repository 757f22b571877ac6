"""What a merge takes along to the other request and brings back from it.

Words in the minutes, follow-ups, replies and links stay on the merged request: who reads them does
not change. What moves keeps its readers: see `issues.querysets.joinings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from issues.actions.several.saying import note_slip
from issues.due_dates.due import DueDate
from issues.enums import AWAITING_REPLY, JoiningStatus, RequestStatus
from issues.models import FollowUp, Joining, LocalRequest
from issues.models.joining import ACTIVE
from workflow.machine import Decision, RefusalKind, Refused

EARLIER, KEEP = "earlier", "keep"
"""What becomes of a due date that comes before that of the other request: the other one takes it,
or its own stays and the days between go into the slip ledger."""


def asks_about_due(obj: LocalRequest, target: LocalRequest) -> bool:
    """Both await a reply, and the one that is merged is due first."""
    both = obj.status in AWAITING_REPLY and target.status in AWAITING_REPLY
    return (
        both
        and obj.due_on is not None
        and target.due_on is not None
        and (obj.due_on < target.due_on)
    )


def forgotten(obj: LocalRequest, target: LocalRequest) -> str:
    """Why a reply that is owed does not go into a request that nobody has been asked to answer."""
    if obj.status in AWAITING_REPLY and target.status == RequestStatus.LOGGED:
        return (
            "統合先は、まだ論点整理をしていません。回答を待っている要望を統合するときは、"
            "先に統合先の担当府省と回答期限を決めてください。"
        )
    return ""


def refuse_to_forget(obj: LocalRequest, target: LocalRequest) -> None:
    """Raises `Refused` for what `forgotten` says."""
    if reason := forgotten(obj, target):
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))


def settle_due(
    obj: LocalRequest, target: LocalRequest, *, by: User, reason: str, choice: str
) -> dict[str, Any]:
    """Let the earlier due date go along, or write the days between into the ledger. Both requests
    are under way in a step. What it gives goes into the record, for `due_back`."""
    if not asks_about_due(obj, target):
        return {}
    assert obj.due_on is not None
    assert target.due_on is not None
    changed, other = (obj, target) if choice == KEEP else (target, obj)
    was = {"on": changed.due_on.isoformat(), "basis": changed.due_basis}  # type: ignore[union-attr]
    _slip(changed, other.due_on, by=by, reason=f"{obj.number}の{target.number}への統合：{reason}")
    changed.due_on, changed.due_basis = other.due_on, other.due_basis
    return {"kept": choice == KEEP, "was": was, "became": other.due_on.isoformat()}  # type: ignore[union-attr]


def due_back(moved: dict[str, Any], *, kept: bool) -> tuple[date, DueDate] | None:
    """(the date that the merge set, the due date before it) of the merged request (`kept`) or of
    the other one; None where the merge left it alone."""
    due = moved.get("due") or {}
    if not due or due["kept"] != kept:
        return None
    was = DueDate(date.fromisoformat(due["was"]["on"]), due["was"]["basis"])
    return date.fromisoformat(due["became"]), was


def _slip(local_request: LocalRequest, new: date | None, *, by: User, reason: str) -> None:
    assert local_request.due_on is not None
    assert new is not None
    assert local_request.lead_ministry is not None
    note_slip(
        by=by, old=local_request.due_on, new=new, reason=reason,
        ministry=local_request.lead_ministry, now=timezone.now(),
        local_request=local_request,
    )  # fmt: skip


def put_back(obj: LocalRequest, moved: dict[str, Any], *, by: User, reason: str) -> None:
    """Give the merged request the due date back that the merge had put off."""
    found = due_back(moved, kept=True)
    if found is not None and obj.due_on == found[0]:
        _slip(obj, found[1].on, by=by, reason=reason)
        obj.due_on, obj.due_basis = found[1].on, found[1].basis


def moving(obj: LocalRequest, target: LocalRequest) -> list[Joining]:
    """The joinings that would go along: asked or accepted ones of bodies that are not there yet."""
    return list(
        obj.joinings.filter(status__in=ACTIVE)
        .exclude(organization__in=_there(target))
        .select_related("organization", "stands_for", "came_from")
        .order_by("pk")
    )


def joins(obj: LocalRequest, target: LocalRequest) -> bool:
    """Whether the requester would join the other request."""
    there = _there(target) | {joining.organization_id for joining in moving(obj, target)}
    return obj.organization_id not in there


def stays_public(joining: Joining, obj: LocalRequest) -> bool:
    """Everybody reads it on the request that is merged, so everybody may go on reading it."""
    return joining.is_public and (joining.stands_for_id is not None or obj.is_published)


def take_along(
    obj: LocalRequest, target: LocalRequest, *, by: User, now: datetime
) -> dict[str, Any]:
    """Let the bodies that joined, and the requester, join the other request. Nobody reads more of
    their words than before; what the record needs to bring them back is returned."""
    needed = joins(obj, target)
    rows = [_carry(joining, obj, target) for joining in moving(obj, target)]
    created = None
    if needed:
        created = Joining.objects.create(
            local_request=target,
            organization=obj.organization,
            stands_for=obj,
            status=JoiningStatus.ACCEPTED,
            joined_by=by,
            joined_at=now,
            decided_by=by,
            decided_at=now,
        ).pk
    return {"joinings": [row["pk"] for row in rows], "before": rows, "joined": created}


def _carry(joining: Joining, obj: LocalRequest, target: LocalRequest) -> dict[str, Any]:
    before = {
        "pk": joining.pk,
        "came_from": joining.came_from_id,
        "shown_at": joining.shown_at.isoformat() if joining.shown_at else None,
        "published_at": joining.published_at.isoformat() if joining.published_at else None,
    }
    own = joining.came_from_id is None and joining.stands_for_id is None
    if own or joining.shown_at is not None or joining.published_at is not None:
        # Whoever reads it on this request goes on reading it.
        joining.came_from = obj
    if not stays_public(joining, obj):
        joining.published_at = None
    joining.shown_at = None
    joining.local_request = target
    joining.save()
    return before


def bring_back(obj: LocalRequest, moved: dict[str, Any]) -> None:
    """Undo `take_along`, and what merges took along before words and follow-ups stayed."""
    target: Any = obj.merged_into
    for row in _before(moved):
        joining = Joining.objects.filter(pk=row["pk"], local_request=target).first()
        if joining is not None:
            _return(joining, obj, row)
    if (created := moved.get("joined")) is not None:
        Joining.objects.filter(pk=created, local_request=target).delete()
    target.passages.filter(pk__in=moved.get("passages", [])).update(local_request=obj)
    FollowUp.objects.filter(pk__in=moved.get("follow_ups", []), object_id=target.pk).update(
        object_id=obj.pk
    )


def _before(moved: dict[str, Any]) -> Iterator[dict[str, Any]]:
    known = {row["pk"]: row for row in moved.get("before", [])}
    for pk in moved.get("joinings", []):
        yield known.get(pk, {"pk": pk})


def _return(joining: Joining, obj: LocalRequest, row: dict[str, Any]) -> None:
    """What was published or shown meanwhile was read: it stays so."""
    joining.local_request = obj
    joining.came_from_id = row.get("came_from")
    if row.get("published_at") and joining.published_at is None:
        joining.published_at = datetime.fromisoformat(row["published_at"])
    if row.get("shown_at") and joining.shown_at is None:
        joining.shown_at = datetime.fromisoformat(row["shown_at"])
    joining.save()


def _there(target: LocalRequest) -> set[int]:
    active = target.joinings.filter(status__in=ACTIVE)
    return {target.organization_id, *active.values_list("organization", flat=True)}
