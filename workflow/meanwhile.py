"""What happened between a page and its form: said as it is, above all when it was oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import models
from django.utils import timezone

from accounts.models import User
from workflow import history
from workflow.machine import Decision, RefusalKind
from workflow.models import HistoryEntry

LOOK = "今の内容を確かめてから、もう一度保存してください。"


def faster(obj: models.Model, reader: User) -> str:
    """Who was faster than this person's form, without the full stop."""
    last = history.entries_of(obj).last()
    if last is not None and last.by == reader:
        return f"あなたが別の画面で、先に変更しました（{_at(last.recorded_at)}「{last.label}」）"
    return "ほかの人が先に変更しました"


def changed(obj: models.Model, reader: User) -> Decision:
    """The refusal of a form that was opened on an older version."""
    return Decision(RefusalKind.CONFLICT, f"{faster(obj, reader)}。{LOOK}")


def as_it_is(decision: Decision) -> Decision:
    """A refusal because of the status, with what is: the very move has been made already. Any
    other decision stays as it is."""
    move = decision.about
    if move is None or decision.refusal is not RefusalKind.CONFLICT or move.obj.pk is None:
        return decision
    made = _last_change(move.obj)
    if made is None or made.verb != move.verb:
        return decision
    who = "あなたがすでにしています" if made.by == move.actor else "すでに済んでいます"
    return replace(decision, reason=f"「{move.label}」は、{who}（{_at(made.recorded_at)}）。")


def _last_change(obj: models.Model) -> HistoryEntry | None:
    """The entry that led to the present status."""
    return history.entries_of(obj).filter(status_change__isnull=False).last()


def _at(moment: datetime) -> str:
    local = timezone.localtime(moment)
    clock = f"{local.hour}時{local.minute}分"
    if local.date() == timezone.localdate():
        return clock
    return f"{local.month}月{local.day}日 {clock}"
