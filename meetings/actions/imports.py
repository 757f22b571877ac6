"""Handing in a minutes file, reading it in the background, correcting what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from issues.forums import chosen_forum
from issues.models import Forum
from meetings.enums import ImportStatus
from meetings.minutes import confined
from meetings.minutes.document import UnreadableMinutes
from meetings.models import Meeting, MinutesImport, MinutesSource
from meetings.sessions import receiving
from meetings.transitions import MEETING, MINUTES_IMPORT
from meetings.words import forum_words
from workflow import meanwhile
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


@transaction.atomic
def hand_in(
    *,
    by: User,
    data: bytes,
    filename: str,
    pasted: bool = False,
    meeting: Meeting | None = None,
    forum: Forum | None = None,
    queue: Callable[[int], Any] | None = None,
) -> MinutesImport:
    """Keep a file as it came in and let a worker read it.

    `meeting` is given when the file is that meeting's minutes, its first ones or a corrected
    edition, `forum` where it comes in on the page of one: it is read by the words of that
    協議の場 (None: of the first). `queue` gets the import's key in the same transaction: with the
    file stands, as a row, that it is to be read. Raises `Refused` when the very same bytes were
    saved before.
    """
    if meeting is not None:
        _refuse_unless(MEETING.decide(receiving.verb_for(meeting), by, meeting))
    digest = hashlib.sha256(data).hexdigest()
    source = MinutesSource(
        filename=filename[-200:], pasted=pasted, sha256=digest, size=len(data), handed_in_by=by
    )
    minutes_import = MinutesImport(started_by=by, meeting=meeting, forum=forum)
    _refuse_unless(MINUTES_IMPORT.decide("hand_in", by, minutes_import))
    _refuse_twice(digest)
    suffix = PurePath(filename).suffix.lower()[:10]
    source.file.save(f"{digest[:16]}{suffix}", ContentFile(data), save=False)
    try:
        source.save()
        minutes_import.source = source
        begin(MINUTES_IMPORT, "hand_in", minutes_import, by=by)
    except Exception:
        source.file.delete(save=False)
        raise
    if queue is not None:
        queue(minutes_import.pk)
    return minutes_import


@transaction.atomic
def queue_again(
    minutes_import: MinutesImport, *, by: User, queue: Callable[[int], Any] | None = None
) -> MinutesImport:
    """Ask once more for a reading that never came, stopped half-way or failed."""
    with step(MINUTES_IMPORT, "queue_again", minutes_import, by=by) as under_way:
        obj = under_way.obj
        obj.progress, obj.progress_label, obj.problem = 0, "", ""
    if queue is not None:
        queue(under_way.obj.pk)
    return under_way.obj


def read(
    minutes_import: MinutesImport,
    *,
    reader: Callable[..., Any] = confined.read,
    finishing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> MinutesImport:
    """Read the file: what a worker does. Ends in READY or FAILED, never in between; calling it
    again for one that is finished changes nothing. What it comes to is written within
    `finishing()`, by which the worker proves that the work is still its own. `reader` reads without
    a child process where a test trusts its file."""
    by = minutes_import.started_by
    try:
        with step(MINUTES_IMPORT, "start_reading", minutes_import, by=by) as under_way:
            under_way.obj.progress, under_way.obj.progress_label = 10, "ファイルを開いています"
        minutes_import = under_way.obj
    except Refused:
        minutes_import.refresh_from_db()
        return minutes_import
    try:
        reading = _read(minutes_import, reader)
    except (UnreadableMinutes, OSError) as problem:
        minutes_import.refresh_from_db()
        if minutes_import.status == ImportStatus.DISCARDED:
            return minutes_import  # and its file is gone
        if isinstance(problem, OSError):
            raise
        with finishing():
            return give_up(minutes_import, problem=str(problem))
    try:
        with (
            finishing(),
            step(MINUTES_IMPORT, "finish_reading", minutes_import, by=by) as under_way,
        ):
            under_way.obj.reading = reading
            under_way.obj.progress, under_way.obj.progress_label = 100, "読み取りました"
    except Refused:
        # Discarded in the meantime, or asked for again, and the other worker was first.
        minutes_import.refresh_from_db()
        return minutes_import
    return under_way.obj


def give_up(minutes_import: MinutesImport, *, problem: str) -> MinutesImport:
    """Say why the file could not be read. The file stays, for a look at it."""
    by = minutes_import.started_by
    with step(MINUTES_IMPORT, "give_up", minutes_import, by=by) as under_way:
        under_way.obj.problem, under_way.obj.progress_label = problem, ""
    return under_way.obj


def correct(
    minutes_import: MinutesImport, *, by: User, corrections: dict[str, Any], version: int | None
) -> MinutesImport:
    """Keep what a person changed in the preview, before saving."""
    with step(MINUTES_IMPORT, "correct", minutes_import, by=by, version=version) as under_way:
        under_way.obj.corrections = corrections
    return under_way.obj


def discard(minutes_import: MinutesImport, *, by: User) -> MinutesImport:
    """Give the import up: the stored file goes, the record that it was there stays."""
    with step(MINUTES_IMPORT, "discard", minutes_import, by=by) as under_way:
        under_way.obj.reading, under_way.obj.corrections = {}, {}
    source = minutes_import.source
    transaction.on_commit(partial(source.file.delete, save=False))
    return under_way.obj


def _refuse_unless(decision: Decision) -> None:
    if not decision:
        raise Refused(meanwhile.as_it_is(decision))


def _refuse_twice(digest: str) -> None:
    same = MinutesSource.objects.filter(sha256=digest, meeting__isnull=False).first()
    if same is not None:
        raise Refused(
            Decision(
                RefusalKind.CONFLICT,
                f"このファイルは、すでに「{same.meeting}」の議事要旨として取り込まれています。"
                "訂正版を取り込むときは、訂正後のファイルを選んでください。",
            )
        )


def _read(minutes_import: MinutesImport, reader: Callable[..., Any]) -> dict[str, Any]:
    source = minutes_import.source
    with source.file.open("rb") as file:
        data = file.read()
    forum = forum_read_for(minutes_import)
    reading: dict[str, Any] = reader(
        data,
        source.filename,
        pasted=source.pasted,
        words=forum_words.vocabulary_of(forum).as_data(),
        told=partial(_tell, minutes_import),
    )
    return {**reading, "forum": forum}


def forum_read_for(minutes_import: MinutesImport) -> int:
    """The key of the 協議の場 by whose words the file is read."""
    if minutes_import.meeting is not None:
        return minutes_import.meeting.body.forum_id
    return minutes_import.forum_id or chosen_forum.first().pk


def _tell(minutes_import: MinutesImport, speeches: int) -> None:
    _progress(minutes_import, 60, f"{speeches}件の発言から候補を探しています")


def _progress(minutes_import: MinutesImport, percent: int, label: str) -> None:
    MinutesImport.objects.filter(pk=minutes_import.pk, status=ImportStatus.READING).update(
        progress=percent, progress_label=label
    )
