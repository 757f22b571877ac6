"""The words of the minutes: what repeats them goes along when they are blacked out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from issues.models import LocalRequest
from issues.transitions.commitments import COMMITMENT
from issues.transitions.requests import LOCAL_REQUEST
from meetings.models import (
    MinutesDecision,
    MinutesSource,
    Passage,
    Speech,
    StageDirection,
    Suggestion,
)
from meetings.models.passage import CONTEXT
from meetings.publishing.removables import concerning
from meetings.transitions import MEETING
from publication.removals import blacking
from publication.removals.removable import Held, Removable, Rewritten, Spans


def _record_of(passage: Passage) -> Held:
    record = passage.record
    return (LOCAL_REQUEST if isinstance(record, LocalRequest) else COMMITMENT), record


def _passage_name(passage: Passage) -> str:
    record = passage.record
    kind = "要望" if isinstance(record, LocalRequest) else "国側の発言"
    return f"{kind}{record.number}の引用（{passage.speech.source.meeting}の議事要旨）"


def _concerned(speech: Speech) -> Iterator[str]:
    """Its meeting, and the records that rest on words of it."""
    if speech.source.meeting is not None:
        yield concerning(speech.source.meeting)
    for passages in (speech.passages, speech.public_passages):
        for passage in passages.select_related("local_request", "commitment"):
            yield passage.record.number


def _following(speech: Speech, spans: Spans) -> Iterator[Rewritten]:
    """The quotes with what stands around them, the candidates, directions and decisions that hold
    words of the speech that are under ■ now."""
    words = [_before(speech)[start:end] for start, end in spans]
    for passage in speech.passages.select_related("local_request", "commitment"):
        yield from _changed(passage, _quoted(passage, speech.text))
    for suggestion in speech.suggestions.all():
        now = {"quote": speech.text[suggestion.start : suggestion.end]}
        now["summary"] = blacking.without(suggestion.summary, words)
        yield from _changed(suggestion, now)
    for decision in speech.decisions.all():
        yield from _changed(decision, _without(decision, ("quote", "confirmed_by"), words))
    for direction in StageDirection.objects.filter(
        source=speech.source, after_speech__in=(speech.index - 1, speech.index)
    ):
        yield from _changed(direction, _without(direction, ("text",), words))


def _before(speech: Speech) -> str:
    return blacking.original(speech, "text", speech.text)


def _quoted(passage: Passage, text: str) -> dict[str, str]:
    return {
        "quote": text[passage.start : passage.end],
        "prefix": text[max(0, passage.start - CONTEXT) : passage.start],
        "suffix": text[passage.end : passage.end + CONTEXT],
    }


def _without(obj: Any, names: tuple[str, ...], words: list[str]) -> dict[str, str]:
    return {name: blacking.without(getattr(obj, name), words) for name in names}


def _changed(obj: Any, now: dict[str, str]) -> Iterator[Rewritten]:
    changed = {name: text for name, text in now.items() if text != getattr(obj, name)}
    if changed:
        yield obj, changed


def _in_minutes(key: str, label: str, model: Any, texts: tuple[str, ...], **more: Any) -> Removable:
    given: dict[str, Any] = {
        "named": lambda obj: f"{obj.source.meeting}の{label}",
        "page": lambda obj: str(obj.source.meeting.get_absolute_url()),
        "holder": lambda obj: (MEETING, obj.source.meeting),
        "is_shown": lambda obj: obj.source.meeting.published_at is not None,
        "concerns": lambda obj: (concerning(obj.source.meeting),),
        **more,
    }
    return Removable(key=key, label=label, model=model, texts=texts, **given)


REMOVABLES = (
    _in_minutes(
        "speech",
        "議事要旨の発言",
        Speech,
        ("text", "label"),
        page=lambda speech: str(speech.get_absolute_url()),
        concerns=_concerned,
        follows=_following,
    ),
    Removable(
        key="passage",
        label="要望などの引用",
        model=Passage,
        named=_passage_name,
        page=lambda passage: str(passage.record.get_absolute_url()),
        holder=_record_of,
        hides=True,
        is_shown=lambda passage: passage.record.published_at is not None,
        concerns=lambda passage: (passage.record.number,),
    ),
    Removable(
        key="edition",
        label="議事要旨の版",
        model=MinutesSource,
        named=lambda source: f"{source.meeting}の議事要旨（第{source.edition}版）",
        page=lambda source: str(source.meeting.get_absolute_url()) if source.meeting else "",
        texts=("filename", "cleaned_name"),
        holder=lambda source: (MEETING, source.meeting),
        is_shown=lambda source: source.meeting.published_at is not None,
        concerns=lambda source: (concerning(source.meeting),) if source.meeting else (),
    ),
    _in_minutes("direction", "議事要旨のト書き", StageDirection, ("text",)),
    _in_minutes("minutes-decision", "議事要旨の決定", MinutesDecision, ("quote", "confirmed_by")),
    _in_minutes("suggestion", "候補", Suggestion, ("summary",), is_shown=lambda obj: False),
)
