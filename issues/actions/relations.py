"""How requests hang together: re-raised, related, merged, split, withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.actions import going_along, local_requests
from issues.actions.several.saying import say_why
from issues.actions.triage import change_due
from issues.enums import AWAITING_REPLY, RequestStatus
from issues.models import LocalRequest
from issues.querysets import kinship
from issues.transitions.requests import LOCAL_REQUEST
from workflow import history, locks
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step


def mark_re_raised(
    local_request: LocalRequest, *, by: User, earlier: LocalRequest | None
) -> LocalRequest:
    """Say that it re-raises an earlier request (None takes the mark off)."""
    with step(LOCAL_REQUEST, "mark_re_raised", local_request, by=by) as under_way:
        if earlier is not None and not _came_before(earlier, under_way.obj):
            raise Refused(
                Decision(RefusalKind.INCOMPLETE, "この要望より前に出された要望を選んでください。")
            )
        under_way.obj.re_raises = earlier
        under_way.details["earlier"] = earlier.number if earlier else ""
    return under_way.obj


def thread(local_request: LocalRequest) -> list[LocalRequest]:
    """All requests of its thread, oldest first: what it re-raises, and what re-raises it."""
    rows = LocalRequest.objects.filter(kinship.in_thread_of(local_request.pk))
    return list(rows.order_by("said_on", "number"))


def _came_before(earlier: LocalRequest, local_request: LocalRequest) -> bool:
    return earlier.said_on <= local_request.said_on and local_request.pk not in _thread_before(
        earlier
    )


def _thread_before(local_request: LocalRequest) -> list[int]:
    """Keys of itself and all it re-raises, the oldest last, as they stand in the database."""
    before = dict(LocalRequest.objects.exclude(re_raises=None).values_list("pk", "re_raises"))
    keys = [local_request.pk]
    while (earlier := before.get(keys[-1])) is not None and earlier not in keys:
        keys.append(earlier)
    return keys


@transaction.atomic
def link(
    local_request: LocalRequest, *, by: User, other: LocalRequest, linked: bool = True
) -> LocalRequest:
    """Relate two requests to each other, or (linked=False) no longer."""
    if local_request.pk == other.pk:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "ほかの要望の番号を入れてください。"))
    locks.hold(local_request, other)
    with step(LOCAL_REQUEST, "link", local_request, by=by) as under_way:
        if linked:
            under_way.obj.related.add(other)
        else:
            under_way.obj.related.remove(other)
        under_way.details["related" if linked else "unrelated"] = other.number
    with step(LOCAL_REQUEST, "link", other, by=by) as mirrored:
        mirrored.details["related" if linked else "unrelated"] = local_request.number
    return under_way.obj


def withdraw(
    local_request: LocalRequest, *, by: User, reason: str, effective_at: datetime | None = None
) -> LocalRequest:
    """The requester takes it back, with a reason."""
    with step(
        LOCAL_REQUEST, "withdraw", local_request, by=by, reason=reason, effective_at=effective_at
    ) as under_way:
        say_why(reason)
    return under_way.obj


@transaction.atomic
def merge(
    local_request: LocalRequest,
    *,
    by: User,
    into: LocalRequest,
    reason: str,
    due: str = going_along.EARLIER,
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Merge it into another: joiners go along and its organization joins; nobody reads more than
    before. Where both await a reply and this one is due first, the other one takes the earlier
    date, or (`due` = KEEP) keeps its own and the days between stand in the slip ledger.

    What went along is written into the record, so that `unmerge` can bring it back.
    """
    locks.hold(local_request, into)
    with step(LOCAL_REQUEST, "take_in", into, by=by, reason=reason) as target:
        say_why(reason)
        if local_request.pk == into.pk:
            raise Refused(
                Decision(RefusalKind.INCOMPLETE, "統合先には、ほかの要望を選んでください。")
            )
        if local_request.forum_id != into.forum_id:
            raise Refused(
                Decision(RefusalKind.INCOMPLETE, "ほかの協議の場の要望には、統合できません。")
            )
        with step(
            LOCAL_REQUEST, "merge", local_request, by=by, reason=reason, effective_at=effective_at
        ) as under_way:
            obj = under_way.obj
            going_along.refuse_to_forget(obj, target.obj)
            moved = going_along.take_along(obj, target.obj, by=by, now=timezone.now())
            moved["due"] = going_along.settle_due(obj, target.obj, by=by, reason=reason, choice=due)
            under_way.details["moved"] = moved
            under_way.details["into"] = into.number
            obj.merged_into = target.obj
        target.details["taken_in"] = local_request.number
    return under_way.obj


@transaction.atomic
def unmerge(local_request: LocalRequest, *, by: User, reason: str) -> LocalRequest:
    """Take a merge back: it returns to its status, with what had gone along."""
    entry = history.entries_of(local_request).filter(verb="merge").last()
    moved = entry.details.get("moved", {}) if entry is not None else {}
    locks.hold(local_request, LocalRequest.objects.filter(merged_requests=local_request).first())
    with step(LOCAL_REQUEST, "unmerge", local_request, by=by, reason=reason) as under_way:
        say_why(reason)
        obj = under_way.obj
        target = obj.merged_into
        _refuse_merged_on(target)
        going_along.bring_back(obj, moved)
        going_along.put_back(obj, moved, by=by, reason=reason)
        obj.merged_into = None
        under_way.details["from"] = target.number if target else ""
    if target is not None:
        _refresh(target, by, gave_back=local_request.number)
        _due_back(target, moved, by=by, reason=reason)
    if moved.get("passages"):
        _refresh(under_way.obj, by)
    return under_way.obj


def _due_back(target: LocalRequest, moved: dict[str, Any], *, by: User, reason: str) -> None:
    """The other request is due as before the merge, unless its date has been changed since."""
    found = going_along.due_back(moved, kept=False)
    target.refresh_from_db()
    if found and target.status in AWAITING_REPLY and target.due_on == found[0]:
        change_due(target, by=by, due=found[1], reason=reason)


@transaction.atomic
def split(
    local_request: LocalRequest,
    *,
    by: User,
    title: str,
    ask: str = "",
    trouble: str = "",
    passages: list[int] | None = None,
) -> LocalRequest:
    """Split a second request off, under a number of its own, with the chosen passages (keys).

    The first one keeps at least one of its passages. The second one is internal, whatever the
    first one is: its words are new. Returns the new request.
    """
    chosen = passages or []
    with step(LOCAL_REQUEST, "split", local_request, by=by) as under_way:
        obj = under_way.obj
        _refuse_to_empty(obj, chosen)
        new = local_requests.log(
            by=by,
            organization=obj.organization,
            kind=obj.kind,
            title=title,
            said_on=obj.said_on,
            points=[rp.point for rp in obj.request_points.select_related("point")],
            ask=ask,
            trouble=trouble,
            speaker=obj.speaker,
            fictional=obj.fictional,
            split_from=obj,
        )
        obj.passages.filter(pk__in=chosen).update(local_request=new)
        under_way.details["into"] = new.number
    _refresh(new, by, split_from=local_request.number)
    return new


def _refuse_to_empty(local_request: LocalRequest, chosen: list[int]) -> None:
    mine = set(local_request.passages.values_list("pk", flat=True))
    if not set(chosen) <= mine:
        raise Refused(Decision(RefusalKind.CONFLICT, "選んだ引用箇所は、この要望にありません。"))
    if mine and set(chosen) == mine:
        raise Refused(
            Decision(RefusalKind.INCOMPLETE, "元の要望に、引用箇所を1つは残してください。")
        )


def _refuse_merged_on(target: LocalRequest | None) -> None:
    """What hung on the target has gone on with it; it comes back in the same order."""
    if target is not None and target.status == RequestStatus.MERGED:
        raise Refused(
            Decision(
                RefusalKind.CONFLICT,
                f"統合先の{target.number}も、ほかの要望に統合されています。"
                f"先に{target.number}の統合を取り消してください。",
            )
        )


def _refresh(obj: LocalRequest, by: User, **details: Any) -> None:
    """Record that what it rests on has changed, where it still stands by itself."""
    obj.refresh_from_db()
    if obj.status in (RequestStatus.WITHDRAWN, RequestStatus.MERGED):
        return
    local_requests.anchor(obj, by=by, details=details)
