"""次にすること: the one thing that this reader is expected to do with a request now.

What may be done at all stand in the tables; here stands what of it comes next, in one order, the
first row that applies. Nothing where somebody else is to act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts import rules
from accounts.rules import Actor
from issues.enums import RequestStatus
from issues.models import LocalRequest
from issues.pages.reply_rounds import Answer, Round
from issues.pages.request_moves import Move

S = RequestStatus


@dataclass(frozen=True)
class Step:
    """Words of the button, where it leads, its icon; `at_once`: it makes the move by itself. `verb`
    is the move on the request, "" for a step that is taken on a reply or an opinion."""

    words: str
    url: str
    icon: str
    at_once: bool = False
    verb: str = ""


@dataclass(frozen=True)
class Case:
    """One reader before one request, as far as the next step depends on it."""

    local_request: LocalRequest
    actor: Actor
    rounds: Sequence[Round]

    @property
    def status(self) -> str:
        return self.local_request.status

    @property
    def heard(self) -> bool:
        """The requester has given its view of the newest reply."""
        return bool(self.rounds) and self.rounds[-1].requester_spoke

    @property
    def leads(self) -> bool:
        """Acts for the ministry that is to answer."""
        return rules.acts_for(self.actor, self.local_request.lead_ministry_id)

    @property
    def asked(self) -> bool:
        """Acts for the body whose request it is."""
        return rules.acts_for(self.actor, self.local_request.organization_id)


NEXT: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("triage", lambda case: case.status == S.LOGGED),
    ("start_review", lambda case: case.leads),
    ("reply", lambda case: True),
    ("give_opinion", lambda case: case.asked and not case.heard),
    ("settle", lambda case: case.heard),
)
"""Moves on the request that come next for whoever may make them, and when."""
ON_TURNS = (
    ("submit", "issues:replies:submit", "回答を確認して提出する", "bubble"),
    ("publish", "issues:replies:publish", "回答を確かめて公表する", "bubble"),
    ("publish", "issues:opinions:publish", "見解を確かめて公表する", "bubble"),
)
"""Steps on what was said in the present round: its move, page, words, icon."""


def step_of(
    local_request: LocalRequest, moves: Sequence[Move], rounds: Sequence[Round], *, actor: Actor
) -> Step | None:
    """The next step of this reader, out of the moves that can be made now; None without one."""
    case = Case(local_request, actor, rounds)
    return next(_steps(case, moves), None)


def _steps(case: Case, moves: Sequence[Move]) -> Iterator[Step]:
    yield from _on_turns(case)
    possible = {move.transition.verb: move for move in moves if move.decision}
    for verb, applies in NEXT:
        if (move := possible.get(verb)) is not None and applies(case):
            yield Step(move.door.words, move.url, move.door.icon, move.door.at_once, verb)


def _on_turns(case: Case) -> Iterator[Step]:
    turns = case.rounds[-1].turns if case.rounds else ()
    for verb, page, words, icon in ON_TURNS:
        for turn in turns:
            on_reply = isinstance(turn, Answer)
            if verb in turn.moves and on_reply == page.startswith("issues:replies"):
                key = turn.reply.pk if isinstance(turn, Answer) else turn.opinion.pk
                yield Step(words, reverse(page, args=(key,)), icon)
