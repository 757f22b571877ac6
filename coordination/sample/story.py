"""What happened after the sample's first meeting: invented, in the order of time, by the verbs.

Sessions, requests and steps each stand in a file of their own below `samples/fictional/`. Here they
become one row of acts, each with its moment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from coordination.sample import sessions, steps
from coordination.sample.cast import Cast
from coordination.sample.records import Records, noon, rows
from coordination.sample.sessions import Told
from issues.enums import RequestStatus
from issues.models import LocalRequest, Reply
from meetings.enums import MeetingStatus
from meetings.models import Meeting

_OF_THE_MINUTES = re.compile(r"[0-9]{6}-[0-9]+")


@dataclass(frozen=True)
class Act:
    """Something that happens at a moment."""

    at: datetime
    do: Callable[[], object]


@transaction.atomic
def play(first: Meeting, *, today: date) -> int:
    """Close the real first meeting and let the invented ones follow, once and as a whole: where
    anybody has answered or planned anything, closed the first meeting or taken it from the public,
    or moved one of its requests, the data is their own and stays as it is. Returns how many acts it
    took."""
    if Reply.objects.exists() or sessions.are_there():
        return 0
    if first.status != MeetingStatus.PUBLISHED or _moved_or_gone():
        return 0
    cast = Cast()
    sessions.close_the_real_one(first, by=cast.secretariat)
    acts = all_acts(cast, today=today)
    for act in acts:
        act.do()
    return len(acts)


def _moved_or_gone() -> bool:
    """Whether a real request has been moved by somebody, or one that a step is about is missing."""
    if LocalRequest.objects.exclude(status=RequestStatus.LOGGED).exists():
        return True
    records = Records()
    named = {row[column] for row in rows("steps.csv") for column in ("対象", "相手")}
    return any(_OF_THE_MINUTES.fullmatch(name) and name not in records for name in named)


def all_acts(cast: Cast, *, today: date) -> list[Act]:
    """The whole story in the order of time."""
    records = Records()
    acts = [*_paper(records, cast), *_sessions(records, cast, today)]
    acts += [
        Act(step.at, partial(steps.take, step)) for step in steps.steps(records, cast, today=today)
    ]
    return sorted(acts, key=lambda act: act.at)


def _paper(records: Records, cast: Cast) -> Iterator[Act]:
    for row, day in records.written_requests():
        yield Act(noon(day), partial(records.log, row, day, by=cast.secretariat))


def _sessions(records: Records, cast: Cast, today: date) -> Iterator[Act]:
    told = sessions.told()
    for facts in told["session"]:
        session = Told(facts, told["body"], records, cast.secretariat, today)
        if "minutes" not in facts:
            yield Act(timezone.now(), session.plan)
            continue
        held = timezone.make_aware(datetime.combine(facts["held_on"], facts["ends_at"]))
        yield Act(session.at("planned_at"), session.plan)
        yield Act(session.at("prepared_at"), session.prepare)
        yield Act(held, session.hold)
        yield Act(session.at("reviewed_at"), session.review)
        yield Act(session.at("published_at"), session.publish)
        yield Act(session.at("closed_at"), session.close)
