"""Deciding on suggestions: accept, edit, merge with the previous one, dismiss, undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from issues.actions import commitments, local_requests, logged
from issues.enums import CommitmentStatus, RequestStatus
from issues.models import Commitment, DiscussionPoint, LocalRequest
from issues.validators import ASK_LENGTH
from meetings.actions import passages, sentences
from meetings.enums import SuggestionStatus, SuggestionType
from meetings.models import Suggestion
from meetings.review.offered_points import points_at
from meetings.transitions import SUGGESTION
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step

NO_POINT = "どの論点でもない"
SECONDARY = 0.5
"""A further point is taken along when it scores at least this share of the first one."""


def point_codes(suggestion: Suggestion) -> list[str]:
    """Codes of the points it would get now, the primary one first."""
    if suggestion.chosen_points:
        return list(suggestion.chosen_points)
    ranked = suggestion.points
    if not ranked:
        return []
    least = ranked[0]["score"] * SECONDARY
    return [p["code"] for i, p in enumerate(ranked) if i == 0 or p["score"] >= least]


def edit(
    suggestion: Suggestion, *, by: User, version: int | None = None, **fields: Any
) -> Suggestion:
    """Change summary, kind, chosen_points or the span (start and end) before deciding."""
    unknown = set(fields) - {"summary", "kind", "chosen_points", "start", "end"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(SUGGESTION, "edit", suggestion, by=by, version=version) as under_way:
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
        obj = under_way.obj
        obj.quote = passages.check_span(obj.speech, obj.start, obj.end)
    return under_way.obj


@transaction.atomic
def accept(
    suggestion: Suggestion,
    *,
    by: User,
    organization: Organization | None = None,
    version: int | None = None,
    effective_at: datetime | None = None,
) -> Suggestion:
    """Make it a request or a commitment with its passage; suggestions merged into it bring
    their passages along. One taken back before comes back under its number. `effective_at` says
    when it was logged, where that is written down later."""
    with step(SUGGESTION, "accept", suggestion, by=by, version=version) as under_way:
        obj = under_way.obj
        points = _points(obj, point_codes(obj))
        record = obj.record
        if record is not None:
            _bring_back(obj, record, by=by, points=points, organization=organization)
        else:
            record = _log(
                obj, by=by, points=points, organization=organization, effective_at=effective_at
            )
        if isinstance(record, LocalRequest):
            obj.local_request = record
        else:
            obj.commitment = record
        obj.passage = passages.add(record, by=by, speech=obj.speech, start=obj.start, end=obj.end)
        _bring_merged(obj, record, by=by)
        _decided(obj, by)
        under_way.details["number"] = record.number
    return under_way.obj


@transaction.atomic
def dismiss(suggestion: Suggestion, *, by: User, no_point: bool = False) -> Suggestion:
    """Decide that the words are neither; sentences that nothing else claims count as read.
    `no_point`: they may ask for something, but it concerns none of the forum's points."""
    with step(SUGGESTION, "dismiss", suggestion, by=by) as under_way:
        _decided(under_way.obj, by)
        if no_point:
            under_way.obj.chosen_points = []
            under_way.details["reason"] = NO_POINT
    sentences.clear_span(under_way.obj, by=by)
    return under_way.obj


@transaction.atomic
def merge(suggestion: Suggestion, *, by: User) -> Suggestion:
    """Let the previous suggestion of the same type rest on these words too.

    Raises `Refused` when there is none, or when that one was dismissed.
    """
    with step(SUGGESTION, "merge", suggestion, by=by) as under_way:
        obj = under_way.obj
        target = _target(obj)
        obj.merged.update(merged_into=target)
        obj.merged_into = target
        record = target.record
        if target.status == SuggestionStatus.ACCEPTED and record is not None:
            obj.passage = passages.add(
                record, by=by, speech=obj.speech, start=obj.start, end=obj.end
            )
        _decided(obj, by)
    return under_way.obj


@transaction.atomic
def undo(suggestion: Suggestion, *, by: User) -> Suggestion:
    """Take the decision back. A request or commitment logged by it is retracted; its number
    stays taken and comes back when the suggestion is accepted again."""
    with step(SUGGESTION, "undo", suggestion, by=by) as under_way:
        obj = under_way.obj
        if obj.status == SuggestionStatus.ACCEPTED:
            _retract(obj, by=by)
        elif obj.status == SuggestionStatus.MERGED:
            _unmerge(obj, by=by)
            obj.passage = obj.merged_into = None
        else:
            sentences.reopen_span(obj, by=by)
        obj.decided_by = obj.decided_at = None
    return under_way.obj


def previous(suggestion: Suggestion) -> Suggestion | None:
    """The nearest earlier suggestion of the same type that stands on its own."""
    earlier = Q(speech__index__lt=suggestion.speech.index) | Q(
        speech=suggestion.speech, start__lt=suggestion.start
    )
    return (
        Suggestion.objects.select_for_update(of=("self",))
        .filter(earlier, source=suggestion.source, type=suggestion.type)
        .exclude(status=SuggestionStatus.MERGED)
        .order_by("speech__index", "start", "pk")
        .last()
    )


def _target(obj: Suggestion) -> Suggestion:
    target = previous(obj)
    if target is None:
        reason = "この前に、統合できる候補がありません。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    if target.status == SuggestionStatus.DISMISSED:
        reason = "前の候補は除外されています。除外を取り消してから統合してください。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    return target


def _unmerge(obj: Suggestion, *, by: User) -> None:
    if obj.passage is None:
        return
    target = obj.merged_into
    if target is not None and target.status == SuggestionStatus.ACCEPTED:
        passages.remove(obj.passage, by=by)
    else:
        # The record was taken back meanwhile; nothing can be written into it any more.
        obj.passage.delete()


def _decided(obj: Suggestion, by: User) -> None:
    obj.decided_by, obj.decided_at = by, timezone.now()


def _points(obj: Suggestion, codes: Sequence[str]) -> list[DiscussionPoint]:
    known = {point.code: point for point in points_at(passages.meeting_of(obj.speech))}
    return [known[code] for code in codes if code in known]


def _log(
    obj: Suggestion,
    *,
    by: User,
    points: list[DiscussionPoint],
    organization: Organization | None,
    effective_at: datetime | None,
) -> LocalRequest | Commitment:
    where: dict[str, Any] = {"speech": obj.speech, "start": obj.start, "end": obj.end}
    where["effective_at"] = effective_at
    if obj.type == SuggestionType.COMMITMENT:
        return passages.log_commitment(
            by=by, title=obj.summary, points=points, organization=organization, **where
        )
    return passages.log_request(
        by=by,
        title=obj.summary,
        kind=obj.kind,
        points=points,
        organization=organization,
        ask=obj.quote if len(obj.quote) <= ASK_LENGTH else "",
        **where,
    )


def _bring_merged(obj: Suggestion, record: LocalRequest | Commitment, *, by: User) -> None:
    for other in obj.merged.all():
        other.passage = passages.add(
            record, by=by, speech=other.speech, start=other.start, end=other.end
        )
        other.save(update_fields=("passage",))


def _bring_back(
    obj: Suggestion,
    record: LocalRequest | Commitment,
    *,
    by: User,
    points: list[DiscussionPoint],
    organization: Organization | None,
) -> None:
    passage = obj.passage
    if passage is not None and (passage.start, passage.end) != (obj.start, obj.end):
        passages.place(passage, obj.speech, obj.start, obj.end)
        passage.save()
    changed: dict[str, Any] = {"title": obj.summary}
    if organization is not None:
        changed["organization"] = organization
    if record.status in (RequestStatus.WITHDRAWN, CommitmentStatus.RETRACTED):
        logged.restore(record, by=by, reason="候補をもう一度採用")
    if isinstance(record, LocalRequest):
        local_requests.edit(record, by=by, points=points, kind=obj.kind, **changed)
    else:
        commitments.edit(record, by=by, points=points, **changed)


def _retract(obj: Suggestion, *, by: User) -> None:
    record = obj.record
    if record is not None:
        logged.retract(record, by=by, reason="候補の採用を取り消したため")
