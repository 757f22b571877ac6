"""Taking a saved import back before its minutes are published: all goes back to what it was.

When an import is saved, `snapshot` keeps what stands in places that the new edition moves. Lines of
the papers keep by themselves which edition brought and which replaced them. The import itself waits
to be corrected again; it can be saved anew or discarded.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError

from accounts.models import User
from issues.enums import LIVE, CommitmentStatus
from issues.models import FollowUp
from meetings.actions import facts, texts
from meetings.enums import MeetingStatus, SuggestionStatus
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Handling,
    Meeting,
    MinutesImport,
    MinutesSource,
    Passage,
    Sentence,
    Speech,
    Suggestion,
)
from meetings.transitions import MEETING, MINUTES_IMPORT
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step

PLACE = (
    "speech_id", "start", "end", "quote", "prefix", "suffix", "source_sha256", "anchor_status",
    "anchor_reason", "anchor_settled_at", "candidates", "public_speech_id", "public_start",
    "public_end",
)  # fmt: skip
"""What corrected minutes change of a passage."""
PAPERS = (AgendaItem, Document, Attendance)
SUGGESTED = ("source_id", "speech_id", "start", "end", "quote")
"""What they change of a suggestion that was decided."""


def snapshot(meeting: Meeting, old: MinutesSource | None) -> dict[str, Any]:
    """What saving minutes of this meeting is about to change, as plain values."""
    here = Passage.objects.filter(speech__source__meeting=meeting)
    suggested = Suggestion.objects.filter(source=old) if old else Suggestion.objects.none()
    return {
        "status": meeting.status,
        "facts": facts.facts_of(meeting),
        "source": old.pk if old else None,
        "order": {
            model.__name__: list(model.objects.filter(meeting=meeting).values_list("pk", flat=True))
            for model in PAPERS
        },
        "passages": list(here.values("pk", *PLACE)),
        "decided": list(
            suggested.exclude(status=SuggestionStatus.PENDING).values("pk", *SUGGESTED)
        ),
        "pending": list(suggested.pending().values()),
    }


@transaction.atomic
def take_back(
    minutes_import: MinutesImport, *, by: User, reason: str, version: int | None = None
) -> MinutesImport:
    """Undo saving the import. A meeting that it created is gone again; another one is what it was
    before. Raises `Refused` without a reason, when its minutes are published or replaced, or as
    long as records logged from it are alive."""
    reason = reason.strip()
    with step(
        MINUTES_IMPORT, "take_back", minutes_import, by=by, version=version, reason=reason
    ) as under_way:
        obj = under_way.obj
        if not reason:
            raise Refused(Decision(RefusalKind.INCOMPLETE, "取り消す理由を書いてください。"))
        assert obj.meeting is not None  # it is saved
        meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=obj.meeting.pk)
        _refuse_built_on(obj, meeting)
        under_way.details.update(meeting=str(meeting), edition=obj.source.edition)
        before, obj.before = obj.before, {}
        if before.get("new"):
            obj.meeting = None
        else:
            _restore(meeting, obj.source, before, by=by, reason=reason)
    if before.get("new"):  # only now that the import has let go of it
        _delete_meeting(meeting, under_way.obj.source, before, by=by, reason=reason)
    return under_way.obj


def is_open(minutes_import: MinutesImport) -> bool:
    """Its minutes are the current ones and internal, so that it may be taken back once nothing
    rests on them."""
    return bool(minutes_import.before) and minutes_import.source.published_at is None


def _refuse_built_on(obj: MinutesImport, meeting: Meeting) -> None:
    source = obj.source
    if source.published_at is not None:
        _refuse(
            "公表した議事要旨の取込みは、取り消せません。公表の取りやめか、訂正版を使ってください。"
        )
    if meeting.current_source_id != source.pk:
        _refuse("この後に訂正版が取り込まれています。先に、新しい取込みを取り消してください。")
    if not obj.before:
        _refuse(
            "この取込みは、取り消せるようになる前に保存されたものです。訂正版を取り込んでください。"
        )
    known = {row["pk"] for row in obj.before.get("passages", ())}
    numbers = sorted({p.record.number for p in _alive(source) if p.pk not in known})
    if numbers:
        _refuse(
            f"この取込みの議事要旨に基づく記録（{'、'.join(numbers)}）があります。"
            "先に、候補の採用を取り消すか、引用箇所を外してください。"
        )
    _refuse_used(obj, meeting)


def _refuse_used(obj: MinutesImport, meeting: Meeting) -> None:
    """A meeting that was made by the import, or planned before it, has nothing recorded on it."""
    if not (obj.before.get("new") or obj.before["status"] == MeetingStatus.PLANNED):
        return
    tasks = FollowUp.objects.filter(
        content_type__app_label="meetings", content_type__model="meeting", object_id=meeting.pk
    )
    recorded = (
        meeting.session_decisions.exists()
        or meeting.memos.exists()
        or any(_was_recorded(handling) for handling in meeting.handlings.all())
    )
    on_new = obj.before.get("new") and (meeting.handlings.exists() or tasks.exists())
    if recorded or on_new or meeting.published_at is not None:
        _refuse(
            "この会合には、議題・取扱い・決定・整理メモ・対応依頼のどれかが記録されているか、"
            "会合が公表されています。先に、それらを取り消してください。"
        )


def _was_recorded(handling: Handling) -> bool:
    return handling.status != "planned" or bool(handling.note) or handling.decisions.exists()


def _alive(source: MinutesSource) -> list[Passage]:
    rows = Passage.objects.filter(speech__source=source)
    alive = (*LIVE, CommitmentStatus.RECORDED)
    found = rows.select_related("local_request", "commitment")
    return [passage for passage in found if passage.record.status in alive]


def _restore(
    meeting: Meeting, source: MinutesSource, before: dict[str, Any], *, by: User, reason: str
) -> None:
    planned = before["status"] == MeetingStatus.PLANNED and meeting.status == MeetingStatus.HELD
    verb = "return_to_plan" if planned else "take_back_minutes"
    with step(MEETING, verb, meeting, by=by, reason=reason) as under_way:
        held = under_way.obj
        if held.published_at is None and held.status != MeetingStatus.CLOSED:
            for name, value in before["facts"].items():
                field: Any = Meeting._meta.get_field(name)
                setattr(held, name, field.to_python(value))
        held.current_source_id = before["source"]
        held.save(update_fields=("current_source",))
        _restore_passages(before, source)
        _restore_suggestions(before, source)
        _forget_words(source)
        _restore_texts(held, source, before)
        _let_go(source)
        under_way.details["edition_taken_back"] = source.filename


def _delete_meeting(
    meeting: Meeting, source: MinutesSource, before: dict[str, Any], *, by: User, reason: str
) -> None:
    body = meeting.body
    with step(MEETING, "take_back_minutes", meeting, by=by, reason=reason) as under_way:
        under_way.obj.current_source = None
        under_way.details["meeting_taken_back"] = str(meeting)
    _restore_passages({"passages": []}, source)
    Suggestion.objects.filter(source=source).update(merged_into=None)
    Suggestion.objects.filter(source=source).delete()
    _forget_words(source)
    _let_go(source)
    for model in PAPERS:
        model.every.filter(meeting=meeting).delete()
    try:
        meeting.delete()
    except ProtectedError:
        _refuse("この会合には、ほかの取込みや記録があります。先に、それらを取り消してください。")
    if before.get("new_body") and not body.meetings.exists():
        body.delete()


def _restore_passages(before: dict[str, Any], source: MinutesSource) -> None:
    """Known ones go back to where they stood; the rest belongs to records that were retracted."""
    known = {row["pk"]: row for row in before["passages"]}
    Passage.objects.filter(speech__source=source).exclude(pk__in=known).delete()
    for key, row in known.items():
        fields = {name: row[name] for name in PLACE}
        Passage.objects.filter(pk=key, speech__source__meeting=source.meeting).update(**fields)


def _restore_suggestions(before: dict[str, Any], source: MinutesSource) -> None:
    for row in before["decided"]:
        fields = {name: row[name] for name in SUGGESTED}
        Suggestion.objects.filter(pk=row["pk"], source=source).update(**fields)
    Suggestion.objects.filter(source=source).update(merged_into=None)
    Suggestion.objects.filter(source=source).delete()
    pending = {row["id"]: row for row in before["pending"]}
    there = Suggestion.objects.filter(pk__in=pending).values_list("pk", flat=True)
    for key in list(there):
        del pending[key]
    Suggestion.objects.bulk_create(Suggestion(**row) for row in pending.values())


def _forget_words(source: MinutesSource) -> None:
    Sentence.objects.filter(speech__source=source).delete()
    source.stage_directions.all().delete()
    source.decisions.all().delete()
    Speech.objects.filter(source=source).delete()


def _restore_texts(meeting: Meeting, source: MinutesSource, before: dict[str, Any]) -> None:
    moved = [
        (handling, handling.agenda_item.title)
        for handling in meeting.handlings.filter(agenda_item__brought_by=source).select_related(
            "agenda_item"
        )
        if handling.agenda_item is not None
    ]
    for model in PAPERS:
        model.every.filter(brought_by=source).delete()
        model.objects.filter(meeting=meeting).update(position=F("position") + texts.AWAY)
        model.every.filter(replaced_by=source).update(replaced_at=None, replaced_by=None)
        known = {key: place for place, key in enumerate(before["order"][model.__name__])}
        rows = sorted(
            model.objects.filter(meeting=meeting),
            key=lambda row: (known.get(row.pk, texts.AWAY), row.position),
        )
        for position, row in enumerate(rows, 1):
            model.objects.filter(pk=row.pk).update(position=position)
    items = {item.title: item for item in meeting.agenda_items.all()}
    for handling, title in moved:
        Handling.objects.filter(pk=handling.pk).update(agenda_item=items.get(title))


def _let_go(source: MinutesSource) -> None:
    source.meeting, source.edition, source.facts = None, 1, {}
    source.save(update_fields=("meeting", "edition", "facts"))


def _refuse(reason: str) -> None:
    raise Refused(Decision(RefusalKind.CONFLICT, reason))
