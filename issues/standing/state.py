"""Where one request stood at a time, as it was known at another: a plain function of its record.

Nothing else works out a status, a due date, a newest reply or a disagreement of the past or of
now; `issues.standing.stretches` asks this for every time at which something changed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.utils import timezone

from issues.enums import (
    FROM_TRIAGE_ON,
    JudgementClass,
    ProgressClass,
    RequestStatus,
    Stance,
)
from issues.standing import asked
from issues.standing.record import Entry, Record, Said
from japan.eras import fiscal_year
from publication.removals import blacking

IN_TIME, LATE, OTHER, NONE = "in_time", "late", "other", "none"
"""What became of the first reply: by its due date, after it, by a ministry that has handed the
request on since, or none although one was asked for."""

CONTENT = (JudgementClass.SOLVED, JudgementClass.FINISHED)
IDLE = (ProgressClass.NOT_DONE, ProgressClass.NOT_STUDIED)
_RANKS = {status.value: rank for rank, status in enumerate(RequestStatus)}
_SERIES = 1_000_000


@dataclass(frozen=True)
class State:
    """The columns of a `Standing` but for its times. `open_…` is what everybody reads."""

    forum_id: int
    serial: int
    kind: str
    title: str
    open_title: str
    status: str
    status_rank: int
    organization_id: int
    said_on: date
    points: tuple[int, ...]
    joined: tuple[int, ...]
    open_joined: tuple[int, ...]
    lead_ministry_id: int | None
    co_ministries: tuple[int, ...]
    round: int
    due_on: date | None
    first_due_on: date | None
    due_basis: Mapping[str, Any] | None
    asked: Mapping[str, Any] | None
    waiting: tuple[int, ...]
    owed_on: date | None
    reply_id: int | None
    reply_ministry_id: int | None
    reply_class: str
    reply_dated: bool
    open_reply_id: int | None
    open_reply_class: str
    open_reply_dated: bool
    first_reply: str
    open_first_reply: str
    days: int | None
    days_of_lead: int | None
    stance: str
    open_stance: str
    progress: str
    open_progress: str
    judgement: str
    open_judgement: str
    disagreeing: bool
    open_disagreeing: bool
    re_raises_id: int | None
    task_due_on: date | None
    published: bool


INTERNAL = frozenset(
    (
        "title", "joined", "due_basis", "reply_id", "reply_ministry_id", "reply_class",
        "reply_dated", "first_reply", "days", "days_of_lead", "stance", "progress", "judgement",
        "disagreeing", "task_due_on",
    )
)  # fmt: skip
"""What of a state is not for everybody to know, or not yet."""
_OPEN = tuple(each.name for each in dataclasses.fields(State) if each.name not in INTERNAL)
open_side = attrgetter(*_OPEN)
"""What everybody reads of a state, to be compared."""


def serial(number: str, said_on: date) -> int:
    """The place of a number in the order of numbers: R6-0999, R6-1000, R6-10000, R7-0001."""
    return fiscal_year(said_on) * _SERIES + int(number.rsplit("-", 1)[1])


def serials_of(year: int) -> tuple[int, int]:
    """The first place of a fiscal year, and the first one after it."""
    return year * _SERIES, (year + 1) * _SERIES


def at(record: Record, counted: datetime, known: datetime) -> State | None:
    """Where it stood at `counted` by what had been written down by `known`; None before it came
    up. Both times are inclusive."""
    entries = [e for e in record.entries if e.known_from <= known and e.counted_from <= counted]
    status = _status(entries)
    if status is None:
        return None
    fields = _Fields(record, entries)
    replies = _standing(record.replies, counted, known)
    opinions = _standing(record.opinions, counted, known)
    judgements = _standing(record.judgements, counted, known)
    lead, round_, first_due = (
        fields["lead_ministry_id"],
        fields["round"],
        fields.day("first_due_on"),
    )
    clock = _clock(record, entries, known)
    beside, ever = asked.now_beside(entries), asked.ever_beside(entries) - {lead}
    progress = [p for p in _standing(record.progress, counted, known) if p.by not in beside]
    owed = asked.owed_of(entries, status=status, lead=lead, due=fields.day("due_on"))
    of_charge = [each for each in replies if each.by not in beside]
    firsts = [each for each in replies if each.by not in ever]
    first = min(firsts, key=lambda each: (each.round, each.edition, each.key), default=None)
    due = clock.answered_due or first_due
    newest, newest_open = _newest(of_charge), _newest(_open(of_charge, known))
    own, own_open = (
        _last([each for each in said if each.by == fields["organization_id"]])
        for said in (opinions, _open(opinions, known))
    )
    words = _last(progress), _last(judgements)
    open_words = _last(_open(progress, known)), _last(_open(judgements, known))
    joined = [
        each
        for each in record.joined
        if each.known_from <= known
        and each.counted_from <= counted
        and (each.ended is None or each.ended > counted)
    ]
    return State(
        forum_id=record.forum,
        serial=serial(record.number, record.said_on),
        kind=fields["kind"],
        title=blacking.without(fields["title"], record.hidden),
        open_title=blacking.without(_open_title(record, counted, known), record.hidden),
        status=status,
        status_rank=_RANKS[status],
        organization_id=fields["organization_id"],
        said_on=record.said_on,
        points=_points(record, entries),
        joined=tuple(sorted(each.organization for each in joined)),
        open_joined=tuple(sorted(each.organization for each in joined if each.public_from)),
        lead_ministry_id=lead,
        co_ministries=_co_ministries(record, entries, lead),
        round=round_,
        due_on=fields.day("due_on"),
        first_due_on=first_due,
        due_basis=fields["due_basis"],
        asked=owed.asked,
        waiting=owed.waiting,
        owed_on=owed.on,
        reply_id=newest.key if newest else None,
        reply_ministry_id=newest.by if newest else None,
        reply_class=newest.value if newest else "",
        reply_dated=bool(newest and newest.dated),
        open_reply_id=newest_open.key if newest_open else None,
        open_reply_class=newest_open.value if newest_open else "",
        open_reply_dated=bool(newest_open and newest_open.dated),
        first_reply=first_reply(status, lead, first, due),
        open_first_reply=first_reply(status, lead, first if _is_open(first, known) else None, due),
        days=_days(clock.asked_at, first),
        days_of_lead=_days(clock.put_to.get(lead), first) if lead else None,
        stance=own.value if own else "",
        open_stance=own_open.value if own_open else "",
        progress=words[0].value if words[0] else "",
        open_progress=open_words[0].value if open_words[0] else "",
        judgement=words[1].value if words[1] else "",
        open_judgement=open_words[1].value if open_words[1] else "",
        disagreeing=_disagree(*words, opinions, round_),
        open_disagreeing=_disagree(*open_words, _open(opinions, known), round_),
        re_raises_id=fields["re_raises_id"],
        task_due_on=_task_due(record, counted, known),
        published=record.published_at is not None and record.published_at <= known,
    )


def _status(entries: Sequence[Entry]) -> str | None:
    """The last change that counts. The one by which it came up is before all others."""
    changes = [entry for entry in entries if entry.to_status]
    if not changes:
        return None
    return max(
        enumerate(changes),
        key=lambda pair: (pair[1].from_status != "", pair[1].counted_from, pair[0]),
    )[1].to_status


class _Fields:
    """The fields as the operations that count left them."""

    def __init__(self, record: Record, entries: Sequence[Entry]) -> None:
        self.record = record
        self.after: dict[str, Any] = {}
        for entry in entries:
            for name, change in entry.changes.items():
                self.after[name] = change[1]

    def __getitem__(self, name: str) -> Any:
        for found in (self.after, self.record.before, self.record.present):
            if name in found:
                return found[name]
        raise KeyError(name)

    def day(self, name: str) -> date | None:
        value = self[name]
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _open_title(record: Record, counted: datetime, known: datetime) -> str:
    """What everybody reads: words of before the publication are the team's, so that those with
    which it was published stand in their place; the present ones while it is not."""
    if record.published_at is None:
        present: str = record.present["title"]
        return present
    counted = max(counted, record.published_at)
    known = max(known, counted)
    entries = [e for e in record.entries if e.known_from <= known and e.counted_from <= counted]
    title: str = _Fields(record, entries)["title"]
    return title


def _points(record: Record, entries: Sequence[Entry]) -> tuple[int, ...]:
    """The primary one first."""
    codes = _detail("points", entries)
    if codes is None:
        return record.points
    return record.names.in_order(record.forum, codes)


def _co_ministries(record: Record, entries: Sequence[Entry], lead: int | None) -> tuple[int, ...]:
    known = record.names.ministries
    keys = (known[name] for name in _detail("co_ministries", entries) or () if name in known)
    return tuple(sorted(key for key in keys if key != lead))


def _detail(name: str, entries: Sequence[Entry]) -> Sequence[str] | None:
    found: Sequence[str] | None = None
    for entry in entries:
        if name in entry.details:
            found = entry.details[name]
    return found


def _standing(said: Sequence[Said], counted: datetime, known: datetime) -> list[Said]:
    """What had been said and was not taken back, in the order in which it was said."""
    if not said:
        return []
    found = [
        each
        for each in said
        if each.known_from <= known
        and each.counted_from <= counted
        and (each.ended is None or each.ended > counted)
    ]
    return sorted(found, key=lambda each: (each.at, each.key))


def _is_open(said: Said | None, known: datetime) -> bool:
    return said is not None and said.public_from is not None and said.public_from <= known


def _open(said: Iterable[Said], known: datetime) -> list[Said]:
    return [each for each in said if _is_open(each, known)]


def _newest(replies: Iterable[Said]) -> Said | None:
    return max(
        replies, key=lambda each: (each.round, each.edition, each.at, each.key), default=None
    )


def _last(said: Sequence[Said]) -> Said | None:
    return said[-1] if said else None


@dataclass
class _Clock:
    """`asked_at`: when it was first put to a ministry; `put_to`: when last to each one; `answers`:
    the date in force at each answer that was not taken back."""

    asked_at: datetime | None
    put_to: dict[int, datetime]
    answers: list[date | None]

    @property
    def answered_due(self) -> date | None:
        return self.answers[0] if self.answers else None


def _clock(record: Record, entries: Sequence[Entry], known: datetime) -> _Clock:
    clock, due = _Clock(None, {}, []), None
    for entry in entries:
        if "due_on" in entry.changes and (on := entry.changes["due_on"][1]):
            due = meant(record, date.fromisoformat(on), known)
        if "lead_ministry_id" in entry.changes and (lead := entry.changes["lead_ministry_id"][1]):
            # Handing it on has no day of its own but that on which it was written down.
            at = entry.counted_from if entry.to_status else entry.known_from
            clock.asked_at = clock.asked_at or at
            clock.put_to.pop(lead, None)  # the one in charge stands last
            clock.put_to[lead] = at
        named, lead_now = asked.who_answered(entry), next(reversed(clock.put_to), None)
        if named is not None and lead_now not in named:
            continue
        if entry.verb in asked.ANSWERING:
            clock.answers.append(due)
        elif entry.verb in asked.TAKING_BACK and clock.answers:
            clock.answers.pop()
    return clock


def meant(record: Record, written: date, known: datetime) -> date:
    """The date that counts where this one was written: slips of the pen (記載誤り) count for
    nothing from when they were marked."""
    put_right = {slip.written: slip.meant for slip in record.slips if slip.known_from <= known}
    seen = {written}
    while (on := put_right.get(written)) is not None and on not in seen:
        seen.add(on)
        written = on
    return written


def first_reply(status: str, lead: int | None, reply: Said | None, due: date | None) -> str:
    """What became of the first reply, "" where none was asked for."""
    if status not in FROM_TRIAGE_ON:
        return ""
    if reply is None:
        return NONE
    if reply.by != lead:
        return OTHER
    return IN_TIME if due is None or timezone.localdate(reply.at) <= due else LATE


def _days(asked: datetime | None, reply: Said | None) -> int | None:
    """Whole days between the two; None when one of them is not known, or when the record has them
    the wrong way round."""
    if asked is None or reply is None or asked > reply.at:
        return None
    return (timezone.localdate(reply.at) - timezone.localdate(asked)).days


def _disagree(
    progress: Said | None, judgement: Said | None, opinions: Sequence[Said], round_: int
) -> bool:
    """Whether the three voices contradict one another: the ministry calls it done or the
    secretariat solved, and a body is dissatisfied in the present round; or the ministry calls it
    done and the secretariat wants better, or the other way round."""
    newest: dict[int | None, Said] = {}
    for each in sorted(opinions, key=lambda each: each.key):
        if each.round == round_:
            newest[each.by] = each
    dissatisfied = any(each.value == Stance.DISSATISFIED for each in newest.values())
    done = progress is not None and progress.value == ProgressClass.DONE
    idle = progress is not None and progress.value in IDLE
    content = judgement is not None and judgement.value in CONTENT
    better = judgement is not None and judgement.value == JudgementClass.IMPROVE
    return ((done or content) and dissatisfied) or (done and better) or (idle and content)


def _task_due(record: Record, counted: datetime, known: datetime) -> date | None:
    """The earliest due date among the tasks on it that were open."""
    newest: dict[int, date | None] = {}
    for each in record.tasks:
        if each.known_from <= known and each.counted_from <= counted:
            newest[each.task] = each.on
    return min((on for on in newest.values() if on is not None), default=None)
