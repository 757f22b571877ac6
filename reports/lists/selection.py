"""What somebody asks for: the requests under the conditions of an address, as that person sees
them, at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from accounts import rules
from accounts.rules import Actor
from issues.filters.local_requests import LocalRequestFilters
from issues.forums import chosen_forum
from issues.frozen import freezing
from issues.models import Forum, Standing
from issues.querysets.standings import StandingQuerySet
from issues.standing import moments
from issues.standing.moments import Moment
from reports.lists import current_rows, frozen, status_table
from reports.lists.producing import Producer, Progress, unheard
from reports.lists.status_table import About, Overview

SOURCE = "論点 Ronten「要望の一覧」"


@dataclass(frozen=True)
class _Reader:
    """As much of an HTTP request as the conditions ask for."""

    user: Actor
    GET: QueryDict


@dataclass(frozen=True)
class Order:
    """`query` holds the conditions as the list has them in its address, `as_of` among them."""

    actor: Actor
    query: QueryDict
    now: datetime

    @cached_property
    def _reader(self) -> _Reader:
        return _Reader(self.actor, self.query)

    @cached_property
    def forum(self) -> Forum | None:
        """The 協議の場 that is asked for; None where there is only one."""
        return chosen_forum.forum_of(self._reader)

    @cached_property
    def moment(self) -> Moment | None:
        """The closed session that is looked back to. Raises `Http404` for an unknown one."""
        return moments.chosen(self.query, actor=self.actor, forum=self.forum)

    @cached_property
    def filters(self) -> LocalRequestFilters:
        """The conditions, bound; with `errors` where they cannot be read. Raises `Http404` for an
        unknown session, as every page does."""
        looking_back = self.moment is not None
        visible = Standing.objects.readable(self.actor, looking_back=looking_back)
        return LocalRequestFilters(self.query, visible, request=self._reader)

    @property
    def team(self) -> bool:
        """Asked by somebody who works on all records before they are published."""
        return rules.sees_everything(self.actor)

    @property
    def order(self) -> str:
        """In which order, in words."""
        words: str = LocalRequestFilters.SORTS[self.filters.sorted_by][0]
        return words

    def requests(self) -> StandingQuerySet:
        """Where the requests stand that meet these conditions, in the order asked for."""
        rows: StandingQuerySet = self.filters.qs
        return rows

    def count(self) -> int:
        """How many rows the table will have."""
        return self.requests().count()

    def overview(self, progress: Progress = unheard) -> Overview:
        """The table with its rows, which may be gone through many times. As of a session it comes
        from what was frozen when that was closed, and is the same whenever it is asked for."""
        flowing = self.flowing(progress)
        return replace(flowing, rows=tuple(flowing.rows))

    def flowing(self, progress: Progress = unheard) -> Overview:
        """The same table; its rows are read while somebody goes through them, and held nowhere."""
        if self.moment is not None:
            return self._overview_then(self.moment, progress)
        on = timezone.localdate(self.now)
        rows = current_rows.Rows(self.requests(), self.actor, on, progress)
        return Overview(self._about(), rows, inside=rules.acting(self.actor) is not None)

    def _overview_then(self, moment: Moment, progress: Progress) -> Overview:
        report = moment.meeting.closed_report.as_seen_by(self.actor)
        records, digest = report.records, report.sha256
        if moment.known is None:
            records, digest = freezing.Then(moment), ""
        return frozen.flowing(
            report.frame,
            records,
            team=self.team,
            recorded_at=report.recorded_at if digest else self.now,
            digest=digest,
            chosen=list(self.requests().values_list("local_request__number", flat=True)),
            conditions=self.conditions,
            order=self.order,
            progress=progress,
        )

    def _about(self) -> About:
        return About(
            moment=self.now,
            written=self.now,
            session="",
            conditions=self.conditions,
            order=self.order,
            readers=readers(self.actor),
            source=SOURCE,
        )

    def filename(self, producer: Producer) -> str:
        """What the file is called: 対応状況一覧_20240605.xlsx."""
        if self.moment is not None:
            return filename_then(producer, str(self.moment), inside=self.team)
        return f"{producer.stem}_{timezone.localdate(self.now):%Y%m%d}.{producer.suffix}"

    @property
    def conditions(self) -> tuple[str, ...]:
        """Those in force, in words. The session is none of them: the table names it by itself."""
        chips = self.filters.chips("")
        if self.moment is not None:
            chips = [chip for chip in chips if moments.PARAMETER in chip.data]
        named = [f"協議の場：{self.forum}"] if self.forum is not None else []
        return (*named, *(chip.label for chip in chips))


def filename_then(producer: Producer, session: str, *, inside: bool) -> str:
    """What a file as of a session is called: 対応状況一覧_WT第1回確定時点.xlsx. One that holds what
    is not public says so, for it is handed about without the page it came from."""
    words = re.sub(r'[\\/:*?"<>|\s]', "", f"{session}確定時点")
    return f"{producer.stem}_{words}{'_公表前を含む' if inside else ''}.{producer.suffix}"


def readers(actor: Actor) -> str:
    """Who may be given a file that holds what the actor sees."""
    membership = rules.acting(actor)
    if membership is None:
        return status_table.FOR_EVERYBODY
    if rules.sees_everything(actor):
        return status_table.FOR_THE_TEAM
    name = membership.organization.full_name
    return status_table.FOR_ONE_ORGANIZATION.format(organization=name)
