"""What the page of one request holds: now, or as a closed session left it.

As of a session title, points, ministry, status, round, due date, conversation, voices, tasks and
history are those of then; the words of the request are the present ones, and nothing can be moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts import rules
from accounts.rules import Actor
from issues import needs
from issues.enums import AWAITING_REPLY, RequestStatus
from issues.history import request_rail, timeline
from issues.history.quotations import Origin
from issues.models import Commitment, LocalRequest
from issues.models.voices import Said
from issues.pages import (
    asked_ministries,
    merge_effects,
    next_step,
    reply_rounds,
    request_moves,
    three_voices,
    voice_moves,
)
from issues.pages.asked_ministries import Asked
from issues.pages.gathering import gathered
from issues.pages.gathering.gathered import Rows
from issues.pages.reply_rounds import Round
from issues.standing import in_words, showing
from issues.standing.moments import Moment
from issues.transitions.requests import LOCAL_REQUEST
from japan.text import normalise
from workflow.machine import RefusalKind

OF_WHO_OWES = ("reply", "ask_to_hand_on")
"""Moves of ministries that have not answered yet, where several are asked."""


def found(actor: Actor, number: str) -> LocalRequest | None:
    """The request with this number, if the actor sees it."""
    return gathered.found(number, actor=actor)


def set_back(
    local_request: LocalRequest,
    moment: Moment,
    *,
    actor: Actor,
    shown: Sequence[str] = gathered.STOOD,
) -> LocalRequest | None:
    """The same request as it stood then, to be shown and never saved; None before it came up, and
    where the reader did not see it then. It holds the rows (of `gathering`) that are to be shown
    with it."""
    rows = Rows(local_request, shown, actor, moment)
    if (row := rows.one("then")) is None:
        return None
    points = {point.pk: point for point in rows["points"]}
    asked = {ministry.pk: ministry for ministry in rows["asked_then"]}
    past = showing.as_request(row, points, asked, actor=actor)
    gathered.hold(past, rows)
    words = three_voices.settled(past, actor=actor, moment=moment)
    past.reflected_in = words.reflected_in if words else ""
    past.settled_despite = words.despite if words else ""
    return past


def page_of(
    local_request: LocalRequest, *, actor: Actor, on: date, moment: Moment | None = None
) -> dict[str, Any]:
    """The context of the page. `local_request` has been set back already where a moment is
    chosen; `on` is the day that the page shows."""
    if moment is None:
        gathered.hold(local_request, Rows(local_request, gathered.NOW, actor, None))
    around = gathered.about(local_request, gathered.BOTH, actor=actor, moment=moment)
    lines = timeline.lines_of(local_request, actor=actor, moment=moment)
    inside = rules.sees_everything(actor)
    asked = asked_ministries.asked_of(local_request, around, actor=actor, on=on)
    talk = _talk(local_request, actor, on, moment, asked)
    return {
        "local_request": local_request,
        "origins": around.origins,
        "merged_words": merge_effects.words(local_request, actor=actor) if moment is None else [],
        "commitments": _commitments(around),
        "told": around["told"],
        "quoted": _is_quoted(local_request.ask, around.origins),
        "lines": lines,
        "stops": request_rail.rail_of(local_request, around, lines, on=on, inside=inside),
        "follows": moment is None and bool(around["following"]),
        "inside": inside,
        "today": on,
        "asked": asked,
        "waited_for": asked_ministries.names_waited_for(asked),
        "owed_on": asked_ministries.owed_on(asked, actor=actor) or local_request.due_on,
        "handed_on": asked_ministries.handed_on(around, actor=actor, on=on),
        "no_reply_due": local_request.status not in AWAITING_REPLY,
        **_voices(local_request, actor, moment),
        **talk,
        **_moves(local_request, actor, moment, talk["rounds"], asked),
        **_neighbours(around),
    }


def _is_quoted(ask: str, origins: Sequence[Origin]) -> bool:
    """Whether 求める措置 says what stands in one of the quotes already, word for word."""
    said = normalise(ask).rstrip("。")
    return bool(said) and any(said in normalise(origin.words) for origin in origins)


def _talk(
    local_request: LocalRequest,
    actor: Actor,
    on: date,
    moment: Moment | None,
    several: Sequence[Asked],
) -> dict[str, Any]:
    """The rounds, and the sentence: what was asked of the reader then is not asked any more."""
    rounds = reply_rounds.rounds_of(local_request, actor=actor, on=on, moment=moment)
    heard = bool(rounds) and rounds[-1].requester_spoke
    asked = actor if moment is None else AnonymousUser()
    sentence = asked_ministries.sentence(several, actor=asked)
    sentence = sentence or in_words.seen_by(local_request, actor=asked, on=on, heard=heard)
    if local_request.status == RequestStatus.WITHDRAWN and not needs.was_retracted(local_request):
        sentence = in_words.RETRACTED
    return {"rounds": rounds, "sentence": sentence, "answerer": in_words.answerer(local_request)}


def _moves(
    local_request: LocalRequest,
    actor: Actor,
    moment: Moment | None,
    rounds: Sequence[Round],
    asked: Sequence[Asked],
) -> dict[str, Any]:
    """The next step, and what else can be done."""
    if moment is not None:
        return {"next_step": None, "offers": [], "moves": [], "not_now": []}
    every = list(LOCAL_REQUEST.moves_of(actor, local_request))
    if asked and not asked_ministries.owes(asked, actor):
        every = [each for each in every if each.transition.verb not in OF_WHO_OWES]
    moves = request_moves.moves_of(local_request, actor=actor, every=every)
    step = next_step.step_of(local_request, moves, rounds, actor=actor)
    return {
        "next_step": step,
        "offers": [each for each in every if each.decision.refusal is not RefusalKind.CONFLICT],
        "moves": [each for each in moves if step is None or each.transition.verb != step.verb],
        "not_now": request_moves.not_now(local_request, actor=actor, every=every),
    }


def _voices(local_request: LocalRequest, actor: Actor, moment: Moment | None) -> dict[str, Any]:
    heard = three_voices.voices_of(local_request, actor=actor, moment=moment)
    settled = three_voices.settled(local_request, actor=actor, moment=moment)
    said: dict[str, Said | None] = {
        "progress": heard.progress,
        "judgement": heard.judgement,
        "settlement": settled,
    }
    offered = voice_moves.moves_of(local_request, said, actor=actor) if moment is None else {}
    return {"voices": heard, "settled": settled, "voice_moves": offered}


def _commitments(around: Rows) -> list[Commitment]:
    said: list[Commitment] = around["commitments"]
    moment = around.moment
    return [row for row in said if moment is None or row.said_on <= moment.on]


def _neighbours(around: Rows) -> dict[str, LocalRequest | None]:
    """The visible requests of its 協議の場 before and after it by number: R6-0999 comes before
    R6-1000 and R6-10000 after R6-9999."""
    before, after = around.one("previous"), around.one("next")
    return {
        "previous": before.local_request if before else None,
        "next": after.local_request if after else None,
    }
