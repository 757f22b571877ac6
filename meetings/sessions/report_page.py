"""The frozen report as a page: what this reader may see of it, counted and in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.rules import Actor, sees_everything
from issues.enums import LIVE, PointStatus, ReplyClass, RequestStatus, Stance
from issues.frozen import records
from issues.frozen.records import Record
from issues.models import LocalRequest
from meetings.enums import HandlingOutcome
from meetings.models import ClosedReport
from meetings.sessions import report_content
from meetings.sessions.report_content import LateEntry


@dataclass(frozen=True)
class Entry:
    """A request as it stood."""

    number: str
    title: str
    organization: str
    points: tuple[int, ...]
    ministry: str
    due_on: date | None
    status: str
    status_label: str
    reply: str
    replied_on: date | None
    stance: str
    reflected_in: str
    public: bool
    fictional: bool


@dataclass(frozen=True)
class Count:
    """How many requests stood at a status."""

    status: str
    label: str
    number: int


@dataclass(frozen=True)
class PointRow:
    """A point as it stood, with its requests by status."""

    position: int
    code: str
    name: str
    status: str
    status_label: str
    counts: tuple[Count, ...]
    memo: str

    @property
    def total(self) -> int:
        return sum(each.number for each in self.counts)


@dataclass(frozen=True)
class Done:
    """What the session did with a matter."""

    number: str
    point: str
    title: str
    outcome: str
    note: str
    fictional: bool = False


@dataclass(frozen=True)
class Late:
    """A change that counts for the session but was written down after its report."""

    entry: LateEntry
    before: str
    after: str


@dataclass(frozen=True)
class Reported:
    """The report. `sums` are the feet of the matrix's columns: each request counts once."""

    meeting: dict[str, Any]
    moment: str
    points: tuple[PointRow, ...]
    sums: tuple[Count, ...]
    entries: tuple[Entry, ...]
    done: tuple[Done, ...]
    decisions: tuple[str, ...]
    late: tuple[Late, ...]
    intact: bool
    team: bool

    @property
    def total(self) -> int:
        return sum(each.number for each in self.sums)


def report_of(report: ClosedReport, *, actor: Actor) -> Reported:
    """All of it for the secretariat and the working team. Everybody else gets what was public
    when it was frozen: requests without their unpublished replies and opinions, no notes, no
    decisions, no summaries."""
    content, team = report.content, sees_everything(actor)
    rows = records.records(content, team=team)
    places = {point["code"]: point["position"] for point in content["points"]}
    invented = {row["number"] for row in content["requests"] if row["fictional"]}
    return Reported(
        meeting=content["meeting"],
        moment=content["moment"],
        points=tuple(_point(point, rows, content, team) for point in content["points"]),
        sums=_counts(rows),
        entries=tuple(_entry(row, places, team) for row in rows),
        done=tuple(
            _done(row, team, invented) for row in content["handlings"] if team or row["public"]
        ),
        decisions=tuple(content["decisions"]) if team else (),
        late=_late(report, actor),
        intact=report_content.is_intact(report),
        team=team,
    )


def _point(
    point: dict[str, Any], rows: Sequence[Record], content: dict[str, Any], team: bool
) -> PointRow:
    mine = [row for row in rows if point["code"] in row["points"]]
    return PointRow(
        position=point["position"],
        code=point["code"],
        name=point["name"],
        status=point["status"],
        status_label=_label(PointStatus, point["status"]),
        counts=_counts(mine),
        memo=content["memos"].get(point["code"], "") if team else "",
    )


def _counts(rows: Sequence[Record]) -> tuple[Count, ...]:
    return tuple(
        Count(status.value, str(status.label), sum(row["status"] == status for row in rows))
        for status in LIVE
    )


def _entry(row: Record, places: dict[str, int], team: bool) -> Entry:
    reply = records.reply(row, team=team) or {}
    own = next((each for each in records.opinions(row, team=team) if each["own"]), None)
    return Entry(
        number=row["number"],
        title=row["title"],
        organization=row["organization"],
        points=tuple(places[code] for code in row["points"] if code in places),
        ministry=row["lead_ministry"],
        due_on=_day(row["due_on"]),
        status=row["status"],
        status_label=_label(RequestStatus, row["status"]),
        reply=_label(ReplyClass, reply.get("class", "")),
        replied_on=_day(reply.get("on", "")),
        stance=_label(Stance, own["stance"]) if own else "",
        reflected_in=records.word(row, "reflected_in", team=team),
        public=row["public"],
        fictional=row["fictional"],
    )


def _done(row: dict[str, Any], team: bool, invented: Collection[str]) -> Done:
    return Done(
        number=row["number"],
        point=row["point"],
        title=row["title"],
        outcome=_label(HandlingOutcome, _outcome(row, team)),
        note=row["note"] if team else "",
        fictional=row["number"] in invented,
    )


def _outcome(row: dict[str, Any], team: bool) -> str:
    """What was done, as the reader may know; reports before it kept no outcome of the public's."""
    return str(row["outcome"] if team else row.get("public_outcome", row["outcome"]))


def _late(report: ClosedReport, actor: Actor) -> tuple[Late, ...]:
    found = report_content.late_entries(report)
    requests = [late.matter.pk for late in found if isinstance(late.matter, LocalRequest)]
    visible = set(
        LocalRequest.objects.visible_to(actor).filter(pk__in=requests).values_list("pk", flat=True)
    )
    shown = []
    for late in found:
        request = isinstance(late.matter, LocalRequest)
        if request and late.matter.pk not in visible:
            continue
        statuses: Any = RequestStatus if request else PointStatus
        change = late.change
        shown.append(
            Late(late, _label(statuses, change.from_status), _label(statuses, change.to_status))
        )
    return tuple(shown)


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
