"""Reading what a closed session keeps of the requests: formats 1 and 2 (`issues.frozen.freezing`).

`content` is that of a `ClosedReport`; `team` tells whether the reader works on all records before
they are published. Everybody else reads what was public when it was frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property, partial
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone

from issues.enums import (
    JudgementClass,
    ProgressClass,
    ReplyClass,
    RequestKind,
    RequestStatus,
    Stance,
)
from issues.frozen.records import (
    Content,
    Held,
    Record,
    Records,
    is_seen,
    opinions,
    passage,
    reply,
    unanswered,
    word,
)
from issues.querysets import chunks
from organizations.enums import OrganizationKind
from reports.lists import status_table
from reports.lists.current_rows import by_ministry
from reports.lists.producing import Progress, unheard
from reports.lists.rows import Row
from reports.lists.status_table import About, Overview

FIRST_ORDER = "番号の順"
SOURCE = "論点 Ronten「{session} 確定した対応状況一覧」"
FICTIONAL_SESSION = "この会合は、使い方を示すための架空の会合です。"
LATER = "確定の後に分かった訂正・追記は、この表に入っていません。会合の報告のページで見られます。"
FORMAT_1 = "この会合を確定したときは、支障事例、回答の本文などを残していませんでした。空欄です。"


def overview_of(content: Content, *, team: bool, recorded_at: datetime, digest: str) -> Overview:
    """The table of a report that is in memory: all that the reader may see."""
    table = flowing(
        content, Held(content["requests"]), team=team, recorded_at=recorded_at, digest=digest
    )
    return replace(table, rows=tuple(table.rows))


def flowing(
    frame: Content,
    held: Records,
    *,
    team: bool,
    recorded_at: datetime,
    digest: str,
    chosen: Sequence[str] | None = None,
    conditions: tuple[str, ...] = (),
    order: str = FIRST_ORDER,
    progress: Progress = unheard,
) -> Overview:
    """The table of the records beside their frame: all that the reader may see, or those of the
    `chosen` numbers under the `conditions`. Its rows are read while somebody goes through them."""
    meeting, names = frame["meeting"], _names(frame)
    moment = datetime.fromisoformat(frame["moment"])
    on = timezone.localtime(moment).date()
    about = About(
        moment=moment,
        written=recorded_at,
        session=meeting["label"],
        conditions=conditions,
        order=order,
        readers=status_table.FOR_THE_TEAM if team else status_table.FOR_EVERYBODY_THEN,
        source=SOURCE.format(session=meeting["label"]),
        notes=_notes(frame),
        digest=digest,
    )
    make = partial(_row, names=names, team=team, on=on)
    return Overview(about, FrozenRows(held, team, make, chosen, progress), inside=team)


def _notes(content: Content) -> tuple[str, ...]:
    notes = [LATER]
    if content["format"] == 1:
        notes.append(FORMAT_1)
    if content["meeting"].get("fictional"):
        notes.append(FICTIONAL_SESSION)
    return tuple(notes)


def _row(record: Record, names: Mapping[str, str], team: bool, on: date) -> Row:
    place = passage(record, team=team)
    answer, views = reply(record, team=team), opinions(record, team=team)
    return Row.made(
        number=record["number"],
        kind=_label(RequestKind, record["kind"]),
        organization_code=record["organization_code"],
        organization=record["organization"],
        size=_label(OrganizationKind, record["organization_kind"]),
        prefecture=record.get("prefecture", ""),
        joined=_joined(record, team),
        speaker=record["speaker"],
        said_on=date.fromisoformat(record["said_on"]),
        title=record["title"],
        ask=record["ask"],
        trouble=record.get("trouble", ""),
        primary_point=names.get(record["primary"], ""),
        other_points=tuple(
            names[code] for code in record["points"] if code in names and code != record["primary"]
        ),
        lead_ministry=record["lead_ministry"],
        co_ministries=tuple(record.get("co_ministries", ())),
        due_on=_day(record["due_on"]),
        first_due_on=_day(record.get("first_due_on", "")),
        status_code=record["status"],
        status=_label(RequestStatus, record["status"]),
        unanswered=unanswered(record, on),
        round=record.get("round"),
        **_reply(answer, record["lead_ministry"]),
        **_views(views),
        progress=_label(ProgressClass, word(record, "progress", team=team)),
        judgement=_label(JudgementClass, word(record, "judgement", team=team)),
        reflected_in=word(record, "reflected_in", team=team),
        meeting=place["meeting"] if place else "",
        passage=place["url"] if place else "",
        public=record["public"],
        fictional=bool(record.get("made_up"))
        or any(each.get("fictional") for each in (record, answer or {}, *views)),
    )


def _joined(record: Record, team: bool) -> tuple[str, ...]:
    """Reports frozen before joinings were published one by one knew public ones alone."""
    everybodys = record.get("joined", ())
    return tuple(everybodys if team else record.get("joined_public", everybodys))


def _reply(found: Record | None, lead: str) -> dict[str, Any]:
    found = found or {}
    ministry = found.get("ministry", lead)
    return {
        "reply_class": _label(ReplyClass, found.get("class", "")),
        "reply_timing": _day(found.get("timing_on", "")),
        "reply_means": tuple(found.get("means", ())),
        "reply_text": by_ministry(ministry, ministry != lead) + found.get("text", ""),
        "replied_on": _day(found.get("on", "")),
        "reply_pending": not found.get("public", True),
    }


def _views(found: list[Record]) -> dict[str, Any]:
    own = next((each for each in found if each["own"]), None)
    return {
        "stance": _label(Stance, own["stance"]) if own else "",
        "opinion": own["text"] if own else "",
        "other_stances": tuple(
            f"{each['organization']}：{_label(Stance, each['stance'])}"
            for each in found
            if each is not own
        ),
    }


def _names(content: Content) -> dict[str, str]:
    return {
        point["code"]: f"{point['position']} {point.get('short_name') or point['name']}"
        for point in content["points"]
    }


def _label(choices: type[TextChoices], value: str) -> str:
    return _labels(choices).get(value, value)


@cache
def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {code: str(label) for code, label in choices.choices}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class FrozenRows:
    """One row for each record that the reader may see, or for those of the `chosen` numbers, in
    that order; read part by part whenever somebody goes through them."""

    records: Records
    team: bool
    make: Callable[[Record], Row]
    chosen: Sequence[str] | None = None
    progress: Progress = unheard

    @cached_property
    def _places(self) -> Sequence[int]:
        seen = {
            head.number: place
            for place, head in enumerate(self.records.heads())
            if is_seen(head.public, team=self.team)
        }
        if self.chosen is None:
            return list(seen.values())
        return [seen[number] for number in self.chosen if number in seen]

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Row]:
        done = 0
        for places in chunks.parts(self._places):
            yield from map(self.make, self.records.at(places))
            done += len(places)
            self.progress(done, len(self._places))
