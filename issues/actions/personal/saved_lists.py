"""よく使う一覧: saving, renaming, ordering, dropping. Whose list it is may do so: its owner, or
anybody who acts for the organization that shares it. It is not written into the record."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.rules import acting, acts_for
from issues.models import Forum, SavedList
from workflow.machine import Decision, RefusalKind, Refused
from workflow.sending import once

MOST = 12
"""Lists that a person, or an organization, can have."""


@transaction.atomic
def save(
    forum: Forum, *, by: User, name: str, query: str, shared: bool, now: datetime
) -> SavedList:
    """Save what a list shows under a name, behind all others; `shared` with all who act for the
    same organization. Raises `Refused` for a name that is taken, and for more than there may be."""
    membership = acting(by)
    if membership is None:
        raise Refused(Decision(RefusalKind.FORBIDDEN, "一覧を保存できるのは、所属のある人です。"))
    saved = SavedList(
        forum=forum,
        owner=None if shared else by,
        organization=membership.organization if shared else None,
        name=name,
        query=query,
        saved_by=by,
        saved_at=now,
    )
    others = _locked(saved)
    if len(others) >= MOST:
        reason = f"保存できるのは{MOST}件までです。使わないものを消してから、保存してください。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    saved.position = len(others) + 1
    return _checked(saved)


@transaction.atomic
def change(saved: SavedList, *, by: User, name: str, position: int) -> SavedList:
    """Another name, another place among the others. Raises `Refused`."""
    _refuse_others(saved, by)
    others = [each for each in _locked(saved) if each.pk != saved.pk]
    place = max(1, min(position, len(others) + 1))
    saved.name = name
    for number, each in enumerate([*others[: place - 1], saved, *others[place - 1 :]], 1):
        each.position = number
        _checked(each)
    return saved


@transaction.atomic
def drop(saved: SavedList, *, by: User) -> None:
    """Forget it; the requests stay as they are."""
    _refuse_others(saved, by)
    once.note()
    saved.delete()


def belongs_to(saved: SavedList, by: User) -> bool:
    """Whether this person may change it."""
    return saved.owner_id == by.pk or acts_for(by, saved.organization_id)


def _refuse_others(saved: SavedList, by: User) -> None:
    if not belongs_to(saved, by):
        reason = "変えられるのは、保存した本人か、共有している団体の担当者です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))


def _locked(saved: SavedList) -> list[SavedList]:
    rows = SavedList.objects.select_for_update(of=("self",)).beside(saved)
    return list(rows)


def _checked(saved: SavedList) -> SavedList:
    try:
        saved.full_clean()
    except ValidationError as error:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "".join(error.messages))) from error
    once.note()
    saved.save()
    return saved
