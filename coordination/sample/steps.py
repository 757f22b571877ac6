"""What became of the sample's requests: one line of `steps.csv` is one call of a verb.

All of it is 架空: no ministry and no town said this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.enums import Role
from accounts.models import User
from coordination.sample.cast import Cast
from coordination.sample.records import Records, noon, rows
from issues.actions import (
    commitments,
    follow_ups,
    joinings,
    opinions,
    relations,
    replies,
    triage,
    voices,
)
from issues.actions.several import askings
from issues.due_dates.due import DueDate, in_business_days, named
from issues.models import FollowUp, LocalRequest, Opinion
from organizations.models import Organization

MARK = "（架空）"
BUSINESS_DAYS = "営業日"


@dataclass(frozen=True)
class Step:
    """One line of the table, with what it is about."""

    row: dict[str, str]
    records: Records
    cast: Cast
    at: datetime
    today: date

    @property
    def record(self) -> Any:
        return self.records[self.row["対象"]]

    @property
    def other(self) -> str:
        return self.row["相手"]

    @property
    def words(self) -> str:
        return self.row["文"]

    @property
    def choice(self) -> str:
        return self.row["区分"]

    @property
    def day(self) -> date | None:
        """The day in 期日: named, or counted from today."""
        text = self.row["期日"]
        return _day(text, self.today) if text else None

    @property
    def due(self) -> DueDate:
        text = self.row["期日"]
        if text.endswith(BUSINESS_DAYS):
            start = self.at.date()
            return in_business_days(int(text.removesuffix(BUSINESS_DAYS)), start=start)
        return named(_day(text, self.today))

    @property
    def organization(self) -> Organization:
        return Organization.objects.get(code=self.other)

    @property
    def ministry(self) -> User:
        """Who acts for the ministry that is asked."""
        lead = self.record.lead_ministry
        return self.cast.of(lead.code, Role.MINISTRY)

    @property
    def requester(self) -> User:
        """Who acts for the organization that asked, or for the other one that is named."""
        return self.cast.of(self.other or self.record.organization.code, Role.LOCAL)

    @property
    def next_morning(self) -> datetime:
        return self.at + timedelta(hours=22)


def steps(records: Records, cast: Cast, *, today: date) -> Iterator[Step]:
    """All lines of the table; days like -3 are counted from `today`."""
    for row in rows("steps.csv"):
        yield Step(row, records, cast, noon(_day(row["日付"], today)), today)


def take(step: Step) -> None:
    """Make the step, through the verb that its line names."""
    _VERBS[step.row["すること"]](step)


def _day(text: str, today: date) -> date:
    if text[0] in "+-":
        return today + timedelta(days=int(text))
    return date.fromisoformat(text)


def _triage(step: Step) -> None:
    points = [rp.point for rp in step.record.request_points.select_related("point")]
    triage.triage(
        step.record,
        by=step.cast.secretariat,
        points=points,
        lead_ministry=step.organization,
        due=step.due,
        effective_at=step.at,
    )


def _review(step: Step) -> None:
    triage.start_review(step.record, by=step.ministry, effective_at=step.at)


def _change_due(step: Step) -> None:
    triage.change_due(step.record, by=step.cast.secretariat, due=step.due, reason=step.words)


def _hand_in(step: Step) -> Any:
    reply = replies.draft(
        step.record,
        by=step.ministry,
        claimed_class=step.choice,
        timing_on=step.day,
        means=step.row["手段"].split(),
        text=f"{MARK}{step.words}",
        fictional=True,
    )
    return replies.submit(reply, by=step.ministry, effective_at=step.at)


def _ask_beside(step: Step) -> None:
    askings.ask(
        step.record,
        by=step.cast.secretariat,
        ministry=step.organization,
        due=step.due,
        part=step.words,
    )


def _hand_in_beside(step: Step) -> None:
    by = step.cast.of(step.other, Role.MINISTRY)
    reply = replies.draft(
        step.record,
        by=by,
        claimed_class=step.choice,
        timing_on=None,
        text=f"{MARK}{step.words}",
        fictional=True,
    )
    replies.submit(reply, by=by, effective_at=step.at)


def _reply(step: Step) -> None:
    at = step.next_morning
    replies.publish(_hand_in(step), by=step.cast.secretariat, now=at, effective_at=at)


def _give_opinion(step: Step, *, asks: bool = False) -> Opinion:
    return opinions.give(
        step.record.replies.newest().first(),
        by=step.requester,
        stance=step.choice,
        text=step.words,
        asks_reconsideration=asks,
        effective_at=step.at,
        fictional=True,
    )


def _opinion(step: Step) -> None:
    at = step.next_morning
    opinions.publish(_give_opinion(step), by=step.cast.secretariat, now=at, effective_at=at)


def _ask_again(step: Step) -> None:
    _give_opinion(step, asks=True)


def _join(step: Step) -> None:
    joining = joinings.ask(
        step.record, by=step.requester, organization=step.organization, trouble=step.words
    )
    joining = joinings.accept(joining, by=step.cast.secretariat, now=step.at)
    if joining.local_request.published_at is not None:
        joinings.publish(joining, by=step.cast.secretariat, now=step.at)


def _progress(step: Step) -> None:
    said = voices.report_progress(
        step.record,
        by=step.ministry,
        progress=step.choice,
        text=step.words,
        effective_at=step.at,
        fictional=True,
    )
    voices.publish_progress(said, by=step.cast.secretariat, now=step.next_morning)


def _judge(step: Step) -> None:
    said = voices.judge(
        step.record,
        by=step.cast.secretariat,
        judgement=step.choice,
        text=step.words,
        effective_at=step.at,
        fictional=True,
    )
    voices.publish_judgement(said, by=step.cast.secretariat, now=step.next_morning)


def _settle(step: Step) -> None:
    settled = voices.settle(
        step.record,
        by=step.cast.secretariat,
        reflected_in=step.words,
        effective_at=step.at,
        fictional=True,
    )
    publish_words(settled, by=step.cast.secretariat, now=step.next_morning)


def publish_words(settled: LocalRequest, *, by: User, now: datetime) -> None:
    """Publish where a settled request was reflected."""
    words: Any = settled.settlements.standing().last()
    voices.publish_settlement(words, by=by, now=now)


def _withdraw(step: Step) -> None:
    relations.withdraw(step.record, by=step.requester, reason=step.words, effective_at=step.at)


def _merge(step: Step) -> None:
    relations.merge(
        step.record,
        by=step.cast.secretariat,
        into=step.records[step.other],
        reason=step.words,
        effective_at=step.at,
    )


def _re_raise(step: Step) -> None:
    relations.mark_re_raised(
        step.record, by=step.cast.secretariat, earlier=step.records[step.other]
    )


def _assign(step: Step) -> None:
    follow_ups.assign(
        step.record,
        by=step.cast.secretariat,
        organization=step.organization,
        title=step.words,
        due=step.due,
        fictional=True,
        effective_at=step.at,
    )


def _task(step: Step) -> FollowUp:
    open_ones = FollowUp.objects.open().filter(object_id=step.record.pk)
    return open_ones.get(content_type__model=type(step.record).__name__.lower())


def _note(step: Step) -> None:
    task = _task(step)
    follow_ups.note(task, by=step.cast.of(task.organization.code, Role.MINISTRY), text=step.words)


def _complete(step: Step) -> None:
    task = _task(step)
    by = step.cast.of(task.organization.code, Role.MINISTRY)
    follow_ups.complete(task, by=by, result=step.words, effective_at=step.at)


def _fulfil(step: Step) -> None:
    commitments.fulfil(
        step.record, by=step.cast.secretariat, by_what=step.words, effective_at=step.at
    )


def _unfulfilled(step: Step) -> None:
    commitments.mark_unfulfilled(step.record, by=step.cast.secretariat, reason=step.words)


_VERBS: dict[str, Callable[[Step], Any]] = {
    "論点整理": _triage,
    "検討": _review,
    "合議": _ask_beside,
    "合議の回答": _hand_in_beside,
    "期限変更": _change_due,
    "回答": _reply,
    "回答（公表前）": _hand_in,
    "見解": _opinion,
    "再検討": _ask_again,
    "加わる": _join,
    "進捗": _progress,
    "判断": _judge,
    "決着": _settle,
    "取下げ": _withdraw,
    "統合": _merge,
    "再提出": _re_raise,
    "対応依頼": _assign,
    "経過": _note,
    "依頼完了": _complete,
    "履行": _fulfil,
    "未履行": _unfulfilled,
}
