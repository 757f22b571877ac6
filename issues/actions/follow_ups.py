"""対応依頼: giving tasks, and what becomes of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import is_secretariat
from issues.actions.several.saying import note_slip, say_why
from issues.due_dates.due import DueDate
from issues.models import FollowUp, ProgressNote
from issues.transitions.follow_ups import FOLLOW_UP
from organizations.models import Organization
from workflow import history
from workflow.machine import Decision, RefusalKind, Refused
from workflow.pointing import pointing_at
from workflow.step import begin, step


@transaction.atomic
def assign(
    subject: models.Model,
    *,
    by: User,
    organization: Organization,
    title: str,
    due: DueDate,
    text: str = "",
    section: str = "",
    person: User | None = None,
    fictional: bool = False,
    effective_at: datetime | None = None,
) -> FollowUp:
    """Give an organization a task on a request, point, commitment or meeting; `effective_at` says
    when it was given, where that is written down later."""
    follow_up = FollowUp(
        **pointing_at(subject),
        organization=organization,
        section=section.strip(),
        person=person,
        title=title.strip(),
        text=text.strip(),
        due_on=due.on,
        first_due_on=due.on,
        due_basis=due.basis,
        assigned_by=by,
        assigned_at=effective_at or timezone.now(),
        fictional=fictional,
    )
    assigned = begin(FOLLOW_UP, "assign", follow_up, by=by, effective_at=effective_at)
    _refuse_outsider(assigned)
    return assigned


def edit(follow_up: FollowUp, *, by: User, version: int | None = None, **fields: Any) -> FollowUp:
    """Change title, text, section or person."""
    unknown = set(fields) - {"title", "text", "section", "person"}
    if unknown:
        raise TypeError(f"edit() cannot change {sorted(unknown)}")
    with step(FOLLOW_UP, "edit", follow_up, by=by, version=version) as under_way:
        for name, value in fields.items():
            setattr(under_way.obj, name, value)
        _refuse_outsider(under_way.obj)
    return under_way.obj


def note(follow_up: FollowUp, *, by: User, text: str) -> ProgressNote:
    """Write down what happened meanwhile."""
    with step(FOLLOW_UP, "note", follow_up, by=by) as under_way:
        if not text.strip():
            raise Refused(Decision(RefusalKind.INCOMPLETE, "経過を書いてください。"))
        return ProgressNote.objects.create(
            follow_up=under_way.obj,
            text=text.strip(),
            written_by=by,
            written_at=timezone.now(),
        )


def take_back_note(note: ProgressNote, *, by: User, reason: str = "") -> ProgressNote:
    """Take a note back: its own office while the task is open, the secretariat with a reason."""
    with step(FOLLOW_UP, "take_back_note", note.follow_up, by=by, reason=reason) as under_way:
        _own_or_says_why(note.written_by, by, reason)
        taken = ProgressNote.objects.select_for_update().get(pk=note.pk)
        if taken.taken_back_at is not None:
            raise Refused(Decision(RefusalKind.CONFLICT, "この経過は、すでに取り消されています。"))
        taken.taken_back_at = timezone.now()
        taken.save(update_fields=("taken_back_at",))
        under_way.details["taken_back"] = taken.text
    return taken


def uncomplete(follow_up: FollowUp, *, by: User, reason: str = "") -> FollowUp:
    """Take the completing back: who completed it, and the secretariat with a reason."""
    last = history.entries_of(follow_up).filter(verb="complete").last()
    with step(FOLLOW_UP, "uncomplete", follow_up, by=by, reason=reason) as under_way:
        _own_or_says_why(last.by if last is not None else None, by, reason)
        under_way.details["taken_back"] = under_way.obj.result
        under_way.obj.result, under_way.obj.ended_at = "", None
    return under_way.obj


def _own_or_says_why(writer: User | None, by: User, reason: str) -> None:
    """The office of whoever wrote it may take it back; the secretariat says why."""
    if is_secretariat(by):
        say_why(reason)
        return
    office = by.acting.organization if by.acting is not None else None
    if writer is None or not writer.memberships.filter(organization=office).exists():
        words = "取り消せるのは、書いた団体の担当者と事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, words))


def change_due(
    follow_up: FollowUp, *, by: User, due: DueDate, reason: str, version: int | None = None
) -> FollowUp:
    """Move the due date; the first one stays, the change goes into the slip ledger."""
    with step(
        FOLLOW_UP, "change_due", follow_up, by=by, reason=reason, version=version
    ) as under_way:
        say_why(reason)
        obj = under_way.obj
        note_slip(
            by=by, old=obj.due_on, new=due.on, reason=reason,
            ministry=obj.organization, now=timezone.now(), follow_up=obj,
        )  # fmt: skip
        obj.due_on, obj.due_basis = due.on, due.basis
    return under_way.obj


def complete(
    follow_up: FollowUp, *, by: User, result: str, effective_at: datetime | None = None
) -> FollowUp:
    """Done, with a result."""
    missing = "結果を書いてください。"
    return _end(follow_up, "complete", by=by, result=result, missing=missing, at=effective_at)


def cancel(follow_up: FollowUp, *, by: User, reason: str) -> FollowUp:
    """Not to be done, with a reason."""
    return _end(
        follow_up, "cancel", by=by, result=reason, missing="取りやめの理由を書いてください。"
    )


def reopen(follow_up: FollowUp, *, by: User, reason: str) -> FollowUp:
    """To be done after all, with a reason."""
    with step(FOLLOW_UP, "reopen", follow_up, by=by, reason=reason) as under_way:
        say_why(reason)
        under_way.obj.result, under_way.obj.ended_at = "", None
    return under_way.obj


def _end(
    follow_up: FollowUp,
    verb: str,
    *,
    by: User,
    result: str,
    missing: str,
    at: datetime | None = None,
) -> FollowUp:
    with step(FOLLOW_UP, verb, follow_up, by=by, reason=result, effective_at=at) as under_way:
        if not result.strip():
            raise Refused(Decision(RefusalKind.INCOMPLETE, missing))
        under_way.obj.result, under_way.obj.ended_at = result.strip(), at or timezone.now()
    return under_way.obj


def _refuse_outsider(follow_up: FollowUp) -> None:
    person, organization = follow_up.person, follow_up.organization
    if person is None or person.memberships.filter(organization=organization).exists():
        return
    raise Refused(
        Decision(RefusalKind.INCOMPLETE, f"{person}さんは、{organization}の担当者ではありません。")
    )
