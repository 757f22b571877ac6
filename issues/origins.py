"""原文: the words in the minutes that a record rests on, with what stands around them.

Passages and meetings belong to the app above this one. They are reached through the relation that
it adds to a record, never imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from accounts.rules import Actor, sees_everything
from issues.models import Commitment, LocalRequest
from publication.models import Removal

_RELATED = ("speech__source__meeting__body", "speech__attendance")


@dataclass(frozen=True)
class Origin:
    """One passage as a page shows it. `before` and `after` are the rest of its paragraph, "" for
    readers who may not see the meeting; they get no `url` either."""

    key: int
    words: str
    before: str
    after: str
    who: str
    meeting: Any
    url: str
    anchor_status: str
    anchor_label: str
    anchor_reason: str
    source_sha256: str
    speech_index: int
    fictional: bool


def meetings() -> Any:
    """All meetings, with the `visible_to` of their own app."""
    return apps.get_model("meetings", "Meeting")._default_manager.select_related("body")


def handlings(actor: Actor) -> Any:
    """What sessions did with requests and points, as far as the actor sees it."""
    return apps.get_model("meetings", "Handling")._default_manager.visible_to(actor)


def memos(actor: Actor) -> Any:
    """The running summaries (整理メモ) that the actor may read, in the order of their sessions."""
    rows = apps.get_model("meetings", "PointMemo")._default_manager.visible_to(actor)
    rows = rows.select_related("meeting__body", "written_by")
    return rows.order_by("meeting__held_on", "meeting__session_number", "pk")


def asked_at(meetings: Iterable[Any], local_requests: Any) -> Any:
    """The passages in the minutes of these meetings that these requests rest on."""
    passages = apps.get_model("meetings", "Passage")._default_manager
    return passages.filter(speech__source__meeting__in=meetings, local_request__in=local_requests)


def taken_down_passages() -> Any:
    """The keys of the quotes whose publication was taken back."""
    return Removal.objects.taken_down(_passages().model)


def _passages() -> Any:
    return apps.get_model("meetings", "Passage")._default_manager.all()


def of(record: LocalRequest | Commitment, *, actor: Actor) -> list[Origin]:
    """The passages of a record that the actor sees, in the order of the minutes; two queries."""
    return of_many([record], actor=actor)[record.pk]


def of_many(
    records: Sequence[LocalRequest | Commitment], *, actor: Actor
) -> dict[int, list[Origin]]:
    """The same for many records of one sort, by their keys, in the same two queries.

    A meeting that the actor does not see stays closed: a published record is shown without its
    words from there, an internal one with the bare quote, for it was put before the actor.
    """
    found: dict[int, list[Origin]] = {record.pk: [] for record in records}
    if not records:
        return found
    relation = "local_request" if isinstance(records[0], LocalRequest) else "commitment"
    passages: QuerySet[Any] = _passages()
    if not sees_everything(actor):
        passages = passages.exclude(pk__in=taken_down_passages())
    rows = list(
        passages.filter(**{f"{relation}__in": list(found)})
        .select_related(*_RELATED)
        .order_by("speech__source__meeting__held_on", "speech__index", "start", "pk")
    )
    seen = _seen_meetings(rows, actor)
    published = {record.pk for record in records if record.published_at}
    for row in rows:
        owner = getattr(row, f"{relation}_id")
        open_meeting = row.speech.source.meeting_id in seen
        if open_meeting or owner not in published:
            found[owner].append(_origin(row, open_meeting=open_meeting))
    return found


def _seen_meetings(rows: Iterable[Any], actor: Actor) -> set[int]:
    keys = {row.speech.source.meeting_id for row in rows}
    return set(meetings().visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


def _origin(passage: Any, *, open_meeting: bool) -> Origin:
    before, after = _paragraph(passage) if open_meeting else ("", "")
    attendance = passage.speech.attendance
    return Origin(
        key=passage.pk,
        words=passage.quote,
        before=before,
        after=after,
        who=f"{attendance.name} {attendance.title}".strip() if attendance else passage.speech.label,
        meeting=passage.speech.source.meeting if open_meeting else None,
        url=passage.get_absolute_url() if open_meeting else "",
        anchor_status=passage.anchor_status,
        anchor_label=passage.get_anchor_status_display(),
        anchor_reason=passage.anchor_reason,
        source_sha256=passage.source_sha256,
        speech_index=passage.speech.index,
        fictional=passage.speech.source.meeting.fictional,
    )


def _paragraph(passage: Any) -> tuple[str, str]:
    """What stands before and after the quote in its paragraph (or paragraphs)."""
    text: str = passage.speech.text
    begin = text.rfind("\n", 0, passage.start) + 1
    end = text.find("\n", passage.end)
    return text[begin : passage.start], text[passage.end : len(text) if end < 0 else end]
