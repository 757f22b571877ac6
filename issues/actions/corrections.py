"""Correcting words that are public: proposed, then accepted or declined by the secretariat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.rules import sees_everything
from issues.actions.several.saying import say_why
from issues.models import Correction
from issues.publishing import corrected_words
from issues.publishing.corrected_words import TABLES, Subject
from issues.transitions.corrections import CORRECTION
from workflow import locks
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import begin, step


@transaction.atomic
def propose(
    subject: Subject,
    *,
    by: User,
    after: Mapping[str, str],
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Correction:
    """Propose other words for a published record; they show nowhere until they are accepted.

    `after` as in `issues.publishing.corrected_words.written_in`; `version` is that of the record
    as the person saw it. Raises `Refused` when nothing differs, no reason is given, or it is not
    this person's."""
    rows = type(subject)._default_manager.select_for_update(of=("self",))
    locked = rows.get(pk=subject.pk)
    if version is not None and locked.version != version:
        reason = "ほかの人が先に変更しました。今の内容を確かめてから、もう一度申し出てください。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    return _begin(locked, by=by, after=after, reason=reason, now=now)


@transaction.atomic
def correct(
    subject: Subject,
    *,
    by: User,
    after: Mapping[str, str],
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Correction:
    """The secretariat's own correction: accepted at once, with a reason."""
    with step(TABLES[type(subject)], "correct", subject, by=by, reason=reason, version=version) as (
        under_way
    ):
        correction = _begin(under_way.obj, by=by, after=after, reason=reason, now=now)
        _put(under_way.obj, correction, under_way.details)
    with step(CORRECTION, "accept", correction, by=by) as accepting:
        accepting.obj.decided_at = now
    return accepting.obj


@transaction.atomic
def accept(correction: Correction, *, by: User, now: datetime) -> Correction:
    """Put the proposed words in place. Raises `Refused` when what they were to replace has been
    changed since."""
    locks.hold(correction, correction.subject)
    with step(CORRECTION, "accept", correction, by=by) as accepting:
        subject: Any = accepting.obj.subject
        reason = accepting.obj.reason
        with step(TABLES[type(subject)], "correct", subject, by=by, reason=reason) as under_way:
            _refuse_changed(under_way.obj, accepting.obj)
            _put(under_way.obj, accepting.obj, under_way.details)
        accepting.obj.decided_at = now
    return accepting.obj


def decline(correction: Correction, *, by: User, now: datetime, reason: str) -> Correction:
    """Leave the words as they are, with a reason; what was proposed stays in the record."""
    with step(CORRECTION, "decline", correction, by=by, reason=reason) as under_way:
        say_why(reason)
        under_way.obj.decided_at, under_way.obj.decision = now, reason
    return under_way.obj


def withdraw(correction: Correction, *, by: User, now: datetime) -> Correction:
    """Who proposed it takes it back."""
    with step(CORRECTION, "withdraw", correction, by=by) as under_way:
        under_way.obj.decided_at = now
    return under_way.obj


def _begin(
    subject: Subject, *, by: User, after: Mapping[str, str], reason: str, now: datetime
) -> Correction:
    say_why(reason)
    changed = corrected_words.differing(subject, after)
    if not changed:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "変わったところがありません。"))
    if "organization" in changed and not sees_everything(by):
        # Whose request it is follows from the minutes; its office does not hand it to another.
        reason = "要望した団体を変えられるのは、事務局と構成員です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    before = corrected_words.written_in(subject)
    assert by.acting is not None  # the tables let only those through who act for somebody
    correction = Correction(
        subject=subject,
        before={name: before[name] for name in changed},
        after=changed,
        reason=reason.strip(),
        organization=by.acting.organization,
        proposed_by=by,
        proposed_at=now,
    )
    return begin(CORRECTION, "propose", correction, by=by, reason=reason)


def _put(subject: Subject, correction: Correction, details: dict[str, object]) -> None:
    details |= corrected_words.put(subject, correction.after)
    details["fields"] = corrected_words.labels(subject, correction.after)
    details["correction"] = correction.pk


def _refuse_changed(subject: Subject, correction: Correction) -> None:
    now = corrected_words.written_in(subject)
    changed = [name for name, text in correction.before.items() if now[name] != text]
    if changed:
        names = corrected_words.labels(subject, changed)
        reason = (
            f"申出のあとで、{names}が変わりました。今の内容を確かめて、申出を見送ってください。"
        )
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
