"""Anchoring words: passages, and the requests and commitments logged from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import sees_everything
from issues.actions import commitments, local_requests, logged
from issues.enums import RequestKind
from issues.models import Commitment, DiscussionPoint, LocalRequest
from meetings.enums import AnchorStatus
from meetings.models import Passage, Speech
from meetings.models.passage import CONTEXT
from organizations.models import Organization
from workflow.machine import Decision, RefusalKind, Refused

MAX_QUOTE = 2000
"""Longest passage in characters; a whole speech is not a quote."""


def speaker_of(speech: Speech) -> str:
    """村岡 嗣政 知事; the label as printed where nobody in the list fits."""
    who = speech.attendance
    return f"{who.name} {who.title}".strip() if who else speech.label


@transaction.atomic
def log_request(
    *,
    by: User,
    speech: Speech,
    start: int,
    end: int,
    kind: RequestKind | str,
    title: str,
    points: Sequence[DiscussionPoint],
    organization: Organization | None = None,
    ask: str = "",
    trouble: str = "",
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Log a request that rests on ``speech.text[start:end]``.

    `organization` defaults to the speaker's. Raises `Refused` when it is not known, when the
    span is not in the speech, or as `issues.actions.local_requests.log` does.
    """
    check_span(speech, start, end)
    meeting = meeting_of(speech)
    organization = organization or _organization_of(speech)
    local_request = local_requests.log(
        by=by,
        organization=organization,
        kind=kind,
        title=title,
        said_on=meeting.held_on,
        points=points,
        ask=ask,
        trouble=trouble,
        speaker=speaker_of(speech),
        fictional=meeting.fictional,
        details=_where(speech, start, end),
        effective_at=effective_at,
    )
    _make(by=by, speech=speech, start=start, end=end, local_request=local_request)
    return local_request


@transaction.atomic
def log_commitment(
    *,
    by: User,
    speech: Speech,
    start: int,
    end: int,
    title: str,
    points: Sequence[DiscussionPoint],
    organization: Organization | None = None,
    effective_at: datetime | None = None,
) -> Commitment:
    """Log a commitment that rests on ``speech.text[start:end]``; arguments as for requests."""
    check_span(speech, start, end)
    meeting = meeting_of(speech)
    attendance = speech.attendance
    commitment = commitments.log(
        by=by,
        speaker=speaker_of(speech),
        title=title,
        said_on=meeting.held_on,
        points=points,
        organization=organization or (attendance.organization if attendance else None),
        fictional=meeting.fictional,
        details=_where(speech, start, end),
        effective_at=effective_at,
    )
    _make(by=by, speech=speech, start=start, end=end, commitment=commitment)
    return commitment


@transaction.atomic
def add(
    record: LocalRequest | Commitment, *, by: User, speech: Speech, start: int, end: int
) -> Passage:
    """Let an existing record of the same 協議の場 rest on these words too. The same words twice are
    one passage."""
    check_span(speech, start, end)
    if record.forum_id != meeting_of(speech).body.forum_id:
        words = f"{record.number}は、ほかの協議の場のものです。この会合の発言は加えられません。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, words))
    owner = {_relation(record): record}
    existing = Passage.objects.filter(speech=speech, start=start, end=end, **owner).first()
    if existing is not None:
        return existing
    passage = _make(by=by, speech=speech, start=start, end=end, **owner)
    note_change(record, by=by, added=passage)
    return passage


@transaction.atomic
def remove(passage: Passage, *, by: User) -> None:
    """Let the record no longer rest on this passage. A record keeps at least one of its own."""
    record = passage.record
    if record.passages.count() < 2:
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE, "最後の引用箇所は外せません。先に別の箇所を加えてください。"
            )
        )
    where = _where(passage.speech, passage.start, passage.end)
    passage.delete()
    note_change(record, by=by, removed=where)


@transaction.atomic
def settle_anchor(
    passage: Passage, *, by: User, speech: Speech | None, start: int = 0, end: int = 0
) -> Passage:
    """Decide where a doubtful passage's words are now: in `speech`, or (None) nowhere, so that
    the passage stays with the edition it was taken from. Raises `Refused` outside the team."""
    if not sees_everything(by):
        raise Refused(
            Decision(RefusalKind.FORBIDDEN, "引用箇所を確かめられるのは、事務局と構成員です。")
        )
    passage = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    refuse_settled(passage)
    if speech is None:
        passage.anchor_status = AnchorStatus.GONE
        passage.anchor_reason = "訂正版にはないことを確かめました。"
        passage.anchor_settled_at = timezone.now()
        passage.candidates = []
    else:
        check_span(speech, start, end)
        place(passage, speech, start, end)
        passage.anchor_status = AnchorStatus.MOVED
        passage.anchor_reason = "人が確かめて、引用し直しました。"
    passage.save()
    note_change(passage.record, by=by, settled=passage)
    return passage


def refuse_settled(passage: Passage) -> None:
    """Raise `Refused` (conflict) for a passage that nobody has to decide on any more."""
    unsettled = passage.anchor_status in (AnchorStatus.DOUBTFUL, AnchorStatus.GONE)
    if not unsettled or passage.anchor_settled_at is not None:
        raise Refused(Decision(RefusalKind.CONFLICT, "この引用箇所は、すでに確かめられています。"))


def place(passage: Passage, speech: Speech, start: int, end: int) -> None:
    """Point the passage (unsaved) at these words. Where they are not public yet, it remembers the
    public place that it comes from."""
    _remember_public_place(passage, speech)
    passage.speech, passage.start, passage.end = speech, start, end
    passage.quote = speech.text[start:end]
    passage.prefix = speech.text[max(0, start - CONTEXT) : start]
    passage.suffix = speech.text[end : end + CONTEXT]
    passage.source_sha256 = speech.source.sha256
    passage.candidates = []


def _remember_public_place(passage: Passage, speech: Speech) -> None:
    if speech.source.published_at is not None:
        passage.public_speech, passage.public_start, passage.public_end = None, 0, 0
    elif passage.pk and passage.speech.source.published_at is not None:
        passage.public_speech = passage.speech
        passage.public_start, passage.public_end = passage.start, passage.end


def check_span(speech: Speech, start: int, end: int) -> str:
    """The words at the span. Raises `Refused` when they are not there, blank or too long."""
    if not (0 <= start < end <= len(speech.text)) or not speech.text[start:end].strip():
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE,
                "引用する言葉が選ばれていません。本文から選び直してください。",
            )
        )
    if end - start > MAX_QUOTE:
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE,
                f"引用が長すぎます（{end - start}字）。{MAX_QUOTE}字以内で選んでください。",
            )
        )
    return speech.text[start:end]


def note_change(record: LocalRequest | Commitment, *, by: User, **what: Any) -> None:
    """Write into the record's history that its passages changed."""
    details = {
        key: _where(value.speech, value.start, value.end) if isinstance(value, Passage) else value
        for key, value in what.items()
    }
    logged.anchor(record, by=by, details=details)


def meeting_of(speech: Speech) -> Any:
    """The meeting whose minutes the speech stands in."""
    meeting = speech.source.meeting
    assert meeting is not None  # speeches exist only for saved minutes
    return meeting


def _make(*, by: User, speech: Speech, start: int, end: int, **owner: Any) -> Passage:
    passage = Passage(created_by=by, **owner)
    place(passage, speech, start, end)
    passage.full_clean()
    passage.save()
    return passage


def _organization_of(speech: Speech) -> Organization:
    if speech.attendance is None or speech.attendance.organization is None:
        raise Refused(
            Decision(
                RefusalKind.INCOMPLETE,
                "発言者の団体が分かりません。要望する団体を選んでください。",
            )
        )
    return speech.attendance.organization


def _relation(record: LocalRequest | Commitment) -> str:
    return "local_request" if isinstance(record, LocalRequest) else "commitment"


def _where(speech: Speech, start: int, end: int) -> dict[str, Any]:
    return {
        "meeting": speech.source.meeting_id,
        "edition": speech.source.edition,
        "speech": speech.index,
        "start": start,
        "end": end,
        "quote": speech.text[start:end],
    }
