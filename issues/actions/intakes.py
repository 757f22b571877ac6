"""A sheet of requests on its way in: handed in, read, its columns mapped, checked, made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, transaction

from accounts.models import User
from issues.enums import IntakeStatus, RowOutcome, TakeWhich
from issues.intake import aside, known, likeness, mapping
from issues.intake.checking import Checking
from issues.intake.making import Making
from issues.intake.mapping import ColumnSeen
from issues.models import Forum, Intake, IntakeRow
from issues.transitions.intakes import INTAKE
from organizations.models import Organization
from sheets import heads, reading
from sheets.values import UnreadableSheet, outline_as_json
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

Queue = Callable[[int], Any]
Finishing = Callable[[], AbstractContextManager[None]]
NOTHING_GOOD = "登録できる行がありません。"
ERRORS_LEFT = (
    "誤りのある行が{count}行あるため、すべては登録できません。直したファイルを選び直すか、"
    "「正しい行だけ登録」にしてください。"
)
SINCE_THEN = "登録の途中で次のことが分かったため、1件も登録していません。もう一度確かめてください。"


@transaction.atomic
def hand_in(
    *,
    by: User,
    data: bytes,
    filename: str,
    organization: Organization,
    forum: Forum | None = None,
    queue: Queue | None = None,
) -> Intake:
    """Keep a file as it came in from `organization` and let a worker read it. `forum` is the one on
    whose page it was handed in. `queue` gets the key in the same transaction. Raises `Refused`."""
    digest = hashlib.sha256(data).hexdigest()
    intake = Intake(
        organization=organization,
        forum=forum,
        filename=filename[-200:],
        sha256=digest,
        size=len(data),
        started_by=by,
    )
    refuse_unless(INTAKE.decide("hand_in", by, intake))
    suffix = PurePath(filename).suffix.lower()[:10]
    intake.file.save(f"{digest[:16]}{suffix}", ContentFile(data), save=False)
    try:
        begin(INTAKE, "hand_in", intake, by=by)
    except Exception:
        intake.file.delete(save=False)
        raise
    if queue is not None:
        queue(intake.pk)
    return intake


def read(intake: Intake, *, finishing: Finishing = nullcontext) -> None:
    """Read which sheets the file holds: what a worker does first. Ends in READ or FAILED."""
    try:
        found = [outline_as_json(each) for each in reading.outlines(_data(intake))]
    except UnreadableSheet as problem:
        with finishing():
            give_up(intake, problem=str(problem))
        return
    with finishing(), step(INTAKE, "finish_reading", intake, by=intake.started_by) as under_way:
        under_way.obj.outlines = found


@transaction.atomic
def choose(
    intake: Intake,
    *,
    by: User,
    sheet: str,
    head: int,
    seen: Sequence[ColumnSeen],
    columns: Mapping[str, str],
    given: Mapping[str, Any],
    version: int | None = None,
    queue: Queue | None = None,
) -> Intake:
    """Say which sheet holds the requests, below which head, and what its columns are; what was
    checked before is forgotten. It is remembered for the sender's next file."""
    with step(INTAKE, "choose", intake, by=by, version=version) as under_way:
        obj = under_way.obj
        obj.sheet, obj.head, obj.mapping, obj.given = sheet, head, dict(columns), dict(given)
        obj.progress, obj.progress_label, obj.problem = 0, "", ""
    mapping.remember(intake.organization, seen, columns)
    if queue is not None:
        queue(intake.pk)
    return under_way.obj


def check(intake: Intake, *, finishing: Finishing = nullcontext) -> None:
    """Read all rows and check each: what a worker does. Ends in CHECKED, or in READ with the
    reason. Safe to run twice."""
    outline = mapping.outline_of(intake, intake.sheet)
    first = heads.first_after(outline, intake.head) if outline else 1
    checking = Checking(intake, by=intake.started_by, merged=outline.merged if outline else ())
    IntakeRow.objects.filter(intake=intake).delete()
    done, total = 0, max(outline.rows if outline else 0, 1)
    try:
        for some in reading.rows(_data(intake), intake.sheet, first=first):
            rows = checking.rows(some)
            known.mark(intake, rows)
            likeness.point_out(rows, actor=intake.started_by)
            IntakeRow.objects.bulk_create(rows)
            done += len(some)
            _progress(intake, 100 * done // total, f"{done:,}行まで確かめました")
    except UnreadableSheet as problem:
        with finishing():
            give_up(intake, problem=str(problem))
        return
    with finishing(), step(INTAKE, "finish_checking", intake, by=intake.started_by):
        pass


@transaction.atomic
def make(
    intake: Intake,
    *,
    by: User,
    which: TakeWhich | str,
    version: int | None = None,
    queue: Queue | None = None,
) -> Intake:
    """Have the rows made requests. Raises `Refused` where there is none, or where all are wanted
    and one has an error."""
    with step(INTAKE, "make", intake, by=by, version=version) as under_way:
        rows = IntakeRow.objects.filter(intake=intake)
        wrong = rows.wrong().count()
        if which == TakeWhich.ALL and wrong:
            words = ERRORS_LEFT.format(count=f"{wrong:,}")
            raise Refused(Decision(RefusalKind.INCOMPLETE, words))
        if not rows.good().exists():
            raise Refused(Decision(RefusalKind.INCOMPLETE, NOTHING_GOOD))
        obj = under_way.obj
        obj.which, obj.started_by = which, by
        obj.progress, obj.progress_label, obj.problem = 0, "", ""
    if queue is not None:
        queue(intake.pk)
    return under_way.obj


def finish(intake: Intake, *, finishing: Finishing = nullcontext) -> None:
    """Make the requests: what a worker does. Called again after a worker was killed, it goes on
    with the rows that have none. Ends in MADE, or in CHECKED with the reason."""
    making = Making(intake, by=intake.started_by)
    tell = _Telling(intake)
    if intake.which == TakeWhich.ALL:
        # Numbers are taken first, by themselves: whoever logs something meanwhile need not wait.
        numbers = making.take_numbers()
        try:
            with finishing():
                making.all_of_them(tell, numbers)
                with step(INTAKE, "finish_making", intake, by=intake.started_by):
                    pass
        except Refused as refused:
            with finishing():
                give_up(intake, problem=f"{SINCE_THEN}{refused.decision.reason}")
        return
    making.good_ones(tell)
    with finishing(), step(INTAKE, "finish_making", intake, by=intake.started_by):
        pass


def give_up(intake: Intake, *, problem: str) -> Intake:
    """Say why the work on it came to nothing. What is made stays; it goes back to where a person
    can do something about it."""
    verb = {
        IntakeStatus.QUEUED: "give_up_reading",
        IntakeStatus.CHECKING: "give_up_checking",
    }.get(IntakeStatus(intake.status), "give_up_making")
    with step(INTAKE, verb, intake, by=intake.started_by) as under_way:
        under_way.obj.problem, under_way.obj.progress_label = problem, ""
    return under_way.obj


def discard(intake: Intake, *, by: User) -> Intake:
    """Give the intake up: file and rows go, the record that it was there stays."""
    with step(INTAKE, "discard", intake, by=by) as under_way:
        under_way.obj.outlines = []
        IntakeRow.objects.filter(intake=intake).exclude(outcome=RowOutcome.MADE).delete()
    transaction.on_commit(partial(intake.file.delete, save=False))
    return under_way.obj


def refuse_unless(decision: Decision) -> None:
    """Raise what was decided against."""
    if not decision:
        raise Refused(decision)


def _data(intake: Intake) -> bytes:
    with intake.file.open("rb") as file:
        data: bytes = file.read()
    return data


class _Telling:
    """Says how far the making is."""

    def __init__(self, intake: Intake) -> None:
        self.intake, self.done = intake, 0
        self.total = max(IntakeRow.objects.filter(intake=intake).good().count(), 1)

    def __call__(self, count: int) -> None:
        self.done += count
        label = f"{self.total:,}件のうち{self.done:,}件"
        _progress(self.intake, 100 * self.done // self.total, label)


def _progress(intake: Intake, percent: int, label: str) -> None:
    def write() -> None:
        Intake.objects.filter(pk=intake.pk).update(progress=min(percent, 100), progress_label=label)

    if connection.in_atomic_block:
        aside.do(write)  # who waits is told before all of it is stored
    else:
        write()
