"""Which discussion points a request or commitment belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from issues.models import Commitment, CommitmentPoint, DiscussionPoint, LocalRequest, RequestPoint
from workflow.machine import Decision, RefusalKind, Refused


def set_points(obj: LocalRequest | Commitment, points: Sequence[DiscussionPoint]) -> list[str]:
    """Replace the points of `obj`; the first of `points` is the primary one.

    Returns their codes for the record. Raises `Refused` when there is none.
    """
    distinct = list(dict.fromkeys(points))
    if not distinct:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "論点を1つ以上選んでください。"))
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
