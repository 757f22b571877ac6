"""Changing the words of a forum: tried first, kept with a reason or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import transaction

from accounts.models import User
from issues.models import Forum
from meetings.enums import TrialStatus
from meetings.models import ForumWord, WordTrial
from meetings.transitions import FORUM_WORD, WORD_TRIAL
from meetings.words import changes, forum_words, trying
from meetings.words.changes import Change
from workflow import doubles, locks
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step

NOTHING = "今の言葉と同じです。変えるところがありません。"
OUTDATED = (
    "試したあとで、ほかの言葉が変わりました。"
    "「もう一度試す」を押して、結果を見てから残してください。"
)


@transaction.atomic
def ask(
    forum: Forum,
    wanted: Sequence[Change],
    *,
    by: User,
    queue: Callable[[int], Any] | None = None,
) -> WordTrial:
    """Have these changes tried; nothing counts yet. `queue` gets the key of the trial in the same
    transaction. Raises `Refused` when there is nothing to change, or a line cannot be used."""
    trial = WordTrial(forum=forum, asked_by=by, changes=[each.as_data() for each in wanted])
    if not wanted:
        raise Refused(Decision(RefusalKind.INCOMPLETE, NOTHING))
    known = forum_words.labels(forum)
    for each in wanted:
        found = changes.problems(each.subject, each.expression, each.weight, known=known)
        if found:
            reason = f"「{each.expression}」：{'　'.join(found.values())}"
            raise Refused(Decision(RefusalKind.INCOMPLETE, reason))
    begin(WORD_TRIAL, "ask", trial, by=by)
    if queue is not None:
        queue(trial.pk)
    return trial


def run(
    trial: WordTrial, *, finishing: Callable[[], AbstractContextManager[None]] = nullcontext
) -> WordTrial:
    """Try it: what a worker does. What it comes to is written within `finishing()`. Calling it for
    one that is finished, kept or dropped changes nothing."""
    if trial.status != TrialStatus.WAITING:
        return trial
    rows = WordTrial.objects.filter(pk=trial.pk, status=TrialStatus.WAITING)

    def told(percent: int) -> None:
        rows.update(progress=percent)

    stamp = forum_words.stamp(trial.forum_id)
    before = forum_words.vocabulary_of(trial.forum_id)
    after = before.with_lines(each.line for each in changes.of(trial.changes))
    tried = trying.tried(trial.forum, before, after, told=told)
    try:
        with finishing(), step(WORD_TRIAL, "finish", trial, by=trial.asked_by) as under_way:
            under_way.obj.tried = {**tried, "stamp": stamp}
            under_way.obj.progress = 100
    except Refused:
        # Dropped in the meantime.
        trial.refresh_from_db()
        return trial
    return under_way.obj


def give_up(trial: WordTrial, *, problem: str) -> WordTrial:
    """Say why it could not be tried."""
    with step(WORD_TRIAL, "give_up", trial, by=trial.asked_by) as under_way:
        under_way.obj.problem = problem
    return under_way.obj


@transaction.atomic
def ask_again(
    trial: WordTrial, *, by: User, queue: Callable[[int], Any] | None = None
) -> WordTrial:
    """Have it tried with the words and minutes of now."""
    with step(WORD_TRIAL, "ask_again", trial, by=by) as under_way:
        obj = under_way.obj
        obj.progress, obj.problem, obj.tried = 0, "", {}
    if queue is not None:
        queue(trial.pk)
    return under_way.obj


def keep(trial: WordTrial, *, by: User, reason: str, version: int | None = None) -> WordTrial:
    """Let the changes count for minutes that are read from now on. All or none. Raises `Refused`
    where words were changed since it was tried, or no reason is given."""
    with doubles.refused(), transaction.atomic():
        # The forum's words change one after the other.
        forum = Forum.objects.select_for_update(of=("self",)).get(pk=trial.forum_id)
        rows = {(row.subject, row.expression): row for row in forum.words.all()}
        wanted = changes.of(trial.changes)
        own = [rows.get((each.subject, each.expression)) for each in wanted]
        locks.hold(trial, *own)
        with step(WORD_TRIAL, "keep", trial, by=by, reason=reason, version=version) as under_way:
            if not reason.strip():
                raise Refused(Decision(RefusalKind.INCOMPLETE, "残す理由を書いてください。"))
            if under_way.obj.tried.get("stamp") != forum_words.stamp(forum.pk):
                raise Refused(Decision(RefusalKind.CONFLICT, OUTDATED))
        for each, row in zip(wanted, own, strict=True):
            _apply(forum, each, row, by=by, reason=reason)
    return under_way.obj


def drop(trial: WordTrial, *, by: User) -> WordTrial:
    """Leave the words as they are."""
    with step(WORD_TRIAL, "drop", trial, by=by) as under_way:
        pass
    return under_way.obj


def _apply(forum: Forum, change: Change, row: ForumWord | None, *, by: User, reason: str) -> None:
    if row is None:
        row = ForumWord(
            forum=forum,
            subject=change.subject,
            expression=change.expression,
            weight=change.weight,
            note=change.note,
        )
        verb = "add" if change.used else "leave_out"
        begin(
            FORUM_WORD,
            verb,
            row,
            by=by,
            reason=reason,
            details={"from": change.old, "to": change.weight},
        )
        return
    verb = "change" if change.used else "set_aside"
    with step(FORUM_WORD, verb, row, by=by, reason=reason) as under_way:
        under_way.obj.weight, under_way.obj.note = change.weight, change.note
