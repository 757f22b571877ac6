"""Which discussion points a request or commitment belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from issues.models import Commitment, CommitmentPoint, DiscussionPoint, LocalRequest, RequestPoint
from workflow.machine import Decision, RefusalKind, Refused


def set_points(obj: LocalRequest | Commitment, points: Sequence[DiscussionPoint]) -> list[str]:
    """Replace the points of `obj`; the first of `points` is the primary one.

    Returns their codes for the record. Raises `Refused` when there is none, or one of another
    協議の場 than the record's.
    """
    distinct = list(dict.fromkeys(points))
    if forum_of(distinct) != obj.forum_id:
        words = f"この記録は「{obj.forum}」のものです。その論点を選んでください。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, words))
    if isinstance(obj, LocalRequest):
        RequestPoint.objects.filter(local_request=obj).delete()
        RequestPoint.objects.bulk_create(
            RequestPoint(local_request=obj, point=p, primary=p is distinct[0]) for p in distinct
        )
    else:
        CommitmentPoint.objects.filter(commitment=obj).delete()
        CommitmentPoint.objects.bulk_create(
            CommitmentPoint(commitment=obj, point=p, primary=p is distinct[0]) for p in distinct
        )
    return [point.code for point in distinct]


def set_points_of_new(rows: Iterable[tuple[LocalRequest, Sequence[DiscussionPoint]]]) -> None:
    """The points of requests that have just begun; the first of each is its primary one."""
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=point, primary=point is points[0])
        for row, points in rows
        for point in dict.fromkeys(points)
    )


def forum_of(points: Sequence[DiscussionPoint]) -> int:
    """The key of the 協議の場 that all these points belong to. Raises `Refused` where there is no
    point, or where they belong to several."""
    found = {point.forum_id for point in points}
    if not found:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "論点を1つ以上選んでください。"))
    if len(found) > 1:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "論点は、1つの協議の場から選んでください。"))
    return found.pop()
