"""What the page of one request holds: now, or as a closed session left it.

As of a session title, points, ministry, status, round, due date, conversation, voices, tasks and
history are those of then; the words of the request are the present ones, and nothing can be moved.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts import rules
from accounts.rules import Actor
from issues import (
    chronicle,
    conversation,
    merging,
    moves,
    needs,
    origins,
    standing,
    voice_moves,
    voicing,
)
from issues.enums import AWAITING_REPLY, RequestStatus
from issues.models import LocalRequest, Standing
from issues.models.voices import Said
from issues.moments import Moment
from issues.standings import showing
from issues.standings.state import serial
from issues.transitions import LOCAL_REQUEST


def found(actor: Actor, number: str) -> LocalRequest | None:
    """The request with this number, if the actor sees it."""
    rows = LocalRequest.objects.visible_to(actor).for_list()
    return rows.filter(number=number).first()


def set_back(local_request: LocalRequest, moment: Moment, *, actor: Actor) -> LocalRequest | None:
    """The same request as it stood then, to be shown and never saved; None before it came up, and
    where the reader did not see it then."""
    rows = Standing.objects.when(moment).visible_to(actor).filter(local_request=local_request)
    shown = showing.as_requests(rows.for_list(), actor=actor)
    if not shown:
        return None
    past = shown[0]
    words = voicing.settled(past, actor=actor, moment=moment)
    past.reflected_in = words.reflected_in if words else ""
    past.settled_despite = words.despite if words else ""
    return past


def of(
    local_request: LocalRequest, *, actor: Actor, on: date, moment: Moment | None = None
) -> dict[str, Any]:
    """The context of the page. `local_request` has been set back already where a moment is
    chosen; `on` is the day that the page shows."""
    return {
        "local_request": local_request,
        "origins": origins.of(local_request, actor=actor),
        "merged_words": merging.words(local_request, actor=actor) if moment is None else [],
        "commitments": _commitments(local_request, actor, moment),
        "lines": chronicle.of(local_request, actor=actor, moment=moment),
        "inside": rules.sees_everything(actor),
        "today": on,
        "no_reply_due": local_request.status not in AWAITING_REPLY,
        **_voices(local_request, actor, moment),
        **_talk(local_request, actor, on, moment),
        **_moves(local_request, actor, moment),
        **neighbours(local_request, actor=actor, moment=moment),
    }


def _talk(
    local_request: LocalRequest, actor: Actor, on: date, moment: Moment | None
) -> dict[str, Any]:
    """The rounds, and the sentence: what was asked of the reader then is not asked any more."""
    rounds = conversation.of(local_request, actor=actor, on=on, moment=moment)
    heard = bool(rounds) and rounds[-1].requester_spoke
    asked = actor if moment is None else AnonymousUser()
    sentence = standing.seen_by(local_request, actor=asked, on=on, heard=heard)
    if local_request.status == RequestStatus.WITHDRAWN and not needs.was_retracted(local_request):
        sentence = standing.RETRACTED
    return {"rounds": rounds, "sentence": sentence, "answerer": standing.answerer(local_request)}


def _moves(local_request: LocalRequest, actor: Actor, moment: Moment | None) -> dict[str, Any]:
    if moment is not None:
        return {"offers": [], "moves": [], "not_now": []}
    return {
        "offers": list(LOCAL_REQUEST.offered(actor, local_request)),
        "moves": moves.of(local_request, actor=actor),
        "not_now": moves.not_now(local_request, actor=actor),
    }


def _voices(local_request: LocalRequest, actor: Actor, moment: Moment | None) -> dict[str, Any]:
    heard = voicing.of(local_request, actor=actor, moment=moment)
    settled = voicing.settled(local_request, actor=actor, moment=moment)
    said: dict[str, Said | None] = {
        "progress": heard.progress,
        "judgement": heard.judgement,
        "settlement": settled,
    }
    offered = voice_moves.of(local_request, said, actor=actor) if moment is None else {}
    return {"voices": heard, "settled": settled, "voice_moves": offered}


def _commitments(local_request: LocalRequest, actor: Actor, moment: Moment | None) -> Any:
    rows = local_request.answered_by.visible_to(actor).live().select_related("organization")
    return rows.filter(said_on__lte=moment.on) if moment is not None else rows


def neighbours(
    local_request: LocalRequest, *, actor: Actor, moment: Moment | None = None
) -> dict[str, LocalRequest | None]:
    """The visible requests of its 協議の場 before and after it by number: R6-0999 comes before
    R6-1000 and R6-10000 after R6-9999."""
    rows = Standing.objects.when(moment).filter(forum=local_request.forum_id)
    rows = rows.visible_to(actor).live().select_related("local_request")
    here = serial(local_request.number, local_request.said_on)
    before = rows.filter(serial__lt=here).order_by("-serial").first()
    after = rows.filter(serial__gt=here).order_by("serial").first()
    return {
        "previous": before.local_request if before else None,
        "next": after.local_request if after else None,
    }
