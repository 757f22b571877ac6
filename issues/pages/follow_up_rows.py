"""対応依頼 as lists show them: whose they are, what they are about, and how late they are."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from accounts import rules
from accounts.rules import Actor
from issues.due_dates import slips
from issues.enums import FollowUpStatus
from issues.models import Commitment, FollowUp, Forum, LocalRequest
from issues.pages import follow_up_subjects, merge_effects
from issues.pages.follow_up_subjects import Subject
from issues.pages.gathering import gathered
from issues.querysets.follow_ups import FollowUpQuerySet
from issues.rules import FOLLOW_UP_WORKERS
from issues.standing import as_of
from issues.standing.moments import Moment


@dataclass(frozen=True)
class Row:
    """One follow-up with its subject; `mine` when it names the reader as the person. `person` is
    "" for a requester, who is told the organization alone."""

    follow_up: FollowUp
    subject: Subject
    days_late: int
    days_slipped: int
    first_due_on: date
    mine: bool
    person: str

    @property
    def is_open(self) -> bool:
        return self.follow_up.status == FollowUpStatus.OPEN


def rows(follow_ups: Iterable[FollowUp], *, actor: Actor, on: date) -> list[Row]:
    """Rows to show. The number of queries does not grow with them."""
    if isinstance(follow_ups, QuerySet):
        follow_ups = _with_names(follow_ups)
    found = list(follow_ups)
    about = follow_up_subjects.of_many(found, actor=actor)
    uncounted = slips.days_of(found)
    return [_row(each, about[each.pk], actor, on, uncounted.get(each.pk, 0)) for each in found]


def rows_on(subject: Model, *, actor: Actor, on: date, moment: Moment | None = None) -> list[Row]:
    """The rows of one subject's page: its tasks that the reader sees, as of then with a moment."""
    if not isinstance(subject, LocalRequest | Commitment):
        tasks = on_subject(subject, actor=actor)
        if moment is not None:
            return rows(as_of.shown(_with_names(then(tasks, moment))), actor=actor, on=on)
        return rows(tasks, actor=actor, on=on)
    around = gathered.about(subject, gathered.TASKS, actor=actor, moment=moment)
    seen = {each.pk: each for each in (subject, *around.get("merged"))}
    uncounted = dict(around["uncounted"])
    return [
        _row(each, follow_up_subjects.among(each, seen), actor, on, uncounted.get(each.pk, 0))
        for each in _then(around["follow_ups"], moment)
    ]


def _with_names(follow_ups: QuerySet[Any]) -> QuerySet[Any]:
    return follow_ups.select_related("organization", "person")


def _then(follow_ups: list[Any], moment: Moment | None) -> list[FollowUp]:
    if moment is None:
        return follow_ups
    return as_of.shown(copy(each) for each in follow_ups if each.status_then is not None)


def _row(follow_up: FollowUp, subject: Subject, actor: Actor, on: date, uncounted: int) -> Row:
    late = (on - follow_up.due_on).days if follow_up.status == FollowUpStatus.OPEN else 0
    slipped = (follow_up.due_on - follow_up.first_due_on).days - uncounted
    inside = rules.sees_everything(actor) or FOLLOW_UP_WORKERS.allows(actor, follow_up)
    return Row(
        follow_up=follow_up,
        subject=subject,
        days_late=max(0, late),
        days_slipped=slipped,
        first_due_on=follow_up.due_on - timedelta(days=slipped),
        mine=follow_up.person_id == actor.pk,
        person=str(follow_up.person or "") if inside else "",
    )


def given_to(actor: Actor) -> FollowUpQuerySet:
    """Those that the organization acted for has to do, or the person in it; of every 協議の場."""
    visible = FollowUp.objects.visible_to(actor)
    membership = rules.acting(actor)
    if membership is None:
        return visible.none()
    return visible.filter(Q(organization=membership.organization_id) | Q(person=actor.pk))


def minded_by(actor: Actor, forum: Forum | None = None) -> FollowUpQuerySet:
    """Those whose lateness is this reader's business: all of a 協議の場 (None: of every one) for
    the secretariat, else their own."""
    if rules.is_secretariat(actor):
        return FollowUp.objects.visible_to(actor).of_forum(forum)
    return given_to(actor)


def on_subject(subject: Model, *, actor: Actor) -> FollowUpQuerySet:
    """Those on one request, point, commitment or meeting, that the reader sees; with a request
    also those on requests that were merged into it, which keep their readers."""
    keys = [subject.pk]
    if isinstance(subject, LocalRequest):
        keys += merge_effects.merged_into(subject)
    return FollowUp.objects.visible_to(actor).filter(
        content_type=ContentType.objects.get_for_model(subject), object_id__in=keys
    )


def then(follow_ups: QuerySet[FollowUp], moment: Moment) -> QuerySet[Any]:
    """Those that had been given by then, annotated with `status_then`; due dates are the present
    ones."""
    rows: QuerySet[Any] = follow_ups.annotate(status_then=as_of.status_at(FollowUp, moment))
    return rows.filter(status_then__isnull=False)


def late(
    follow_ups: QuerySet[FollowUp], *, on: date, moment: Moment | None = None
) -> QuerySet[Any]:
    """Those still to be done on that day though their due date has passed."""
    if moment is None:
        return follow_ups.filter(status=FollowUpStatus.OPEN, due_on__lt=on)
    return then(follow_ups, moment).filter(status_then=FollowUpStatus.OPEN, due_on__lt=on)


def on_requests(local_requests: Any) -> FollowUpQuerySet:
    """Those on any of these requests: keys, or a query for them."""
    return FollowUp.objects.filter(
        content_type=ContentType.objects.get_for_model(LocalRequest),
        object_id__in=local_requests,
    )
