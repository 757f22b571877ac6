"""The conditions of the list of requests, put to what a closed session keeps.

A file as of a session has to be the same whenever it is made, also under conditions. So they are
put to the frozen records and not to what the database says today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from issues import outcomes, sizes
from issues.enums import JudgementClass, ProgressClass, RequestStatus, Stance
from issues.filters import LocalRequestFilters
from issues.measures import facts
from issues.querysets import CONTENT
from issues.sheets import frozen
from issues.sheets.frozen import Content, Record
from japan import text as japanese
from japan.eras import fiscal_year


@dataclass(frozen=True)
class Reader:
    """Who asks: the team or everybody; `on` is the day of the session."""

    team: bool
    on: date


Condition = Callable[[Record, Any, Reader], bool]
Key = Callable[[Record], Any]


def chosen(content: Content, filters: LocalRequestFilters, reader: Reader) -> list[Record]:
    """The records that meet the conditions, in the order asked for; none when these cannot be
    read. Conditions that the reader may not use are not in `filters` to begin with."""
    if filters.errors:
        return []
    asked = {
        name: value
        for name, value in filters.form.cleaned_data.items()
        if name in CONDITIONS and value not in (None, "", [])
    }
    found = [
        record
        for record in frozen.records(content, team=reader.team)
        if all(CONDITIONS[name](record, value, reader) for name, value in asked.items())
    ]
    return _in_order(found, filters.sorted_by)


def _words(record: Record, query: str, reader: Reader) -> bool:
    """Every word stands in what the reader sees of it, as `issues.search` looks for words."""
    names = ("number", "title", "ask", "trouble", "speaker", "organization")
    quotes = [frozen.words(p, team=reader.team) for p in record.get("passages", ())]
    parts = [record.get(name, "") for name in names] + quotes
    text = "\n".join(japanese.normalise(part) for part in parts if part)
    return all(word in text for word in japanese.search_terms(query))


def _outcome(record: Record, value: str, reader: Reader) -> bool:
    """As `issues.outcomes` says it."""
    reply = frozen.reply(record, team=reader.team)
    if reply is not None:
        return bool(reply["class"] == value)
    late = frozen.unanswered(record, reader.on)
    return value == (outcomes.UNANSWERED if late else outcomes.AWAITED)


def _first_reply(record: Record, value: str, reader: Reader) -> bool:
    """As `issues.measures.facts` says it; format 1 did not keep it."""
    found = record.get("first_reply" if reader.team else "first_reply_public", "")
    if value == facts.ANY:
        return found not in ("", facts.NONE)
    return bool(found == value)


def _prefecture(record: Record, value: Any, reader: Reader) -> bool:
    return value.code in (record["organization_code"], record.get("prefecture_code"))


def _disagreeing(record: Record, value: str, reader: Reader) -> bool:
    """As `LocalRequestQuerySet.disagreeing` says it."""
    progress = frozen.word(record, "progress", team=reader.team)
    judgement = frozen.word(record, "judgement", team=reader.team)
    stances = [each["stance"] for each in frozen.opinions(record, team=reader.team)]
    content, done = judgement in CONTENT, progress == ProgressClass.DONE
    idle = progress in (ProgressClass.NOT_DONE, ProgressClass.NOT_STUDIED)
    return (
        (Stance.DISSATISFIED in stances and (done or content))
        or (done and judgement == JudgementClass.IMPROVE)
        or (idle and content)
    )


def _meeting(record: Record, value: Any, reader: Reader) -> bool:
    said = [p for p in record.get("passages", ()) if reader.team or p["public"]]
    return value.pk in [each["meeting_key"] for each in said]


def _ministry(record: Record, value: Any, reader: Reader) -> bool:
    if value == "null":
        return not record["lead_ministry"]
    if "lead_ministry_code" not in record:  # format 1 kept the name alone
        return bool(record["lead_ministry"] == value.name)
    return bool(record["lead_ministry_code"] == value.code)


CONDITIONS: Mapping[str, Condition] = {
    "q": _words,
    "point": lambda record, value, reader: value.code in record["points"],
    "organization": lambda record, value, reader: value.code == record["organization_code"],
    "size": lambda record, value, reader: record["organization_kind"] in sizes.kinds(value),
    "prefecture": _prefecture,
    "kind": lambda record, value, reader: value == record["kind"],
    "ministry": _ministry,
    "reply_class": _outcome,
    "first_reply": _first_reply,
    "unanswered": lambda record, value, reader: frozen.unanswered(record, reader.on),
    "overdue": lambda record, value, reader: reader.team and record.get("overdue", False),
    "disagreeing": _disagreeing,
    "re_raised": lambda record, value, reader: bool(record.get("re_raises")),
    "meeting": _meeting,
    "year": lambda record, value, reader: (
        fiscal_year(date.fromisoformat(record["said_on"])) == int(value)
    ),
    "status": lambda record, value, reader: record["status"] in value,
}
"""By the name that the condition has in the address. `as_of` and `sort` are none."""

_ORDERS: Mapping[str, Key] = {
    "number": lambda record: (len(record["number"]), record["number"]),
    "date": lambda record: record["said_on"],
    "organization": lambda record: record.get("organization_position", 0),
    "status": lambda record: list(RequestStatus).index(record["status"]),
}


def _in_order(records: list[Record], sort: str) -> list[Record]:
    """As `LocalRequestFilters` puts them in order: equals by number, forward also when reversed."""
    name = sort.removeprefix("-")
    numbered = sorted(records, key=lambda record: record["number"], reverse=sort == "-number")
    return sorted(numbered, key=_ORDERS[name], reverse=sort.startswith("-"))
