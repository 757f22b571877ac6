"""The cards of a session's record: one per matter, with what can be done to it there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from accounts.rules import Actor
from issues.actions.discussion_points import MOVES
from issues.enums import Stance
from issues.models import Opinion
from issues.transitions.points import DISCUSSION_POINT
from issues.transitions.requests import LOCAL_REQUEST
from meetings.enums import HandlingOutcome
from meetings.forms.recording import (
    DecisionForm,
    MemoForm,
    OutcomeForm,
    SettlingForm,
    StepForm,
    memo_of,
    outcome_of,
)
from meetings.models import Handling, Meeting, Passage, PointMemo, SessionDecision
from meetings.sessions import agenda, series
from workflow.machine import Offer


@dataclass(frozen=True)
class Card:
    """One matter. `version_before`: the version that the last act from this page started from
    (0: nothing was done). `open`: the part that was worked on last."""

    handling: Handling
    reasons: tuple[str, ...]
    outcome: OutcomeForm
    decide: DecisionForm
    memo: PointMemo | None
    memo_form: MemoForm | None
    memo_before: PointMemo | None
    moves: tuple[Offer, ...]
    step: StepForm | None
    settle: SettlingForm | None
    dissatisfied: bool
    passages: tuple[Passage, ...]
    quoted: frozenset[int]
    open: str = ""
    version_before: int = 0
    conflict: Any = None
    trouble: str = ""

    @property
    def is_recorded(self) -> bool:
        return self.handling.status != HandlingOutcome.PLANNED


@dataclass(frozen=True)
class Worked:
    """What was just tried on one card: the part, the forms as typed, and why it was refused."""

    handling: int
    part: str
    forms: dict[str, Any] = field(default_factory=dict)
    version_before: int = 0
    conflict: Any = None
    trouble: str = ""


def handlings(meeting: Meeting, *, actor: Actor) -> QuerySet[Handling]:
    """The matters of the session that the actor sees, ready for cards."""
    passages = Passage.objects.visible_to(actor).select_related("speech__attendance")
    return (
        Handling.objects.filter(meeting=meeting)
        .visible_to(actor)
        .select_related(
            "meeting__body", "local_request__organization", "point", "agenda_item", "carried_from"
        )
        .prefetch_related("decisions", Prefetch("passages", queryset=passages))
    )


def cards(meeting: Meeting, *, actor: Actor, worked: Worked | None = None) -> list[Card]:
    """All cards, in a number of queries that does not depend on how many there are."""
    return _cards(meeting, handlings(meeting, actor=actor), actor, worked)


def card(handling: Handling, *, actor: Actor, worked: Worked | None = None) -> Card:
    """One card, read afresh."""
    rows = handlings(handling.meeting, actor=actor).filter(pk=handling.pk)
    return _cards(handling.meeting, rows, actor, worked)[0]


def offered_passages(handling: Handling, *, actor: Actor) -> QuerySet[Passage]:
    """The words of the session's minutes that rest on the matter's own records."""
    here = Passage.objects.visible_to(actor).live()
    here = here.filter(speech__source=handling.meeting.current_source_id)
    if handling.local_request_id is not None:
        return here.filter(local_request=handling.local_request_id)
    at_point = Q(local_request__points=handling.point_id) | Q(commitment__points=handling.point_id)
    return here.filter(at_point).distinct()


def general_decisions(meeting: Meeting) -> QuerySet[SessionDecision]:
    """Decisions of the session as a whole."""
    return meeting.session_decisions.filter(handling=None)


def _cards(
    meeting: Meeting, found: Iterable[Handling], actor: Actor, worked: Worked | None
) -> list[Card]:
    rows = list(found)
    memos, before = _memos(meeting, rows)
    passages = _passages(meeting, rows, actor)
    unhappy = _dissatisfied(rows)
    return [
        _card(
            row,
            actor=actor,
            memo=memos.get(row.point_id or 0),
            memo_before=before.get(row.point_id or 0),
            passages=tuple(passages.get((row.local_request_id, row.point_id), ())),
            dissatisfied=row.local_request_id in unhappy,
            worked=worked if worked is not None and worked.handling == row.pk else None,
        )
        for row in rows
    ]


def _card(
    row: Handling,
    *,
    actor: Actor,
    memo: PointMemo | None,
    memo_before: PointMemo | None,
    passages: tuple[Passage, ...],
    dissatisfied: bool,
    worked: Worked | None,
) -> Card:
    typed = worked.forms if worked is not None else {}
    ids = f"x{row.pk}-%s"
    offers: tuple[Offer, ...] = ()
    if row.point is not None:
        offered = DISCUSSION_POINT.offered(actor, row.point)
        offers = tuple(o for o in offered if o.transition.verb in MOVES)
    return Card(
        handling=row,
        reasons=agenda.words(row.reasons),
        outcome=typed.get("outcome") or outcome_of(row),
        decide=typed.get("decide") or DecisionForm(auto_id=f"d{row.pk}-%s"),
        memo=memo,
        memo_form=typed.get("memo") or (memo_of(row, memo) if row.point_id else None),
        memo_before=memo_before,
        moves=offers,
        step=typed.get("step") or (StepForm(auto_id=ids) if offers else None),
        settle=typed.get("settle") or (SettlingForm(auto_id=ids) if _settles(row, actor) else None),
        dissatisfied=dissatisfied,
        passages=passages,
        quoted=frozenset(passage.pk for passage in row.passages.all()),
        open=worked.part if worked else "",
        version_before=worked.version_before if worked else 0,
        conflict=worked.conflict if worked else None,
        trouble=worked.trouble if worked else "",
    )


def _settles(row: Handling, actor: Actor) -> bool:
    """Settling has no need beyond who and status that could be seen before it is tried."""
    return row.local_request is not None and bool(
        LOCAL_REQUEST.decide("settle", actor, row.local_request)
    )


def _memos(
    meeting: Meeting, rows: list[Handling]
) -> tuple[dict[int, PointMemo], dict[int, PointMemo]]:
    """By point: the memo of this session, and the latest one of the body's earlier sessions."""
    points = [row.point_id for row in rows if row.point_id]
    if not points:
        return {}, {}
    here = PointMemo.objects.filter(point__in=points, meeting=meeting)
    earlier = (
        PointMemo.objects.filter(point__in=points, meeting__in=series.earlier(meeting).values("pk"))
        .select_related("meeting__body")
        .order_by("meeting__held_on", "meeting__session_number", "pk")
    )
    return {memo.point_id: memo for memo in here}, {memo.point_id: memo for memo in earlier}


def _passages(
    meeting: Meeting, rows: list[Handling], actor: Actor
) -> dict[tuple[int | None, int | None], list[Passage]]:
    """By (request, point): the words of the session's minutes that belong to it."""
    if meeting.current_source_id is None or not rows:
        return {}
    here = (
        Passage.objects.visible_to(actor)
        .live()
        .filter(speech__source=meeting.current_source_id)
        .select_related("speech__attendance", "local_request", "commitment")
        .prefetch_related("local_request__points", "commitment__points")
        .order_by("speech__index", "start")
    )
    found: dict[tuple[int | None, int | None], list[Passage]] = {}
    for passage in here:
        if passage.local_request_id is not None:
            found.setdefault((passage.local_request_id, None), []).append(passage)
        record = passage.record
        for point in record.points.all():
            found.setdefault((None, point.pk), []).append(passage)
    return found


def _dissatisfied(rows: list[Handling]) -> set[int]:
    requests = [row.local_request_id for row in rows if row.local_request_id]
    if not requests:
        return set()
    return set(
        Opinion.objects.standing()
        .filter(
            reply__local_request__in=requests,
            reply__round=F("reply__local_request__round"),
            stance=Stance.DISSATISFIED,
        )
        .values_list("reply__local_request", flat=True)
    )
