"""Publishing one thing as a person has read it: the digest of the shown texts decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from publication.rehearsal.looking import digests, with_along
from publication.rehearsal.publishable import Publishable, nothing_along
from workflow import locks
from workflow.machine import Decision, RefusalKind, Refused

CHANGED = "確かめたあとで内容が変わりました。今の内容を確かめてから、もう一度公表してください。"
NOT_READ = "公表する内容を、まだ確かめていません。下の内容を読んでから、公表してください。"
MORE = "確かめたあとで、一緒に公表される記録が増えました。もう一度確かめてください。"
LONGEST_REASON = 1000
"""Letters."""
GONE = "もうありません。"


@dataclass(frozen=True)
class Along:
    """Something that went, or did not go, along with another thing."""

    row: Publishable
    obj: Any
    why_left: str = ""

    def as_json(self) -> dict[str, str]:
        """For the list of what went out."""
        return {
            "ref": self.row.ref(self.obj),
            "label": self.row.label,
            "title": self.row.title(self.obj),
            "url": self.row.url(self.obj),
            "why_left": self.why_left,
        }


@dataclass(frozen=True)
class Published:
    """The published object, and what became of all that goes along with it."""

    obj: Any
    along: tuple[Along, ...]


@transaction.atomic
def publish(
    row: Publishable,
    obj: Any,
    *,
    by: User,
    now: datetime,
    seen: Mapping[str, str],
    reason: str = "",
    strict: bool = True,
) -> Published:
    """Publish `obj` if its texts are those of `seen` (see `looking.seen_now`).

    `strict` refuses when something that goes along is another than was seen; otherwise that
    stays unpublished and is told. Raises `Refused`, and nothing is public then.
    """
    refuse_long(reason)
    locked = _locked(row, obj)
    _refuse_unless(row.decide(by, locked))
    things = with_along(row, locked)
    current = digests(things)
    _refuse_unread(current[row.ref(locked)], seen.get(row.ref(locked)))
    along = tuple(_along(its, other, current, seen) for its, other in things[1:])
    if strict and (changed := next((each for each in along if each.why_left), None)):
        raise Refused(Decision(RefusalKind.CONFLICT, changed.why_left))
    more: dict[str, Any] = {}
    if row.along is not nothing_along:
        more["only"] = [each.obj for each in along if not each.why_left]
    if reason.strip() and row.wants_reason(locked):
        more["reason"] = reason
    return Published(row.publish(locked, by=by, now=now, **more), along)


def refuse_long(reason: str) -> None:
    """A reason is shown to the public beside what was published."""
    if len(reason) > LONGEST_REASON:
        words = f"理由は{LONGEST_REASON}文字以内で書いてください（今は{len(reason)}文字です）。"
        raise Refused(Decision(RefusalKind.INCOMPLETE, words))


def _locked(row: Publishable, obj: Any) -> Any:
    """The object as it is now, locked: it does not change before it is public."""
    rows = row.model._default_manager
    there = rows.filter(pk=obj.pk).first()
    if there is None:
        raise Refused(Decision(RefusalKind.CONFLICT, GONE))
    locks.hold(there, *(other for _, other in row.along(there)))
    locked = rows.filter(pk=obj.pk).first()
    if locked is None:
        raise Refused(Decision(RefusalKind.CONFLICT, GONE))
    return locked


def _refuse_unread(digest: str, read: str | None) -> None:
    if read is None:
        raise Refused(Decision(RefusalKind.CONFLICT, NOT_READ))
    if read != digest:
        raise Refused(Decision(RefusalKind.CONFLICT, CHANGED))


def _along(
    row: Publishable, obj: Any, current: Mapping[str, str], seen: Mapping[str, str]
) -> Along:
    ref = row.ref(obj)
    if ref not in seen:
        return Along(row, obj, MORE)
    return Along(row, obj, "" if seen[ref] == current[ref] else CHANGED)


def _refuse_unless(decision: Decision) -> None:
    if not decision:
        raise Refused(decision)
