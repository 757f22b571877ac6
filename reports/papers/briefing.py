"""論点整理ペーパー: one discussion point on one page, as a value that screen, print, PDF and Word
are all made from.

What a reader may not see is not in it: outsiders get no memo, no disagreements, and only the
follow-ups that are theirs. With a moment all of it is as of then, as far as the record knows it;
fields without a time of their own stand as they do today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from accounts.rules import Actor, sees_everything
from issues.enums import CommitmentStatus, ReplyClass, RequestStatus, Stance
from issues.history import quotations, short_timeline
from issues.models import Commitment, DiscussionPoint, LocalRequest, Reply, Standing
from issues.pages import commitment_rows as promised
from issues.pages import three_voices
from issues.pages.point_follow_ups import Task, open_tasks
from issues.standing import outcomes, showing
from issues.standing.moments import Moment
from issues.standing.outcomes import OutcomeCount

REQUESTS, PROMISES, TASKS, DISPUTES = 6, 5, 5, 4
"""How many of each the page has room for; the numbers beside them count all."""

MEMO, ANSWER, WORDS = 480, 90, 60
"""How many characters of a memo, of an answer and of what became of a commitment it shows."""

_MATTERS_MOST = (
    outcomes.UNANSWERED, ReplyClass.DECLINED, ReplyClass.FACT_CHECK, ReplyClass.STUDYING,
    ReplyClass.OUT_OF_SCOPE, ReplyClass.STUDYING_DATED, outcomes.AWAITED,
    ReplyClass.ALREADY_POSSIBLE, ReplyClass.ADOPTED,
)  # fmt: skip


@dataclass(frozen=True)
class Memo:
    """整理メモ as one session left it; `cut` when the text is longer than what is here."""

    text: str
    cut: bool
    session: str
    held_on: date
    written_at: datetime


@dataclass(frozen=True)
class Asked:
    """A request. `answer` is the beginning of the newest answer ("" without one that is seen)."""

    number: str
    title: str
    organization: str
    status: str
    status_label: str
    outcome: str
    outcome_label: str
    answer: str
    answered_on: date | None
    due_on: date | None
    public: bool
    fictional: bool


@dataclass(frozen=True)
class Dispute:
    """Where the ministry, the secretariat and the organizations contradict one another."""

    number: str
    title: str
    sentences: tuple[str, ...]
    fictional: bool


@dataclass(frozen=True)
class Promise:
    """A commitment of the national side; `became` is the beginning of how it was kept, or why
    not."""

    number: str
    title: str
    organization: str
    said_on: date
    status: str
    status_label: str
    became: str
    public: bool
    fictional: bool


@dataclass(frozen=True)
class Session:
    """A session to come."""

    name: str
    held_on: date
    place: str
    fictional: bool


@dataclass(frozen=True)
class Briefing:
    """The page. `on` is the day that it shows, `as_of` the session it looks back to ("" for now);
    `since` the day from which the point has its status (None: from the start). `promises_total`
    and `tasks_total` count all, also those that the page has no room for. `team` tells that
    internal things are in it."""

    code: str
    position: int
    name: str
    statement: str
    source: str
    status: str
    status_label: str
    since: date | None
    on: date
    as_of: str
    memo: Memo | None
    total: int
    outcomes: tuple[OutcomeCount, ...]
    requests: tuple[Asked, ...]
    disputes: tuple[Dispute, ...]
    promises: tuple[Promise, ...]
    promises_total: int
    tasks: tuple[Task, ...]
    tasks_total: int
    next_session: Session | None
    team: bool
    memo_fictional: bool = False
    session_fictional: bool = False

    @property
    def fictional(self) -> bool:
        """Something of it is made up, which the page must say."""
        rows: tuple[Any, ...] = (*self.requests, *self.disputes, *self.promises, *self.tasks)
        coming = self.next_session is not None and self.next_session.fictional
        own = self.memo_fictional or self.session_fictional
        return own or coming or any(row.fictional for row in rows)

    @property
    def rest(self) -> int:
        """Requests that the page has no room for."""
        return self.total - len(self.requests)


def briefing_of(
    point: DiscussionPoint, *, actor: Actor, on: date, moment: Moment | None = None
) -> Briefing:
    """The point's page for one reader. `on` is today; with a moment its own day counts."""
    on = moment.on if moment is not None else on
    team = sees_everything(actor)
    standings = Standing.objects.when(moment).visible_to(actor).on_point(point.pk)
    rows = outcomes.annotated(standings, actor=actor, on=on)
    visible = LocalRequest.objects.visible_to(actor).filter(points=point)
    counts = outcomes.counted(rows)
    promises = _unkept_first(promised.on_point(point, actor=actor, moment=moment))
    tasks = open_tasks(point, visible, promises, actor=actor, on=on, moment=moment)
    stands = short_timeline.standing(point, moment)
    memo = _memo(point, actor, moment)
    return Briefing(
        code=point.code,
        position=point.position,
        name=point.name,
        statement=point.statement,
        source=point.source,
        status=stands.status,
        status_label=stands.label,
        since=stands.since,
        on=on,
        as_of=str(moment) if moment is not None else "",
        memo=_shown(memo) if memo is not None else None,
        total=sum(each.count for each in counts),
        outcomes=counts,
        requests=tuple(_asked(rows, team)),
        disputes=_disputes(rows, actor, moment) if team else (),
        promises=tuple(_promise(row) for row in promises[:PROMISES]),
        promises_total=len(promises),
        tasks=tuple(tasks[:TASKS]),
        tasks_total=len(tasks),
        next_session=_next(point, actor, on, moment),
        team=team,
        memo_fictional=memo is not None and memo.meeting.fictional,
        session_fictional=moment is not None and moment.meeting.fictional,
    )


def cut(text: str, length: int) -> str:
    """The beginning of a text in one line, with … for what is left out."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _memo(point: DiscussionPoint, actor: Actor, moment: Moment | None) -> Any:
    rows = quotations.memos(actor).filter(point=point)
    if moment is not None:
        rows = rows.filter(meeting__closed_at__lte=moment.at)
    return rows.last()


def _shown(memo: Any) -> Memo:
    text = memo.text.strip()
    return Memo(
        text=text if len(text) <= MEMO else f"{text[: MEMO - 1]}…",
        cut=len(text) > MEMO,
        session=str(memo.meeting),
        held_on=memo.meeting.held_on,
        written_at=memo.written_at,
    )


def _asked(rows: Any, team: bool) -> list[Asked]:
    """The few that matter most: 未回答 first, then what is refused or open, the settled ones last
    of their kind, and within each the longest awaited."""
    rank = [When(outcome=code, then=Value(n)) for n, code in enumerate(_MATTERS_MOST)]
    settled = When(status=RequestStatus.SETTLED, then=Value(1))
    first = rows.annotate(
        weight=Case(*rank, default=Value(len(rank)), output_field=IntegerField()),
        settled=Case(settled, default=Value(0), output_field=IntegerField()),
    ).order_by("settled", "weight", "due_on", "serial")
    found = list(first.for_list()[:REQUESTS])
    replies = Reply.kept.in_bulk([row.reply_shown for row in found if row.reply_shown])
    return [_line(row, replies.get(row.reply_shown), team) for row in found]


def _line(row: Any, reply: Reply | None, team: bool) -> Asked:
    return Asked(
        number=row.local_request.number,
        title=row.title if team else row.open_title,
        organization=row.organization.full_name,
        status=row.status,
        status_label=str(RequestStatus(row.status).label),
        outcome=row.outcome,
        outcome_label=outcomes.LABELS[row.outcome],
        answer=cut(reply.text, ANSWER) if reply is not None else "",
        answered_on=_day(reply.submitted_at) if reply and reply.submitted_at else None,
        due_on=row.due_on,
        public=row.published,
        fictional=row.local_request.fictional or bool(reply and reply.fictional),
    )


def _disputes(rows: Any, actor: Actor, moment: Moment | None) -> tuple[Dispute, ...]:
    """Today all contradictions; of a moment the record knows the requester's 不服 alone."""
    if moment is None:
        found = showing.as_requests(
            rows.disagreeing(actor).for_list().order_by("serial"), actor=actor
        )
        words = three_voices.disagreements(found, actor=actor)
    else:
        unhappy = rows.filter(stance=Stance.DISSATISFIED).for_list().order_by("serial")
        found = showing.as_requests(unhappy, actor=actor)
        words = {row.pk: (f"{row.organization.name}は回答に不服です。",) for row in found}
    return tuple(
        Dispute(row.number, row.title, words[row.pk], row.fictional) for row in found[:DISPUTES]
    )


def _unkept_first(rows: list[Commitment]) -> list[Commitment]:
    return sorted(rows, key=lambda row: row.status != CommitmentStatus.UNFULFILLED)


def _promise(row: Commitment) -> Promise:
    return Promise(
        number=row.number,
        title=row.title,
        organization=row.organization.name if row.organization else "",
        said_on=row.said_on,
        status=row.status,
        status_label=str(row.get_status_display()),
        became=cut(row.fulfilled_by, WORDS),
        public=row.published_at is not None,
        fictional=row.fictional,
    )


def _next(point: DiscussionPoint, actor: Actor, on: date, moment: Moment | None) -> Session | None:
    """The next session of the point's 協議の場 that is planned; seen from a moment, the first one
    after it."""
    rows = quotations.meetings().visible_to(actor).filter(body__forum=point.forum_id)
    after = rows.filter(held_on__gt=on) if moment is not None else rows.filter(held_on__gte=on)
    coming = (row for row in after.order_by("held_on", "starts_at", "pk")[:20])
    found = next(
        (
            row
            for row in coming
            if not row.is_called_off and (moment is not None or not row.took_place)
        ),
        None,
    )
    if found is None:
        return None
    return Session(str(found), found.held_on, found.place, found.fictional)
