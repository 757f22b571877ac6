"""The moves on a request that are a reader's, each with the page or the button that makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.rules import Actor
from issues.enums import PUBLISHABLE
from issues.models import Correction, LocalRequest
from issues.transitions.corrections import CORRECTION
from issues.transitions.requests import LOCAL_REQUEST
from workflow.machine import Decision, Offer, RefusalKind, Transition


@dataclass(frozen=True)
class Door:
    """Where a move is made: a page's name, the words on the way to it, and whether the way is a
    button that makes the move at once."""

    name: str
    words: str
    icon: str = "arrow"
    at_once: bool = False


DOORS = {
    "edit": Door("edit", "内容を修正する", "pen"),
    "retract": Door("retract", "登録を取り消す", "undo"),
    "annul": Door("retract", "登録を取り消す（事務局）", "undo"),
    "restore": Door("restore", "登録を復元する", "undo"),
    "correct": Door("edit", "公表した内容を訂正する", "pen"),
    "propose": Door("edit", "公表した内容の訂正を申し出る", "pen"),
    "join": Door("join", "この要望に加わる申出をする", "people"),
    "triage": Door("triage", "論点と担当府省を決める", "flag"),
    "reassign": Door("reassign", "担当府省を変える", "people"),
    "ask_also": Door("ask_also", "ほかの府省にも回答を求める", "people"),
    "ask_to_hand_on": Door("hand_on", "担当替えを申し出る", "turn"),
    "start_review": Door("start_review", "検討を始める", "half", at_once=True),
    "change_due": Door("change_due", "回答期限を変える", "cal"),
    "mark_due_slip": Door("due_slip", "期限の記載誤りを直す", "undo"),
    "reply": Door("reply", "回答を書く", "bubble"),
    "give_opinion": Door("opinion", "見解を出す", "bubble"),
    "report_progress": Door("progress", "進捗を報告する", "half"),
    "judge": Door("judgement", "事務局の判断を書く", "flag"),
    "settle": Door("settle", "決着とする", "check"),
    "reopen": Door("reopen", "検討を再開する", "undo"),
    "mark_re_raised": Door("mark_re_raised", "再提出の印を付ける", "turn"),
    "link": Door("link", "関連する要望と結び付ける", "link"),
    "group": Door("same", "同趣旨の要望をまとめる", "people"),
    "withdraw": Door("withdraw", "取り下げる", "out"),
    "merge": Door("merge", "ほかの要望に統合する", "merge"),
    "unmerge": Door("unmerge", "統合を取り消す", "undo"),
    "split": Door("split", "2つに分ける", "copy"),
}
"""By verb. Asking for reconsideration is part of giving an opinion; anchoring and publishing are
made where the minutes are."""
SELDOM = ("annul", "restore")
"""Moves that are named only where they can be made."""


@dataclass(frozen=True)
class Move:
    """A move of this reader; `decision` says why it cannot be made now."""

    transition: Transition
    door: Door
    url: str
    decision: Decision


def moves_of(
    local_request: LocalRequest, *, actor: Actor, every: Iterable[Offer] | None = None
) -> list[Move]:
    """The moves to make now, those that wait for something among them, in table order. `every`:
    all that are the actor's (`LOCAL_REQUEST.moves_of`), where they are known."""
    every = LOCAL_REQUEST.moves_of(actor, local_request) if every is None else every
    rows = [
        _move(offer.transition, offer.decision, local_request)
        for offer in every
        if offer.decision.refusal is not RefusalKind.CONFLICT
    ]
    moves = _one_way_to_retract([move for move in rows if move is not None])
    moves = [move for move in moves if _fits(move, local_request)]
    return moves + _proposing(local_request, actor, moves)


def _one_way_to_retract(moves: list[Move]) -> list[Move]:
    """The secretariat has two verbs for it, of which the weaker one goes first; and what its
    organization withdrew is not to be restored, which needs no words."""
    possible = {move.transition.verb for move in moves if move.decision}
    left_out = {"restore"} - possible
    if "annul" in possible:
        left_out.add("annul" if "retract" in possible else "retract")
    return [move for move in moves if move.transition.verb not in left_out]


def _fits(move: Move, local_request: LocalRequest) -> bool:
    """Internal words are edited, public ones corrected; the other way is not even named."""
    way = {"edit": not local_request.is_published, "correct": local_request.is_published}
    return way.get(move.transition.verb, True)


def _proposing(local_request: LocalRequest, actor: Actor, moves: list[Move]) -> list[Move]:
    """Who may change words, but not correct public ones, proposes a correction."""
    verbs = {move.transition.verb for move in moves}
    decision = CORRECTION.decide("propose", actor, Correction(subject=local_request))
    if not decision or verbs & {"edit", "correct"} or local_request.status not in PUBLISHABLE:
        return []
    move = _move(CORRECTION["propose"], decision, local_request)
    return [move] if move is not None else []


def not_now(
    local_request: LocalRequest, *, actor: Actor, every: Iterable[Offer] | None = None
) -> list[Move]:
    """The moves of this reader that the present status does not allow, each with the reason."""
    every = LOCAL_REQUEST.moves_of(actor, local_request) if every is None else every
    refused = [
        _move(offer.transition, offer.decision, local_request)
        for offer in every
        if offer.decision.refusal is RefusalKind.CONFLICT and offer.transition.verb not in SELDOM
    ]
    return [move for move in refused if move is not None and _fits(move, local_request)]


def _move(row: Transition, decision: Decision, local_request: LocalRequest) -> Move | None:
    door = DOORS.get(row.verb)
    if door is None:
        return None
    try:
        url = reverse(f"issues:requests:{door.name}", args=(local_request.number,))
    except NoReverseMatch:
        return None
    return Move(row, door, url, decision)
