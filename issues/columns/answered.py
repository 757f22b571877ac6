"""Columns: which ministries, by when, where it stands, and what was answered."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from issues.columns.column import Column, Listed, Sort, coded
from issues.columns.groups import REPLY, WHERE, WHOSE
from issues.columns.reading import answered, day, day_kept, kept, nothing
from issues.columns.sources import Now, Then
from issues.enums import AWAITING_REPLY, ReplyClass, ReplyStatus, RequestStatus
from issues.frozen.records import unanswered


def _unanswered_now(source: Now) -> bool:
    owed = source.request.owed_on or source.request.due_on
    return owed is not None and owed < source.on and source.request.status in AWAITING_REPLY


def _text_now(source: Now) -> str:
    """It names its ministry where another one is in charge now."""
    answer = source.answer
    if answer is None:
        return ""
    if answer.ministry == source.request.lead:
        return answer.text
    return by_ministry(source.names.bodies[answer.ministry].name) + answer.text


def _text_then(source: Then) -> str:
    answer, lead = source.answer, source.record["lead_ministry"]
    ministry, text = answer.get("ministry", lead), str(answer.get("text", ""))
    return text if ministry == lead else by_ministry(ministry) + text


def by_ministry(name: str) -> str:
    """Comes before a reply of a ministry that is no longer in charge."""
    return f"［{name}の回答］"


def _means_now(source: Now) -> tuple[str, ...]:
    answer = source.answer
    return source.names.called(answer.means) if answer is not None and answer.means else ()


def _is_pending(source: Now) -> bool:
    return source.answer is not None and source.answer.status != ReplyStatus.PUBLISHED


def _answer_then(name: str, none: Any = "") -> Any:
    return lambda source: source.answer.get(name, none)


PUT_TO = (
    Column(
        "lead_ministry",
        "主担当府省",
        lambda source: source.lead.name if source.lead else "",
        kept("lead_ministry"),
        width=14,
        group=WHOSE,
        listed=Listed(True, place=50, cell="lead_ministry", read=False),
    ),
    Column(
        "co_ministries",
        "関係府省",
        lambda source: tuple([each.name for each in source.shared]) if source.shared else (),
        lambda source: tuple(source.record.get("co_ministries", ())),
        width=14,
        group=WHOSE,
    ),
    Column(
        "due_on",
        "回答期限",
        attrgetter("request.due_on"),
        day_kept("due_on"),
        Sort.DATE,
        width=15,
        group=WHOSE,
        listed=Listed(True, place=60, cell="due_on", order="due", read=False),
    ),
    Column(
        "first_due_on",
        "最初の回答期限",
        attrgetter("request.first_due_on"),
        day_kept("first_due_on"),
        Sort.DATE,
        width=15,
        group=WHOSE,
        repeats="due_on",
    ),
)

STATUS = (
    *coded(
        "status",
        "状況",
        RequestStatus,
        now=attrgetter("request.status"),
        then=kept("status"),
        width=12,
        group=WHERE,
        listed=Listed(True, place=70, heading="状況", cell="status", order="status", read=False),
    ),
    Column(
        "unanswered",
        "未回答",
        _unanswered_now,
        lambda source: unanswered(source.record, source.on),
        Sort.MARK,
        width=9,
        group=WHERE,
    ),
    Column(
        "updated_on",
        "最終更新",
        attrgetter("changed"),
        nothing,
        Sort.DATE,
        width=15,
        files=False,
        listed=Listed(place=80, cell="updated_on", order="updated", read=False),
    ),
    Column(
        "round",
        "回答の回",
        lambda source: source.request.round if source.lead else None,
        lambda source: source.record.get("round"),
        Sort.NUMBER,
        width=10,
        group=WHERE,
    ),
)

ANSWER = (
    *coded(
        "reply_class",
        "回答の区分",
        ReplyClass,
        now=answered("reply_class"),
        then=_answer_then("class"),
        width=18,
        group=REPLY,
    ),
    Column(
        "reply_timing",
        "対応時期",
        answered("timing_on", None),
        lambda source: day(source.answer.get("timing_on", "")),
        Sort.DATE,
        width=15,
        group=REPLY,
    ),
    Column(
        "reply_means",
        "手段",
        _means_now,
        lambda source: tuple(source.answer.get("means", ())),
        width=18,
        group=REPLY,
    ),
    Column(
        "reply_text",
        "回答",
        _text_now,
        _text_then,
        Sort.LONG,
        width=50,
        own=True,
        group=REPLY,
        late=True,
    ),
    Column(
        "replied_on",
        "回答の日",
        answered("on", None),
        lambda source: day(source.answer.get("on", "")),
        Sort.DATE,
        width=15,
        group=REPLY,
    ),
    Column(
        "reply_pending",
        "回答は公表前",
        _is_pending,
        lambda source: not source.answer.get("public", True),
        Sort.MARK,
        width=13,
        inside=True,
        group=REPLY,
        late=True,
    ),
)
