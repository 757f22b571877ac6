"""What the voices said, as the public will read it: rows of
`issues.publishing.publishables.PUBLISHABLES`; and what of them and of the bodies that joined comes
to light with a request."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from issues.actions import voices
from issues.models import Joining, Judgement, ProgressReport, Settlement
from issues.transitions.requests import LOCAL_REQUEST
from publication.rehearsal.publishable import Publishable, Shown


def lines_of(voice: Any) -> list[tuple[str, str]]:
    """What one voice says, as labels with texts."""
    if isinstance(voice, Settlement):
        lines = [("反映先", voice.reflected_in), ("不服があっても決着とした理由", voice.despite)]
        return [(label, text) for label, text in lines if text]
    words = f"{voice}\n{voice.text}".strip()
    if isinstance(voice, ProgressReport):
        return [(f"府省の進捗（{voice.ministry.name}）", words)]
    return [("事務局の判断", words)]


def with_request() -> tuple[Prefetch, ...]:
    """What was published of the voices and of those who joined and becomes readable when the
    request does, to be fetched for many at once."""
    public = {"published_at__isnull": False}
    joined = Joining.objects.public_with_request()
    return (
        Prefetch(
            "joinings",
            joined.select_related("organization", "stands_for"),
            to_attr="public_joinings",
        ),
        Prefetch(
            "progress_reports",
            ProgressReport.objects.standing().filter(**public).select_related("ministry"),
            to_attr="public_progress",
        ),
        Prefetch(
            "judgements", Judgement.objects.standing().filter(**public), to_attr="public_judgements"
        ),
        Prefetch("settlements", Settlement.objects.standing(), to_attr="standing_settlements"),
    )


def shown_with_request(local_request: Any) -> list[tuple[str, str]]:
    """The words of those who joined, and of each voice the last; what was fetched beforehand is not
    asked for again."""
    holder = copy(local_request)  # the answers are of now: the given object does not keep them
    prefetch_related_objects([holder], *with_request())
    found = [
        (f"加わった団体の支障事例（{each.organization.full_name}）", each.words)
        for each in holder.public_joinings
    ]
    for said in (holder.public_progress, holder.public_judgements):
        found += lines_of(said[-1]) if said else []
    settled = holder.standing_settlements[-1:] if local_request.reflected_in else []
    if settled and settled[0].is_published:
        found += lines_of(settled[0])
    return found


def _row(
    key: str, model: Any, publish: Callable[..., Any], invisible: Callable[[Any], str]
) -> Publishable:
    def waiting() -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.waiting().select_related("local_request__organization")
        if model is Settlement:
            rows = rows.exclude(local_request__reflected_in="")
        if model is ProgressReport:
            rows = rows.select_related("ministry")
        return rows.order_by("local_request__number", "pk")

    label = str(model._meta.verbose_name)
    return Publishable(
        key=key,
        label=label,
        model=model,
        waiting=waiting,
        publish=publish,
        texts=lambda obj: [Shown(words, text) for words, text in lines_of(obj)],
        decide=lambda actor, obj: LOCAL_REQUEST.decide(f"publish_{key}", actor, obj.local_request),
        title=lambda obj: f"{obj.local_request.number} {obj.local_request.title}：{label}",
        url=lambda obj: f"{obj.local_request.get_absolute_url()}#voices",
        group=lambda obj: label,
        note=lambda obj: invisible(obj.local_request),
    )


def rows(*, invisible: Callable[[Any], str]) -> tuple[Publishable, ...]:
    """One row for each voice; `invisible` warns where the request itself is not public."""
    return (
        _row("progress", ProgressReport, voices.publish_progress, invisible),
        _row("judgement", Judgement, voices.publish_judgement, invisible),
        _row("settlement", Settlement, voices.publish_settlement, invisible),
    )
