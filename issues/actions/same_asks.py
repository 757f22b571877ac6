"""同趣旨: requests that ask the same, put into one group and taken out of it by hand."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from issues.models import LocalRequest, SameAsk
from issues.transitions.requests import LOCAL_REQUEST
from workflow import locks
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step


@transaction.atomic
def group(local_request: LocalRequest, *, by: User, other: LocalRequest) -> LocalRequest:
    """Say that two requests of one 協議の場 ask the same; whatever asks the same as either of them
    is one group then. Raises `Refused` where they are in one already."""
    locks.hold(local_request, other)
    with step(LOCAL_REQUEST, "group", local_request, by=by) as under_way:
        _refuse_unlike(local_request, other)
        head, mine = head_of(other), head_of(local_request)
        if head == mine:
            reason = f"{other.number}とは、すでに同じまとまりです。"
            raise Refused(Decision(RefusalKind.CONFLICT, reason))
        SameAsk.objects.filter(head=mine).update(head=head)
        for pk in (other.pk, local_request.pk):
            SameAsk.objects.get_or_create(local_request_id=pk, defaults={"head_id": head})
        under_way.details["same_as"] = other.number
    with step(LOCAL_REQUEST, "group", other, by=by) as mirrored:
        mirrored.details["same_as"] = local_request.number
    return under_way.obj


@transaction.atomic
def ungroup(local_request: LocalRequest, *, by: User) -> LocalRequest:
    """Take a request out of its group; the others stay together. Raises `Refused` where it is in
    none."""
    with step(LOCAL_REQUEST, "ungroup", local_request, by=by) as under_way:
        head = head_of(local_request)
        rest = SameAsk.objects.select_for_update().filter(head=head)
        rest = rest.exclude(local_request=local_request).order_by("local_request")
        members = list(rest.values_list("local_request", "local_request__number"))
        if not members:
            reason = "この要望は、どのまとまりにも入っていません。"
            raise Refused(Decision(RefusalKind.CONFLICT, reason))
        SameAsk.objects.filter(local_request=local_request).delete()
        if len(members) == 1:
            rest.delete()  # one request is no group
        elif head == local_request.pk:
            rest.update(head=members[0][0])
        under_way.details["no_longer_as"] = members[0][1]
    return under_way.obj


def head_of(local_request: LocalRequest) -> int:
    """The key of the request by which its group is called; its own where it is in none."""
    found = SameAsk.objects.filter(local_request=local_request).values_list("head", flat=True)
    return found.first() or local_request.pk


def _refuse_unlike(local_request: LocalRequest, other: LocalRequest) -> None:
    if local_request.pk == other.pk:
        reason = "ほかの要望の番号を入れてください。"
    elif local_request.forum_id != other.forum_id:
        reason = "ほかの協議の場の要望とは、まとめられません。"
    else:
        return
    raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
