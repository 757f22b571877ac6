"""回答のやりとり: the rounds of a request as one reader sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from accounts.rules import Actor
from issues.enums import AWAITING_REPLY, ReplyStatus, RequestStatus
from issues.models import LocalRequest, Opinion, Reply, ReplyAttachment
from issues.models import Round as RoundAsked
from issues.pages.gathering import gathered
from issues.pages.gathering.gathered import Rows
from issues.querysets import prefetched
from issues.rules import is_party
from issues.standing import in_words
from issues.standing.moments import Moment
from issues.transitions.opinions import OPINION
from issues.transitions.replies import REPLY
from issues.transitions.requests import LOCAL_REQUEST
from organizations.enums import OrganizationKind


@dataclass(frozen=True)
class Due:
    """By when a round is answered; `basis` as in `issues.due_dates.due.DueDate`, None for a named
    day."""

    on: date | None
    basis: dict[str, Any] | None = None


@dataclass(frozen=True)
class Answer:
    """One version of a reply, with the moves on it that are this reader's; `replaced` by a later
    version that has been handed in."""

    reply: Reply
    moves: frozenset[str]
    replaced: bool

    @property
    def is_open(self) -> bool:
        """Still being written."""
        return self.reply.status == ReplyStatus.DRAFT

    @property
    def at(self) -> datetime | None:
        """When it was handed in; None while it is being written."""
        return self.reply.submitted_at


@dataclass(frozen=True)
class Said:
    """One opinion: from whom (要望した団体, 加わった団体, 全国団体), and the reader's moves."""

    opinion: Opinion
    role: str
    by_requester: bool
    moves: frozenset[str]

    @property
    def at(self) -> datetime:
        """When it was given."""
        return self.opinion.given_at


@dataclass(frozen=True)
class Round:
    """One round: its turns in the order in which they were handed in, what is still being written
    last. `days_late` is above 0 while a reply is owed and its date has passed (未回答)."""

    number: int
    due: Due
    turns: tuple[Answer | Said, ...]
    present: bool
    awaits_reply: bool
    hides_reply: bool
    days_late: int
    requester_spoke: bool
    awaits_opinion: bool


def rounds_of(
    local_request: LocalRequest, *, actor: Actor, on: date, moment: Moment | None = None
) -> list[Round]:
    """The rounds from the first to the present one; none before a ministry has been asked. With a
    moment (and the request set back to it) what had been handed in by then, without any moves."""
    unasked = moment is not None and local_request.status == RequestStatus.LOGGED
    if unasked or local_request.lead_ministry_id is None:
        return []
    around = gathered.about(local_request, gathered.TALK, actor=actor, moment=moment)
    turns = _turns(local_request, actor, around)
    dues = _dues(local_request, around["rounds"])
    return [
        _round(local_request, number, dues.get(number, Due(None)), turns[number], on)
        for number in range(1, local_request.round + 1)
    ]


def _round(
    local_request: LocalRequest, number: int, due: Due, turns: Sequence[Answer | Said], on: date
) -> Round:
    present = number == local_request.round
    replied = present and local_request.status == RequestStatus.REPLIED
    handed_in = any(isinstance(turn, Answer) and not turn.is_open for turn in turns)
    spoke = any(isinstance(turn, Said) and turn.by_requester for turn in turns)
    return Round(
        number=number,
        due=due,
        turns=tuple(turns),
        present=present,
        awaits_reply=present and local_request.status in AWAITING_REPLY,
        hides_reply=replied and not handed_in,
        days_late=in_words.days_late(local_request, on=on) if present else 0,
        requester_spoke=spoke,
        awaits_opinion=replied and handed_in and not spoke,
    )


def _turns(
    local_request: LocalRequest, actor: Actor, around: Rows
) -> dict[int, list[Answer | Said]]:
    replies = _replies(local_request, around)
    answered = _answered(replies)
    joined = set(around["joined"])
    turns: dict[int, list[Answer | Said]] = defaultdict(list)
    mover = actor if around.moment is None else AnonymousUser()
    for reply in replies:
        turns[reply.round].append(_answer(reply, mover, answered))
    for opinion in around.counting("opinions", "counting_opinions"):
        turns[opinion.reply.round].append(_said(opinion, mover, local_request, joined))
    for said in turns.values():
        said.sort(key=_handed_in_at)
    return turns


def being_written(local_request: LocalRequest, *, actor: Actor) -> Reply | None:
    """The reader's own reply of the present round that is not published (the newest one)."""
    open_ones = Reply.objects.visible_to(actor).exclude(status=ReplyStatus.PUBLISHED)
    here = open_ones.filter(local_request=local_request, round=local_request.round)
    own = (reply for reply in here.newest() if REPLY["edit"].who.allows(actor, reply))
    return next(own, None)


def newest_handed_in(local_request: LocalRequest) -> Reply | None:
    """The reply that an opinion is about now."""
    handed_in = local_request.replies.exclude(status=ReplyStatus.DRAFT).of_charge()
    return handed_in.select_related("ministry").newest().first()


def may_speak(local_request: LocalRequest, *, actor: Actor) -> bool:
    """Asked or joined, so that asking for reconsideration is this reader's as well."""
    return is_party(actor, local_request) and bool(
        LOCAL_REQUEST.decide("ask_reconsideration", actor, local_request)
    )


def _handed_in_at(turn: Answer | Said) -> tuple[bool, float]:
    return (turn.at is None, turn.at.timestamp() if turn.at else 0.0)


def _replies(local_request: LocalRequest, around: Rows) -> list[Reply]:
    replies: list[Reply] = around.counting("replies", "counting_replies")
    files: dict[int, list[ReplyAttachment]] = defaultdict(list)
    for file in around["attachments"]:
        files[file.reply_id].append(file)
    for reply in replies:
        reply.local_request = local_request
        prefetched.hold(reply, "attachments", ReplyAttachment, files[reply.pk])
    return replies


def _answered(replies: Sequence[Reply]) -> dict[tuple[int, int], int]:
    """The newest version handed in, by round and ministry."""
    newest: dict[tuple[int, int], int] = defaultdict(int)
    for reply in replies:
        if reply.status != ReplyStatus.DRAFT:
            key = (reply.round, reply.ministry_id)
            newest[key] = max(newest[key], reply.edition)
    return newest


def _answer(reply: Reply, actor: Actor, answered: dict[tuple[int, int], int]) -> Answer:
    newest = answered.get((reply.round, reply.ministry_id), 0)
    moves = {o.transition.verb for o in REPLY.offered(actor, reply) if o.decision}
    newest_published = reply.status == ReplyStatus.PUBLISHED and reply.edition == newest
    if newest_published and REPLY.decide("correct", actor, reply):
        moves.add("correct")
    return Answer(reply, frozenset(moves), replaced=reply.edition < newest)


def _said(opinion: Opinion, actor: Actor, local_request: LocalRequest, joined: set[int]) -> Said:
    moves = frozenset(o.transition.verb for o in OPINION.offered(actor, opinion) if o.decision)
    requester = opinion.organization_id == local_request.organization_id
    role = ""
    if requester:
        role = "要望した団体"
    elif opinion.organization_id in joined:
        role = "加わった団体"
    elif opinion.organization.kind == OrganizationKind.ASSOCIATION:
        role = "全国団体"
    return Said(opinion, role, requester, moves)


def _dues(local_request: LocalRequest, asked: Sequence[RoundAsked]) -> dict[int, Due]:
    """By when each round was due at its end."""
    dues = {row.number: Due(row.due_on, row.due_basis) for row in asked if row.leads}
    return dues | {local_request.round: Due(local_request.due_on, local_request.due_basis)}
