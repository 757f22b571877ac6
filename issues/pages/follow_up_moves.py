"""The moves on a follow-up that are a reader's, each with its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.rules import Actor
from issues.models import FollowUp
from issues.transitions.follow_ups import FOLLOW_UP

DOORS = {
    "complete": ("complete", "完了にする", "check"),
    "note": ("note", "経過を書く", "pen"),
    "change_due": ("due", "期限を変える", "cal"),
    "mark_due_slip": ("due_slip", "期限の記載誤りを直す", "undo"),
    "edit": ("edit", "内容を修正する", "pen"),
    "cancel": ("cancel", "取りやめる", "cross"),
    "uncomplete": ("uncomplete", "完了を取り消す", "undo"),
    "reopen": ("reopen", "再開する", "undo"),
}
"""By verb, in the order of the page: the address' name, the words and the icon on the way."""


@dataclass(frozen=True)
class Move:
    """A move with its page; the first one stands out."""

    verb: str
    url: str
    words: str
    icon: str
    main: bool


def moves_of(follow_up: FollowUp, *, actor: Actor) -> list[Move]:
    """What this reader can do with it now, what one comes for first."""
    mine = {o.transition.verb for o in FOLLOW_UP.offered(actor, follow_up) if o.decision}
    verbs = [verb for verb in DOORS if verb in mine]
    return [_move(follow_up, verb, main=place == 0) for place, verb in enumerate(verbs)]


def _move(follow_up: FollowUp, verb: str, *, main: bool) -> Move:
    name, words, icon = DOORS[verb]
    url = reverse(f"issues:follow_ups:{name}", args=(follow_up.pk,))
    return Move(verb, url, words, icon, main)
