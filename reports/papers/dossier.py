"""個票: all about one request on one paper, as far as one reader sees it, now or at a moment.

What was true at a moment: status, words, points, ministry and due date as the record has them,
replies and opinions handed in by then, the voices raised by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts import rules
from accounts.rules import Actor
from issues.enums import RequestStatus
from issues.history import quotations, timeline
from issues.history.quotations import Origin
from issues.history.timeline import Line
from issues.models import LocalRequest, Opinion, Reply, Settlement
from issues.pages import related_requests, reply_rounds, three_voices
from issues.pages.reply_rounds import Answer, Said
from issues.pages.three_voices import Voices
from issues.standing import in_words
from issues.standing.moments import Moment
from reports.papers import dossier_past
from reports.papers.dossier_past import Link, Past, Promise, Session, Voice


@dataclass(frozen=True)
class Slip:
    """A change of the due date; `reason` is "" for those whom it does not concern."""

    changed_on: date
    old: date
    new: date
    days: int
    ministry: str
    reason: str


@dataclass(frozen=True)
class Round:
    """One round: by when it was to be answered, and what was handed in, in that order."""

    number: int
    due_on: date | None
    turns: tuple[Answer | Said, ...]


@dataclass(frozen=True)
class Joined:
    """An organization that joined, with its own trouble."""

    organization: str
    trouble: str
    public: bool = True


@dataclass(frozen=True)
class Dossier:
    """The content. `request` carries the status, round, ministry and due date of the moment;
    `on` is the day by which days are counted. `inside`: it holds what is not public."""

    request: LocalRequest
    settled: Settlement | None
    moment: Moment | None
    on: date
    points: tuple[str, ...]
    co_ministries: tuple[str, ...]
    sentence: str
    days_late: int
    origins: tuple[Origin, ...]
    slips: tuple[Slip, ...]
    rounds: tuple[Round, ...]
    voices: tuple[Voice, ...]
    disagreements: tuple[str, ...]
    sessions: tuple[Session, ...]
    lines: tuple[Line, ...]
    promises: tuple[Promise, ...]
    joined: tuple[Joined, ...]
    links: tuple[Link, ...]
    inside: bool

    @property
    def fictional(self) -> bool:
        """Something in it is made up."""
        turns = (_record(turn) for each in self.rounds for turn in each.turns)
        told = (self.request, *turns, *self.voices, *self.sessions, *self.promises, *self.links)
        back = self.moment is not None and self.moment.meeting.fictional
        return back or any(each.fictional for each in told)

    @property
    def number(self) -> str:
        """R6-0001."""
        return str(self.request.number)

    @property
    def status(self) -> str:
        """The status in words."""
        return str(RequestStatus(self.request.status).label)


def dossier_of(
    local_request: LocalRequest, *, actor: Actor, on: date, moment: Moment | None = None
) -> Dossier | None:
    """The dossier of a request that the actor sees; None when it had not come up at the moment.
    `on` is today; at a moment its own day counts."""
    past: Past | None = Past(local_request)
    if moment is not None:
        past, on = dossier_past.at(local_request, moment, actor=actor), moment.on
    if past is None:
        return None
    request = past.request
    rounds = _rounds(request, actor, on, moment)
    joined = _joined(request, actor, moment)
    heard = three_voices.voices_of(request, actor=actor, moment=moment)
    return Dossier(
        request=request,
        settled=three_voices.settled(request, actor=actor, moment=moment),
        moment=moment,
        on=on,
        points=_points(past),
        co_ministries=_co_ministries(past),
        sentence=in_words.sentence(request, on=on),
        days_late=in_words.days_late(request, on=on),
        origins=_origins(request, actor, on),
        slips=_slips(request, actor, moment),
        rounds=rounds,
        voices=dossier_past.voices(heard),
        disagreements=heard.disagreements,
        sessions=dossier_past.sessions(request, actor, on),
        lines=tuple(reversed(timeline.lines_of(request, actor=actor, moment=moment))),
        promises=dossier_past.promises(request, actor, moment),
        joined=joined,
        links=dossier_past.links(request, actor, moment),
        inside=_is_inside(request, rounds, joined, heard, actor),
    )


def _points(past: Past) -> tuple[str, ...]:
    if past.points is not None:
        return past.points
    return tuple(str(row.point) for row in past.request.request_points.select_related("point"))


def _co_ministries(past: Past) -> tuple[str, ...]:
    lead = past.request.lead_ministry
    if lead is None:
        return ()
    names = past.co_ministries
    if names is None:
        names = tuple(ministry.name for ministry in past.request.co_ministries.all())
    return tuple(name for name in names if name != lead.name)


def _rounds(
    request: LocalRequest, actor: Actor, on: date, moment: Moment | None
) -> tuple[Round, ...]:
    """What was handed in by then; nothing that is still being written."""
    rounds = reply_rounds.rounds_of(request, actor=actor, on=on, moment=moment)
    return tuple(
        Round(each.number, each.due.on, tuple(turn for turn in each.turns if turn.at is not None))
        for each in rounds
    )


def _origins(request: LocalRequest, actor: Actor, on: date) -> tuple[Origin, ...]:
    found = quotations.origins_of(request, actor=actor)
    return tuple(each for each in found if each.meeting is None or each.meeting.held_on <= on)


def _slips(request: LocalRequest, actor: Actor, moment: Moment | None) -> tuple[Slip, ...]:
    ledger = related_requests.ledger(request, actor=actor)
    return tuple(
        Slip(
            changed_on=dossier_past.day(change.changed_at),
            old=change.old_due_on,
            new=change.new_due_on,
            days=change.days,
            ministry=change.ministry.name,
            reason=change.reason if ledger.reasons else "",
        )
        for change in ledger.changes
        if moment is None or change.changed_at <= moment.at
    )


def _joined(request: LocalRequest, actor: Actor, moment: Moment | None) -> tuple[Joined, ...]:
    rows = request.joinings.visible_to(actor).select_related("organization", "stands_for")
    rows = rows.accepted() if moment is None else rows.accepted_at(moment.at)
    return tuple(
        Joined(row.organization.full_name, row.words, public=row.is_public) for row in rows
    )


def _is_inside(
    request: LocalRequest,
    rounds: tuple[Round, ...],
    joined: tuple[Joined, ...],
    heard: Voices,
    actor: Actor,
) -> bool:
    """Notes of sessions and reasons of changes are the team's; unpublished words the parties'."""
    if request.published_at is None or rules.sees_everything(actor):
        return True
    if not all(each.public for each in joined):
        return True
    turns = (turn for each in rounds for turn in each.turns)
    said = (each for each in (heard.progress, heard.judgement) if each is not None)
    return any(each.published_at is None for each in (*map(_record, turns), *said))


def _record(turn: Answer | Said) -> Reply | Opinion:
    return turn.reply if isinstance(turn, Answer) else turn.opinion
