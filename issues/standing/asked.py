"""Who is asked, and who has answered, of several ministries: plain functions of the record.

The record says with each change what is asked beside the ministry in charge (`askings`), and with
each answer whose it is (`answer_of`); where it says neither, it is the one in charge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from issues.enums import AWAITING_REPLY

if TYPE_CHECKING:
    from issues.standing.record import Entry

ANSWERING = ("reply", "reply_in_part")
TAKING_BACK = ("take_back_reply", "take_back_part")


@dataclass(frozen=True)
class Part:
    """What is asked of one ministry beside the one in charge."""

    due: date
    first: date


@dataclass(frozen=True)
class Owed:
    """`asked` as in `Standing`; `waiting` the ministries that owe a reply, `on` the earliest of
    their dates."""

    asked: Mapping[str, list[str]] | None
    waiting: tuple[int, ...]
    on: date | None


def parts_in(entry: Entry, before: dict[int, Part]) -> dict[int, Part]:
    """What is asked beside the ministry in charge from this entry on."""
    told = entry.details.get("askings")
    if told is None:
        return before
    return {
        each["ministry"]: Part(
            date.fromisoformat(each["due_on"]), date.fromisoformat(each["first_due_on"])
        )
        for each in told
    }


def who_answered(entry: Entry) -> tuple[int, ...] | None:
    """The ministries whose answer it is; None: the one in charge."""
    named = entry.details.get("answer_of")
    return None if named is None else tuple(named)


def now_beside(entries: Sequence[Entry]) -> frozenset[int]:
    """Those that are asked beside the ministry in charge after these entries."""
    told = [entry for entry in entries if "askings" in entry.details]
    return ever_beside(told[-1:])


def ever_beside(entries: Iterable[Entry]) -> frozenset[int]:
    """Those that were ever asked beside the ministry in charge."""
    return frozenset(
        each["ministry"] for entry in entries for each in entry.details.get("askings", ())
    )


def owed_of(entries: Iterable[Entry], *, status: str, lead: int | None, due: date | None) -> Owed:
    """What is owed after these entries, the last of which left `status`, `lead` and `due`."""
    others: dict[int, Part] = {}
    answered: dict[int | None, datetime] = {}
    in_charge: int | None = None
    for entry in entries:
        if "round" in entry.changes:
            answered = {}
        if "lead_ministry_id" in entry.changes:
            in_charge = entry.changes["lead_ministry_id"][1]
        others = parts_in(entry, others)
        if entry.verb in ANSWERING:
            for ministry in who_answered(entry) or (in_charge,):
                answered[ministry] = entry.counted_from
        elif entry.verb in TAKING_BACK:
            for ministry in who_answered(entry) or (in_charge,):
                answered.pop(ministry, None)
    return _owed(others, answered, status=status, lead=lead, due=due)


def _owed(
    others: dict[int, Part],
    answered: Mapping[int | None, datetime],
    *,
    status: str,
    lead: int | None,
    due: date | None,
) -> Owed:
    dues: dict[int, date | None] = {} if lead is None else {lead: due}
    dues |= {ministry: part.due for ministry, part in others.items()}
    owes = [key for key in dues if not others or key not in answered]
    waiting = tuple(sorted(owes)) if status in AWAITING_REPLY else ()
    days = [day for key in waiting if (day := dues[key]) is not None]
    told = {str(key): [_iso(dues[key]), _iso(answered.get(key))] for key in dues}
    return Owed(told if others else None, waiting, min(days, default=None))


def _iso(moment: Any) -> str:
    if isinstance(moment, datetime):
        return timezone.localdate(moment).isoformat()
    return moment.isoformat() if moment else ""
