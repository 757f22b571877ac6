"""回答を求めた府省: of a request that several ministries are asked about, who has answered and who
has not, now or as of a closed session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts import rules
from accounts.rules import Actor
from issues.enums import HandoverStatus
from issues.models import Handover, LocalRequest
from issues.pages.gathering.gathered import Rows
from issues.transitions.handovers import HANDOVER
from issues.transitions.requests import LOCAL_REQUEST
from organizations.models import Organization


@dataclass(frozen=True)
class Asked:
    """One ministry: by when, when it answered (None: it has not), whether it is waited for. `part`
    is what it is asked about, "" for the whole, or where the reader is not to know."""

    ministry: Organization
    leads: bool
    due_on: date | None
    answered_on: date | None
    waits: bool
    part: str
    days_late: int
    may_change: bool


@dataclass(frozen=True)
class HandedOn:
    """A 担当替え that was asked for, how many days it took (or has taken), and the reader's
    moves."""

    handover: Handover
    days: int
    waits: bool
    may_decide: bool
    may_withdraw: bool


def asked_of(local_request: LocalRequest, around: Rows, *, actor: Actor, on: date) -> list[Asked]:
    """The ministry in charge first; none where a single one is asked."""
    row = around.one("stands")
    if row is None or not row.asked:
        return []
    now = around.moment is None
    parts = {each.ministry_id: each.part for each in around.get("askings")}
    inside = _is_inside(actor, {int(key) for key in row.asked})
    changes = now and bool(LOCAL_REQUEST.decide("change_asking", actor, local_request))
    rows = []
    for ministry in around["ministries"]:
        due, answered = (_day(text) for text in row.asked[str(ministry.pk)])
        waits = ministry.pk in row.waiting
        late = (on - due).days if waits and due is not None else 0
        leads = ministry.pk == row.lead_ministry_id
        part = parts.get(ministry.pk, "") if inside else ""
        rows.append(
            Asked(ministry, leads, due, answered, waits, part, max(0, late), changes and not leads)
        )
    return sorted(rows, key=lambda each: (not each.leads, each.ministry.position))


def owes(asked: Sequence[Asked], actor: Actor) -> bool:
    """Whether the reader acts for one of those that are waited for."""
    return any(each.waits and rules.acts_for(actor, each.ministry.pk) for each in asked)


def names_waited_for(asked: Sequence[Asked]) -> str:
    """Who has not answered, for a line of text."""
    return "、".join(each.ministry.name for each in asked if each.waits)


def sentence(asked: Sequence[Asked], *, actor: Actor) -> str:
    """Where a request stands that several ministries are asked about, for one reader; "" where none
    of them is waited for."""
    waiting = [each for each in asked if each.waits]
    mine = next((each for each in asked if rules.acts_for(actor, each.ministry.pk)), None)
    names = names_waited_for(asked)
    late = max((each.days_late for each in waiting), default=0)
    if not waiting:
        return ""
    if mine is not None and rules.is_ministry(actor):
        if not mine.waits:
            return f"回答しました。{names}の回答を待っています。"
        if mine.days_late:
            return f"回答が{mine.days_late}日遅れています。すぐに回答してください。"
        return f"{len(asked)}府省に回答を求めています。回答してください。"
    done = len(asked) - len(waiting)
    told = f"{len(asked)}府省のうち{done}府省が回答しました。{names}の回答を待っています。"
    return f"{told}最も遅れているものは、期限を{late}日過ぎています。" if late else told


def owed_on(asked: Sequence[Asked], *, actor: Actor) -> date | None:
    """The date that counts for this reader: its own while it owes, else the earliest one."""
    waiting = [each for each in asked if each.waits]
    own = [each for each in waiting if rules.acts_for(actor, each.ministry.pk)]
    return min((each.due_on for each in own or waiting if each.due_on), default=None)


def handed_on(around: Rows, *, actor: Actor, on: date) -> list[HandedOn]:
    """What ministries asked to hand on, as far as the reader knows; nothing as of a session."""
    return [
        HandedOn(
            each,
            each.days(on),
            each.status == HandoverStatus.ASKED,
            bool(HANDOVER.decide("accept", actor, each)),
            bool(HANDOVER.decide("withdraw", actor, each)),
        )
        for each in around.get("handovers")
    ]


def _is_inside(actor: Actor, asked: set[int]) -> bool:
    membership = rules.acting(actor)
    mine = membership.organization_id if membership else None
    return rules.sees_everything(actor) or (rules.is_ministry(actor) and mine in asked)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
